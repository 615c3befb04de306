"""Where the test of a task stands, and what it is called. Settled once, when the task is first seen."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath, PureWindowsPath

from ..layout.paths import in_kind_folder, kind_folder_of, mirror, test_path, with_ends
from ..layout.units import framework_for, unit_of
from ..plan.disk import CONTROLS, LONGEST_NAME, enters_git
from ..plan.items import Unit
from ..plan.languages import Framework, Language, frameworks_of, language_of_test, test_key
from ..plan.marks import FOOTER, definition_of
from ..text.names import feature_slug, folded, pascal, snake
from .named_tests import test_name, test_names

_ANY_ID = "T987654"  # stands for the id that is looked for


@dataclass(frozen=True)
class Place:
    """A test file from the project's root and a test in it; no name where the file is a person's own."""

    path: str = ""
    name: str = ""
    testing: str = ""  #: the framework, if no unit says it
    package: str = ""  #: of the test, where the files beside it say it


@dataclass(frozen=True)
class Purpose:
    """What a test is for: the test files and the source files that its task names, and what names it otherwise."""

    tests: Sequence[str]
    sources: Sequence[str]
    subject: str  #: what the test is named after
    phase: str  #: what the file is named after if the task names none
    unit: str = ""  #: the root that a task without a file concerns; blank for the first
    ends: str = ""  #: what the mirror of a source file ends in, if another story has the mirror itself


@dataclass
class Placer:
    """Gives tests their places. `owners` are the test files that were given out, each with its feature.

    `names` are the names of tests that were.
    """

    units: Sequence[Unit]  #: the first is for tasks that name no file
    owners: dict[str, str]
    names: set[str]
    exists: Callable[[str], bool]
    is_inside: Callable[[str], bool]  #: whether a path stays inside the project
    scope: str  #: `every-task`, or `test-tasks`: only those that name a test file get a stub
    frameworks: Callable[[str], Sequence[str]]  #: those in use round a file of an adopted repository
    package: Callable[[str, Language], str]  #: which the files beside a test say they belong to
    adopted: bool  #: then a file name that nobody wrote ends in feature and id, for two of one name break many runners
    text: Callable[[str], str] = lambda path: ""  #: of a file
    without_framework: frozenset[str] = frozenset()  #: languages of which nobody knows what tests are written with
    first: str = ""  #: the feature whose files have plain names
    made: set[str] = field(default_factory=set)  #: the test files that were given out here, and are still to be written
    _spelling: dict[str, str] = field(init=False)  #: the paths of `owners` as they are written

    def __post_init__(self) -> None:
        self._spelling = {folded(path): path for path in self.owners}

    def place(self, feature: str, task_id: str, purpose: Purpose) -> Place:
        """By the first rule that holds: a test file that the task writes, a source file's mirror, one file a phase.

        Another feature's test file is left alone, and so is one that is there already and nobody's, and one that a
        person has taken away. Beside a stub file that another branch brought the test gets a file of its own: with
        no test at all a tick would count.
        """
        if not purpose.tests and self.scope == "test-tasks":
            return Place()
        path = self._chosen(feature, task_id, purpose)
        if self._is_from_elsewhere(path):
            others = self._candidates(feature, task_id, purpose)
            path = next((path for path in others if self._is_writable(path, feature)), path)
        if not self.is_inside(path):
            return Place()
        if path not in self.owners and self.exists(path):
            return Place(path)
        if self._is_lost(path):
            return Place()
        return self._given(feature, task_id, purpose.subject, path)

    def restore(self, feature: str, task_id: str, purpose: Purpose) -> Place:
        """Return the place that a test was given, by the stub that is there; else the one that it would be given."""
        if not purpose.tests and self.scope == "test-tasks":
            return Place()
        path = self._stub(feature, task_id, purpose) or self._chosen(feature, task_id, purpose)
        if not self.is_inside(path):
            return Place()
        if path not in self.owners and self.exists(path) and FOOTER not in self.text(path):
            return Place(path)
        return self._given(feature, task_id, purpose.subject, path)

    def has_test(self, feature: str, task_id: str, purpose: Purpose) -> bool:
        """Whether a stub of this id and subject is where the test would be given its place."""
        return bool(self._stub(feature, task_id, purpose))

    def id_in_stub(self, feature: str, purpose: Purpose) -> str:
        """Return the id whose test of this subject is in a stub file of the feature; blank if there is none."""
        for _, text, framework, language in self._stub_files(feature, _ANY_ID, purpose):
            name = re.escape(test_name(framework, language, _ANY_ID, purpose.subject))
            if match := re.search(rf"\b{name.replace(_ANY_ID[1:], '([0-9]+)')}(?![0-9A-Za-z_])", text):
                return f"T{match[1]}"
        return ""

    def of_id(self, feature: str, task_id: str, purpose: Purpose) -> Place:
        """Return the place of the test that has this id and another subject; an empty place if there is none."""
        for path, text, framework, language in self._stub_files(feature, task_id, purpose):
            test = definition_of(framework.definition, task_id, text)
            if test and (name := test_names(framework, language, task_id).search(text, test.start())):
                return replace(self._given(feature, task_id, purpose.subject, path), name=name[0])
        return Place()

    def _stub(self, feature: str, task_id: str, purpose: Purpose) -> str:
        """The stub file in which the test is; blank if there is none."""
        for path, text, framework, language in self._stub_files(feature, task_id, purpose):
            if test_name(framework, language, task_id, purpose.subject) in text:
                return path
        return ""

    def _stub_files(
        self, feature: str, task_id: str, purpose: Purpose
    ) -> Iterator[tuple[str, str, Framework, Language]]:
        """The stub files of the feature where the test may be, each with its text."""
        for path in self._candidates(feature, task_id, purpose):
            text = self.text(path) if self.owners.get(path, feature) == feature else ""
            if FOOTER not in text:
                continue
            framework, language = self._framework(path), language_of_test(path)
            if framework and language:
                yield path, text, framework, language

    def _candidates(self, feature: str, task_id: str, purpose: Purpose) -> Iterator[str]:
        """The paths of the test from the plainest on."""
        for path in self._spellings(feature, task_id, purpose):
            yield path
            yield from self._longer(path)

    def _spellings(self, feature: str, task_id: str, purpose: Purpose) -> tuple[str, str, str]:
        """The plain path, one that ends in the feature's slug, and one that ends in the task's id too.

        Only the project's first feature has plain names, so that two branches never write one file.
        """
        slug, path = feature_slug(feature), self._first(purpose)
        ended = with_ends(path, slug)
        plain = path if purpose.tests or feature == self.first else ended
        return plain, ended, with_ends(ended, test_key(task_id))

    def _first(self, purpose: Purpose) -> str:
        """The first of: a test file that the task names, the mirror of a source file, the file of a phase."""
        mirrors = [path for file in purpose.sources if (path := mirror(self.units, file))]
        mirrors = [with_ends(path, purpose.ends) for path in mirrors] if purpose.ends else mirrors
        concerned = self._concerned(purpose.unit, purpose.sources)
        return [*purpose.tests, *mirrors, test_path(concerned, "unit", snake(purpose.phase) or "tasks")][0]

    def _chosen(self, feature: str, task_id: str, purpose: Purpose) -> str:
        """The path that is free for the feature, or its own."""
        plain, ended, with_id = (self._spelled(path) for path in self._spellings(feature, task_id, purpose))
        if purpose.tests:
            return plain if self.owners.get(plain, feature) == feature else ended
        if self.adopted:
            return self._spelled(self._apart(with_id, feature))
        free = [path for path in (plain, ended, with_id) if self.owners.get(path, feature) == feature]
        path = next((path for path in free if not self._is_gone(path)), with_id)
        return self._spelled(self._apart(path, feature))

    def _given(self, feature: str, task_id: str, subject: str, path: str) -> Place:
        """The place in a file, which is given out; without a name if no build would find it."""
        framework, language = self._framework(path), language_of_test(path)
        if framework is None or language is None or not self._is_found(path, language):
            return Place(path)
        self.owners[path] = feature
        self.made.add(path)
        self._spelling.setdefault(folded(path), path)
        testing = framework.name if self.adopted and len(frameworks_of(path)) > 1 else ""
        name = test_name(framework, language, task_id, subject)
        if language.one_namespace and name in self.names:
            name = f"{name}_{feature_slug(feature)}"
        self.names.add(name)
        in_layout = not self.adopted and in_kind_folder(path, self.units)
        return Place(path, name, testing, "" if in_layout else self.package(path, language))

    def _is_from_elsewhere(self, path: str) -> bool:
        """Whether a path is a stub file that the record does not know, as after a merge."""
        return path not in self.owners and self.exists(path) and FOOTER in self.text(path)

    def _is_lost(self, path: str) -> bool:
        """Whether a file's name alone says nothing of its folder: at the top of an adopted repository is no package."""
        language = language_of_test(path)
        return self.adopted and "/" not in path and language is not None and not self.exists(language.manifest)

    def _is_writable(self, path: str, feature: str) -> bool:
        """Whether a stub can go there: a file of the feature, or one that does not exist yet."""
        if path in self.owners:
            return self.owners[path] == feature and not self._is_gone(path)
        return not self.exists(path)

    def _is_gone(self, path: str) -> bool:
        """Whether a person has deleted or renamed that test file: it stays so, and takes in no test any more."""
        return path in self.owners and path not in self.made and not self.exists(path)

    def _spelled(self, path: str) -> str:
        """The path, or the one that was given out and is the same file where case is no difference."""
        known = self._spelling.get(folded(path), path)
        return path if self._is_gone(known) else known

    def _apart(self, path: str, feature: str) -> str:
        """The path, with a folder's name before its own where another folder of its kind has a file of that name."""
        language = language_of_test(path)
        if language is None or not language.one_folder:
            return path
        kind = kind_folder_of(path, self.units)
        return next((one for one in (path, *self._longer(path)) if self._is_free(one, kind, feature)), path)

    def _longer(self, path: str) -> Iterator[str]:
        """The path with the name of each folder before its own, if its language wants no two files of one name."""
        language = language_of_test(path)
        if language is not None and language.one_folder:
            folder, _, name = path.rpartition("/")
            yield from (f"{folder}/{pascal(one)}{name}" for one in reversed(folder.split("/")))

    def _is_free(self, path: str, kind: str, feature: str) -> bool:
        """Whether no other file below the folder of a kind has this one's name, and it is no other feature's."""
        ending = path[path.rindex("/") :].casefold()
        others = (one for one in self.owners if one != path and one.startswith(kind))
        return self.owners.get(path, feature) == feature and not any(one.casefold().endswith(ending) for one in others)

    def _concerned(self, unit: str, sources: Sequence[str]) -> Unit:
        """The unit that a task speaks of, else the first."""
        named = [one for one in self.units if one.id == unit]
        named += [one for file in sources if (one := unit_of(file, self.units))]
        return [*named, self.units[0]][0]

    def _is_found(self, path: str, language: Language) -> bool:
        """Whether a build would find a test file of this path."""
        if self.adopted:
            return language.found_elsewhere.search(path) is not None
        return in_kind_folder(path, self.units) or language.found.search(path) is not None

    def _framework(self, path: str) -> Framework | None:
        if not self.adopted:
            return framework_for(path, unit_of(path, self.units))
        shown = framework_for(path, None, self.frameworks(path))
        chosen = shown or framework_for(path, self.units[0])
        language = language_of_test(path)
        is_guess = language is not None and language.name in self.without_framework and len(language.frameworks) > 1
        return None if not shown and is_guess and language and chosen is language.frameworks[0] else chosen


def is_safe(path: str) -> bool:
    """Whether a path that a person wrote stays in the project, and out of Git's own folder."""
    parts = PurePosixPath(path).parts
    leaves = path.startswith("/") or ".." in parts or PureWindowsPath(path).drive
    short = all(len(part.encode()) < LONGEST_NAME for part in parts)
    return short and not leaves and not enters_git(path) and not CONTROLS.search(path)
