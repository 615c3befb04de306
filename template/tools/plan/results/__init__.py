"""Test results of any runner: a file to cases. To add a format: its module, and its row here."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import UserError, join_choices
from . import cargo, gotest, jest, junit, xctest
from .case import FAILED, PASSED, SKIPPED, Case

__all__ = ["FAILED", "FORMATS", "PASSED", "SKIPPED", "Case", "read_results"]


@dataclass(frozen=True)
class Format:
    name: str
    looks_like: Callable[[str], bool]
    read: Callable[[str], list[Case]]


FORMATS = (
    Format("JUnit XML", junit.looks_like, junit.read),
    Format("Jest's JSON", jest.looks_like, jest.read),
    Format("go test -json", gotest.looks_like, gotest.read),
    Format("cargo's output", cargo.looks_like, cargo.read),
    Format("XCTest's output", xctest.looks_like, xctest.read),
)
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb": "utf-8-sig"}  # PowerShell's `>` writes UTF-16


def read_results(file: str, formats: tuple[Format, ...] = FORMATS) -> list[Case]:
    """Read the cases of one file. Raises UserError that names the file."""
    try:
        raw = Path(file).read_bytes()
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
