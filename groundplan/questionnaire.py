"""The template's own questions: their texts, choices, defaults and checks, as copier.yml and the extension have them.

The interview and `groundplan answers` ask here. Nothing of it is repeated in this package, so that a new question needs
no change here. Copier's `Worker` is not part of its documented interface; it is used in this module alone.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from copier._main import Worker

from .copying import one_line
from .errors import CommandError
from .origin import Origin

STORIES = "stories"
TRUTH = (("No", "false"), ("Yes", "true"))  #: the choices of a question that is answered by yes or no
_ACRONYMS = ("ci", "url")


@dataclass(frozen=True)
class Question:
    """A question as it is to be asked now, with the answers so far."""

    key: str
    help: tuple[str, ...]  #: lines; the first is the question, the others say what its answer changes
    placeholder: str
    choices: tuple[tuple[str, str], ...]  #: label and value
    is_list: bool  #: whether its items are asked for one after another
    default: Any

    @property
    def label(self) -> str:
        """Return its name for a list of answers."""
        words = [one.upper() if one in _ACRONYMS else one for one in self.key.split("_")]
        return " ".join((words[0][0].upper() + words[0][1:], *words[1:]))

    def in_words(self, value: Any) -> str:
        """Return an answer as one line of text, a choice by its label."""
        labels = {choice: label for label, choice in self.choices}
        if isinstance(value, list | tuple):
            return ", ".join(str(one.get("title", one)) if isinstance(one, Mapping) else str(one) for one in value)
        written = str(value).lower() if isinstance(value, bool) else str(value)
        return labels.get(written, "" if value is None else written)

    def as_data(self, value: Any) -> Any:
        """Return an answer as a data file has it: one of `Yes` and `No` as a truth value."""
        return value == "true" if self.choices == TRUTH else value


@dataclass(frozen=True)
class Preview:
    """What the answers would make. `files` are those that are not there yet, `stubs` all that hold tests."""

    feature: str
    phases: tuple[str, ...]
    tasks: int
    new_tasks: int
    features: int
    all_tasks: int
    files: tuple[str, ...]
    stubs: tuple[str, ...]
    found: tuple[str, ...] = ()  #: what adopting found in the repository, as lines


class Questionnaire:
    """The questions of one template for one folder."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._questions: Mapping[str, Mapping[str, Any]] = worker.template.questions_data
        self._environment = worker.jinja_env
        self._known = dict(worker.subproject.last_answers)

    @property
    def can_be_asked(self) -> bool:
        """Tell whether the template says what it is asked here."""
        return {"mistake", "preview", "story_questions"} <= self._environment.globals.keys()

    @property
    def keys(self) -> list[str]:
        """List the questions that a person may ever be asked, in their order."""
        return [
            key for key, one in self._questions.items() if one.get("when") is not False and one.get("ask") is not False
        ]

    def applies(self, key: str, answers: Mapping[str, Any]) -> bool:
        """Tell whether a question is to be asked after these answers."""
        asked = (self._questions[key].get(condition, True) for condition in ("when", "ask"))
        return all(str(self._render(one, answers)).strip().casefold() in ("true", "1", "yes") for one in asked)

    def question(self, key: str, answers: Mapping[str, Any]) -> Question:
        """Return a question as it is after these answers."""
        written = self._questions[key]
        offered = self._parsed(written.get("choices", ()), answers)
        if written["type"] == "bool":
            offered = dict(TRUTH)
        pairs = offered.items() if isinstance(offered, dict) else ((one, one) for one in offered)
        return Question(
            key=key,
            help=tuple(self._render(written["help"], {**answers, "item_by_item": True}).strip().splitlines()),
            placeholder=self._render(written.get("placeholder", ""), answers).replace("e.g. - ", "e.g. "),
            choices=tuple((str(label), str(value)) for label, value in pairs),
            is_list=written["type"] == "yaml" and bool(written.get("multiline")),
            default=self.default(key, answers),
        )

    def default(self, key: str, answers: Mapping[str, Any]) -> Any:
        """Return the answer if none is given: the recorded one, else the default."""
        if key in self._known and not self.mistake(key, {**answers, key: self._known[key]}):
            known = self._known[key]
            return str(known).lower() if isinstance(known, bool) else known
        written = self._questions[key]
        rendered = self._render(written.get("default", ""), answers)
        return self._parsed(rendered, answers) if written["type"] == "yaml" and rendered else rendered

    def mistake(self, key: str, answers: Mapping[str, Any]) -> str:
        """Say what is wrong with one of the answers and what to do; blank if it can be taken."""
        return self._call(f"mistake({key!r})", answers).strip()

    def story_parts(self) -> list[dict[str, Any]]:
        """Return what is asked about a story."""
        parts: list[dict[str, Any]] = json.loads(self._call("story_questions()", {}))
        return parts

    def preview(self, answers: Mapping[str, Any]) -> Preview:
        """Return what the answers would make. Raises CommandError if they cannot be taken together."""
        with one_line():
            found = json.loads(self._call("preview()", {**self.defaults(answers), **answers}))
        found["files"] = [path for path in found["files"] if not (self._worker.dst_path / path).exists()]
        values: Any = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
        return Preview(**values)

    def defaults(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer of every question that has none yet."""
        found = dict(answers)
        for key in self.keys:
            if key not in found:
                found[key] = self.default(key, found)
        return found

    def _call(self, expression: str, answers: Mapping[str, Any]) -> str:
        return str(self._render(f"{{{{ {expression} }}}}", answers))

    def _render(self, written: Any, answers: Mapping[str, Any]) -> Any:
        if not isinstance(written, str):
            return written
        worker = self._worker
        conf = {
            "data": dict(answers),
            "dst_path": worker.dst_path,
            "defaults": True,
            "answers_file": worker.answers_file,
        }
        context = {
            **self._known, **answers, "_copier_conf": conf, "_copier_answers": {}, "_copier_phase": "prompt",
            "_folder_name": worker.subproject.local_abspath.name,
        }  # fmt: skip
        return self._environment.from_string(written).render(context)

    def _parsed(self, written: Any, answers: Mapping[str, Any]) -> Any:
        return yaml.safe_load(self._render(written, answers)) if isinstance(written, str) else written


@contextmanager
def open_questionnaire(origin: Origin, folder: Path, answers_file: str | None = None) -> Iterator[Questionnaire]:
    """Get the template of a folder that is to become a project, or is one, and read its questions."""
    worker = Worker(
        src_path=origin.source, dst_path=folder, vcs_ref=origin.ref, unsafe=True, quiet=True,
        answers_file=Path(answers_file) if answers_file else None,
    )  # fmt: skip
    try:
        with one_line():
            made = Questionnaire(worker)
            if "groundplan_record" not in made._questions:
                raise CommandError(f"{origin.source}: is not a Groundplan template")
            if not made.can_be_asked:
                remedy = "run `groundplan update` first, or give the answers with --data-file"
                raise CommandError(f"{origin.source} {origin.ref or ''}: is older than the interview; {remedy}")
        yield made
    finally:
        worker._cleanup()
