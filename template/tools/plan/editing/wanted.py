"""What a new task is to say."""

from ..values import dataclass


@dataclass(frozen=True)
class Wanted:
    """A task as the options of `add` describe it; the ids are as they were given."""

    text: str
    story: str = ""
    phase: str = ""
    parallel: bool = False
    depends: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
