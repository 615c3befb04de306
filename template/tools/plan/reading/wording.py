"""Which task writes a test: told by the words that lead to the test file that it names."""

import re
from collections.abc import Sequence

from ..languages import is_test_file
from .paths import Mention, Mentions

# A verb leads at a beginning, or behind "and", "then", a comma: "tests that verify …", "a health check" run nothing.
_LEAD = r"""(?:
    ^|\b(?:and|or|then|also|but|y|e|und|et|i)\b|[,;:+&(]|(?<=\s)[—–-](?=\s)
)\s*(?:(?:manually|then|also)\s+)?"""
_RUN_VERBS = r"""
    (?:re-?)?run|(?:re-?)?verify|execute|check|confirm|ensure|validate|make\ sure|see
    |ejecutar|verificar|comprobar|confirmar|validar|executar|rodar|ausführen|prüfen|exécuter|vérifier|uruchom|sprawdź
    |запустить|проверить|运行|執行|执行|验证|確認|确认|実行"""
_REMOVE_VERBS = r"""
    delete|remove|drop|move|rename|relocate|eliminar|borrar|mover|supprimer|löschen|usuń|удалить|删除|削除"""
_WRITE_VERBS = r"""
    add|write|create|extend|update|implement|cover|author|expand|introduce|develop|port|migrate|adapt|adjust|fix|mend
    |improve|complete|rewrite|refactor|convert|replace|include|build|generate|draft|define|set\ up|make|crear|escribir
    |añadir|agregar|ampliar|criar|escrever|adicionar|erstellen|schreiben|hinzufügen|créer|écrire|ajouter|utwórz|dodaj
    |napisz|написать|добавить|создать"""
_TEST_WORDS = r"""
    tests?|specs?|tested|testing|coverage|scenarios?|assertions?|tdd|pruebas?|testes?|testów|testy|тест\w*
    |\w*(?:테스트|测试|測試|テスト)\w*"""
# "when tests/…", "when the unit tests in …"; what glows "when lit in tests/…" is what the test shows
_WHEN_TESTS = r"when(?=\W*(?:the\s+)?(?:\w+\s+)?(?:tests?\b\W*(?:in\b\W*)?)?$)"
_EVENT = re.compile(
    rf"""{_LEAD}(?:(?P<run>{_RUN_VERBS})|(?P<remove>{_REMOVE_VERBS})|(?P<write>{_WRITE_VERBS}))\b
    |\b(?:
        (?P<said>{_WRITE_VERBS})                               # where no verb leads, one that stands anywhere
        |(?P<test>{_TEST_WORDS})
        |(?P<helper>helpers?|fixtures?|mocks?|fakes?|builders?|factor(?:y|ies)|harness)
        |(?P<relation>for|of|in|with|that|to|from|on|against|around|using|used)
        |(?P<only>until|till|so|once|{_WHEN_TESTS}|satisf(?:y|ies|ying)|(?:verified|covered|tested|checked)\ by)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;](?=\s)|\n|\bthen\b|。|；", re.IGNORECASE)
_POINTS = re.compile(  # right before a file that is only looked at
    r"""\b(?:see|per|from|via|like|match(?:es|ing)?|running|with|as\ in|against(?:\s+the)?(?:\s+tests\s+in)?)
    (?:\s+the)?\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_OUTCOME = re.compile(  # right behind one: `tests/unit/test_tide.py` passes
    r"""[\s"')\]]*(?:(?:now|all|still|both|to|turns?|goes|stays?|is|are|keeps?)\s+)*[을를を]?\s*(?:すべて)?
    (?:pass(?:es|ing)?\b|fail(?:s|ing)?\b|succeeds?\b|green\b|실행|통과|実行|通過|通过|运行|執行|执行)""",
    re.VERBOSE | re.IGNORECASE,
)
_NEAR = 80  # characters that the two patterns above look at
_JOINS = re.compile(
    r"(?:[\s,&+/|()\[\]*:-]|\b(?:and|plus|or|y|e|und|et|i|in|to|its|the|both|new|also|alongside)\b)*", re.IGNORECASE
)
# Names that say by themselves that a file holds tests; src/test_bench.py and LabTest.php may hold none.
_SURE = re.compile(r"[._-](?:test|spec)s?\.|Tests\.|\.t\.sol$|(?:^|/)(?:tests?|__tests__|specs?|e2e)/")
_TEST_WORD = re.compile(rf"\b(?:{_TEST_WORDS})\b", re.VERBOSE | re.IGNORECASE)


def test_it_writes(texts: Sequence[Mentions]) -> str | None:
    """The test file that a task writes or extends; None where it runs, mentions or only helps tests.

    `texts` are the task's own words and what its body adds. A file is judged by the words between the file before
    and itself: a list goes on as it began.
    """
    if not any(is_test_file(path) for text in texts for path in text.paths):
        return None
    found, rest = _joined(texts)
    outcome = _outcomes(found, rest)
    about_tests = _TEST_WORD.search("\n".join([*(one.before for one in found), rest]))
    writes = True
    for index, mention in enumerate(found):
        writes = _leads_to_writing(mention.before, writes, index == 0)
        named = next((path for path in mention.paths if is_test_file(path)), None)
        if named is None or not writes or outcome[index] or mention.in_command:
            continue
        if (about_tests or _SURE.search(named)) and not _POINTS.search(mention.before[-_NEAR:]):
            return named
    return None


def _joined(texts: Sequence[Mentions]) -> tuple[list[Mention], str]:
    """The mentions of all texts; what separates two texts ends a sentence."""
    found: list[Mention] = []
    rest: list[str] = []
    for text in texts:
        for mention in text.found:
            before = "\n".join([*rest, mention.before])
            found.append(Mention(before, mention.paths, mention.in_command))
            rest.clear()
        rest.append(text.rest)
    return found, "\n".join(rest)


def _outcomes(found: Sequence[Mention], rest: str) -> list[bool]:
    """Of each file, whether the words behind it, or behind its list, say that it passes or fails."""
    outcome: list[bool] = []
    for words in [rest, *(one.before for one in reversed(found))][: len(found)]:
        goes_on = bool(outcome) and outcome[-1] and _JOINS.fullmatch(words) is not None
        outcome.append(goes_on or _OUTCOME.match(words[:_NEAR]) is not None)
    return outcome[::-1]


def _leads_to_writing(words: str, before: bool, first: bool) -> bool:
    """Whether what the last telling sentence of the words leads to is written; `before` is so of the file before."""
    sentences = _SENTENCE.split(words)
    if not first and len(sentences) == 1 and _JOINS.fullmatch(words):
        return before
    return next((told for one in reversed(sentences) if (told := _writes(one.strip())) is not None), first)


def _writes(sentence: str) -> bool | None:
    """Whether a sentence speaks of writing a test, as its main verb and that verb's object say; None: of neither."""
    verb, test, helper, only, head = "", False, False, False, True
    for match in _EVENT.finditer(sentence):
        kind = match.lastgroup or ""
        if kind == "write":
            if verb != "write" or not test:  # "Run the suite and write …": what came before no longer counts
                verb, test, helper, only, head = kind, test and not verb, False, False, True
        elif kind in ("run", "remove", "said"):
            verb = verb if test or (verb and kind != "run") or (verb == "remove") else kind
        elif kind == "test":
            test, helper = True, helper and not head
        elif kind == "helper":  # "Add mock helpers for …"; in "a test with a mock" it is not the object
            helper = helper or head
        elif kind == "relation":
            head = False
        elif kind == "only":
            only = only or not test
    if not (verb or test or helper or only):
        return None
    return not (helper or only or verb in ("run", "remove"))
