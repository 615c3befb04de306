"""Test results of any runner: a file to cases. To add a format: its module, and its row here."""

import importlib
from pathlib import Path
from typing import Any

from ..errors import UserError, join_choices
from ..values import dataclass
from .case import FAILED, PASSED, SKIPPED, Case

__all__ = ["FAILED", "FORMATS", "PASSED", "SKIPPED", "Case", "read_results"]


@dataclass(frozen=True)
class Format:
    """A form of results by the name of its module, which has `looks_like` and `read` and is loaded when needed."""

    name: str
    module: str

    def looks_like(self, text: str) -> bool:
        """Whether a file's text has this form."""
        return bool(self._module().looks_like(text))

    def read(self, text: str) -> list[Case]:
        """Return the cases of a file. Raises UserError if it is broken."""
        cases: list[Case] = self._module().read(text)
        return cases

    def _module(self) -> Any:
        return importlib.import_module(f".{self.module}", __package__)


FORMATS = (
    Format("JUnit XML", "junit"),
    Format("Jest's JSON", "jest"),
    Format("go test -json", "gotest"),
    Format("cargo's output", "cargo"),
    Format("XCTest's output", "xctest"),
)
MOST_BYTES = 200_000_000  #: of one file; more is no report but a device, or a log that would fill the memory
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb": "utf-8-sig"}  # PowerShell's `>` writes UTF-16


def read_results(file: str, formats: tuple[Format, ...] = FORMATS) -> list[Case]:
    """Read the cases of one file. Raises UserError that names the file."""
    try:
        with Path(file).open("rb") as opened:  # it may be a pipe: `--results <(go test -json ./...)`
            raw = opened.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise UserError("", f"it is larger than {MOST_BYTES // 1_000_000} MB", "give the reports one by one")
        text = raw.decode(_MARKS.get(raw[:2], "utf-8"), "replace")
        chosen = next((one for one in formats if one.looks_like(text)), None)
        if chosen is None:
            raise UserError("", f"it is not {join_choices(one.name for one in formats)}")
        return chosen.read(text)
    except UserError as error:
        raise UserError(file, f"cannot be read as test results: {error.problem}", error.remedy) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is not a file name"
        raise UserError(file, f"cannot be read as test results: {reason.lower()}") from None
