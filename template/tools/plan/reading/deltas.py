"""OpenSpec's deltas: the requirements that a change adds or modifies, each with its scenarios.

## ADDED Requirements                    or MODIFIED; what is REMOVED or RENAMED asks for nothing
### Requirement: Ring the bell           the name is the id
The bell SHALL ring.
#### Scenario: The rope is pulled
- **WHEN** the rope is pulled
- **THEN** the bell rings
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..model import Scenario, SpecStatement, Task
from .lines import Line
from .prose import ITEM, is_blank, words_in_line
from .vocabulary import pattern

_SECTION = re.compile(r"\W{0,4}(?P<how>ADDED|MODIFIED|REMOVED|RENAMED)\b", re.IGNORECASE)
_REQUIREMENT = re.compile(
    rf"\W{{0,4}}(?:{pattern('requirements', 'requirement_ids')})\s{{0,4}}[:：]\s{{0,4}}(?P<name>\S.*)", re.IGNORECASE
)
_SCENARIO = re.compile(
    r"\W{0,4}(?:Scenario|场景|場景|シナリオ|시나리오)\s{0,4}[:：]\s{0,4}(?P<name>\S.*)", re.IGNORECASE
)
_ASKS_FOR_NOTHING = ("REMOVED", "RENAMED")
_FEWEST = 2  # words of a name that a task can be said to speak of


@dataclass
class _Requirement:
    name: str
    line: int
    words: list[str] = field(default_factory=list)
    scenarios: list[tuple[str, int, list[str]]] = field(default_factory=list)  #: name, line, steps


def read_deltas(lines: Sequence[Line], path: str) -> Iterator[SpecStatement]:
    """Yield each requirement of a document with its scenarios."""
    open_one: _Requirement | None = None
    asks = True
    for line in lines:
        section = _SECTION.match(line.title) if line.level == 2 else None
        match = _REQUIREMENT.match(line.title) if line.level else None
        if section or match or (line.level and line.level <= 2):
            yield from _statement(open_one, path)
            open_one = None
            asks = section["how"].upper() not in _ASKS_FOR_NOTHING if section else asks
            if match and asks:
                open_one = _Requirement(words_in_line(match["name"]), line.number)
        elif open_one:
            _follow(open_one, line)
    yield from _statement(open_one, path)


def with_served(tasks: Sequence[Task], requirements: Sequence[SpecStatement]) -> tuple[Task, ...]:
    """Return the tasks with the requirements whose names their words have: OpenSpec's have no ids to name."""
    names = {one.id: _folded(one.id) for one in requirements if len(one.id.split()) >= _FEWEST}

    def served(task: Task) -> Task:
        words = f" {_folded(task.line_words)} "
        found = tuple(one for one, name in names.items() if f" {name} " in words)
        return replace(task, requirements=tuple(dict.fromkeys((*task.requirements, *found)))) if found else task

    return tuple(map(served, tasks)) if names else tuple(tasks)


def _follow(requirement: _Requirement, line: Line) -> None:
    match = _SCENARIO.match(line.title or line.text.strip())
    if match and (line.level or line.text.lstrip()[:2] == "**"):
        requirement.scenarios.append((words_in_line(match["name"].strip("* ")), line.number, []))
    elif line.text.strip() and not line.level:
        if requirement.scenarios:
            item = ITEM.match(line.text)
            steps = requirement.scenarios[-1][2]
            if item or not steps:
                steps.append(item["text"] if item else line.text.strip())
            else:
                steps[-1] += f" {line.text.strip()}"
        else:
            requirement.words.append(line.text.strip())


def _statement(requirement: _Requirement | None, path: str) -> Iterator[SpecStatement]:
    if requirement is None or is_blank(requirement.name):
        return
    scenarios = (
        Scenario(text=words_in_line(f"{name}: {' '.join(steps)}".replace("**", "")) if steps else name, line=line)
        for name, line, steps in requirement.scenarios
    )
    text = words_in_line(" ".join(requirement.words)) or requirement.name
    yield SpecStatement(requirement.name, requirement.line, text, path, tuple(scenarios))


def _folded(text: str) -> str:
    return " ".join("".join(one if one.isalnum() else " " for one in text.casefold()).split())
