"""The specification that a new feature begins with, wherever it is."""

from pathlib import Path

from ..plan.disk import CONTROL, CannotRead, read_bytes
from ..plan.errors import UserError, show
from ..plan.model import Spec
from ..plan.reading.spec import read_spec
from .refusals import refuse_markers

_LARGEST = 2_000_000  #: bytes


def source_text(path: str) -> str:
    """Read the spec.md that a feature begins with, as it is. Raises UserError if it is not a text file."""
    try:
        text = read_bytes(str(Path(path).expanduser()), _LARGEST).decode("utf-8")
        if found := CONTROL.search(text):
            place = f"spec_source: {show(path)}:{text.count(chr(10), 0, found.start()) + 1}"
            raise UserError(place, f"control character U+{ord(found[0]):04X}", "delete it")
        return text
    except UnicodeDecodeError:
        raise UserError("spec_source", f"{show(path)} is not UTF-8", "save it as UTF-8 text") from None
    except CannotRead as error:
        raise UserError("spec_source", f"{show(path)} cannot be read: {error}", "write the path of a spec.md") from None
    except (ValueError, RuntimeError):  # RuntimeError: nobody has the home folder ~name
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
