"""What is to be known of a language: facts alone, read by the tool and by the extension."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Framework:
    """A test framework. Patterns take `{id}` (as written) or `{key}` (the id as identifiers have it)."""

    name: str
    label: str
    mark: str  #: what skips a stub, frozen from 1.0 on: a stub is pending as long as it stands
    definition: str  #: regular expression of the place where the test of this id is defined
    test_name: str  #: of `{id}` or `{key}`, and the subject as `{slug}` (post_users) or `{words}` (post users)
    select: str  #: the command that runs the test of one task, in its unit
    test_path: str = ""  #: as the language's; blank where it is the same
    form: str = ""  #: the stub form, where several frameworks share one
    module: str = ""  #: what a test imports its functions from


@dataclass(frozen=True)
class Language:
    """A programming language; paths are relative to its unit's root, with forward slashes."""

    name: str
    label: str
    version: str  #: the default for `language_version`
    versioned: str  #: the language with its `{version}`, in words
    frameworks: tuple[Framework, ...]  #: those that are offered, the default first
    suffixes: tuple[str, ...]  #: of source files, with their dots; the first is that of new ones
    case: str  #: of file names: `snake`, `kebab` or `pascal`
    reserved: frozenset[str]  #: words that cannot be the name of a source file
    source_root: str
    test_root: str
    test_file: re.Pattern[str]  #: the paths in which its runners look for tests
    helpers: frozenset[str]  #: file names among those that hold no test
    test_path: str  #: a new test file, of `{kind}`, `{folders}` (blank or with a last slash), `{stem}`, `{suffix}`
    manifest: str  #: the file that holds the dependencies
    packages: Mapping[str, str]  #: libraries that the manifest may name, by the lower-case word for them
    requirement: re.Pattern[str]  #: what enters the manifest as it is written
    package: re.Pattern[str]  #: the name that such a line begins with
    tools: str  #: what lints, formats and checks types, in words
    #: What `make install`, `test`, `lint`, `format` and `types` run in the unit.
    commands: Mapping[str, tuple[str, ...]]
    prints_version: str  #: the command that prints the version of its tools, digits and dots alone
    home: str  #: where to get them
    also: tuple[Framework, ...] = ()  #: frameworks that a unit brings with it, whatever is chosen
