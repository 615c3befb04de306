"""A feature on the page: its stories, scenarios, requirements and criteria, the matrix of its tasks, its graphs."""

from collections.abc import Iterator, Sequence
from html import escape

from ..graph import Edges, edges_of
from ..grouping import Group, groups
from ..model import Feature, Task, TestedScenario
from .counting import scenario_standing, standing
from .drawing import drawing
from .matrix import count, criterion_tasks, requirement_tasks, status
from .parts import bar, cell, fold, head_cell, line, rendered, table

_MOST_IDS = 6  # of tasks in one cell; the matrix has all
_STATUSES = ("missing", "pending", "skipped", "failing", "passing", "unknown", "no test")


def feature_section(feature: Feature, key: str, has_results: bool) -> Iterator[str]:
    """The section, `key` in front of its ids."""
    whole = standing(feature, feature.tasks, has_results)
    name = f"{escape(feature.id)}{' (archived)' * feature.is_archived}"
    yield f'<section aria-labelledby="{key}"><h2 id="{key}">{name}</h2>'
    yield f"<p>{whole.done} of {count(whole.total, 'task')} done. {escape(whole.in_words)}</p>"
    grouped = groups(feature)
    if grouped:
        yield "<h3>Stories and phases</h3>"
        lines = [_story(feature, group, has_results) for group in grouped]
        yield from table(("Story or phase", "Done", "Tests", "Scenarios"), lines)
    yield from _statements(feature, has_results)
    yield from _scenarios(feature, has_results)
    if grouped:
        yield "<h3>Tasks and tests</h3>"
        yield from _matrix(feature, key, has_results)
        yield "<h3>Graphs</h3>"
        edges = edges_of(feature)
        for number, group in enumerate(grouped):
            yield from _graph(group, edges, f"{key}-g{number}")
    yield "</section>"


def _story(feature: Feature, group: Group, has_results: bool) -> str:
    part = standing(feature, group.tasks, has_results)
    told = scenario_standing(feature, has_results, group.name).statuses_in_words
    name = _name(group)
    done = f"{bar(part.done, part.total, f'Done of {name}')} {part.done} of {part.total}"
    return line(
        head_cell(rendered(name)),
        cell(done, "Done", "nowrap"),
        cell(escape(part.statuses_in_words), "Tests"),
        cell(escape(told), "Scenarios"),
    )


def _statements(feature: Feature, has_results: bool) -> Iterator[str]:
    """The requirements and the success criteria, each with the counts of its tasks and tests."""
    for title, found in (
        ("Requirements", requirement_tasks(feature)),
        ("Success criteria", criterion_tasks(feature)),
    ):
        lines = []
        for one, tasks in found:
            words = standing(feature, tasks, has_results).statuses_in_words
            lines.append(
                line(
                    head_cell(escape(one.id)),
                    cell(rendered(one.text), "What"),
                    cell(escape(_few(tasks)) or "no task", "Tasks", "" if tasks else "missing"),
                    cell(escape(words) or "no test", "Tests", "" if words else "missing"),
                )
            )
        if lines:
            yield f"<h3>{title}</h3>"
            yield from table(("Id", "What", "Tasks", "Tests"), lines, "wide-text", title)


def _few(tasks: Sequence[Task]) -> str:
    """The ids of the first tasks, and how many more there are."""
    more = f" and {len(tasks) - _MOST_IDS} more" if len(tasks) > _MOST_IDS else ""
    return f"{', '.join(task.id for task in tasks[:_MOST_IDS])}{more}"


def _scenarios(feature: Feature, has_results: bool) -> Iterator[str]:
    """The acceptance scenarios of each story with the test of each, folded."""
    by_story: dict[str, list[TestedScenario]] = {}
    for one in feature.scenarios:
        by_story.setdefault(one.story, []).append(one)
    titles = {story.id: story.title for story in feature.stories}
    tasks = {task.id: task for task in feature.tasks}
    yield from ["<h3>Scenarios</h3>"] * bool(by_story)
    for story, scenarios in by_story.items():
        lines = []
        for one in scenarios:
            task = tasks.get(one.task)
            said = status(feature, task) if task else "no test"
            lines.append(
                line(
                    cell(rendered(one.scenario.words), "Scenario"),
                    cell(escape(task.id) if task else "no task", "Task"),
                    _status(said, has_results),
                )
            )
        name = f"{escape(story)} {rendered(titles.get(story, ''))}"
        counts = scenario_standing(feature, has_results, story).statuses_in_words
        head = f'{name} <span class="quiet">{count(len(scenarios), "scenario")}: {escape(counts)}</span>'
        yield from fold(head, list(table(("Scenario", "Task", "Test"), lines, "wide-first")))


def _matrix(feature: Feature, key: str, has_results: bool) -> Iterator[str]:
    """The tasks by requirement, those that name none by story or phase; each group folded, with its counts."""
    yield f'<form class="filter" data-matrix="{key}-m" hidden>'
    yield '<label>Search<input name="words" type="search" autocomplete="off"></label>'
    yield from _select("story", "Story", [(story.id, story.id) for story in feature.stories])
    yield from _select("done", "Task", [("done", "done"), ("open", "open")])
    yield from _select("status", "Test", [(one.replace(" ", "-"), _label(one, has_results)) for one in _STATUSES])
    yield '<button type="reset">Clear filters</button><output aria-live="polite"></output></form>'
    yield f'<div id="{key}-m" class="matrix">'
    for name, text, tasks in _groups(feature):
        words = standing(feature, tasks, has_results).statuses_in_words
        counts = ", ".join(filter(None, [count(len(tasks), "task"), words])) if tasks else "no task"
        kind = "quiet" if tasks else "missing"
        summary = f'<strong>{escape(name)}</strong> {rendered(text)} <span class="{kind}">{escape(counts)}</span>'
        lines = [_row(feature, task, has_results) for task in tasks]
        inside = list(table(("Task", "Story or phase", "State", "Test", "Status"), lines, "tasks", f"Tasks of {name}"))
        yield from fold(summary, inside if tasks else ["<p>No task names it.</p>"])
    yield "</div>"


def _groups(feature: Feature) -> Iterator[tuple[str, str, list[Task]]]:
    known = requirement_tasks(feature)
    for one, tasks in known:
        yield one.id, one.text, tasks
    ids = {one.id for one, _ in known}
    for name in dict.fromkeys(name for task in feature.tasks for name in task.requirements if name not in ids):
        yield name, "", [task for task in feature.tasks if name in task.requirements]
    for group in groups(feature):
        tasks = [task for task in group.tasks if not task.requirements]
        if tasks:
            yield _name(group), "without a requirement:", tasks


def _row(feature: Feature, task: Task, has_results: bool) -> str:
    done, said = "done" if task.done else "open", status(feature, task)
    test = feature.tests.get(task.id)
    named = f"{test.path} {test.name or ''}".strip() if test else ""
    suspect = ' <span class="state suspect">suspect</span>' * (task.id in feature.suspects)
    where = f'<br><span class="path quiet">{escape(f"{task.file}:{task.line}")}</span>'
    return line(
        cell(f"<strong>{escape(task.id)}</strong> {rendered(task.text)}{suspect}{where}", "Task"),
        cell(escape(", ".join(task.stories) or task.phase), "Story or phase"),
        cell(done, "State", f"state {done}"),
        cell(escape(named), "Test", "path"),
        _status(said, has_results),
        data={"story": " ".join(task.stories), "done": done, "status": said.replace(" ", "-")},
    )


def _status(said: str, has_results: bool) -> str:
    return cell(_label(said, has_results), "Status", f"state {said.replace(' ', '-')}")


def _label(said: str, has_results: bool) -> str:
    """What a status is called: a test that was written, of which nothing is known, is not called unknown."""
    return said if said != "unknown" else "without a result" if has_results else "written"


def _graph(group: Group, edges: Edges, key: str) -> Iterator[str]:
    name = _name(group)
    blocks: dict[str, list[str]] = {}
    for task_id, waits in edges.items():
        for other in waits:
            blocks.setdefault(other, []).append(task_id)
    lines = [_waits(task, blocks.get(task.id, [])) for task in group.tasks]
    title = f"Graph of {name}; the table beside it says the same"
    inside = [
        f'<div class="beside"><div class="scroll" tabindex="0" role="region" aria-label="Graph of {escape(name)}">',
        *drawing(title, f"{key}-tip", group.tasks, edges),
        "</div>",
        *table(("Task", "What", "Waits for", "Is waited for by"), lines),
        "</div>",
    ]
    summary = f'{rendered(name)} <span class="quiet">{count(len(group.tasks), "task")}</span>'
    yield from fold(summary, inside, key=key)


def _waits(task: Task, waiting: Sequence[str]) -> str:
    return line(
        head_cell(escape(task.id)),
        cell(rendered(task.text), "What"),
        cell(escape(", ".join(task.depends_on)) or "nothing", "Waits for"),
        cell(escape(", ".join(waiting)) or "nothing", "Is waited for by"),
    )


def _select(name: str, label: str, values: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield f'<label>{label}<select name="{name}"><option value="">all</option>'
    for value, shown in values:
        yield f'<option value="{escape(value)}">{escape(shown)}</option>'
    yield "</select></label>"


def _name(group: Group) -> str:
    return f"{group.name} {group.title}".strip()
