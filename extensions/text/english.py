"""English as far as evidence needs it: verbs by what they ask for, the words that say nothing, stems."""

import re
from functools import cache


def _listed(text: str) -> list[str]:
    return text.split()


#: The verbs by what they ask of a thing; those with a space are read across a word or two: `take it out`.
VERBS = {
    "create": "create add append insert publish register post write submit make new sign-up upload import",
    "read": "read show see view display return get fetch find open retrieve look-up ask-for",
    "list": "list search browse filter sort",
    "change": "change update edit modify correct rename replace set put mark amend adjust",
    "delete": "delete remove cancel discard drop clear withdraw take-out",
    "refuse": "refuse reject deny decline forbid prevent",
    "log in": "log-in sign-in",
    "log out": "log-out sign-out",
}
_IRREGULAR = {
    "wrote": "write",
    "written": "write",
    "found": "find",
    "saw": "see",
    "seen": "see",
    "shown": "show",
    "loaves": "loaf",
    "shelves": "shelf",
    "halves": "half",
    "knives": "knife",
    "leaves": "leaf",
    "lives": "life",
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
    "mice": "mouse",
    "feet": "foot",
    "made": "make",
    "chosen": "choose",
    "took": "take",
    "taken": "take",
    "given": "give",
    "kept": "keep",
}
NEGATORS = {"without", "no", "not", "never", "cannot", "can't", "nobody", "neither", "nor", "except"}
CONDITIONS = {"where", "when", "if", "whenever", "while", "unless", "once"}
DETERMINERS = {*_listed("a an the its their his her each every any this that these those one of s")}
MODALS = {*_listed("must should shall can may will would could")}
PASSIVE = {*_listed("is are be been was were being gets get")}
PASSED_OVER = DETERMINERS | PASSIVE | {*_listed("longer to able only also yet been by")}
#: Words that say nothing of what a sentence is about.
EMPTY = frozenset(
    {
        *(PASSED_OVER | NEGATORS | CONDITIONS),
        *_listed(
            "and or but must should shall may can will would could system api application app user users they them"
        ),
        *_listed(
            "it he she who which with in on at for from as than then so into there here other another same own some"
        ),
        *_listed("all both only has have had do does did if up out off again first second answer answers request"),
        *_listed("requests two three given"),
    }
)


@cache
def stem(word: str) -> str:
    """Return a word without the endings of number and tense: `articles`, `deletion` and `deleted` → `delet`."""
    word = _IRREGULAR.get(word, word).replace("our", "or")
    if len(word) > 3:
        if word.endswith("ies"):
            word = f"{word[:-3]}y"
        elif re.search(r"(?:s|x|z|ch|sh)es$", word):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    for ending, least in (("ation", 4), ("ion", 4), ("ying", 2), ("ing", 3), ("ied", 2), ("ed", 3)):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= least and re.search("[aeiouy]", rest):
            word = f"{rest}y" if ending in ("ying", "ied") else rest
            break
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    is_doubled = len(word) > 2 and word[-1] == word[-2] and word[-1].isalpha() and word[-1] not in "aeiou"
    return word[:-1] if is_doubled else word


#: The row of each verb, as it is and as its stem.
VERB_OF = {form: row for row, verbs in VERBS.items() for verb in verbs.split() for form in (verb, stem(verb))}
