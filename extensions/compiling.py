"""Jinja's sources, compiled once a version of the template."""

import re
from contextlib import suppress
from pathlib import Path
from types import CodeType
from typing import Any, cast

import copier
import jinja2
from jinja2 import Environment, FileSystemBytecodeCache, Template, nodes
from jinja2.bccache import Bucket

from .bytecode import cache_folder

_SPECIAL = re.compile(r"[{\n]")  #: what a source that is rendered as it stands does not have

# This module is loaded once a version.
_CODES: dict[str, CodeType] = {}  #: by source
_OF_FILES: dict[tuple[str, str], CodeType] = {}  #: by the key and the checksum of Jinja's bucket


def compile_once(environment: Environment, package: str) -> None:
    """Let the environment remember what it, or another one of the same version, has compiled.

    Files of the template are kept for later runs too. The name of the package ends in a digest of this version.

    Copier has every part of every path compiled anew for each file below it, and the name of the answers file once a
    file: a third of a copy's time; an update renders three times. Copier's `yield` forgets the last path in
    `preprocess`, so that is called each time.
    """
    if folder := cache_folder():
        environment.bytecode_cache = _Kept(folder, package)
    from_string = environment.from_string
    templates: dict[str, Template] = {}

    def remembered(source: str | nodes.Template, *arguments: Any, **named: Any) -> Template:
        if arguments or named or not isinstance(source, str):
            return from_string(source, *arguments, **named)
        environment.preprocess(source)
        if not _SPECIAL.search(source):
            return cast("Template", _Plain(source))
        if source not in templates:
            code = _CODES.get(source) or _CODES.setdefault(source, environment.compile(source))
            names = environment.make_globals(None)
            templates[source] = environment.template_class.from_code(environment, code, names)
        return templates[source]

    setattr(environment, "from_string", remembered)  # noqa: B010, mypy lets nobody assign to a method


class _Plain:
    """A source without an expression, as most parts of paths are."""

    def __init__(self, source: str) -> None:
        self._source = source

    def render(self, *arguments: Any, **names: Any) -> str:
        """Return the source."""
        return self._source


class _Kept(FileSystemBytecodeCache):
    """What Jinja has compiled of the template's files, which are in another folder with each clone."""

    def __init__(self, folder: Path, package: str) -> None:
        super().__init__(str(folder))
        # A source is compiled with the filters and tags of all three.
        self._version = f"{package} {copier.__version__} {jinja2.__version__}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what the name is kept under: a later version takes its place."""
        return super().get_cache_key(name)

    def get_source_checksum(self, source: str) -> str:
        """Return what changes with the source and with the version."""
        return super().get_source_checksum(f"{self._version}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the compiled code into the bucket, if it is there and whole."""
        if code := _OF_FILES.get((bucket.key, bucket.checksum)):
            bucket.code = code
            return
        with suppress(Exception):
            super().load_bytecode(bucket)
        _remember(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the compiled code of a bucket, on disk too if that is possible."""
        _remember(bucket)
        with suppress(OSError):  # Python has made the folder for what it keeps there
            super().dump_bytecode(bucket)


def _remember(bucket: Bucket) -> None:
    if bucket.code:
        _OF_FILES[bucket.key, bucket.checksum] = bucket.code
