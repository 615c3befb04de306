"""One run of Copier: from what Copier hands over to the pure functions, and back."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from .answers.answers import (
    CI,
    FEATURE_KEYS,
    FRONTEND_TESTING,
    LICENSES,
    MOBILE_PLATFORMS,
    PROJECT_TYPES,
    STUB_SCOPES,
    TASK_LISTS,
    Answers,
    languages,
    read_answers,
)
from .answers.stories import as_answer
from .destination.folder import Destination, look
from .destination.refusals import (
    refuse_existing_project,
    refuse_other_template,
    refuse_unmerged,
    refuse_unwritable,
)
from .layout.dependencies import default_dependencies
from .plan.errors import UserError, show
from .plan.languages import LANGUAGES
from .plan.model import Spec
from .plan.reading.spec import read_spec
from .plan.record import ANSWERS_KEY, Feature, Record, dump, load
from .record.numbering import feature_folder
from .record.pipeline import next_record
from .template_paths import written_paths
from .text.names import kebab
from .views.project import LEFT_TO_ADOPTERS, Project, project_view

Context = Mapping[str, Any]
_LARGEST = 2_000_000  #: bytes of a specification


class Session:
    """Holds what is looked up once: the day, the destination, the record and what templates see of it."""

    def __init__(self, template: Path) -> None:
        self._template = template  #: the folder that Copier renders
        self._project: Project | None = None
        self._made: tuple[Answers, Record, Record] | None = None
        self._root: Path | None = None
        self._recorded: list[str] | None = None
        self._copied: dict[str, str] = {}  #: by feature, the text of a spec.md that it begins with

    @cached_property
    def _today(self) -> str:
        return datetime.date.today().isoformat()

    @cached_property
    def _destination(self) -> Destination:
        assert self._root
        return look(self._root)

    def refuse(self, context: Context) -> str:
        """Blank. Raises UserError for answers that are given as data and do not fit, before anything is asked."""
        data = context["_copier_conf"]["data"]
        if ANSWERS_KEY in data:
            load(data[ANSWERS_KEY])
        else:
            root = Path(str(context["_copier_conf"]["dst_path"]))
            refuse_other_template(root, _answers_file(context))
            refuse_unmerged(root)
            self._next(context, frozenset(data))
        return ""

    @staticmethod
    def refuse_copy_over(context: Context, operation: str) -> str:
        """Blank. Raises UserError where a project would be written over by `copier copy` or `recopy`."""
        if operation == "copy":
            refuse_existing_project(Path(str(context["_copier_conf"]["dst_path"])), _answers_file(context))
        return ""

    def record(self, context: Context) -> list[str]:
        """The lines of the record after this run."""
        self._recorded = self._lines(context)
        return self._recorded

    def problem(self, context: Context, key: str) -> str:
        """Why an answer cannot be taken as it is, in one line; blank where it can."""
        if key == ANSWERS_KEY:
            # In an update's temporary renderings the record comes as data, and is used as it is.
            # What this run has made of it stands: the documents that it speaks of are not written yet.
            current = ANSWERS_KEY in context["_copier_conf"]["data"] or context[key] == self._recorded
            return "" if current or context[key] == self._lines(context) else "the project or its answers have moved on"
        given = key in context["_copier_conf"]["data"]
        if key in FEATURE_KEYS and not given and self._is_stale(context, key):
            return "this is the answer of another feature"
        if key == "language_version" and not given and self._is_of_another_language(context):
            return "this is a version of another language"
        _one(context, key, frozenset({key}))
        if key in ("feature_name", "spec_source", "requirements", "stories"):
            self._next(context, frozenset({key, *context["_copier_conf"]["data"]}))
        return ""

    def recorded_answer(self, context: Context, key: str) -> Any:
        """What the record has of the current feature for a question; the default of what belongs to a feature."""
        record = _last(context)
        if key == "primary_dependencies":
            answer = list(default_dependencies(_one(context, "language")))
        else:
            answer = _answer(record, self._current(context, record), key)
        if key == "feature_date":
            return answer or self._today
        # An empty list at a prompt would have to be deleted before the first item can be typed.
        return answer if answer or context["_copier_conf"]["defaults"] else ""

    def left_behind(self, context: Context) -> str:
        """What the answers no longer have and the plan keeps, a line each; blank where there is none."""
        record = load(context[ANSWERS_KEY])
        feature = next((one for one in record.features if one.id == self._current(context, record)), Feature(""))
        kept = {*feature.stories, *feature.requirements, *feature.criteria}
        items = [(one.id, one.title) for one in record.stories if one.feature == feature.id]
        items += [(one.id, one.text) for one in (*record.requirements, *record.criteria) if one.feature == feature.id]
        return "".join(f"  {one} {words}\n" for one, words in items if one not in kept)

    def project(self, context: Context) -> Project:
        """What templates see, made once, before the first file is written. Raises UserError where one cannot be."""
        if self._project is None:
            self._project = project_view(read_answers(context), load(context[ANSWERS_KEY]), self._copied)
            written = written_paths(self._template, self._project, _answers_file(context))
            left_out = self.left_to_adopters(context).split()
            paths = (path for path in written if f"/{path.partition('/')[0]}" not in left_out)
            refuse_unwritable(Path(str(context["_copier_conf"]["dst_path"])), paths)
        return self._project

    @staticmethod
    def left_to_adopters(context: Context) -> str:
        """The patterns of what is not written into an adopted repository, a line each; blank in any other project."""
        adopts = _one(context, "project_type").project_type == "existing"
        return "\n".join(f"/{name}" for name in LEFT_TO_ADOPTERS) if adopts else ""

    @staticmethod
    def folder_name(context: Context) -> str:
        """The project's name where none was given."""
        folder = str(context["_folder_name"])
        return folder if kebab(folder) else "project"

    @staticmethod
    def language_version(context: Context) -> str:
        """The language's current default."""
        return LANGUAGES[_one(context, "language").language].version

    @staticmethod
    def testing(context: Context) -> str:
        """The language's first test framework."""
        return LANGUAGES[_one(context, "language").language].frameworks[0].name

    @staticmethod
    def choices(context: Context, question: str) -> str:
        """What a question offers, as YAML: a list of values, or the values by their labels."""
        answers = _one(context, "language")
        frameworks = LANGUAGES[answers.language].frameworks
        offered: dict[str, Any] = {
            "project_type": PROJECT_TYPES,
            "language": {LANGUAGES[name].label: name for name in languages(answers.project_type)},
            "testing": {one.label: one.name for one in frameworks},
            "frontend_testing": FRONTEND_TESTING,
            "mobile_platform": MOBILE_PLATFORMS,
            "license": LICENSES,
            "ci": CI,
            "task_list": TASK_LISTS,
            "stub_scope": STUB_SCOPES,
        }
        return json.dumps(offered[question])

    def _lines(self, context: Context) -> list[str]:
        return dump(self._next(context, frozenset(context["_copier_conf"]["data"])))

    def _next(self, context: Context, given: frozenset[str]) -> Record:
        """The next record, made anew only where the answers have changed since the last question asked for it."""
        self._root = Path(str(context["_copier_conf"]["dst_path"]))
        answers, last = self._answers(context, given), _last(context)
        if self._made is None or self._made[:2] != (answers, last):
            destination = self._with_source(context, answers, last)
            self._made = (answers, last, next_record(answers, last, destination, self._today))
        return self._made[2]

    def _with_source(self, context: Context, answers: Answers, last: Record) -> Destination:
        """The destination, with the specification that a new feature begins with."""
        current = self._current(context, last)
        if not answers.spec_source or any(one.id == current and one.task_list for one in last.features):
            return self._destination
        text = _source(answers.spec_source)
        self._copied = {current: text}
        return replace(self._destination, source=_read_source(answers.spec_source, text))

    def _answers(self, context: Context, given: frozenset[str]) -> Answers:
        """The answers, without those that belong to another feature."""
        own = {key: context[key] for key in context if key not in FEATURE_KEYS}
        for key in FEATURE_KEYS:
            if key in context:
                stale = key not in given and self._is_stale(context, key)
                own[key] = (
                    _answer(_last(context), self._current(context, _last(context)), key) if stale else context[key]
                )
        if "language_version" not in given and self._is_of_another_language(context):
            own.pop("language_version", None)
        return read_answers(own, given)

    @staticmethod
    def _is_of_another_language(context: Context) -> bool:
        """Whether the version is the one that the last run had, and the language has changed since."""
        known = next((one.answers.get("language", "") for one in _last(context).contexts), "")
        first = known.partition(" and ")[0]  # that of the first unit
        others = {name: one for name, one in LANGUAGES.items() if name != _one(context, "language").language}
        version = context.get("language_version")
        return bool(first) and any(first == one.versioned.format(version=version) for one in others.values())

    def _is_stale(self, context: Context, key: str) -> bool:
        """Whether the answer is what the record has for another feature, and not what this one has or begins with."""
        record = _last(context)
        current = self._current(context, record)
        value = _one(context, key)
        if context[key] == self.recorded_answer(context, key) or _same(value, record, Feature(current), key):
            return False
        others = (one for one in record.features if one.task_list and one.id != current)
        return any(_same(value, record, one, key) for one in others)

    def _current(self, context: Context, record: Record) -> str:
        self._root = Path(str(context["_copier_conf"]["dst_path"]))
        folders = [*(one.id for one in record.features), *self._destination.lists]
        return feature_folder(_one(context, "feature_name").feature_name, list(dict.fromkeys(folders)))


def _source(path: str) -> str:
    """Read the spec.md that a feature begins with, as it is. Raises UserError if it is not a text file."""
    try:
        file = Path(path).expanduser()
        if not file.is_file():  # a pipe or a device may never end
            raise UserError("spec_source", f"{show(path)} is not a file", "write the path of a spec.md")
        if file.stat().st_size > _LARGEST:
            problem = f"{show(path)} is larger than {_LARGEST // 1_000_000} MB"
            raise UserError("spec_source", problem, "write the path of a spec.md")
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise UserError("spec_source", f"{show(path)} is not UTF-8", "save it as UTF-8 text") from None
    except (OSError, ValueError, RuntimeError):  # RuntimeError: nobody has the home folder ~name
        raise UserError("spec_source", f"{show(path)} cannot be read", "write the path of a spec.md") from None


def _read_source(path: str, text: str) -> Spec:
    spec = read_spec(text, path)
    if not spec.stories:
        remedy = f"add a heading such as {show('### User Story 1 - Sign in (Priority: P1)')}"
        raise UserError("spec_source", f"{show(path)} has no user story", remedy)
    return spec


def _one(context: Context, key: str, given: frozenset[str] = frozenset()) -> Answers:
    """One answer read, with the language that decides what fits; the others are their defaults."""
    return read_answers({one: context[one] for one in ("project_type", "language", key) if one in context}, given)


def _last(context: Context) -> Record:
    return _loaded(tuple(context.get(ANSWERS_KEY) or ()))


@cache
def _loaded(lines: tuple[str, ...]) -> Record:
    """Each check of an answer asks for the record, whose lines are the same throughout a rendering."""
    return load(lines)


def _same(value: Answers, record: Record, feature: Feature, key: str) -> bool:
    known = read_answers({key: _answer(record, feature.id, key)})
    if key == "stories":
        return [replace(one, id="") for one in value.stories] == [replace(one, id="") for one in known.stories]
    return bool(getattr(value, key) == getattr(known, key))


def _answer(record: Record, folder: str, key: str) -> Any:
    """A feature's answer as its question takes it; blank where the record has none."""
    feature = next((one for one in record.features if one.id == folder), Feature(folder))
    texts = {one.id: one.text for one in (*record.requirements, *record.criteria) if one.feature == folder}
    stories = {one.id: one for one in record.stories if one.feature == folder}
    answers: dict[str, Any] = {
        "feature_date": feature.date,
        "feature_summary": feature.summary,
        "spec_source": feature.spec_source,
        "requirements": [texts[one] for one in feature.requirements],
        "success_criteria": [texts[one] for one in feature.criteria],
        "edge_cases": list(feature.edge_cases),
        "stories": [as_answer(stories[one]) for one in feature.stories],
    }
    return answers[key]


def _answers_file(context: Context) -> str:
    """The name of the destination's answers file."""
    return str(context["_copier_conf"]["answers_file"] or ".copier-answers.yml")
