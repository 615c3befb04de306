"""The classes of values are what `dataclasses` makes, at a third of the cost."""

import dataclasses
from typing import Any

import pytest
from plan.values import dataclass


@dataclass(frozen=True)
class Bell:
    weight: int
    name: str = "Emma"
    marks: list[str] = dataclasses.field(default_factory=list, compare=False)
    tones: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class Chime(Bell):
    """A bell that is struck from outside."""

    hammers: int = 1


@dataclass(frozen=True, kw_only=True)
class Tower:
    height: int = 3
    bells: tuple[Bell, ...]


def usual(made: type[Any]) -> type[Any]:
    """The same class as the standard library makes it."""
    fields = [
        (one.name, one.type, dataclasses.field(default=one.default, compare=one.compare, kw_only=bool(one.kw_only)))
        if one.default_factory is dataclasses.MISSING
        else (one.name, one.type, dataclasses.field(default_factory=one.default_factory, compare=one.compare))
        for one in dataclasses.fields(made)
    ]
    return dataclasses.make_dataclass(made.__qualname__, fields, frozen=True)


VALUES: tuple[tuple[type[Any], tuple[Any, ...], dict[str, Any]], ...] = (
    (Bell, (3,), {}),
    (Bell, (3, "Otto"), {"marks": ["x"], "tones": {"a": "b"}}),
    (Chime, (3,), {"hammers": 2}),
    (Tower, (), {"bells": ()}),
    (Tower, (), {"bells": (Bell(1),), "height": 4}),
)


@pytest.mark.parametrize(("made", "values", "named"), VALUES)
def test_value_is_as_the_standard_library_has_it(
    made: type[Any], values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours, theirs = made(*values, **named), usual(made)(*values, **named)
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert dataclasses.replace(ours) == ours != theirs


@pytest.mark.parametrize(
    ("made", "values", "named"),
    [(Bell, (), {}), (Bell, (1, "a", [], {}, 2), {}), (Bell, (1,), {"pitch": 2}), (Tower, (3, ()), {})],
)
def test_what_the_standard_library_refuses_is_refused(
    made: type[Any], values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    for one in (made, usual(made)):
        with pytest.raises(TypeError):
            one(*values, **named)


def test_values_are_equal_by_the_fields_that_are_compared() -> None:
    assert Bell(3, marks=["a"]) == Bell(3, marks=["b"]) != Bell(4)
    assert Tower(bells=()) == Tower(bells=()) and hash(Tower(bells=())) == hash(Tower(bells=()))
    assert Chime(3) != Bell(3)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Bell(3))  # one of its fields is a dict


def test_each_value_has_a_default_of_its_own() -> None:
    Bell(1).tones["a"] = "b"
    assert Bell(1).tones == {}


@pytest.mark.parametrize("name", ["weight", "other"])
def test_value_never_changes(name: str) -> None:
    bell = Bell(3)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(bell, name, 4)
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(bell, name)
