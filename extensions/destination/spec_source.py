"""The specification that a new feature begins with, wherever it is."""

from pathlib import Path

from ..plan.errors import UserError, show
from ..plan.model import Spec
from ..plan.reading.spec import read_spec
from .refusals import refuse_markers

_LARGEST = 2_000_000  #: bytes


def source_text(path: str) -> str:
    """Read the spec.md that a feature begins with, as it is. Raises UserError if it is not a text file."""
    try:
        file = Path(path).expanduser()
        if not file.is_file():  # a pipe or a device may never end
            raise UserError("spec_source", f"{show(path)} is not a file", "write the path of a spec.md")
        if file.stat().st_size > _LARGEST:
            problem = f"{show(path)} is larger than {_LARGEST // 1_000_000} MB"
            raise UserError("spec_source", problem, "write the path of a spec.md")
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise UserError("spec_source", f"{show(path)} is not UTF-8", "save it as UTF-8 text") from None
    except (OSError, ValueError, RuntimeError):  # RuntimeError: nobody has the home folder ~name
        raise UserError("spec_source", f"{show(path)} cannot be read", "write the path of a spec.md") from None


def read_source(path: str) -> Spec:
    """Read what it says. Raises UserError if it is not a text, is not merged, or has no story."""
    text = source_text(path)
    refuse_markers(f"spec_source: {show(path)}", text)
    spec = read_spec(text, path)
    if not spec.stories:
        remedy = f"add a heading such as {show('### User Story 1 - Sign in (Priority: P1)')}"
        raise UserError("spec_source", f"{show(path)} has no user story", remedy)
    return spec
