"""A project under way as hypothesis' state machine: what people, answers and versions do to it, and what must hold.

After each step follows an update, and a second one that must change nothing.
"""

import json

from extensions.plan.reading.lists import read_tasks
from hypothesis.stateful import invariant

from .answering import Answering
from .documents import Documents
from .formatting import Formatting
from .forms import Forms
from .repository import Repository
from .stubs import Stubs


class Walk(Documents, Stubs, Forms, Answering, Formatting, Repository):
    """All steps, and what must be true after each."""

    @invariant()
    def nothing_that_a_person_wrote_is_lost(self) -> None:
        for file, marks in self.written.items():
            text = self.text(file)
            assert [mark for mark in marks if mark not in text] == [], f"lost in {file}"

    @invariant()
    def deleted_stubs_stay_deleted(self) -> None:
        assert [file for file in self.gone if (self.project / file).exists()] == []

    @invariant()
    def no_id_is_used_twice(self) -> None:
        for file in self.lists():
            feature = file.split("/")[1]
            tasks = read_tasks(self.text(file), file)
            assert len({task.id for task in tasks}) == len(tasks), f"an id stands twice in {file}"
            for task in tasks:
                title = " ".join(word for word in task.text.split() if not word.startswith("MARK"))
                assert self.titles.setdefault((feature, task.id), title) == title, f"{task.id} has become another task"
                assert (feature, task.id) not in self.deleted, f"{task.id} was deleted and is used again"

    @invariant()
    def no_two_tasks_have_one_test(self) -> None:
        places = [test[:2] for test in self.tests().values() if test[1]]
        assert len(places) == len(set(places))

    @invariant()
    def archived_features_rest(self) -> None:
        for name, documents in self.archived.items():
            assert self.documents_of(name) == documents
            assert not (self.project / "specs" / name).exists()
        if self.archived:
            findings = json.loads(self.tool("check", "--json"))["findings"]
            assert [one for one in findings if one["feature"] in self.archived] == []
