"""The tasks of a contract's operations that serve no story."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..layout.paths import source_file, test_path
from ..plan.record import Operation, Unit
from ..text.endpoints import resource_of
from ..text.names import module, snake
from .kinds import text_of
from .planned_task import PlannedTask


def contract_tasks(operations: Iterable[Operation], unit: Unit, tests_first: bool) -> Iterator[PlannedTask]:
    """A contract test and an endpoint for each operation that serves no story."""
    tests, endpoints = [], []
    for one in operations:
        file = test_path(unit, "contract", snake(one.id))
        tests.append(PlannedTask("contract", one.id, "", text_of("contract", source=one.id), file, one.id))
        file = source_file(unit, "endpoint", module(resource_of(one.id)) or "api")
        endpoints.append(
            PlannedTask("endpoint", one.id, "", text_of("http", source=one.id), file, f"implement {one.id}")
        )
    for test, endpoint in zip(tests, endpoints):
        yield test if tests_first else replace(test, after=(endpoint.key,))
    for test, endpoint in zip(tests, endpoints):
        yield replace(endpoint, after=(test.key,)) if tests_first else endpoint
