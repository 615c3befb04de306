"""Numbers for what people refer to: requirements, criteria, stories and features. Only appended, never given twice."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from ..plan.errors import UserError, refuse
from ..plan.items import Statement, Story, rank, story_number
from ..planning.resources import subject_of
from ..text.endpoints import resource_of
from ..text.names import fold, kebab, latin, module, unique
from ..text.naming import content_words, short_name, singular

S = TypeVar("S", bound=Statement)
_STEM = 24  #: characters of a story's short name


def match(new: Sequence[str], known: Sequence[str], places: Sequence[str | None]) -> list[int | None]:
    """Return for each new text the index of the known one that it is, or None if it is new.

    A text is the known one that reads the same; else the one that had its place (`places` are the known texts of the
    last time in their order, None for one that is not known), if that text is gone: then it was renamed.
    """
    index_of = {text: index for index, text in reversed(list(enumerate(known)))}
    found = [index_of.get(text) for text in new]
    there, followed = set(new), set(found)
    for place, text in enumerate(places[: len(new)]):
        if text is None or found[place] is not None or text in there:
            continue
        if (index := index_of[text]) not in followed:
            found[place] = index
            followed.add(index)
    return found


def renamed_in_place(before: Sequence[str], now: Sequence[str]) -> set[str]:
    """Return the new texts of a list that stand behind the same one as an earlier text that is gone: it was renamed."""
    there, had = set(now), set(before)
    following: dict[str, list[str]] = {}
    last = ""
    for text in now:
        last = text if text in had else last
        if text not in had:
            following.setdefault(last, []).append(text)
    renamed, last = set[str](), ""
    for text in dict.fromkeys(before):
        if text in there:
            last = text
        elif following.get(last):
            renamed.add(following[last].pop(0))
    return renamed


def feature_folder(name: str, folders: Collection[str]) -> str:
    """The folder of that name, with or without its number, else a new one numbered one above the highest."""
    slug = kebab(name)
    for folder in folders:
        if slug in (folder, folder.partition("-")[2]):
            return folder
    numbers = [int(number) for folder in folders if (number := folder.partition("-")[0]).isdecimal()]
    own, _, rest = slug.partition("-")
    if rest and re.fullmatch("[0-9]{3,}", own):
        if int(own) not in numbers:
            return slug
        slug = rest
    return f"{max(numbers, default=0) + 1:03d}-{slug}"


def number_statements(
    texts: Sequence[str],
    known: Sequence[S],
    places: Sequence[str],
    taken: Collection[str],
    new: Callable[[int, str], S],
) -> tuple[list[S], tuple[str, ...]]:
    """Return the known statements with the words of today, then the new ones; and the ids of `texts`, in their order.

    `taken` are ids in the documents, which may be a person's own.
    """
    items = list(known)
    by_id = {one.id: one.text for one in known}
    kind = new(0, "").id[:3]
    highest = max((_number(one) for one in (*by_id, *taken) if one.startswith(kind)), default=0)
    ids = []
    for text, index in zip(texts, match(texts, [one.text for one in known], [by_id.get(one) for one in places])):
        if index is None:
            index = len(items)
            highest += 1
            items.append(new(highest, text))
        items[index] = replace(items[index], text=text)
        ids.append(items[index].id)
    return items, tuple(ids)


def _number(statement: str) -> int:
    """The number of a statement: 3 of FR-003, FR-003a and FR-AUTH-003."""
    found = re.search("[0-9]+", statement)
    return int(found[0]) if found else 0


def number_stories(
    answered: Sequence[Story],
    known: Sequence[Story],
    places: Sequence[str],
    written: Collection[str],
    stems: Collection[str],
) -> tuple[list[Story], tuple[str, ...]]:
    """Return the known stories as the answers now have them, then the new ones by priority; and the ids in the order
    of the answers.

    `written` are the ids in the documents, `stems` the names of files that other stories have.
    """
    _refuse_unknown_ids(answered, {one.id for one in known})
    ids = _story_ids(answered, known, places, written)
    items = {one.id: one for one in known}
    modelled = {entity.name for one in known for entity in one.entities}
    names = _Stems({*stems, *(one.stem for one in known)})
    for story, story_id in sorted(zip(answered, ids), key=lambda pair: story_number(pair[1])):
        old = items.get(story_id) or Story(story_id, story.feature, "", stem=names.of(story, story_id, modelled))
        names.add(old.stem)
        modelled.update(entity.name for entity in story.entities)
        items[story_id] = replace(story, id=story_id, stem=old.stem, source=old.source, later=old.later)
    numbered = sorted(items.values(), key=lambda one: story_number(one.id))
    return list(_with_entities_in_order(numbered)), ids


def _story_ids(
    answered: Sequence[Story], known: Sequence[Story], places: Sequence[str], written: Collection[str]
) -> tuple[str, ...]:
    """The id of each story of the answers: the recorded one, else the next number, by priority."""
    ids = dict(enumerate(_matched(answered, known, places)))
    taken = {one.id for one in known} | {one for one in written if one.startswith("US")}
    fresh = [index for index, story_id in ids.items() if story_id is None]
    for number, index in enumerate(sorted(fresh, key=lambda at: rank(answered[at])), _next(taken)):
        ids[index] = f"US{number}"
    return tuple(story_id or "" for story_id in ids.values())


def _with_entities_in_order(numbered: Iterable[Story]) -> Iterator[Story]:
    """The stories with their entities in the order of the models: their own as answered, then those of earlier ones."""
    places: dict[str, int] = {}
    for story in numbered:
        own = [entity for entity in story.entities if entity.name not in places]
        shared = [entity for entity in story.entities if entity.name in places]
        shared.sort(key=lambda entity: places[entity.name])
        for entity in own:
            places.setdefault(entity.name, len(places))
        yield replace(story, entities=(*own, *shared))


def _matched(answered: Sequence[Story], known: Sequence[Story], places: Sequence[str]) -> list[str | None]:
    """The recorded id of each story of the answers: by its id, else its title, else its place."""
    explicit = {one.id for one in answered} & {one.id for one in known}
    titles = {one.id: one.title for one in known}
    places = [one for one in places if one not in explicit]
    rest = [one for one in answered if one.id not in explicit]
    free = [one for one in known if one.id not in explicit]
    found = iter(match([one.title for one in rest], [one.title for one in free], [titles.get(one) for one in places]))
    result: list[str | None] = []
    for story in answered:
        index = None if story.id in explicit else next(found)
        result.append(story.id if story.id in explicit else None if index is None or story.id else free[index].id)
    return result


def _refuse_unknown_ids(answered: Sequence[Story], known: Collection[str]) -> None:
    for index, story in enumerate(answered):
        if story.id and story.id not in known:
            problem = f"{story.id} is not a recorded story"
            raise UserError(f"stories[{index}].id", problem, "leave the id out for a new story")


def _next(taken: Collection[str]) -> int:
    return max(map(story_number, taken), default=0) + 1


def stem_of(story: Story, story_id: str, modelled: Collection[str], used: Iterable[str]) -> str:
    """Return the stem of a story: its new entity, else what its first endpoint or its title is about.

    What has no Latin letters names no file: then it is the story's id.
    """
    return _Stems(set(used)).of(story, story_id, modelled)


class _Stems:
    """The names of files that stories have."""

    def __init__(self, used: set[str]) -> None:
        self._used = used
        self._near = {one.rstrip("s") for one in used}  # `articles` beside `article` would be mistaken for it

    def add(self, stem: str) -> None:
        self._used.add(stem)
        self._near.add(stem.rstrip("s"))

    def of(self, story: Story, story_id: str, modelled: Collection[str]) -> str:
        """Return a free stem for a story."""
        named = [entity.name for entity in story.entities if entity.name not in modelled][:1]
        named += [singular(module(one)) for endpoint in story.endpoints[:1] if (one := resource_of(endpoint))]
        title = story.title if latin(story.title) == fold(story.title) else ""
        candidates = [module(one) for one in (*named, subject_of(title), _title_name(title)) if latin(one)]
        candidates = candidates or [story_id.lower()]
        free = (one for one in candidates if one.rstrip("s") not in self._near)
        return next(free, "") or unique(candidates[-1], self._used)


def _title_name(title: str) -> str:
    """Name a story by the verb of its title and what that is about: `Browse the list of notes` → `browse_note`."""
    verb, subject = next(iter(content_words(title)), ""), subject_of(title)
    return module(short_name(verb if subject.startswith(verb) else f"{verb} {subject}", _STEM))


def refuse_unknown_requirements(answered: Sequence[Story], known: Collection[str]) -> None:
    """Raise UserError for the requirements that stories name and the feature does not have."""
    remedy = f"use {min(known)} to {max(known)}" if known else "add it to requirements"
    refuse(
        UserError(f"stories[{index}].{place}", f"{requirement} does not exist", remedy)
        for index, story in enumerate(answered)
        for place, requirement in _named_requirements(story)
        if requirement not in known
    )


def _named_requirements(story: Story) -> Iterator[tuple[str, str]]:
    """The requirements that a story of the answers names, each with its place there."""
    for place, requirement in enumerate(story.requirements):
        yield f"requirements[{place}]", requirement
    for key, sources in (("endpoints", story.endpoints), ("journeys", story.journeys)):
        for index, source in enumerate(sources):
            for place, requirement in enumerate(story.link(source).requirements):
                yield f"{key}[{index}].requirements[{place}]", requirement
