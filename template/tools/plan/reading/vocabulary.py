"""The labels of the documents: what a story, its fields and its sections are called, one row per label.

A row has a column per language. The first spelling of the first column is the one that we write; all are read, in
upper or lower case. To read another language, add its column to the rows; nothing else knows a spelling.
"""

import re
import unicodedata

# fmt: off
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "user_story": {
        "en": ("User Story", "User Stories"),
        "ar": ("قصة المستخدم",),
        "de": ("Benutzergeschichte", "Benutzer-Story", "Benutzerstory", "User-Story", "Nutzergeschichte"),
        "es": ("historia de usuario",),
        "fr": ("récit utilisateur", "histoire utilisateur"),
        "it": ("storia utente",),
        "ja": ("ユーザーストーリー", "ユーザストーリー"),
        "ko": ("사용자 스토리", "유저 스토리"),
        "nl": ("gebruikersverhaal",),
        "pl": ("historia użytkownika", "historyjka użytkownika"),
        "pt": ("história de usuário", "história do usuário", "história de utilizador"),
        "ru": ("пользовательская история", "история пользователя"),
        "tr": ("kullanıcı hikayesi", "kullanıcı hikâyesi", "kullanıcı öyküsü"),
        "uk": ("історія користувача", "користувацька історія"),
        "vi": ("câu chuyện người dùng",),
        "zh": ("用户故事", "用戶故事", "使用者故事"),
    },
    "story": {"en": ("Story", "US")},  # the short names: a story's own heading in spec.md may begin with them
    "phase": {
        "en": ("Phase",),
        "es": ("Fase",),
        "ja": ("フェーズ",),
        "ko": ("단계", "페이즈"),
        "pl": ("Faza",),
        "ru": ("Фаза", "Этап"),
        "tr": ("Faz", "Aşama"),
        "zh": ("阶段", "階段"),
    },
    "tests": {"en": ("Tests for", "Tests")},  # the two groups of a story's tasks
    "implementation": {"en": ("Implementation for", "Implementation")},
    "priority": {
        "en": ("Priority",),
        "de": ("Priorität",),
        "es": ("Prioridad",),
        "fr": ("Priorité",),
        "it": ("Priorità",),
        "ja": ("優先度", "優先順位"),
        "ko": ("우선순위", "우선 순위"),
        "nl": ("Prioriteit",),
        "pl": ("Priorytet",),
        "pt": ("Prioridade",),
        "ru": ("Приоритет",),
        "tr": ("Öncelik",),
        "uk": ("Пріоритет",),
        "vi": ("Độ ưu tiên", "Mức độ ưu tiên", "Ưu tiên"),
        "zh": ("优先级", "优先度", "優先級", "優先順序"),
    },
    "goal": {
        "en": ("Goal",),
        "de": ("Ziel",),
        "es": ("Objetivo",),
        "fr": ("Objectif",),
        "it": ("Obiettivo",),
        "ja": ("ゴール", "目標", "目的"),
        "ko": ("목표",),
        "pl": ("Cel",),
        "ru": ("Цель",),
        "tr": ("Hedef", "Amaç"),
        "vi": ("Mục tiêu",),
        "zh": ("目标",),
    },
    "why": {
        "en": ("Why this priority",),
        "de": ("Warum diese Priorität",),
        "es": ("Por qué esta prioridad", "Por que esta prioridad", "Motivo de la prioridad"),
        "fr": ("Pourquoi cette priorité",),
        "it": ("Perché questa priorità",),
        "ja": ("この優先度の理由", "優先度の理由", "この優先順位の理由"),
        "ko": ("이 우선순위인 이유", "이 우선순위의 이유", "우선순위 이유", "우선순위 근거"),
        "pl": ("Dlaczego ten priorytet",),
        "pt": ("Por que esta prioridade", "Motivo da prioridade"),
        "ru": ("Почему этот приоритет", "Почему такой приоритет"),
        "tr": ("Bu önceliğin nedeni", "Neden bu öncelik"),
        "vi": ("Lý do ưu tiên", "Tại sao ưu tiên này"),
        "zh": (
            "优先级原因", "优先级理由", "此优先级原因", "此优先级的原因", "为何此优先级", "为什么是这个优先级",
            "優先級原因", "優先級理由", "此優先級原因", "此優先級的原因", "為何此優先級", "優先此項的理由",
            "優先順序理由",
        ),
    },
    "independent_test": {
        "en": ("Independent Test",),
        "de": ("Unabhängiger Test", "Eigenständiger Test"),
        "es": ("Prueba independiente", "Test independiente"),
        "fr": ("Test indépendant",),
        "it": ("Test indipendente",),
        "ja": ("独立テスト", "独立したテスト", "独立テスト方法"),
        "ko": ("독립 테스트", "독립적 테스트", "독립적인 테스트", "독립 테스트 방법"),
        "nl": ("Onafhankelijke test",),
        "pl": ("Niezależny test",),
        "pt": ("Teste independente",),
        "ru": ("Независимая проверка", "Независимый тест", "Независимое тестирование"),
        "tr": ("Bağımsız test",),
        "uk": ("Незалежна перевірка", "Незалежний тест"),
        "vi": ("Kiểm thử độc lập",),
        "zh": (
            "独立测试", "独立测试方法", "独立测试方式", "独立验证",
            "獨立測試", "獨立測試方法", "獨立測試方式", "獨立驗證",
        ),
    },
    "acceptance": {
        "en": ("Acceptance Scenarios", "Acceptance Criteria", "Acceptance Tests", "Acceptance"),
        "de": ("Akzeptanzszenarien", "Akzeptanzkriterien", "Abnahmeszenarien", "Abnahmekriterien"),
        "es": ("Escenarios de aceptación", "Criterios de aceptación", "Criterio de aceptación"),
        "fr": (
            "Scénarios d'acceptation", "Scénarios d’acceptation", "Critères d'acceptation", "Critères d’acceptation",
        ),
        "it": ("Scenari di accettazione", "Criteri di accettazione"),
        "ja": ("受け入れシナリオ", "受入シナリオ", "受け入れ基準", "受入基準", "受け入れ条件", "受入条件"),
        "ko": ("인수 시나리오", "수용 시나리오", "수락 시나리오", "인수 기준", "수용 기준", "수락 기준", "인수 조건"),
        "nl": ("Acceptatiescenario's", "Acceptatiecriteria"),
        "pl": ("Scenariusze akceptacji", "Scenariusze akceptacyjne", "Kryteria akceptacji"),
        "pt": ("Cenários de aceitação", "Cenários de aceite", "Critérios de aceitação", "Critérios de aceite"),
        "ru": ("Сценарии приемки", "Сценарии приёмки", "Критерии приемки", "Критерии приёмки", "Приемочные сценарии"),
        "tr": ("Kabul senaryoları", "Kabul kriterleri"),
        "uk": ("Сценарії приймання", "Критерії приймання"),
        "vi": ("Kịch bản chấp nhận", "Tiêu chí chấp nhận"),
        "zh": (
            "验收场景", "验收情景", "验收标准", "验收条件", "接受场景",
            "驗收場景", "驗收情境", "驗收標準", "驗收準則", "驗收條件", "接受情境",
        ),
    },
    "given": {
        "en": ("Given",),
        "de": ("Gegeben", "Gegeben sei", "Angenommen"),
        "es": ("Dado", "Dado que", "Dada", "Dados", "Dadas"),
        "fr": ("Étant donné", "Étant donné que", "Etant donné"),
        "it": ("Dato", "Dato che"),
        "ja": ("前提", "与えられた"),
        "ko": ("주어진 상황", "주어진 조건", "주어짐", "전제"),
        "nl": ("Gegeven",),
        "pl": ("Mając", "Zakładając", "Zakładając, że"),
        "ru": ("Дано", "Допустим"),
        "tr": ("Verilen", "Verildiğinde", "Diyelim ki"),
        "uk": ("Припустимо",),
        "vi": ("Giả sử", "Cho trước"),
        "zh": ("假设", "给定", "已知", "假如", "假設", "給定"),
    },
    "when": {
        "en": ("When",),
        "de": ("Wenn",),
        "es": ("Cuando",),
        "fr": ("Quand", "Lorsque", "Lorsqu'", "Lorsqu’"),
        "it": ("Quando",),
        "ja": ("もし", "とき", "いつ", "実行"),
        "ko": ("언제", "만약", "할 때"),
        "nl": ("Wanneer",),
        "pl": ("Gdy", "Kiedy"),
        "ru": ("Когда",),
        "tr": ("Ne zaman", "Eğer", "Olduğunda"),
        "uk": ("Коли",),
        "vi": ("Khi",),
        "zh": ("当", "當"),
    },
    "then": {
        "en": ("Then",),
        "de": ("Dann",),
        "es": ("Entonces",),
        "fr": ("Alors",),
        "it": ("Allora",),
        "ja": ("ならば", "そのとき", "その結果", "結果"),
        "ko": ("그러면", "그때", "그 결과"),
        "nl": ("Dan",),
        "pl": ("Wtedy", "Wówczas"),
        "pt": ("Então",),
        "ru": ("Тогда",),
        "tr": ("O zaman", "O halde", "O durumda"),
        "uk": ("Тоді",),
        "vi": ("Thì",),
        "zh": ("那么", "则", "那麼", "則"),
    },
    "edge_cases": {
        "en": ("Edge Cases",),
        "de": ("Randfälle", "Grenzfälle", "Sonderfälle"),
        "es": ("Casos límite", "Casos extremos", "Casos de borde", "Casos borde"),
        "fr": ("Cas limites", "Cas particuliers"),
        "it": ("Casi limite", "Casi limite e particolari"),
        "ja": ("エッジケース", "境界ケース", "境界条件"),
        "ko": ("엣지 케이스", "예외 상황", "경계 조건", "경계 사례"),
        "nl": ("Randgevallen",),
        "pl": ("Przypadki brzegowe", "Przypadki graniczne"),
        "pt": ("Casos de borda", "Casos limite", "Casos-limite"),
        "ru": ("Граничные случаи", "Крайние случаи", "Пограничные случаи", "Граничные сценарии"),
        "tr": ("Uç durumlar", "Sınır durumları", "Kenar durumlar", "Uç senaryolar"),
        "uk": ("Граничні випадки",),
        "vi": ("Trường hợp biên", "Các trường hợp biên"),
        "zh": (
            "边界情况", "边缘情况", "边界用例", "边缘案例", "边界条件",
            "邊界情況", "邊緣情況", "邊界案例", "邊緣案例", "邊界條件", "極端情況",
        ),
    },
    "requirements": {"en": ("Requirements",)},
    "key_entities": {
        "en": ("Key Entities", "Core Entities", "Data Entities", "Domain Entities", "Entities"),
        "de": ("Schlüsselentitäten", "Zentrale Entitäten", "Wichtige Entitäten", "Kernentitäten", "Hauptentitäten"),
        "es": ("Entidades clave", "Entidades principales"),
        "fr": ("Entités clés", "Entités principales"),
        "it": ("Entità chiave", "Entità principali"),
        "ja": ("主要エンティティ", "主要なエンティティ", "キーエンティティ", "重要エンティティ"),
        "ko": ("주요 엔티티", "핵심 엔티티", "주요 개체", "핵심 개체"),
        "nl": ("Belangrijkste entiteiten", "Kernentiteiten"),
        "pl": ("Kluczowe encje", "Kluczowe podmioty"),
        "pt": ("Entidades-chave", "Entidades chave", "Entidades principais"),
        "ru": ("Ключевые сущности", "Основные сущности"),
        "tr": ("Anahtar varlıklar", "Temel varlıklar", "Ana varlıklar", "Önemli varlıklar"),
        "uk": ("Ключові сутності",),
        "vi": ("Thực thể chính", "Các thực thể chính"),
        "zh": ("关键实体", "核心实体", "主要实体", "关键数据实体", "關鍵實體", "核心實體", "主要實體"),
    },
    "success_criteria": {
        "en": ("Success Criteria",),
        "de": ("Erfolgskriterien",),
        "es": ("Criterios de éxito",),
        "fr": ("Critères de succès", "Critères de réussite"),
        "it": ("Criteri di successo",),
        "ja": ("成功基準", "成功条件"),
        "ko": ("성공 기준", "성공 조건"),
        "pl": ("Kryteria sukcesu",),
        "pt": ("Critérios de sucesso",),
        "ru": ("Критерии успеха",),
        "tr": ("Başarı kriterleri", "Başarı ölçütleri"),
        "vi": ("Tiêu chí thành công",),
        "zh": ("成功标准", "成功指标", "成功標準", "成功準則"),
    },
    "assumptions": {
        "en": ("Assumptions",),
        "de": ("Annahmen",),
        "es": ("Supuestos", "Suposiciones"),
        "fr": ("Hypothèses",),
        "it": ("Ipotesi", "Assunzioni"),
        "ja": ("前提条件", "仮定"),
        "ko": ("가정",),
        "pl": ("Założenia",),
        "pt": ("Premissas", "Suposições", "Pressupostos"),
        "ru": ("Допущения", "Предположения"),
        "tr": ("Varsayımlar",),
        "vi": ("Giả định",),
        "zh": ("假设条件", "前提假设", "假設條件"),
    },
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
# fmt: on
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
    if spelling.isascii():
        return rf"{words}(?![A-Za-z])" if spelling[-1].isalpha() else words
    return words if unicodedata.east_asian_width(spelling[-1]) in "WF" else rf"{words}(?![^\W\d_])"


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFC", " ".join(text.split())).casefold()
    return folded.replace("ı", "i").replace("i\u0307", "i")  # Turkish has a capital for each i


_BY_SPELLING = {_folded(one): label for label in LABELS for one in spellings(label)}
