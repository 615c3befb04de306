"""spec.md in other languages: the labels are read, and none of them ends in a title."""

from pathlib import Path

import pytest
from plan.project import read_project
from plan.reading.spec import read_spec
from plan.rules import check

from tests.tool.conftest import Write

#: Story heading, why, independent test, acceptance label, the three steps, edge cases, entities; of each language.
SPECIFICATIONS = {
    "de": ("Benutzer-Story 1 - Läuten (Priorität: P2)", "Warum diese Priorität", "Unabhängiger Test",
           "Akzeptanzszenarien", ("Gegeben", "Wenn", "Dann"), "Randfälle", "Schlüsselentitäten"),
    "es": ("Historia de Usuario 1 - Tañer (Prioridad: P2)", "Por qué esta prioridad", "Prueba Independiente",
           "Escenarios de Aceptación", ("Dado", "Cuando", "Entonces"), "Casos Límite", "Entidades Clave"),
    "fr": ("Récit Utilisateur 1 – Sonner (Priorité : P2)", "Pourquoi cette priorité", "Test Indépendant",
           "Scénarios d'acceptation", ("Étant donné", "Quand", "Alors"), "Cas limites", "Entités Clés"),
    "it": ("Storia Utente 1 - Suonare (Priorità: P2)", "Perché questa priorità", "Test Indipendente",
           "Scenari di Accettazione", ("Dato", "Quando", "Allora"), "Casi Limite", "Entità Chiave"),
    "ja": ("ユーザーストーリー 1 - 鐘を鳴らす（優先度: P2）", "この優先度の理由", "独立テスト",
           "受け入れシナリオ", ("前提", "もし", "ならば"), "エッジケース", "主要エンティティ"),
    "ko": ("사용자 스토리 1 - 종 울리기 (우선순위: P2)", "이 우선순위인 이유", "독립 테스트",
           "인수 시나리오", ("주어진 상황", "언제", "그러면"), "엣지 케이스", "주요 엔티티"),
    "pt": ("História de Usuário 1 - Tocar (Prioridade: P2)", "Por que esta prioridade", "Teste independente",
           "Cenários de aceite", ("Dado", "Quando", "Então"), "Casos de Borda", "Entidades-chave"),
    "ru": ("Пользовательская история 1 — Звонить (Приоритет: P2)", "Почему этот приоритет", "Независимая проверка",
           "Сценарии приемки", ("Дано", "Когда", "Тогда"), "Граничные случаи", "Ключевые сущности"),
    "tr": ("Kullanıcı Hikayesi 1 - Çalmak (Öncelik: P2)", "Bu önceliğin nedeni", "Bağımsız Test",
           "Kabul Senaryoları", ("Verilen", "Ne zaman", "O zaman"), "Uç Durumlar", "Anahtar Varlıklar"),
    "zh-Hans": ("用户故事 1 - 敲钟 (优先级: P2)", "优先级原因", "独立测试",
                "验收场景", ("假设", "当", "那么"), "边界情况", "关键实体"),
    "zh-Hant": ("使用者故事 1 － 敲鐘（優先級：P2）", "此優先級的原因", "獨立測試方式",
                "驗收情境", ("給定", "當", "則"), "邊界情況", "關鍵實體"),
    "mixed": ("用户故事 1 - 敲钟 (Priority: P2) 🎯 MVP", "Why this priority", "Independent Test",
              "Acceptance Scenarios", ("Given (已知)", "When（当）", "Then"), "Edge Cases", "Key Entities"),
}  # fmt: skip
TITLES = {
    "de": "Läuten", "es": "Tañer", "fr": "Sonner", "it": "Suonare", "ja": "鐘を鳴らす", "ko": "종 울리기",
    "pt": "Tocar", "ru": "Звонить", "tr": "Çalmak", "zh-Hans": "敲钟", "zh-Hant": "敲鐘", "mixed": "敲钟",
}  # fmt: skip


@pytest.mark.parametrize("language", SPECIFICATIONS)
def test_labels_are_read(language: str) -> None:
    heading, why, test, label, (given, when, then), edges, entities = SPECIFICATIONS[language]
    spec = read_spec(
        f"## A\n\n### {heading}\n\nX y z.\n\n**{why}**: Because.\n\n**{test}**: Look.\n\n**{label}**:\n\n"
        f"1. **{given}** a, **{when}** b, **{then}** c\n2. **{given}** d，**{when}** e，**{then}** f\n\n"
        f"### {edges}\n\n- Fog?\n\n## R\n\n- **FR-003a**: It rings.\n"
        f"- **FR-038-integ-a**: Too.\n- **FR-AUTH-01**: Too.\n\n"
        f"### {entities} *(x)*\n\n- **Bell（鐘）**: big\n\n- **SC-001**: 5 s\n"
    )
    (story,) = spec.stories
    assert (story.number, story.title, story.priority) == (1, TITLES[language], "P2")
    assert (story.goal, story.why, story.independent_test) == ("X y z.", "Because.", "Look.")
    assert [(one.given, one.when, one.then) for one in story.acceptance] == [("a", "b", "c"), ("d", "e", "f")]
    assert spec.edge_cases == ("Fog?",)
    assert [one.name for one in spec.entities] == ["Bell（鐘）"]
    assert [one.id for one in spec.requirements] == ["FR-003a", "FR-038-integ-a", "FR-AUTH-01"]


def test_sentence_that_begins_as_a_label_does_is_none() -> None:
    text = "### User Story 1 - Ring (Priority: P1)\n\n- Dado is a word\n- Data too\n- 前提条件 as well\n"
    assert read_spec(text).stories[0].acceptance == ()


def test_priority_with_a_label_of_another_language_is_no_part_of_the_title() -> None:
    (story,) = read_spec("### User Story 1 - Ring (Tärkeys: P3)\n\nA b.\n").stories
    assert (story.title, story.priority) == ("Ring", "P3")


@pytest.mark.parametrize(
    ("heading", "is_told"),
    [
        ("Kisah Pengguna 1 - Bunyi (Prioritas: P1)", True),
        ("Käyttäjätarina 2: Soita [P2]", True),
        ("User Story 1 - Ring (Priority: P1)", False),
        ("Phase 1: Setup (P1)", False),
        ("Round 2: more bells", False),
    ],
)
def test_heading_that_looks_like_a_story_is_told(heading: str, is_told: bool, write: Write, bare: Path) -> None:
    write("specs/001-bell/spec.md", f"### {heading}\n\nA b.\n")
    found = [one for one in check(read_project(bare)) if one.rule == "unread-task"]
    assert [(one.line, "looks like a user story" in one.message) for one in found] == [(1, True)] * is_told
