"""The commands: each takes the project and the options, prints, and gives the exit status."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from .errors import UserError
from .graph import ready, side_by_side
from .model import SCHEMA, Feature, Finding, Project, Task
from .selecting import features_named, known_story, only_feature

DONE, FOUND, CANNOT, INTERRUPTED = 0, 1, 2, 130


def check(project: Project, options: Namespace) -> int:
    """Print the findings; 1 where one is an error (with --strict, a warning too)."""
    from .rules import check as run_rules

    findings = run_rules(project, options.severities)
    chosen = options.format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if options.json or chosen == "json":
        from .output.schema import as_json

        _print_json(as_json(project, findings))
    elif chosen == "text":
        from .output.text import findings_as_text

        _print_lines(findings_as_text(findings, options.full))
    else:
        _print_annotations(project, findings, chosen)
    return FOUND if any(options.strict or one.severity == "error" for one in findings) else DONE


def report(project: Project, options: Namespace) -> int:
    """Print how far stories and requirements are, or write the page; 0 whatever it holds."""
    from .rules import check as run_rules

    findings = run_rules(project, options.severities)
    if options.html is not None:
        from .output.page import page

        _write_file("--html", options.html, page(project, findings, options.notes))
    if options.json:
        from .output.schema import as_json

        _print_json(as_json(project, findings))
    elif options.markdown:
        from .output.markdown import report_as_markdown

        _print_lines(report_as_markdown(project, findings, options.notes))
    elif options.html is None:
        from .output.text import report_as_text

        _print_lines(report_as_text(project, findings, options.full))
    return DONE


def impact(project: Project, options: Namespace) -> int:
    """Print which requirements and scenarios differ from a commit's, with their tasks and tests."""
    from .git import commit_of
    from .impact import impact as find

    commit = commit_of(Path(project.root), options.since)
    touched = find(project, commit)
    if options.json:
        from .output.schema import impact_as_json

        _print_json(impact_as_json(project.features, commit, touched))
    else:
        from .output.text import impact_as_text

        _print_lines(impact_as_text(project.features, options.since, touched))
    return DONE


def graph(project: Project, options: Namespace) -> int:
    """Print tasks and dependencies as Mermaid in Markdown."""
    if options.json:
        from .output.schema import graph_as_json

        _print_json(graph_as_json(project.features))
    else:
        from .output.charts import graph_as_markdown

        _print_lines(graph_as_markdown(project.features))
    return DONE


def next_(project: Project, options: Namespace) -> int:
    """Print what can be started now, the first such task as a brief, or the next free id."""
    if options.id:
        return _print_next_id(project, options)
    story = known_story(project.features, options.story) if options.story else ""
    found = {one.id: _groups(one, story) for one in project.features}
    if options.json:
        from .output.schema import next_as_json

        _print_json(next_as_json({name: groups for name, groups in found.items() if groups}))
    elif options.format == "prompt":
        _print_brief(project, found)
    else:
        for feature in project.features:
            _print_ready(feature, found[feature.id], story)
    return DONE


def add_task(project: Project, options: Namespace) -> int:
    """Add a task with the next free id to the list of the one feature; print its line and its place."""
    from .editing.adding import add
    from .editing.files import write
    from .editing.ids import next_id
    from .editing.numbering import numbers_after
    from .editing.wanted import Wanted

    feature = only_feature(project)
    story = known_story([feature], options.story) if options.story else ""
    wanted = Wanted(options.text, story, options.phase, options.parallel, options.depends, options.requirement)
    in_group = feature.kind != "spec-kit" and options.phase
    task_id = next(numbers_after(feature, options.phase)) if in_group else next_id(options.whole, feature)
    edit, line = add(feature, task_id, wanted)
    write(Path(project.root), [edit])
    _print_lines([f"{edit.path}:{line}: {edit.after.split(chr(10))[line - 1].strip()}"])
    print(f"The stub of {task_id} comes with the next sync.")
    return DONE


def tick_tasks(project: Project, options: Namespace) -> int:
    """Tick tasks whose tests pass or were written. If one may not be ticked, say why, tick none and return 1."""
    from .editing.files import write
    from .editing.ticking import tick

    ticks = tick(project, options.ids)
    if ticks.refusals:
        _print_lines([*ticks.refusals, "no task was ticked"])
        return FOUND
    write(Path(project.root), ticks.edits)
    for task in ticks.tasks:
        state = "was ticked already" if task.done else "is ticked"
        _print_lines([f"{task.file}:{task.line}: {task.id} {state}"])
    return DONE


def review_tests(project: Project, options: Namespace) -> int:
    """Take the present words of requirements and scenarios for the tests of these tasks; print what was reviewed."""
    from .editing.files import write
    from .editing.reviewing import review

    edits, lines = review(project, options.ids)
    write(Path(project.root), edits)
    _print_lines(lines)
    return DONE


def renumber(project: Project, options: Namespace) -> int:
    """Give a feature, or one of its stories or tasks, the next free number; print what changed."""
    (feature,) = features_named(project, options.target, "renumber")
    if feature.kind != "spec-kit":
        raise UserError(feature.id, "is no feature of spec-kit, and has no numbers of ours", "rename it by hand")
    if options.story and options.task:
        raise UserError("--task", "cannot be given with --story", "leave one of them out")
    if options.task:
        from .editing.tasks import renumber_task

        _print_lines(renumber_task(project, feature, options.task))
    elif options.story:
        from .editing.stories import renumber_story

        _print_lines(renumber_story(project, feature, known_story([feature], options.story)))
    else:
        from .editing.renumbering import renumber_feature

        _print_lines(renumber_feature(project, feature))
    return DONE


def forms(project: Project, options: Namespace) -> int:
    """Print the forms that the team's own can replace, or copy one of ours to begin from; 0."""
    from .editing.ejecting import eject, replaceable

    if options.eject:
        print(f"{eject(project, options.eject)}: edit it, commit, then sync: {_sync_of(project)}")
        return DONE
    found = list(replaceable(project))
    if options.json:
        from .output.schema import forms_as_json

        _print_json(forms_as_json(project.house, found))
    else:
        from .output.text import forms_as_text

        _print_lines(forms_as_text([one for one in found if one.in_use or options.full], len(found)))
    return DONE


def _sync_of(project: Project) -> str:
    return project.features[0].sync if project.features else "copier update"


def _print_annotations(project: Project, findings: Sequence[Finding], form: str) -> None:
    from .output.annotations import as_github, as_gitlab, as_sarif
    from .output.text import total

    root = Path(project.root)
    if form == "github":
        _print_lines([*as_github(root, findings), total(findings)])
    else:
        _print_json(as_sarif(root, findings) if form == "sarif" else as_gitlab(root, findings))


def _print_next_id(project: Project, options: Namespace) -> int:
    from .editing.ids import next_id

    feature = only_feature(project)
    found = next_id(options.whole, feature)
    if options.json:
        _print_json({"schema": SCHEMA, "feature": feature.id, "id": found})
    else:
        print(found)
    return DONE


def _groups(feature: Feature, story: str) -> list[list[Task]]:
    return side_by_side([task for task in ready(feature) if not story or story in task.stories])


def _print_ready(feature: Feature, groups: list[list[Task]], story: str) -> None:
    from .output.text import blocked_as_text, ready_as_text

    still_open = [task for task in feature.tasks if not task.done and (not story or story in task.stories)]
    known = {task.id for task in feature.tasks}
    unknown = {task.id: other for task in still_open for other in task.depends_on if other not in known}
    _print_lines(ready_as_text(feature, groups, len(still_open) - sum(map(len, groups))))
    _print_lines(blocked_as_text(unknown))


def _print_brief(project: Project, found: dict[str, list[list[Task]]]) -> None:
    from .output.brief import brief

    feature = next((one for one in project.features if found[one.id]), None)
    if feature is None:
        raise UserError("", "no task can be started", "all are done or wait for others")
    first, *beside = found[feature.id][0]
    _print_lines(brief(feature, first, beside))


def _write_file(option: str, path: str, text: str) -> None:
    """Write a file that an option names. Raises UserError if it cannot be written."""
    if not path:
        raise UserError(option, "is blank", "name a file")
    try:
        Path(path).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        raise UserError(path, f"cannot be written: {reason.lower()}") from None


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _print_lines(lines: Iterable[str]) -> None:
    from .output.text import visible

    for line in lines:
        print(visible(line))
