"""Sentences to short names: content words alone, whole phrases of them, at most 50 characters with what surrounds them.

A visitor registers, logs in and reads their own account
  visitor registers  logs in     reads         account
"""

import re
from collections.abc import Iterator, Sequence

from ..plan.languages.cases import SNAKE
from .names import snake, words

MOST = 44  #: characters of a name; `test_` or `Test` is added to it


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PRONOUNS = _listed("both he her him himself it itself she that them themselves they this those")
_PREPOSITIONS = _listed(
    """about above across after against among as at before behind below beside between by during for from in into
    inside instead near of off on onto out outside over per since than through to toward towards under until up upon via
    with within"""
)
_OTHERS = _listed(
    """a again also an any anybody anyone are be been being but can cannot could did do does each else every everybody
    everyone had has have having her here his how if is its itself just may might must my nor once only or our own s
    shall should so some such t the their then there these was were what when whenever where which while who whose
    will would you your"""
)
_NEGATORS = frozenset({"never", "no", "not", "without"})  #: say something, but end nothing
_BETWEEN = re.compile(r"[,;:.!?()\"]+(?=\s|$)|\s(?:and|or|then|but)\s", re.IGNORECASE)
_WITH_PARTICLE = re.compile(  # `log in`, `set up`, `built in`
    r"(?:(?:log|sign|look|set|start)(?:s|ged|ned|ed|ging|ning|ting|ing)?|add|built|check|drop|opt|plug)$"
)
_PARTICLES = frozenset({"in", "on", "out", "up"})
_LONGEST = 1000  #: characters of a sentence that are looked at
_SUBJECTS = frozenset({"he", "she", "they"})
_SENTENCE = re.compile(r"[.;]\s+(?=[A-Z`\"'])")
_POSSESSIVE = re.compile(r"['’]s?\b")


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, without its full stop."""
    return _SENTENCE.split(text, maxsplit=1)[0].rstrip(".")


def content_words(text: str) -> list[str]:
    """List the words of a text that say something, in lower case: `log in`, `sign in` keep their particle."""
    return [word for phrase in phrases(text) for word in phrase]


def phrases(text: str) -> list[list[str]]:
    """Split a text at its commas, conjunctions and prepositions, into phrases of content words."""
    return [phrase for clause in _clauses(text) for phrase in clause]


def _clauses(text: str) -> list[list[list[str]]]:
    """The phrases of each clause, which ends at a comma or a conjunction.

    A verb with a pronoun alone says nothing: `finds it` is left out, `reads it by its slug` is one phrase.
    """
    found: list[list[list[str]]] = []
    for clause in _BETWEEN.split(f" {_POSSESSIVE.sub(' ', text[:_LONGEST])} "):
        held: list[str] = []
        parts: list[list[str]] = []
        for content, has_pronoun in _parts(words(clause)):
            if has_pronoun and len(content) == 1 and (found or parts):
                held += content
            elif content:
                parts.append([*held, *content])
                held = []
        found += [parts] * bool(parts)
    return found or [[[word]] for word in words(text[:_LONGEST])]


def _parts(clause: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """The phrases of a clause, each with whether it has a pronoun."""
    content: list[str] = []
    has_pronoun, before = False, ""
    for word in clause:
        if word in _PREPOSITIONS and not (word in _PARTICLES and _WITH_PARTICLE.match(before)):
            yield content, has_pronoun
            content, has_pronoun = [], False
        elif word in _PRONOUNS:
            has_pronoun = True
        elif word not in _OTHERS:
            content.append(word)
        before = word
    yield content, has_pronoun


def short_name(text: str, most: int = MOST) -> str:
    """Name what a sentence says, in snake_case: its first phrases, and as many of its other clauses as fit.

    Blank if there is no letter or digit.
    """
    first, *others = _clauses(text) or [[]]
    name, whole = _joined(first, most), [word for phrase in first for word in phrase]
    if name != SNAKE.join(whole):
        return name
    return _joined([whole, *([word for phrase in clause for word in phrase] for clause in others)], most)


def _joined(found: Sequence[Sequence[str]], most: int = MOST) -> str:
    """Join phrases to a name, as many as fit; of a first one that is too long, its first words."""
    name: list[str] = []
    for phrase in found:
        if len(SNAKE.join((*name, *phrase)).encode()) > most:
            break
        name += phrase
    if len(name) < 2 and found:  # one word says too little
        name = [word for phrase in found for word in phrase]
        while len(name) > 1 and len(SNAKE.join(name).encode()) > most:
            name.pop()
    while len(name) > 1 and name[-1] in _NEGATORS:
        name.pop()
    return snake(" ".join(name))


def scenario_name(given: str, when: str, status: str, taken: Sequence[str] = ()) -> str:
    """Name a scenario by what is given and done, and the status that it answers, as far as they fit together.

    What is done to `it` needs what is given; else that is the first to go. A name that is `taken` is not given again.
    """
    first, second, last = phrases(given), phrases(when), [[status]] if status else []
    if not given:
        first = []
    done = words(when)
    refers = bool(_PRONOUNS & {*done[1:], *({*done[:1]} - _SUBJECTS)})
    without_status, alone = [*first, *second], [*second, *last]
    rest = [without_status, [*first, *last], alone] if refers else [alone, without_status]
    choices = [[*first, *second, *last], *rest, second]
    for choice in choices:
        name = SNAKE.join(word for phrase in choice for word in phrase)
        if len(choice) > 1 and len(name.encode()) <= MOST and _joined(choice) == name and name not in taken:
            return name
    return _joined([*second, *last] if not refers else [*first, *second])


#: How the plural of a name ends, by how the singular does.
_PLURALS = ((r"(?<![aeiou])y$", "ies"), (r"(s|x|z|ch|sh)$", r"\1es"), (r"$", "s"))
_SINGULARS = (
    (r"(?<=..)ies$", "y"),
    (r"(ss|(?<=.)(?<![ao])us|x|z|ch|sh)es$", r"\1"),
    (r"(?<=ss)$|(?<=us)$|(?<=is)$", ""),
    (r"s$", ""),
)
_PAIRS = "child children, half halves, knife knives, leaf leaves, loaf loaves, man men, person people, shelf shelves"
_MANY = dict(pair.split() for pair in f"{_PAIRS}, woman women, data data, news news".split(", "))
_ONE = {many: one for one, many in _MANY.items()}


def plural(name: str) -> str:
    """`todo_item` → `todo_items`, by its last word; a word of another script stays as it is."""
    return _changed(name, _MANY, _PLURALS)


def singular(name: str) -> str:
    """`todo_items` → `todo_item`."""
    return _changed(name, _ONE, _SINGULARS)


def is_plural(name: str) -> bool:
    """Tell whether a name has the plural's ending."""
    return singular(name) != name and plural(singular(name)) == name


def _changed(name: str, irregular: dict[str, str], endings: Sequence[tuple[str, str]]) -> str:
    start, separator, last = name.rpartition("_")
    if last in irregular:
        return f"{start}{separator}{irregular[last]}"
    if not last.isascii() or not last.isalpha():
        return name
    pattern, new = next(((pattern, new) for pattern, new in endings if re.search(pattern, last)), ("", ""))
    return f"{start}{separator}{re.sub(pattern, new, last)}" if pattern else name
