"""Where the tasks of a frontend are, by what it is built with."""

from typing import Any

import pytest
from extensions.plan.errors import UserError
from extensions.plan.record import Record

from extensions.answers.answers import read_answers
from extensions.destination.folder import EMPTY
from extensions.record.pipeline import next_record

STORY = {"title": "Book a court", "entities": ["Court"], "endpoints": ["GET /courts"], "journeys": ["A player books"]}
PLACES = {
    "react": ("CourtView.tsx", "pages/CourtPage.tsx", "unit/pages/CourtPage.test.tsx"),
    "vue": ("CourtView.vue", "pages/CourtPage.vue", "unit/pages/CourtPage.test.ts"),
    "nextjs": ("CourtView.tsx", "app/court/page.tsx", "unit/app/court/page.test.tsx"),
}


def planned(**raw: Any) -> Record:
    answers = {"project_type": "web", "stories": [STORY], **raw}
    return next_record(read_answers(answers, frozenset(answers)), Record(), EMPTY, "2026-03-14")


@pytest.mark.parametrize("framework", PLACES)
def test_components_and_pages_are_where_the_framework_looks_for_them(framework: str) -> None:
    tasks = {task.kind: task for task in planned(frontend_framework=framework).tasks}
    component, page, test = PLACES[framework]
    assert tasks["component"].file == f"frontend/src/components/{component}"
    assert tasks["page"].file == f"frontend/src/{page}"
    assert tasks["page"].test == f"frontend/tests/{test}"


def test_framework_that_a_frontend_is_not_tested_with_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        planned(frontend_framework="vue", frontend_testing="jest")
    assert str(caught.value) == 'frontend_testing: "jest" is not a choice; use vitest'
