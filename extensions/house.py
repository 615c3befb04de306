"""The team's own forms in the record: which version each test file is printed with from this run on, and was before.

Both renderings of an update print a file with the forms of their time. So Git sees what the team has changed in a form
as a change of ours, and merges it with what people wrote.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .answers.answers import Answers
from .forms.choosing import chosen_forms, hash_of
from .plan.disk import Disk
from .plan.errors import Mistakes, UserError, UserErrors, refuse
from .plan.house import WORDS, House, OwnForm, framework_in
from .plan.items import Form
from .plan.marks import FOOTER
from .plan.record import Record, in_order
from .shortcuts import running_update
from .text.words import SHIPPED, Words, speaking, words
from .views.frozen import mistakes_in
from .views.project import Project, project_view
from .views.stub_file import StubFile
from .views.stubs import stub_files

_KEPT = 4  #: versions of a form that no file is printed with any more; another branch may bring one


def with_forms(record: Record, previous: Record, house: House, exists: Callable[[str], bool]) -> Record:
    """Return the record with the forms that the project has now. Raises UserError for all that are broken.

    `exists` tells whether there is a file at a path: one that we did not write is never touched.
    """
    refuse([*house.problems, *mistakes_in(_of_stubs(house), record.units), *_mistakes_in_words(house)])
    forms = _versions(previous.forms, house.forms)
    current = {one.name: one.id for form in house.forms for one in forms if one.id == _id(form)}
    record = replace(record, forms=forms, stub_forms={})
    found: dict[str, tuple[str, ...]] = {WORDS: (current[WORDS],)} if WORDS in current else {}
    for file in stub_files(record) if current or previous.stub_forms else ():
        if own := _named(file, current, ("", "setup", "contract")):
            found[file.path] = own
        if second := _second(file, record, previous, current, exists):
            found[file.feature_path] = second
    return replace(record, forms=in_order(_kept(forms, found, current)), stub_forms=found)


def _second(
    file: StubFile, record: Record, previous: Record, current: Mapping[str, str], exists: Callable[[str], bool]
) -> tuple[str, ...]:
    """The form of the file beside a test file; one that was written stays, whatever becomes of the form."""
    path = file.feature_path
    own = _named(file, current, ("feature",))
    if path in previous.stub_forms:
        return own or previous.stub_forms[path]
    if not own or exists(path):
        return ()
    given = replace(record, stub_forms={file.path: own})
    return own if replace(file, forms=chosen_forms(given, file.path)).prints_second else ()


def _named(file: StubFile, current: Mapping[str, str], parts: Iterable[str]) -> tuple[str, ...]:
    """The ids of the team's forms for a file."""
    needed = {"setup": file.has_setup, "contract": file.has_answer}
    names = (f"stubs/{file.framework.name}{f'-{part}' if part else ''}" for part in parts if needed.get(part, True))
    return tuple(current[one] for one in names if one in current)


def _versions(recorded: Iterable[Form], own: Iterable[OwnForm]) -> tuple[Form, ...]:
    """The versions that were recorded, with those that are new."""
    found = [one for one in recorded if is_whole(one)]
    known = {one.id for one in found}
    for form in own:
        if _id(form) not in known:
            number = max((one.number for one in found if one.name == form.name), default=0) + 1
            found.append(Form(_id(form), form.name, form.path, number, tuple(form.text.split("\n"))))
    return tuple(found)


def _kept(forms: Iterable[Form], used: Mapping[str, tuple[str, ...]], current: Mapping[str, str]) -> Iterator[Form]:
    """The versions that a file is printed with, that the project has now, and the last ones of each form."""
    needed = {*current.values(), *(one for ids in used.values() for one in ids)}
    idle: Counter[str] = Counter()
    for form in sorted(forms, key=lambda one: (one.name, -one.number, one.id)):
        idle[form.name] += form.id not in needed
        if form.id in needed or idle[form.name] <= _KEPT:
            yield form


def _id(form: OwnForm) -> str:
    return hash_of(form.name, form.text)


def is_whole(form: Form) -> bool:
    """Tell whether a recorded form still has the text by which it is named."""
    return form.id == hash_of(form.name, "\n".join(form.lines))


def with_forms_of_their_time(record: Record, house: House, text: Callable[[str], str]) -> Record:
    """Return the previous record in which each test file names the forms that it was printed with.

    What the record has lost is told by the file itself, `text` of its path: it was printed with the forms whose lines
    it has most of.
    """
    if not record.forms and not record.stub_forms and not house.forms:
        return record
    forms = _versions(record.forms, house.forms)
    known = {one.id for one in forms}
    whole = replace(record, forms=forms)
    names = {framework_in(one.name) for one in forms}
    found = {WORDS: _spoken_ids(record, forms)}
    for file in stub_files(replace(whole, stub_forms={})):
        given = record.stub_forms.get(file.path)
        if given and known.issuperset(given):
            found[file.path] = given
        elif given or file.framework.name in names:
            found[file.path] = _recognised(file, whole, text(file.path))
        second = record.stub_forms.get(file.feature_path)
        if second is None and FOOTER in text(file.feature_path):
            second = _latest(forms, file, ("feature",))
        if second:
            found[file.feature_path] = second if known.issuperset(second) else _latest(forms, file, ("feature",))
    found = {path: ids for path, ids in found.items() if ids}
    used = {one for ids in found.values() for one in ids} | {one.id for one in record.forms}
    return replace(record, forms=in_order(one for one in forms if one.id in used), stub_forms=found)


def _recognised(file: StubFile, record: Record, written: str) -> tuple[str, ...]:
    """The forms that a file looks like, ours if it looks like none."""
    mains = [one.id for one in record.forms if one.name == f"stubs/{file.framework.name}"]
    parts = _latest(record.forms, file, ("setup", "contract"))
    candidates = [(), parts, *((one, *parts) for one in reversed(mains)), *((one,) for one in reversed(mains))]
    lines = Counter(written.split("\n"))
    found: dict[tuple[str, ...], int] = {}
    for ids in candidates if written else ():
        try:
            printed = _printed(file, record, ids)
        except UserError:
            continue
        other = Counter(printed.split("\n"))
        found[ids] = (lines - other).total() + (other - lines).total()
    return min(found, key=lambda ids: found[ids], default=())


def _printed(file: StubFile, record: Record, ids: tuple[str, ...]) -> str:
    given = replace(record, stub_forms={file.path: ids})
    return replace(file, forms=chosen_forms(given, file.path)).text


def _latest(forms: Iterable[Form], file: StubFile, parts: Iterable[str]) -> tuple[str, ...]:
    """The last version of each of these parts for a file."""
    latest = {one.name: one.id for one in sorted(forms, key=lambda one: one.number)}
    return _named(file, latest, parts)


def printed_project(answers: Answers, record: Record, copied: Mapping[str, str], answers_file: str) -> Project:
    """Return what templates print, in the words and the forms that the record names."""
    with speaking(words_of(record)):
        return project_view(answers, record, copied, answers_file, _text_in_updated_project)


def _text_in_updated_project(path: str) -> str:
    """What a file holds in the project that is being updated, in each of the three renderings; blank in a copy."""
    update = running_update()
    folder = update and Path(update["self"].subproject.local_abspath)
    return Disk(folder).text(path) or "" if folder else ""


def words_of(record: Record) -> Words:
    """Return the sentences that a record's documents are printed with; the template's if its version is lost."""
    form = next((one for one in record.forms if record.stub_forms.get(WORDS) == (one.id,) and is_whole(one)), None)
    return _words("\n".join(form.lines), form.path) if form else SHIPPED


def words_in(house: House) -> Words:
    """Return the sentences that the project has now; the template's if something is wrong with them."""
    try:
        return next((_words(one.text, one.path) for one in house.forms if one.name == WORDS), SHIPPED)
    except UserError:
        return SHIPPED


@lru_cache(maxsize=8)
def _words(text: str, place: str) -> Words:
    return words(text, place)


def _mistakes_in_words(house: House) -> Iterator[UserError]:
    for form in house.forms:
        if form.name == WORDS:
            try:
                _words(form.text, form.path)
            except UserErrors as errors:
                yield from errors.errors
            except UserError as error:
                yield error


def _of_stubs(house: House) -> list[OwnForm]:
    return [one for one in house.forms if one.name != WORDS]


def _spoken_ids(record: Record, forms: Iterable[Form]) -> tuple[str, ...]:
    """The version of the words that the documents were printed with; the last one if the record has lost it."""
    named = record.stub_forms.get(WORDS, ())
    versions = [one.id for one in sorted(forms, key=lambda one: one.number) if one.name == WORDS]
    if set(named) <= set(versions) and (named or record.contexts):
        return named
    return tuple(versions[-1:])


def refuse_broken_forms(files: Iterable[StubFile]) -> None:
    """Print the files that have the team's own forms, before any is written. Raises UserError for all that fail."""
    mistakes = Mistakes()
    for file in files:
        if file.forms.sources:
            mistakes.tried(_print, file)
    mistakes.refuse()


def _print(file: StubFile) -> tuple[str, object]:
    return file.text, file.second
