"""Values of JSON to dataclasses, each checked against its annotation: what people may edit can hold anything."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

Reader = Callable[[Any], Any]  #: raises TypeError or ValueError for what is not such a value


@cache
def readers(kind: Any) -> Mapping[str, Reader]:
    """Return by name what reads the fields of a dataclass."""
    known: Any = fields(kind)
    return {one.name: _reader(one.type) for one in known}


@cache
def _reader(annotation: Any) -> Reader:
    """Return what reads values of a type: a text, a number, a tuple of one type or of several, a mapping of texts."""
    if annotation is str:
        return _text
    if is_dataclass(annotation):
        return lambda value: _dataclass(annotation, value)
    origin: Any = getattr(annotation, "__origin__", None)
    inner: tuple[Any, ...] = getattr(annotation, "__args__", ())
    if origin is tuple and inner[-1] is ...:
        read = _reader(inner[0])
        return lambda value: tuple([read(one) for one in _of_type(list, value)])
    if origin is tuple:
        parts = tuple(map(_reader, inner))
        return lambda value: tuple(part(one) for part, one in zip(parts, _of_type(list, value), strict=True))
    if origin is dict:
        return lambda value: {_text(key): _text(one) for key, one in _of_type(dict, value).items()}
    return lambda value: _of_type(annotation, value)


def _text(value: Any) -> str:
    if type(value) is not str:
        raise TypeError(value)
    if not value.isascii():
        value.encode()  # half of a pair of surrogates is no character
    return value


def _of_type(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:  # a bool is no number
        raise TypeError(value)
    return value


def _dataclass(kind: Any, value: Any) -> Any:
    read = readers(kind)
    return kind(**{key: read[key](one) for key, one in _of_type(dict, value).items()})
