"""What is to be known of a language: facts alone, read by the tool and by the extension."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Framework:
    """A test framework. Patterns take `{id}` (as written), `{name}` or `{key}` (the id as names have it)."""

    name: str
    label: str
    mark: str  #: the line that skips a stub, frozen from 1.0 on: a stub is pending as long as it stands
    definition: str  #: regular expression of the place where the test of this id is defined
    test_name: str


@dataclass(frozen=True)
class Language:
    """A programming language; paths are relative to its unit's root, with forward slashes."""

    name: str
    label: str
    version: str  #: the default for `language_version`
    frameworks: tuple[Framework, ...]  #: the first is the default
    suffix: str  #: of source files, with its dot
    source_root: str
    test_root: str
    test_file: re.Pattern[str]  #: the paths in which its runners look for tests
    helpers: frozenset[str]  #: file names among those that hold no test
    test_path: str  #: a new test file, of `{kind}`, `{folders}` (blank or with its last slash) and `{stem}`
    manifest: str  #: the file that holds the dependencies
    packages: Mapping[str, str]  #: libraries that the manifest may name, by the lower-case word for them
    requirement: re.Pattern[str]  #: what enters the manifest as it is written
    tools: str  #: what lints, formats and checks types, in words
    commands: Mapping[
        str, tuple[str, ...]
    ]  #: what `make install`, `test`, `lint`, `format` and `types` run in the unit
