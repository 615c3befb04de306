"""What every form must keep: the lines by which the tool knows a pending test, and Git where the next one goes.

A form of the team prints samples of test files here, and is refused if its mark, its failing line or its footer cannot
be recognised in them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..forms.choosing import Forms
from ..forms.reading import Source
from ..forms.rendering import check
from ..layout.paths import test_path
from ..plan.editing.stubs import blocks, is_test_of
from ..plan.errors import UserError, UserErrors
from ..plan.house import OwnForm, framework_in, part_in
from ..plan.items import Unit
from ..plan.languages import LANGUAGES, Framework, Language, fill_test_name, id_in_tests
from ..plan.marks import FOOTER
from ..plan.model import Scenario
from ..plan.status import status_in
from .stub_file import Answer, Stub, StubFile

_WORDS = {"T004": "settings", "T005": "errors", "T006": "sign in"}
_SCENARIOS = (
    Scenario("a user", "they sign in", "they see their notes"),
    Scenario(text="a wrong password is refused"),
)


def mistakes_in(forms: Iterable[OwnForm], units: Iterable[Unit]) -> Iterator[UserError]:
    """Yield everything that is wrong with the team's own forms, each with file and line."""
    used = {(unit.language, unit.testing) for unit in units}
    for form in forms:
        part = part_in(form.name)
        source = Source(form.path, form.text, part in ("setup", "contract"))
        try:
            check(source)
        except UserErrors as errors:
            yield from errors.errors
        except UserError as error:
            yield error
        else:
            yield from _in_use(form, source, part, used)


def _in_use(form: OwnForm, source: Source, part: str, used: set[tuple[str, str]]) -> Iterator[UserError]:
    """What a form prints wrong in the languages that the project uses it for; in any, if in none of them."""
    name = framework_in(form.name)
    known = [
        (one, framework) for one in LANGUAGES.values() for framework in one.all_frameworks if framework.name == name
    ]
    wanted = [pair for pair in known if (pair[0].name, name) in used]
    found = [list(_printed_wrong(source, part, *pair)) for pair in wanted or known]
    if wanted or all(found):
        yield from found[0] if not wanted else (one for errors in found for one in errors)


def _printed_wrong(source: Source, part: str, language: Language, framework: Framework) -> Iterator[UserError]:
    """What is wrong in the first sample of a language that is not right: the others would say it again."""
    for file in _samples(language, framework):
        file = replace(file, forms=Forms(((part, source),), has_second=True))
        try:
            errors = list(_of_second(file, source) if part == "feature" else _of_tests(file, source))
        except UserError as error:
            errors = [error]
        if errors:
            yield from errors
            return


def _of_second(file: StubFile, source: Source) -> Iterator[UserError]:
    text = file.second.text if file.second else ""
    if text.strip() and text.count(FOOTER) != 1:
        yield _mistake(source, FOOTER, f"does not end in a comment with {FOOTER!r}, once", "end with that line")


def _of_tests(file: StubFile, source: Source) -> Iterator[UserError]:
    """What the tool would not find in a test file."""
    text = file.text
    tests = [text[start:end] for start, end in blocks(text, file.path)]
    wrong = (_of_test(stub, file, source, tests) for stub in file.stubs)
    yield from [one for one in wrong if one][:1]
    after = text.rpartition(FOOTER)[2]
    if text.count(FOOTER) != 1 or blocks(after, file.path):
        remedy = f"end with a comment: {FOOTER}"
        yield _mistake(source, FOOTER, "the line below which no test is added is not at the end", remedy)


def _of_test(stub: Stub, file: StubFile, source: Source, tests: Iterable[str]) -> UserError | None:
    status = status_in(stub.id, file.path, stub.name, file.text)
    found = [one for one in tests if is_test_of(one, file.path, stub.id)]
    if status == "missing" or not found:
        return _mistake(source, "stub.name", f"no test is defined as {stub.name}", "print {{ stub.name }}")
    if stub.setup:
        is_marked = status == "pending"
        problem = "marks a setup test, which is to pass"
        return _mistake(source, "stub.mark", problem, "ask `if not stub.setup`") if is_marked else None
    if status != "pending":
        return _mistake(source, "stub.mark", "a test has no mark by which it is pending", "print {{ stub.mark }}")
    if stub.body and not any(map(_has_line(stub.body), found)):
        return _mistake(source, "stub.body", f"a test has no line {stub.body}", "print {{ stub.body }}")
    return None


def _has_line(body: str) -> Callable[[str], bool]:
    return lambda test: any(line.strip().startswith(body) for line in test.split("\n"))


def _mistake(source: Source, needle: str, problem: str, remedy: str) -> UserError:
    """Name the line of a form that is about the needle; else the one where the stubs begin, else the last."""
    lines = source.text.rstrip("\n").split("\n")
    for words in (needle, "file.stubs"):
        for number, line in enumerate(lines, 1):
            if words in line:
                return UserError(f"{source.place}:{number}", problem, remedy)
    return UserError(f"{source.place}:{len(lines)}", problem, remedy)


def _samples(language: Language, framework: Framework) -> Iterator[StubFile]:
    """Test files as projects have them: plain ones, one with scenarios, with setup tests, with a contract."""
    plain = [_stub(one, language, framework) for one in _WORDS]
    told = replace(plain[2], scenarios=_SCENARIOS, story="US1 Sign in")
    setup = [replace(one, setup=kind) for one, kind in zip(plain, ("structure", "project", "tools"))]
    answer = Answer("contracts/api.yaml", "#/paths/~1notes/get/responses/200", "3.1", is_json=False)
    contract = [replace(plain[0], answer=answer)]
    for stubs in (plain[:2], [plain[0], told], [told], [*setup[:2], plain[2]], contract):
        yield _file(language, framework, stubs)


def _file(language: Language, framework: Framework, stubs: Iterable[Stub]) -> StubFile:
    package = "sample" if language.package_case or language.file_package.pattern != "(?!)" else ""
    path = test_path(Unit(".", language.name, framework.name, package), "unit", "harbour")
    return StubFile(
        path=path,
        language=language,
        framework=framework,
        package=package,
        suite="UnitHarbour",
        kind="unit",
        title="Unit tests for the tasks of notes.",
        feature="notes",
        stubs=tuple(stubs),
        depth=path.count("/"),
        packages=(),
        folders=("src/models", "tests/unit"),
        entry="",
    )


def _stub(task_id: str, language: Language, framework: Framework) -> Stub:
    subject = _WORDS[task_id]
    text = f"Set up {subject}"
    lines = (f"{task_id} {text}", "", "Requirements: FR-001")
    return Stub(
        id=id_in_tests(task_id),
        name=fill_test_name(framework, language, task_id, subject.split(" ")),
        mark=framework.mark.format(id=task_id),
        lines=lines,
        comment=lines,
        text=text,
        facts=("Requirements: FR-001",),
        steps=("Done and seen to work",),
        setup="",
        body=framework.body.format(id=task_id),
    )
