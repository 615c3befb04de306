"""One run of Copier: from what Copier hands over to the pure functions, and back."""

import datetime
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from .answers.answers import (
    DEFAULT_FEATURE,
    DEFAULT_LANGUAGE,
    FEATURE_KEYS,
    Answers,
    read_answers,
    refuse_unknown,
)
from .answers.stories import as_answer
from .destination.ignored import ignored
from .destination.manifests import in_words, languages_in
from .destination.refusals import (
    refuse_existing_project,
    refuse_git_at_work,
    refuse_other_template,
    refuse_unmerged,
    unwritable,
)
from .destination.spec_source import read_source, source_text
from .finding import what_was_found
from .house import printed_project, refuse_broken_forms, with_forms, words_in
from .layout.dependencies import default_dependencies, routed
from .narrowing import Narrowing, Sync, narrowing_of
from .offers import folder_name, one_answer
from .opening import Context, Opened, answers_file_of, is_update, open_run, rendered_before
from .plan.errors import Mistakes, UserError, refuse
from .plan.item_lines import ANSWERS_KEY
from .plan.languages import LANGUAGES
from .plan.record import FeatureItems, Record, dump, load
from .record.identity import follow_renames, renamed_folders
from .record.numbering import feature_folder
from .record.pipeline import next_record
from .record.situation import FeatureKind, feature_in_hand, plannable, recognise
from .summary import preview, say_restored, summarise, take_snapshot
from .template_paths import paths_by_source
from .text.words import speaking
from .views.listed import as_listed
from .views.project import LEFT_TO_ADOPTERS, Project

_SYNC = Sync()


class Session:
    """One rendering: the first use opens it, and the next record is made anew only if the answers have changed."""

    def __init__(self, template: Path) -> None:
        self._template = template  #: the folder that Copier renders
        self._opened: Opened | None = None
        self._made: tuple[Answers, Record] | None = None
        self._project: Project | None = None
        self._files: list[str] = []  #: that the template writes
        self.sources: frozenset[str] | None = None  #: of what a sync renders, in the template; else None

    @cached_property
    def _today(self) -> str:
        return datetime.date.today().isoformat()

    def refuse(self, context: Context) -> str:
        """Blank. Raises UserError for answers that are given as data and cannot be taken, before anything is asked."""
        opened = self._open(context)
        if not opened.is_temporary:
            if not is_update():
                refuse_existing_project(opened.root, opened.answers_file)
            refuse_other_template(opened.root, opened.answers_file)
            given = frozenset(context["_copier_conf"]["data"])
            mistakes = Mistakes()
            mistakes.tried(refuse_unknown, given)
            mistakes.tried(self._answers, context, given)
            mistakes.refuse()
            answers = self._answers(context, given)
            refuse_unmerged(opened.root, lambda folder: self._is_planned(context, folder, answers))
            self._next(context, given)
        return ""

    @staticmethod
    def refuse_copy_over(context: Context, operation: str) -> str:
        """Blank. Raises UserError if a project would be written over by `copier copy` or `recopy`."""
        if operation == "copy":
            refuse_existing_project(Path(str(context["_copier_conf"]["dst_path"])), answers_file_of(context))
        return ""

    def record(self, context: Context) -> list[str]:
        """Return the lines of the record after this run."""
        return dump(self._next(context, frozenset(context["_copier_conf"]["data"])))

    def problem(self, context: Context, key: str) -> str:
        """Say why an answer cannot be taken as it is, in one line; blank if it can."""
        if self._open(context).is_temporary:
            return ""  # the answers were checked when they were given
        data = context["_copier_conf"]["data"]
        if key == ANSWERS_KEY:
            return "" if context[key] == self.record(context) else "the project or its answers have moved on"
        if key == "language_version" and key not in data and self._is_of_another_language(context):
            return "this is a version of another language"
        one_answer(context, key, frozenset({key}))
        if key in ("feature_name", "spec_source", "requirements", "stories"):
            self._next(context, frozenset({key, *data}))
        return ""

    def recorded_answer(self, context: Context, key: str) -> Any:
        """Return the default of an answer: for what belongs to a feature, what the record has of it."""
        if key == "primary_dependencies":
            answer: Any = list(default_dependencies(one_answer(context, "language")))
        else:
            answer = self._recorded(context, key)
        # An empty list at a prompt would have to be deleted before the first item can be typed.
        return answer if answer or isinstance(answer, bool) or context["_copier_conf"]["defaults"] else ""

    def _recorded(self, context: Context, key: str) -> Any:
        """What the record has for an answer of the current feature."""
        previous = self._open(context).previous
        if key == "package_layout":
            return any(unit.id == "." and unit.language == "python" and unit.package for unit in previous.units)
        if key == "feature_name":
            return previous.context.feature or DEFAULT_FEATURE
        answer = _answer(previous.of(self._current(context)), key)
        return answer or self._today if key == "feature_date" else answer

    def restored(self, context: Context) -> str:
        """Say what the record had lost and what this run planned again because of that; blank if it was whole."""
        opened = self._open(context)
        if opened.is_temporary or opened.previous == opened.recorded:
            return ""
        names = renamed_folders(opened.recorded, opened.destination)
        lines = set(dump(opened.previous)) - set(dump(follow_renames(opened.recorded, opened.destination)))
        return say_restored(names, len(lines), opened.previous, load(context[ANSWERS_KEY]))

    def snapshot(self, context: Context) -> dict[str, Any]:
        """Return the state of the project before an update, for the message after it; blank in other renderings."""
        opened = self._open(context)
        if opened.is_temporary or not (opened.root / opened.answers_file).exists():
            return {}
        self.project(context)
        narrowing = self._narrowing(context)
        files = narrowing.needed(self._files, opened.answers_file) if narrowing else self._files
        return take_snapshot(opened.root, files, opened.previous)

    @staticmethod
    def summary(context: Context) -> str:
        """Say what an update has done."""
        root = Path(str(context["_copier_conf"]["dst_path"]))
        return summarise(root, context["snapshot"], load(context[ANSWERS_KEY]))

    def left_behind(self, context: Context) -> str:
        """List what the answers no longer have and the plan keeps, a line each; blank if there is none."""
        record = load(context[ANSWERS_KEY])
        items = record.of(record.context.feature)
        kept = {*items.feature.stories, *items.feature.requirements, *items.feature.criteria}
        found = [(story.id, story.title) for story in items.stories]
        found += [(one.id, one.text) for one in (*items.requirements, *items.criteria)]
        return "".join(f"  {one} {words}\n" for one, words in found if one not in kept)

    def project(self, context: Context) -> Project:
        """Return what templates see, made once, before the first file is written. Raises UserError if one cannot be."""
        if self._project is None:
            opened, narrowing = self._open(context), self._narrowing(context)
            folder = Path(str(context["_copier_conf"]["dst_path"]))
            record = opened.previous if opened.is_temporary else load(context[ANSWERS_KEY])
            if narrowing:
                whole = narrowing.before if opened.root != folder else narrowing.view(record)
            else:
                whole = printed_project(read_answers(context), record, self._copied(context), opened.answers_file)
                if opened.root != folder:  # the old state, as a merge has left it
                    whole = as_listed(whole, opened.destination.text)
            by_source = self._paths_by_source(context, whole)
            paths = list(dict.fromkeys(path for found in by_source.values() for path in found))
            self._files = [path for path in paths if not path.endswith("/")]
            self._refuse_obstacles(folder, paths, whole.answers.project_type == "existing")
            self._project = narrowing.narrowed(whole) if narrowing else whole
            if narrowing:
                needed = {one: narrowing.needed(paths, opened.answers_file) for one, paths in by_source.items()}
                self.sources = frozenset(source for source, paths in needed.items() if paths)
            refuse_broken_forms(self._project.stubs)
        return self._project

    def untouched(self, context: Context) -> str:
        """Return the patterns of what a sync leaves alone, a line each; blank in any other rendering."""
        narrowing = self._narrowing(context)
        return narrowing.patterns(self._open(context).answers_file) if narrowing else ""

    def _narrowing(self, context: Context) -> Narrowing | None:
        """Return what a sync renders; None in any other rendering, and if it has to render the whole project."""

        def foresee(folder: Path) -> Narrowing | None:
            conf = {**context["_copier_conf"], "dst_path": folder, "data": {}}
            raw = {**context, "_copier_conf": conf}
            session = Session(self._template)
            opened = self._open(context)
            if opened.root.absolute() == folder:  # as that of the rendering into the folder will be
                session._opened = replace(opened, root=folder, is_temporary=False)
            session.refuse(raw)  # here too, the first reason is the one that a full update gives
            return narrowing_of(read_answers(raw), session._open(raw), session._next(raw, frozenset()))

        return _SYNC.narrowing(foresee)

    def preview(self, context: Context) -> dict[str, Any]:
        """Return what these answers would plan and write, as JSON takes it. Raises UserError if they cannot."""
        opened, given = self._open(context), frozenset(context["_copier_conf"]["data"])
        record = self._next(context, given)
        project = printed_project(self._answers(context, given), record, self._copied(context), opened.answers_file)
        paths = (path for found in self._paths_by_source(context, project).values() for path in found)
        files = [path for path in dict.fromkeys(paths) if not path.endswith("/")]
        found = what_was_found(opened.root) if project.answers.project_type == "existing" else []
        return {**preview(project, record, opened.previous, files), "found": found}

    def unwritten(self, context: Context) -> str:
        """Name the libraries of the answers that no manifest of the project has; blank if there is none."""
        answers = self._answers(context, frozenset())
        return ", ".join(one.name for one in routed(answers) if not one.is_written)

    def found(self, context: Context) -> str:
        """Return what adopting has found, as lines; blank if nothing was adopted."""
        adopts = one_answer(context, "project_type").project_type == "existing"
        return "\n".join(what_was_found(self._open(context).root)) if adopts else ""

    def _paths_by_source(self, context: Context, project: Project) -> dict[str, list[str]]:
        """Return every path that the template writes, a folder's with a slash at its end, by what writes it there."""
        left_out = self.left_to_adopters(context).split()
        found = paths_by_source(self._template, project, self._open(context).answers_file)
        return {
            source: [path for path in paths if f"/{path.partition('/')[0]}" not in left_out]
            for source, paths in found.items()
        }

    def _refuse_obstacles(self, folder: Path, paths: list[str], adopts: bool) -> None:
        """Raise UserError for everything that an update could not write or delete, or of which Git has no copy."""
        opened = self._opened
        assert opened
        if opened.root != folder:  # the old rendering, after which Copier asks Git for the project's state
            refuse_git_at_work(opened.root)
        before = rendered_before(folder)
        is_thrown_away = opened.root != folder or (opened.is_temporary and is_update())
        found = [*unwritable(folder, paths, set(before) - set(self._files))] if not is_thrown_away else []
        if not opened.is_temporary:
            is_new = not (folder / opened.answers_file).exists() and not adopts
            overwritten = (path for path in before if (folder / path).exists())
            found += ignored(folder, {*self._files, *overwritten}, is_new)
        refuse(found)

    @staticmethod
    def left_to_adopters(context: Context) -> str:
        """Return the patterns of what is not written into an adopted repository, a line each; blank elsewhere."""
        adopts = one_answer(context, "project_type").project_type == "existing"
        return "\n".join(f"/{name}" for name in LEFT_TO_ADOPTERS) if adopts else ""

    def _open(self, context: Context) -> Opened:
        """Look at the project once."""
        if self._opened is None:
            self._opened = open_run(context)
        return self._opened

    def _next(self, context: Context, given: frozenset[str]) -> Record:
        """Return the next record."""
        answers = self._answers(context, given)
        if self._made is None or self._made[0] != answers:
            opened = self._open(context)
            self._refuse_archived(context, answers, given)
            is_begun = self._begins_with_source(context, answers)
            known = next((record for one, record in opened.made if one == answers and not is_begun), None)
            self._made = (answers, known or self._next_of(answers, opened, is_begun))
            opened.made[:] = [] if is_begun else [self._made]
        return self._made[1]

    def _next_of(self, answers: Answers, opened: Opened, begins_with_source: bool) -> Record:
        destination = opened.destination
        if begins_with_source:
            destination = replace(destination, source=read_source(answers.spec_source))
        house = destination.house(answers.house_style)
        with speaking(words_in(house)):
            record = next_record(answers, opened.previous, destination, self._today)
            return with_forms(record, opened.previous, house, destination.exists)

    def _refuse_archived(self, context: Context, answers: Answers, given: frozenset[str]) -> None:
        """Raise UserError if the answers would change a feature that is archived; they may repeat what it has."""
        opened, feature = self._open(context), self._current(context)
        if opened.is_temporary or feature not in opened.destination.archived:
            return
        recorded = {key: self._recorded(context, key) for key in FEATURE_KEYS}
        if answers != self._answers({**context, **recorded}, given):
            raise UserError("feature_name", f"{feature} is archived", "name another, or move the folder out of there")

    def _is_planned(self, context: Context, folder: str, answers: Answers) -> bool:
        """Whether a folder's specification and contracts are sources of its plan."""
        opened, adopted = self._open(context), answers.project_type == "existing"
        is_current = folder == feature_in_hand(answers, opened.previous, opened.destination)
        kind = recognise(folder, opened.previous, opened.destination, is_current, adopted)
        return kind is not FeatureKind.THEIRS

    def _begins_with_source(self, context: Context, answers: Answers) -> bool:
        """Whether the feature is a new one that begins with a specification."""
        feature = self._open(context).previous.of(self._current(context)).feature
        return bool(answers.spec_source) and not feature.task_list

    def _copied(self, context: Context) -> dict[str, str]:
        """Return by feature the text of a spec.md that it begins with."""
        answers = read_answers(context)
        if self._open(context).is_temporary or not self._begins_with_source(context, answers):
            return {}
        return {self._current(context): source_text(answers.spec_source)}

    def _answers(self, context: Context, given: frozenset[str]) -> Answers:
        """Return the answers; those of the feature that are not asked yet are the recorded ones."""
        raw = {"project_name": folder_name(context), **context}
        for key in ("feature_name", *FEATURE_KEYS):
            if key not in raw:
                raw[key] = self._recorded(context, key)
        if "language_version" not in given and self._is_of_another_language(context):
            raw.pop("language_version", None)
        answers = read_answers(raw, given)
        return self._as_found(context, answers, given) if answers.project_type == "existing" else answers

    def _as_found(self, context: Context, answers: Answers, given: frozenset[str]) -> Answers:
        """Return the answers with what the manifests of an adopted repository say of languages and test frameworks.

        What neither they nor a person says is left open.
        """
        opened = self._open(context)
        if opened.is_temporary:
            return answers
        found = languages_in(opened.root)
        said = {one.language for one in found}
        named, testing = in_words(found)
        if answers.language not in said and ({"language"} & given or answers.language != DEFAULT_LANGUAGE):
            return answers
        return replace(answers, context={**answers.context, "language": named, "testing": testing})

    def _is_of_another_language(self, context: Context) -> bool:
        """Whether the version is the one that the last run had for another language."""
        last, language = self._open(context).previous.context, one_answer(context, "language").language
        version = str(context.get("language_version", ""))
        return last.language not in ("", language) and version == last.version != LANGUAGES[language].version

    def _current(self, context: Context) -> str:
        """Return the folder of the feature that the answers are about."""
        opened = self._open(context)
        name = context.get("feature_name") or opened.previous.context.feature or DEFAULT_FEATURE
        return feature_folder(
            read_answers({"feature_name": name}).feature_name, plannable(opened.previous, opened.destination)
        )


def _answer(items: FeatureItems, key: str) -> Any:
    """Return a feature's answer as its question takes it; blank if the record has none."""
    feature = items.feature
    texts = {one.id: one.text for one in (*items.requirements, *items.criteria)}
    stories = {story.id: as_answer(story) for story in items.stories}
    answers: dict[str, Any] = {
        "feature_date": feature.date,
        "feature_summary": feature.summary,
        "spec_source": feature.spec_source,
        "requirements": [texts[one] for one in feature.requirements if one in texts],
        "success_criteria": [texts[one] for one in feature.criteria if one in texts],
        "edge_cases": list(feature.edge_cases),
        "stories": [stories[one] for one in feature.stories if one in stories],
    }
    return answers[key]
