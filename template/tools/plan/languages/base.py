"""The facts of a language and of its test frameworks, as the tool and the extension read them."""

import re
from collections.abc import Mapping
from dataclasses import field

from ..values import dataclass
from .cases import Case

KEPT = "{folder}"  #: of GitLab's cache, in the texts of a Pipeline
NOTHING, EVERYTHING = re.compile(r"(?!)"), re.compile("")


@dataclass(frozen=True)
class Framework:
    """A test framework. Patterns take `{id}` (as it is written), `{key}` (t012) or `{Key}` (T012)."""

    name: str
    label: str
    mark: str  #: what skips a stub, frozen from 1.0 on: a stub is pending as long as it stands, in any spelling
    definition: str  #: regular expression of the place where the test of this id is defined
    #: Of the id, and the subject as `{slug}` (post_users), `{Slug}` (PostUsers), `{camel}` (the same, so that it can
    #: follow a `{key}` directly) or `{words}` (post users).
    test_name: str
    select: str  #: the command that runs the test of one task, in its unit
    body: str = ""  #: the line that fails in a stub without its mark, frozen too; blank if a person carries it out
    report: str = ""  #: the command that writes `results`, in its unit
    report_shows: bool = False  #: whether that command prints what `make test` does too, so that CI runs it instead
    results: str = ""  #: the file, or the pattern of files, that tools/plan reads
    mark_in_body: bool = False  #: whether the mark is in the body of the test, not above it or in its head
    test_path: str = ""  #: as the language's; blank where it is the same
    form: str = ""  #: the stub form, where several frameworks share one
    module: str = ""  #: what a test imports its functions from
    since: str = ""  #: the lowest version of the language for which it may be the default; blank for any
    is_manual: bool = False  #: whether a person carries the tests out, and ticks the boxes of their steps
    is_async: bool = False  #: whether the body of every test is asynchronous
    build_folders: tuple[str, ...] = ()  #: folders that it makes, which the linter must be told to leave out
    ci_packages: tuple[str, ...] = ()  #: Debian's packages that CI needs for it
    unneeded_scripts: tuple[str, ...] = ()  #: packages whose scripts npm need not run: what they build comes with them
    signs: frozenset[str] = frozenset()  #: packages that an adopted repository has in its manifest if it is in use
    script_option: str = ""  #: an option that the scripts of that manifest have if it is in use


@dataclass(frozen=True)
class Pipeline:
    """What CI needs to have the language. Texts take the `{version}`."""

    #: The step of a workflow, line by line, an action without its version. It takes the system's `{packages}` of the
    #: unit's libraries and the `{extensions}` among these, and has no line for those if there are none.
    github: tuple[str, ...] = ()
    cache: str = ""  #: the folder of packages that GitHub keeps, by the lock file; blank if that step does it
    #: What makes the language keep its packages in a folder of GitLab's cache, which must lie in the project.
    gitlab_cache: Mapping[str, str] = field(default_factory=dict)
    reads_hidden_folders: bool = False  #: whether a linter would read that folder if it lay in the unit
    app_runner: str = ""  #: the machine of a workflow that builds an app, if the usual one cannot
    image: str = ""  #: of a GitLab job
    lacks: tuple[str, ...] = ()  #: Debian's packages that the image needs beside
    before: tuple[str, ...] = ()  #: commands that it needs to have run
    #: Commands that bring the linters which neither the language nor its manifest does, with their versions by name.
    linters: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()  #: those that bring the language to the image of another


@dataclass(frozen=True, kw_only=True)
class Language:
    """A programming language; paths are relative to its unit's root, with forward slashes."""

    name: str
    label: str
    version: str  #: the default for `language_version`
    newest: str = ""  #: the version with which CI runs the tests too; blank if one is enough
    versioned: str  #: the language with its `{version}`, in words
    frameworks: tuple[Framework, ...]  #: those that are offered, the default first
    extra_frameworks: tuple[Framework, ...] = ()  #: those that come with a stack, whatever is chosen

    # Names and places. `{package}`, `{role}` and `{kind}` are written as they are, `{Role}` and `{Kind}` in PascalCase;
    # `{in_package}` is blank, or `/` and the package.
    suffixes: tuple[str, ...]  #: of source files, with their dots; the first is that of new ones
    untested_suffixes: frozenset[str] = frozenset()  #: those of them in which no test can be written
    case: Case  #: of file names
    ascii_names: bool = False  #: whether the names of files and tests are ASCII identifiers, as modules and classes are
    reserved: frozenset[str] = frozenset()  #: words that cannot be the name of a source file
    reserved_ends: frozenset[str] = frozenset()  #: last words by which a build would leave a file out
    initialisms: frozenset[str] = frozenset()  #: words that are written in capitals inside of names: `CourtID`
    id_separator: str = "_"  #: what `{camel}` begins with where the subject would run into the id: t012_2fa
    #: The word that the name of a source file ends in, by the kind of code.
    source_suffix_words: Mapping[str, str] = field(default_factory=dict)
    has_base_classes: bool = True  #: whether the models of a database may have a class in common
    one_folder: bool = False  #: whether two test files of one name in different folders of a kind would not compile
    one_namespace: bool = False  #: whether two tests of one name in different files would not compile
    package_case: Case | None = None  #: of the package that code is imported by; None if there is no such name
    package_asked: bool = False  #: whether code is in a package only if an answer says so
    package_of_domain: bool = False  #: whether packages begin with a domain, its last part first: `com.acme.anchor`
    module_path: str = ""  #: if packages are addresses, that of a `{name}` without a repository; else blank
    reserved_packages: frozenset[str] = frozenset()
    imports_by_path: bool = False  #: whether code of one unit can import that of another without a package between
    sources: str = "src/{role}"  #: where code of a role belongs
    elsewhere: Mapping[str, str] = field(default_factory=dict)  #: the same for single roles
    tested_elsewhere: Mapping[str, str] = field(
        default_factory=dict
    )  #: where the tests of these roles are, as `test_path`
    entry: str = ""  #: the file that a single project begins in, which the scaffold puts there
    scaffolded: frozenset[str] = frozenset()  #: the roles and kinds in whose folders the scaffold puts files
    test_path: str  #: a new test file, of `{kind}`, `{folders}` (blank or with a last slash), `{stem}`, `{suffix}`
    test_file: re.Pattern[str]  #: the paths in which its runners look for tests
    helpers: frozenset[str] = frozenset()  #: file names among those that hold no test
    found: re.Pattern[str] = EVERYTHING  #: where the scaffold's build finds tests, beside the folders of kinds
    found_elsewhere: re.Pattern[str] = EVERYTHING  #: where the build of an adopted repository does
    test_list: str = ""  #: the file in a folder of tests without which its build compiles none of the others
    listed_as: str = ""  #: how that names one, as a pattern of its `{path}` or the `{module}` that it is in
    file_package: re.Pattern[str] = NOTHING  #: the `package` of a file, in its path
    package_clause: re.Pattern[str] = NOTHING  #: the line by which a file says to which package its folder belongs
    package_beside: str = ""  #: what the package of tests has behind that of the code in their folder
    escapes: tuple[tuple[str, str], ...] = ()  #: what is replaced in a line of a comment, as regular expressions

    # The manifest and the tools.
    manifest: str  #: the file that holds the dependencies
    companions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: what runs a library, by its word
    requirement: re.Pattern[str] = NOTHING  #: what enters the manifest as it is written
    requirement_name: re.Pattern[str] = NOTHING  #: the name that such a line begins with
    #: Debian's packages that a library needs on the machine, by its name in lower case.
    system_packages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tools: str  #: what lints, formats and checks types, in words
    tools_file: str = ""  #: which configures them; blank where it is the manifest
    #: What `make install`, `test`, `lint`, `format` and `types` run in the unit, `build` and `coverage` where it has
    #: them, and `run` in a single project. The
    #: arguments stand behind the last line of that, or for its `{arguments}`; `{name}` is the package's, as files and
    #: programs have it, `{executable}` the same in lower case, `{program}` the project's name in the manifest.
    commands: Mapping[str, tuple[str, ...]]
    #: By target, a command that must succeed before it, and what is said if it does not.
    conditions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    packaged_commands: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  #: over them, if there is a package
    lock_file: str = ""  #: what holds the versions that were installed, to be committed
    locks: re.Pattern[str] = EVERYTHING  #: what a manifest has by which an installation writes or changes that file
    locked: Mapping[str, str] = field(default_factory=dict)  #: by command, the one that keeps to the lock file
    takes_jdbc: bool = False  #: whether its database drivers take addresses as JDBC has them
    takes_ado: bool = False  #: the same for connection strings of .NET
    dependabot: str = ""  #: what GitHub's Dependabot calls its packages; blank if it knows none
    build_folders: frozenset[str] = frozenset()  #: folders that its tools make, which no plan draws
    unlinted_folders: tuple[str, ...] = ()  #: those of them that its linter must be told to leave out
    unlinted_tool: str = "tools"  #: what its linter leaves out so that it does not look into tools/plan
    unneeded_scripts: tuple[str, ...] = ()  #: as those of a framework, for what runs a single project
    optional: frozenset[str] = frozenset()  #: programs that these pass over where they are not installed
    #: What runs them and its lowest version, if it is not the language.
    required_program: tuple[str, str] | None = None
    prints_version: str  #: the command that prints the version of that, digits and dots alone
    home: str  #: where to get it
    ci: Pipeline = Pipeline()
    verified: str = (
        ""  #: by which commands and versions the template's own tests have run it; blank where they never did
    )
    editor: tuple[str, ...] = ()  #: what .editorconfig says of its files, line by line

    @property
    def all_frameworks(self) -> tuple[Framework, ...]:
        """Return those that are offered, then those that come with a stack."""
        return (*self.frameworks, *self.extra_frameworks)

    @property
    def test_ending(self) -> str:
        """Return what the names of test files end in, before the first dot: `_test` in Go, `Test` in Java."""
        return self.test_path.rpartition("{stem}")[2].partition("{suffix}")[0].partition(".")[0]
