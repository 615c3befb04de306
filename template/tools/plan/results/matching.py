"""Which task a test in a report belongs to, and what the reports make of the tasks' statuses.

A case belongs to the task whose id its name has first, and where several features have that id, to the one whose test
file fits the place that the report gives: a file, a class or a package.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..disk import Disk
from ..languages import test_key
from ..model import Feature, Project, Test
from ..regex import lazy
from ..values import dataclass
from .case import FAILED, PASSED, SKIPPED, Case

_HUMP = lazy(r"(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Z][A-Za-z])")  # testT012PostUsers → test_T012_Post_Users
_NO_WORD = lazy(r"[^A-Za-z0-9]+")
_ID = lazy(r"(?:^|_)(?P<id>(?:t_?[a-z]{0,3}|[a-z]{1,5})[0-9]{1,6}[a-z]{0,2})(?=_|$)")
_PARTS = lazy(r"[\\/.:>\s\[\]()]+")
_FILE = lazy(r"[\\/][^\\/]+\.[A-Za-z]{1,5}$")
_ENDS = lazy(r"(?:\.(?:test|spec))?\.[A-Za-z]+$")
_STATUS = {PASSED: "passing", FAILED: "failing", SKIPPED: "skipped"}
_RANK = (FAILED, PASSED, SKIPPED)  # of several cases of one test, the first of these counts


@dataclass(frozen=True)
class _Wanted:
    """A task's test, ready to be compared: its feature's place, its id, the key in names, the parts of its path."""

    feature: int
    task: str
    key: str
    prefix: int  #: how many characters of the key stand before the first number and its letters: `be_` of `be_t002`
    test: Test
    parts: tuple[str, ...]


def with_results(project: Project, reports: Mapping[str, Sequence[Case]]) -> tuple[Project, list[str]]:
    """The project with the statuses that the reports give, by file; and what is to be told of them, a line each.

    A stub whose mark stands stays pending whatever a report says, and a missing test stays missing.
    """
    disk = Disk(Path(project.root))
    by_key = _index(project)
    found: dict[tuple[int, str], list[Case]] = {}
    notes: list[str] = []
    for file, cases in reports.items():
        matched = [(one, case) for case in cases if (one := _task_of(case, by_key))]
        for one, case in matched:
            found.setdefault((one.feature, one.task), []).append(case)
        notes += _notes(file, cases, matched, disk)
    features = tuple(_judged(feature, place, found, disk) for place, feature in enumerate(project.features))
    return replace(project, features=features, has_results=True), notes


def _index(project: Project) -> dict[str, list[_Wanted]]:
    """The tests by the first part of their id: T1 and T1.2 stand together."""
    index: dict[str, list[_Wanted]] = {}
    for place, feature in enumerate(project.features):
        for task_id, test in feature.tests.items():
            key = test_key(task_id)
            first = _ID.search(key)
            if first:
                parts = tuple(_ENDS.sub("", test.path).split("/"))
                index.setdefault(first["id"], []).append(_Wanted(place, task_id, key, first.start("id"), test, parts))
    return index


def _task_of(case: Case, by_key: Mapping[str, Sequence[_Wanted]]) -> _Wanted | None:
    """The test that a case is; the id may stand in the class where the name has none."""
    for text in (case.name, case.place):
        folded = _folded(text)
        for match in _ID.finditer(folded):
            start = match.start("id")
            fitting = [one for one in by_key.get(match["id"], ()) if _is_at(one, folded, start - one.prefix)]
            longest = max((len(one.key) for one in fitting), default=0)
            if longest:
                return _best([one for one in fitting if len(one.key) == longest], case, folded)
    return None


def _is_at(wanted: _Wanted, folded: str, start: int) -> bool:
    """Whether a task's key stands there as whole words."""
    return start >= 0 and f"_{folded}_"[start:].startswith(f"_{wanted.key}_")


def _folded(name: str) -> str:
    """The words of a test's name in snake case: `testT012PostUsers()` → `test_t012_post_users`."""
    return _NO_WORD.sub("_", _HUMP.sub("_", name)).strip("_").lower()


def _best(fitting: Sequence[_Wanted], case: Case, folded: str) -> _Wanted | None:
    """The one whose file fits the place; without a place that says anything, the only one or that of the same name."""
    place = tuple(filter(None, _PARTS.split(_ENDS.sub("", case.place))))
    scores = [_common(one.parts, place) for one in fitting]
    best = max(scores, default=0)
    if best:
        fitting = [one for one, score in zip(fitting, scores) if score == best]
    elif _FILE.search(case.place):
        return None  # the report names a file, and it is another one
    if len(fitting) > 1:
        fitting = [one for one in fitting if one.test.name and _folded(one.test.name) == folded]
    return fitting[0] if len(fitting) == 1 else None


def _common(path: Sequence[str], place: Sequence[str]) -> int:
    """How many parts of a path the place has in a row, its file name the last; a package has the folders alone."""
    for end in range(len(place), 0, -1):
        if place[end - 1] == path[-1]:
            return 2 * _row(path, place[:end])
    folders = path[:-1]
    return 2 * _row(folders, place) - 1 if folders and place and place[-1] == folders[-1] else 0


def _row(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts from the end on are the same."""
    pairs = zip(reversed(one), reversed(other))
    return next((count for count, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _judged(feature: Feature, place: int, found: Mapping[tuple[int, str], Sequence[Case]], disk: Disk) -> Feature:
    tests = {
        task_id: replace(test, status=_status(test, found.get((place, task_id), ()), disk))
        for task_id, test in feature.tests.items()
    }
    return replace(feature, tests=tests)


def _status(test: Test, cases: Sequence[Case], disk: Disk) -> str:
    if test.status in ("pending", "missing") or not cases:
        return test.status
    outcomes = {case.outcome for case in cases if not _is_doubtful(case, test.path, disk)}
    return next((_STATUS[one] for one in _RANK if one in outcomes), "unknown")


def _is_doubtful(case: Case, path: str, disk: Disk) -> bool:
    """A pass that may be a skipped test: the report cannot tell, and the file has what skips one."""
    text = disk.text(path) or ""
    return case.outcome == PASSED and any(word in text for word in case.skips)


def _notes(file: str, cases: Sequence[Case], matched: Iterable[tuple[_Wanted, Case]], disk: Disk) -> Iterator[str]:
    matched = list(matched)
    if not matched:
        yield f"{file}: none of its {len(cases)} tests belongs to a task; is it the report of this project?"
    lies = sorted({one.task for one, case in matched if case.outcome == PASSED and one.test.status == "pending"})
    if lies:
        yield f"{file}: {_some(lies)} passed in it, though the mark of the stub stands; they stay pending"
    doubtful: dict[str, set[str]] = {}
    for one, case in matched:
        if one.test.status != "pending" and _is_doubtful(case, one.test.path, disk):
            doubtful.setdefault(case.doubt, set()).add(one.task)
    for doubt, tasks in doubtful.items():
        yield f"{file}: {doubt}; not believed of {_some(sorted(tasks))}, whose files skip tests"


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids) if len(ids) <= 5 else f"{', '.join(ids[:4])} and {len(ids) - 4} more"
