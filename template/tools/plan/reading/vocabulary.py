"""The labels of the documents: what a story, its fields and its sections are called, one row per label.

A row has a column per language. The first spelling of the first column is the one that we write; all are read, in
upper or lower case. To read another language, add its column to the rows; nothing else knows a spelling.
"""

import re
import unicodedata

LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "user_story": {
        "en": ("User Story", "User Stories"),
        "de": ("Benutzergeschichte",),
        "es": ("historia de usuario",),
        "fr": ("récit utilisateur",),
        "ja": ("ユーザーストーリー",),
        "ko": ("사용자 스토리",),
        "pt": ("história de usuário",),
        "zh": ("用户故事", "使用者故事"),
    },
    "story": {"en": ("Story", "US")},  # the short names: a story's own heading in spec.md may begin with them
    "phase": {"en": ("Phase",), "ja": ("フェーズ",), "zh": ("阶段", "階段")},
    "tests": {"en": ("Tests for", "Tests")},  # the two groups of a story's tasks
    "implementation": {"en": ("Implementation for", "Implementation")},
    "priority": {"en": ("Priority",)},
    "goal": {"en": ("Goal",)},
    "why": {"en": ("Why this priority",)},
    "independent_test": {"en": ("Independent Test",)},
    "acceptance": {"en": ("Acceptance Scenarios", "Acceptance Criteria", "Acceptance Tests", "Acceptance")},
    "given": {"en": ("Given",)},
    "when": {"en": ("When",)},
    "then": {"en": ("Then",)},
    "edge_cases": {"en": ("Edge Cases",)},
    "requirements": {"en": ("Requirements",)},
    "key_entities": {"en": ("Key Entities", "Core Entities", "Data Entities", "Domain Entities", "Entities")},
    "success_criteria": {"en": ("Success Criteria",)},
    # In lists that number their tasks: the field with the requirements that a task serves.
    "requirement_ids": {
        "en": ("Requirement",),
        "de": ("Anforderungen", "Anforderung"),
        "es": ("Requisitos", "Requisito", "Requerimientos", "Requerimiento"),
        "fr": ("Exigences", "Exigence"),
        "it": ("Requisiti",),
        "ja": ("要件", "要求"),
        "ko": ("요구사항", "요구 사항"),
        "ru": ("Требования", "Требование"),
        "tr": ("Gereksinimler", "Gereksinim"),
        "zh": ("需求", "要求"),
    },
    "scenario": {
        "en": ("Scenario",),
        "de": ("Szenario",),
        "es": ("Escenario",),
        "fr": ("Scénario",),
        "ja": ("シナリオ",),
        "ko": ("시나리오",),
        "pt": ("Cenário",),
        "ru": ("Сценарий",),
        "zh": ("场景", "場景"),
    },
    "validates": {
        "en": ("Validates", "Validate"),
        "de": ("Prüft",),
        "es": ("Valida",),
        "fr": ("Valide",),
        "ja": ("検証",),
        "ko": ("검증",),
        "zh": ("验证", "驗證"),
    },
}
#: By label, the spelling that we write.
WRITTEN = {label: next(iter(columns.values()))[0] for label, columns in LABELS.items()}


def spellings(*labels: str) -> tuple[str, ...]:
    """Return every spelling of these labels, the longest first, so that none hides one that it begins."""
    found = {one for label in labels for column in LABELS[label].values() for one in column}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def pattern(*labels: str) -> str:
    r"""Return the spellings as alternatives of a regular expression, also a verbose one; use it with IGNORECASE.

    The words may stand up to four spaces apart. A spelling ends where a word ends, `Goal` not in `Goals`; in scripts
    without spaces it ends anywhere.
    """
    forms = (unicodedata.normalize(form, one) for one in spellings(*labels) for form in ("NFC", "NFD"))
    return "|".join(dict.fromkeys(_source(form) for form in forms))


def label_of(text: str) -> str:
    """Return the label that this text spells; blank if it is not one of the spellings."""
    return _BY_SPELLING.get(_folded(text), "")


def scenario_line(given: str, when: str, then: str) -> str:
    """Return the three parts in one line of Markdown, each behind its label: `**Given** a, **When** b, **Then** c`."""
    parts = {"given": given, "when": when, "then": then}
    return ", ".join(f"**{WRITTEN[label]}** {text}" for label, text in parts.items())


def _source(spelling: str) -> str:
    words = r"\s{1,4}".join(map(re.escape, spelling.split(" ")))
    return rf"{words}(?![A-Za-z])" if spelling.isascii() else words


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


_BY_SPELLING = {_folded(one): label for label in LABELS for one in spellings(label)}
