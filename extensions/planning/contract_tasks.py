"""The tasks of a contract's operations that serve no story."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..layout.paths import test_path
from ..plan.items import Operation, Story, Unit
from ..text.names import snake
from .kinds import text_of
from .planned_task import PlannedTask
from .resources import Resources
from .story_tasks import endpoint_file


def contract_tasks(
    operations: Iterable[Operation], unit: Unit, tests_first: bool, resources: Resources
) -> Iterator[PlannedTask]:
    """A contract test and an endpoint for each operation that serves no story.

    The test of an endpoint whose module a story has is in a file of its own.
    """
    tests, endpoints = [], []
    of_stories = frozenset(resources.served)
    for one in operations:
        file = test_path(unit, "contract", snake(one.id))
        tests.append(PlannedTask("contract", one.id, "", text_of("contract", source=one.id), file, one.id))
        (share,) = resources.take(Story("", one.feature, "", stem="api", endpoints=(one.id,)))
        file, text = endpoint_file(unit, share), text_of("http", source=one.id)
        ends = "contracts" if share.resource.one in of_stories else ""
        endpoints.append(PlannedTask("endpoint", one.id, "", text, file, f"implement {one.id}", ends=ends))
    for test, endpoint in zip(tests, endpoints):
        yield test if tests_first else replace(test, after=(endpoint.key,))
    for test, endpoint in zip(tests, endpoints):
        yield replace(endpoint, after=(test.key,)) if tests_first else endpoint
