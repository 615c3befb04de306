"""A sentence to what it may be evidence of: its verbs with their objects, quoted names, statuses, stems.

    The API must delete an article by its slug and answer 204, without authentication.
                 delete → article          slug            204     nothing

What is negated is left out. Verbs and objects are those of English; in another language the names of entities, paths
and commands are found, and the words that two sentences share.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from .english import CONDITIONS, DETERMINERS, EMPTY, MODALS, NEGATORS, PASSED_OVER, PASSIVE, VERB_OF, stem
from .names import words

_PHRASE = re.compile(  # two words that are one verb, with up to two words between them
    r"\b(?P<verb>log|sign|look|take|ask)(?:s|ged|ged|ned|ed|ging|ning|ing)?(?P<between>(?:\s[\w']+){0,2}?)"
    r"\s(?P<particle>in|out|up|for)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"`([^`\n]+)`")
_ENDPOINT = re.compile(
    r"(?:\b(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s|(?<![\w/.}]))(?P<path>/[\w{}<>:./-]{1,300})"
)
_TOKEN = re.compile(r"(?P<word>[^\W_]+(?:['’-][^\W_]+)*)|(?P<end>[.;:!?](?=\s|$))|(?P<comma>,)")
_STATUS = re.compile(r"\b[1-5][0-9]{2}\b(?!\s*(?:days?|ms|seconds?|minutes?|hours?|characters?|items?|%))")
_REFUSES = re.compile(
    r"""\b(?:[45][0-9]{2}|refus\w*|reject\w*|den(?:y|ies|ied)|forbid\w*|errors?|invalid\w*|fail(?:s|ed|ure)?|cannot|can't
    |missing|(?:is|are|be)\ not\ (?:allowed|accepted)|do(?:es)?\ not\ exist|status(?:\ is)?\ [1-9]\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST = 4000  #: characters of a sentence that are looked at


@dataclass(frozen=True)
class Word:
    """A word that counts. `verb` is its row of `VERBS`; a condition is what follows `when`, `where` or `if`."""

    text: str
    stem: str
    verb: str = ""
    clause: int = 0
    is_condition: bool = False
    is_quoted: bool = False
    is_led: bool = False  #: whether `must` or the like says that it is a verb
    joined: str = ""  #: the stem of the word with hyphens that it is of: `addon` of `add-on`

    @property
    def is_plural(self) -> bool:
        return self.text.endswith("s") and stem(self.text[:-1]) == self.stem and not self.text.endswith("ss")


@dataclass(frozen=True)
class Speech:
    """What a sentence says."""

    words: tuple[Word, ...] = ()
    quoted: frozenset[str] = frozenset()  #: what stands in backticks, as it is
    endpoints: frozenset[tuple[str, str]] = frozenset()  #: method, which may be blank, and path
    statuses: frozenset[str] = frozenset()
    refuses: bool = False  #: whether it speaks of an error or a refusal
    stems: frozenset[str] = field(default=frozenset())  #: of all words that say something
    negated: frozenset[str] = field(default=frozenset())  #: of the words that are negated

    @property
    def main(self) -> "Speech":
        """What is said outside conditions, and not refused."""
        return replace(self, words=tuple(one for one in self.words if not one.is_condition and one.verb != "refuse"))

    def has_verb(self, *rows: str) -> bool:
        """Return whether one of these verbs leads outside a condition."""
        return any(word.verb in rows and not word.is_condition for word in self.words)


@cache
def heard(text: str) -> Speech:
    """Return what a sentence says."""
    text = " ".join(text[:_LONGEST].split())
    every = tuple(_in_clauses(_words(text)))
    found = tuple(_without_negated(every))
    stems = _stems(found)
    return Speech(
        words=tuple(_with_verbs(found)),
        quoted=frozenset(_QUOTED.findall(text)),
        endpoints=frozenset((match["method"] or "", match["path"].rstrip(".:-")) for match in _ENDPOINT.finditer(text)),
        statuses=frozenset(_STATUS.findall(text)),
        refuses=_REFUSES.search(text) is not None,
        stems=stems,
        negated=_stems(every) - stems,
    )


@cache
def phrase(name: str) -> tuple[str, ...]:
    """Return the stems of a name: `TaskFile` → `task`, `fil`."""
    return tuple(map(stem, words(name)))


def positions(spoken: Sequence[Word], name: Sequence[str]) -> Iterator[int]:
    """Yield where a name, as its stems, begins among the words."""
    stems = [word.stem for word in spoken]
    length = len(name)
    for index in range(len(stems) - length + 1):
        if length and tuple(stems[index : index + length]) == tuple(name):
            yield index


def places_of(
    spoken: Sequence[Word], names: Collection[tuple[str, ...]], longest: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield where any of these names, as their stems, begins among the words, with it. None has more than `longest`."""
    stems = tuple(word.stem for word in spoken)
    for index in range(len(stems)):
        for length in range(1, min(longest, len(stems) - index) + 1):
            if (name := stems[index : index + length]) in names:
                yield index, name


def _stems(found: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.joined or word.stem for word in found if word.joined or word.text not in EMPTY)


def _words(text: str) -> Iterator[Word | str]:
    """The words, and `.` or `,` where a clause ends."""
    for index, part in enumerate(_QUOTED.split(text)):
        if index % 2:
            yield from (Word(one, stem(one), is_quoted=True) for one in words(part))
            continue
        for match in _TOKEN.finditer(_PHRASE.sub(_joined_phrase, part)):
            if match["word"]:
                yield from _split(match["word"].replace("’", "'"))
            else:
                yield "," if match["comma"] else "."


def _joined_phrase(match: re.Match[str]) -> str:
    verb = f"{match['verb'].lower()}-{match['particle'].lower()}"
    return f"{verb}{match['between']}" if verb in VERB_OF else match[0]


def _split(token: str) -> Iterator[Word]:
    """One word, or those of a name; `logged-in` and other joined words are no verbs."""
    lowered = token.lower()
    if lowered in VERB_OF or lowered in NEGATORS:
        yield Word(lowered, stem(lowered))
        return
    joined = stem(lowered.replace("-", "")) if "-" in token else ""
    for part in words(re.sub(r"'s?$|'(?=s\b)", " ", token)):
        yield Word(part, stem(part), is_quoted="-" in token, joined=joined)


def _in_clauses(found: Iterable[Word | str]) -> Iterator[Word]:
    """The words with their clause; a condition at the beginning ends at a comma, another at the end of the sentence."""
    clause, is_condition, at_start, led = 0, False, True, False
    for one in found:
        if isinstance(one, str):
            clause += 1
            is_condition = is_condition and one == "," and not led
            at_start = one == "."
            continue
        if one.text in CONDITIONS and not one.is_quoted:
            is_condition, led = True, at_start
        at_start = False
        yield replace(one, clause=clause, is_condition=is_condition)


def _without_negated(found: Iterable[Word]) -> Iterator[Word]:
    """The words without each that is negated: `with or without authentication`, `cannot delete or change it`.

    What is refused without a token asks for one.
    """
    waiting, after_negated, is_refused = False, False, False
    for word in found:
        is_refused = is_refused or _REFUSES.fullmatch(word.text) is not None
        if word.text == "without" and is_refused:
            continue
        if word.text in NEGATORS and not word.is_quoted:
            waiting, after_negated = True, False
            continue
        if waiting and word.text == "only":
            waiting = False
        elif waiting:
            waiting = word.text in PASSED_OVER
            after_negated = not waiting
            continue
        elif after_negated and word.text in ("or", "nor"):
            waiting = True
        else:
            after_negated = False
        yield word


def _with_verbs(found: Sequence[Word]) -> Iterator[Word]:
    """The words with the verbs among them: `deleted` is one behind `is`, so is `the list`, but not `the change`.

    `deletion of a note` is one too, `creation order` is none.
    """
    before = ""
    for word, behind in zip(found, [*(one.text for one in found[1:]), ""]):
        word = replace(word, is_led=before in MODALS)
        verb = "" if word.is_quoted else VERB_OF.get(word.text) or VERB_OF.get(word.stem, "")
        is_noun = before in DETERMINERS and verb != "list" and word.text != "new"
        is_noun = behind != "of" if word.text.endswith("ion") else is_noun
        is_adjective = word.text.endswith(("ed", "en", "wn")) and before not in PASSIVE
        yield word if not verb or is_noun or is_adjective else replace(word, verb=verb)
        before = word.text
