"""`groundplan answers`: a data file to fill in, made of the template's own questions, or the answers of a project."""

import json
import tempfile
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from .copying import need_template
from .errors import DONE
from .git import require_git
from .origin import Origin, find_origin
from .project import RECORD, need_project
from .questionnaire import STORIES, Question, Questionnaire, open_questionnaire

_LIVE = {"project_name": "My project"}  #: what a file of comments alone would not hold
_HEAD = """\
# Answers: groundplan new DIR --data-file FILE, or plain copier copy with the same option.
# What is left out takes its default. The comments hold defaults and examples."""


def answers(options: Namespace) -> int:
    """Print the file; with --from the answers of a project."""
    require_git()
    if options.project:
        project = need_project(Path(options.project).absolute(), "groundplan answers --from")
        need_template(project)
        recorded = project.answers()
        origin = Origin(str(recorded.get("_src_path", "")), str(recorded.get("_commit", "")) or None)
        with open_questionnaire(origin, project.root, project.answers_file) as questionnaire:
            print("\n\n".join((_HEAD, *_filled_in(questionnaire, _feature_names(recorded[RECORD])))))
        return DONE
    origin = find_origin(options.template, options.vcs_ref)
    with tempfile.TemporaryDirectory() as nothing, open_questionnaire(origin, Path(nothing)) as questionnaire:
        print("\n\n".join((_HEAD, *_to_fill_in(questionnaire))))
    return DONE


def _to_fill_in(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield each question with an answer that can be uncommented."""
    for key in questionnaire.keys:
        question = questionnaire.question(key, {})
        value = _LIVE.get(key, question.default)
        if key == STORIES:
            value = [example_story(questionnaire.story_parts())]
        elif not value and question.placeholder:
            example = question.placeholder.removeprefix("e.g. ")
            value = [example] if question.is_list else example
        lines = as_yaml({key: question.as_data(value)}).splitlines()
        yield "\n".join((*_explained(question), *(lines if key in _LIVE else (f"# {line}" for line in lines))))


def _filled_in(questionnaire: Questionnaire, names: Mapping[str, str]) -> Iterator[str]:
    """Yield each answer of a project that is not blank."""
    for key in questionnaire.keys:
        question = questionnaire.question(key, {})
        value = names.get(question.default, question.default) if key == "feature_name" else question.default
        if value and questionnaire.applies(key, {}):
            yield "\n".join((*_explained(question), as_yaml({key: question.as_data(value)})))


def _feature_names(lines: Iterable[Any]) -> dict[str, str]:
    """Return the names of the recorded features in words, by their folders."""
    items = [json.loads(str(line)) for line in lines]
    return {
        item["feature"]: item["name"] for item in items if item.get("feature") and item.get("name") and "date" in item
    }


def example_story(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a story that has every key."""
    return {part["key"]: _example(part) for part in parts}


def _example(part: Mapping[str, Any]) -> Any:
    value = {one["key"]: _example(one) for one in part["parts"]} if part["parts"] else part["example"]
    return [value] if part["is_list"] else value


def _explained(question: Question) -> Iterator[str]:
    yield from (f"# {line}" for line in question.help)
    if len(question.choices) > 1:
        yield f"# One of: {', '.join(value for _, value in question.choices)}"


def as_yaml(value: Any) -> str:
    """Write an answer as people do: a line an item, text as it is."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100).rstrip()
