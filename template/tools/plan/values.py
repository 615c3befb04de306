"""Classes of values that never change, made at a third of the cost: each command makes more than sixty at its start."""

import dataclasses
from collections.abc import Callable, Sequence
from operator import attrgetter

TYPE_CHECKING = False  # what typing has under this name, without the cost of loading it
if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen, kw_only=False):
        """Return what `dataclasses.dataclass(frozen=True)` does; of its methods only `__init__` is compiled."""
        assert frozen

        def made(cls):
            cls.__doc__ = cls.__doc__ or cls.__name__  # else a signature would be made for it
            cls = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
            fields = dataclasses.fields(cls)
            cls.__init__ = _init(fields)
            compared = [one.name for one in fields if one.compare]
            cls.__eq__, cls.__hash__ = _equality(attrgetter(*compared))
            cls.__repr__, cls.__setattr__, cls.__delattr__ = _repr, _refuse, _refuse
            return cls

        return made


def _init(fields: Sequence["dataclasses.Field[object]"]) -> object:
    """Compile the method that sets the fields; it finds defaults under the names of their fields."""
    missing = dataclasses.MISSING
    names: dict[str, object] = {"_set": object.__setattr__, "_missing": missing}
    parameters: dict[bool, list[str]] = {False: ["self"], True: ["*"]}  # by whether they are given by name alone
    body = []
    for one in fields:
        name, value, default = one.name, one.name, ""
        if one.default is not missing:
            names[f"_{name}"], default = one.default, f"=_{name}"
        elif one.default_factory is not missing:
            names[f"_{name}"], default = one.default_factory, "=_missing"
            value = f"_{name}() if {name} is _missing else {name}"
        parameters[bool(one.kw_only)].append(f"{name}{default}")
        body.append(f" _set(self, {name!r}, {value})")
    listed = [*parameters[False], *parameters[True] * (len(parameters[True]) > 1)]
    exec("\n".join((f"def __init__({', '.join(listed)}):", *body)), names)
    return names["__init__"]


def _equality(key: Callable[[object], object]) -> tuple[object, object]:
    """Make the methods that compare and hash values by this key."""

    def equal(self: object, other: object) -> bool:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(key(self))

    return equal, hashed


def _repr(self: object) -> str:
    fields = (f"{one}={getattr(self, one)!r}" for one in self.__dict__)
    return f"{type(self).__qualname__}({', '.join(fields)})"


def _refuse(self: object, name: str, value: object = None) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
