"""What is asked about a story, for whoever asks for one part after another: the command, and a commented data file."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """A key of a story, or of an item of one of its lists.

    `example` is a value as a data file has it. A list has `parts` if its items are mappings. What is not `asked` in an
    interview follows from the rest, or is rarely wanted.
    """

    key: str
    help: str
    example: Any
    is_list: bool = False
    parts: tuple["Part", ...] = ()
    asked: bool = True


STORY_QUESTIONS = (
    Part("title", "What can the user do?", "Write a note"),
    Part("priority", "How important is it? P1 comes first.", "P1", asked=False),
    Part("goal", "What does the user gain?", "A user keeps what they want to remember."),
    Part("why", "Why this priority?", "Nothing else can be shown without notes.", asked=False),
    Part("independent_test", "How can it be tested on its own?", "Write a note, then read it again."),
    Part(
        "acceptance", "Acceptance scenarios: each gets a test.", "", is_list=True,
        parts=(
            Part("given", "Given", "a signed-in user"),
            Part("when", "When", "they write a note"),
            Part("then", "Then", "it is first in their list"),
        ),
    ),
    Part(
        "entities", "Entities: each gets a model.", "", is_list=True,
        parts=(
            Part("name", "Name", "Note"),
            Part("fields", "Fields, with commas between them", {"text": "string", "written": "date-time"}),
            Part("description", "Description", "what a user wants to remember", asked=False),
        ),
    ),
    Part("endpoints", "Endpoints or commands: each gets a contract test.", "POST /notes", is_list=True),
    Part("journeys", "Journeys: each gets a test from beginning to end.", "A user writes a note and finds it again",
         is_list=True),
    Part("requirements", "Which requirements does it serve?", "FR-001", is_list=True),
)  # fmt: skip
