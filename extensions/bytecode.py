"""Compiled modules, kept in the user's cache: Copier clones a template for each run, where Python finds none.

Compiling them takes a sixth of a sync. Python writes and checks these files as it does those in `__pycache__`, with one
difference: it compares a digest of all sources instead of a file's time, which changes with every clone.
"""

import sys
from collections.abc import Iterable
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from platformdirs import user_cache_path


def cache_folder() -> Path | None:
    """Return where compiled code is kept from run to run; None if nothing says where the user's home is."""
    folder = user_cache_path("groundplan")
    return folder if folder.is_absolute() else None


def keep_compiled(package: str, folders: Iterable[Path]) -> None:
    """Let Python take the modules in these folders from the cache, and put there what it compiles.

    The name of the package ends in twelve digits of the digest.
    """
    if cache := cache_folder():
        loader = _loader(package, cache)
        for folder in folders:
            sys.path_importer_cache[str(folder)] = FileFinder(str(folder), (loader, SOURCE_SUFFIXES))


def _loader(package: str, cache: Path) -> type[SourceFileLoader]:
    """Make Python's own loader, with another place for what it has compiled."""
    version = int(package[-8:], 16)  # the field for the time has as many bits

    class Loader(SourceFileLoader):
        def get_code(self, fullname: str) -> CodeType | None:
            """Return the code of a module, and keep it.

            PYTHONDONTWRITEBYTECODE is for folders of sources, which stay clean.
            """
            unset, sys.dont_write_bytecode = sys.dont_write_bytecode, False
            try:
                return super().get_code(fullname)
            finally:
                sys.dont_write_bytecode = unset

        def path_stats(self, path: str) -> dict[str, Any]:
            """Return the size of a source, with the version instead of its time."""
            return {**super().path_stats(path), "mtime": version}

        def get_data(self, path: str) -> bytes:
            return super().get_data(self._kept(path))

        def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
            super().set_data(self._kept(path), data, _mode=_mode)

        def _kept(self, path: str) -> str:
            """Where `text/__pycache__/names.cpython-311.pyc` is kept; a source stays where it is."""
            ending = Path(path).name.partition(".")[2]
            own = self.name.removeprefix(f"{package}.")
            return str(cache / f"{own}.{ending}") if ending.endswith("pyc") else path

    return Loader
