"""docs/rules.md: each rule of the table reports its bad example, in the words of the page, and not its good one."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from plan.digests import digests
from plan.items import Contract, Feature, Operation, StoryOverride, Task, Unit
from plan.model import Scenario
from plan.project import read_project
from plan.record import dump, record_of
from plan.rules import RULES, check
from plan.rules.base import Rule

from tests.conftest import ROOT

PAGE = ROOT / "docs/rules.md"
_SECTION = re.compile(r"^## ([\w-]+)\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_EXAMPLE = re.compile(r"^(Reported|Fine):\n\n```text\n(.*?)^```\n(?=\n|\Z)", re.DOTALL | re.MULTILINE)
_FEATURE, _CONTRACT = "001-bells", "specs/001-bells/contracts/api.yaml"


def task(number: int, words: str) -> Task:
    name = f"test_t00{number}_{words.lower().removesuffix(' the bell')}_bell"
    return Task(f"T00{number}", _FEATURE, "list", text=words, test="tests/unit/test_bell.py", name=name)


CAST, HANG, RING, PAINT = (
    task(number, f"{verb} the bell") for number, verb in enumerate(("Cast", "Hang", "Ring", "Paint"), 1)
)
RINGS = Scenario("a bell", "it is struck", "it rings")
STORY = StoryOverride("US1", _FEATURE, "Ring the bell", source="spec.md", acceptance=(RINGS,))
#: What the record knows, which a page for readers does not print.
KNOWN: dict[str, tuple[Task | Unit | Feature | StoryOverride | Operation | Contract, ...]] = {
    "reused-id": (replace(HANG, deleted=True),),
    "renumbered-list": (CAST, HANG, RING, PAINT),
    "unlisted-test": (replace(CAST, test="tests/unit/bell.rs", name="t001_cast_bell"),),
    "orphan-test": (CAST,),
    "phantom-completion": (CAST,),
    "shared-test": (CAST, replace(HANG, name=CAST.name)),
    "unplanned-story": (Feature(_FEATURE, task_list="plan.md"),),
    "untested-scenario": (
        Feature(_FEATURE, task_list="plan.md"),
        STORY,
        replace(CAST, kind="integration", story="US1", source="given a bell, when it is struck, then it rings"),
    ),
    "untested-operation": (
        Feature(_FEATURE, task_list="plan.md"),
        Operation("GET /bells/{id}", _FEATURE, _CONTRACT),
        replace(CAST, kind="contract", source="GET /bells/{id}"),
    ),
    "suspect-test": (replace(CAST, written_from=digests(["FR-001"], {"FR-001": "The bell must ring."}, ())),),
    "source-gone": (Feature(_FEATURE, task_list="plan.md"), STORY),
    "layout-drift": (Feature(_FEATURE, task_list="plan.md"),),
    "unreadable-contract": (
        Feature(_FEATURE, task_list="plan.md"),
        Contract(_CONTRACT, _FEATURE, 1, "this is no YAML"),
    ),
    "unused-unit": (Unit(".", "python", "pytest"), Unit("backend", "python", "pytest")),
}


def sections() -> dict[str, str]:
    return dict(_SECTION.findall(PAGE.read_text(encoding="utf-8")))


def written(root: Path, rule: str, listing: str, is_fine: bool = False) -> Path:
    """Make a project of a listing, in which a path stands before the indented lines of its file."""
    known = () if is_fine and rule == "unreadable-contract" else KNOWN.get(rule, ())
    for name, text in re.findall(r"^(\S.*)\n((?:[ ]{4}.*\n|\n)*)", listing, re.MULTILINE):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        content = re.sub("^ {4}", "", text, flags=re.MULTILINE).replace("␇", "\a")
        (root / name).write_text(content, encoding="utf-8")
    lines = [line.replace("'", "''") for line in dump(record_of(known))]
    record = "groundplan_record:\n" + "".join(f"- '{line}'\n" for line in lines) if lines else ""
    kind = "web" if rule == "unused-unit" else "single"
    root.mkdir(exist_ok=True)
    (root / ".copier-answers.yml").write_text(f"{record}project_type: {kind}\n", encoding="utf-8")
    return root


def reported(root: Path, rule: str) -> list[str]:
    return [f"{one.file}:{one.line}: {one.message}" for one in check(read_project(root)) if one.rule == rule]


def test_page_has_every_rule_in_its_order() -> None:
    assert list(sections()) == [rule.name for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_reports_the_bad_example_alone(rule: Rule, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    section = sections()[rule.name]
    assert section.startswith(f"\n{rule.wants} ({rule.severity.capitalize()})\n")
    examples = dict(_EXAMPLE.findall(section))
    assert list(examples) == ([] if rule.name == "unused-unit" else ["Reported", "Fine"])
    said = reported(written(tmp_path / "bad", rule.name, examples.get("Reported", "")), rule.name)
    assert len(said) == 1
    if pytestconfig.getoption("--remake-golden"):
        text = PAGE.read_text(encoding="utf-8")
        new = re.sub("^> .*$", lambda _: f"> {said[0]}", section, count=1, flags=re.MULTILINE)
        PAGE.write_text(text.replace(section, new), encoding="utf-8")
        section = new
    assert f"\n> {said[0]}\n" in section
    if "Fine" in examples:
        assert reported(written(tmp_path / "good", rule.name, examples["Fine"], is_fine=True), rule.name) == []
