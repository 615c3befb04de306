"""A test file with its stubs, as its form prints it."""

import textwrap
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from ..forms.choosing import NONE, Forms
from ..forms.names import TYPES
from ..forms.ours import our_form
from ..forms.reading import Source
from ..forms.rendering import Budget, render
from ..plan.items import beside
from ..plan.languages import Framework, Language
from ..plan.model import Scenario
from ..text.names import pascal

_TITLE = 50  #: characters of a scenario's title beside the id


@dataclass(frozen=True)
class Answer:
    """What the contract says of an operation's answer: the file, and the place of the schema in it."""

    file: str
    schema: str
    dialect: str  #: of the schemas: 3.0 or 3.1
    is_json: bool


@dataclass(frozen=True)
class Stub:
    """One test. `setup` names what the test of a done setup task asserts.

    `lines` are its docstring or comment as they are, `comment` the same as a comment of the language takes them;
    `text`, `facts` and `steps` are what they are made of, where a person carries the test out. `answer` is what its
    body begins with: a response that is held against the contract. `body` is the line that fails.
    """

    id: str
    name: str
    mark: str
    lines: tuple[str, ...]
    comment: tuple[str, ...]
    text: str
    facts: tuple[str, ...]
    steps: tuple[str, ...]
    setup: str
    answer: Answer | None = None
    body: str = ""
    story: str = ""  #: id and title
    scenarios: tuple[Scenario, ...] = ()


@dataclass(frozen=True)
class StubFile:
    """A test file. `kind`, its folder of tests, is blank where the project has no such marks.

    `depth` is that below its unit's root, `folders` are those that the unit's structure has, `packages`
    those of its manifest. `package` is blank where the language has none, `suite` is the name of its group of tests
    after its path: `UnitModelsUser`.
    """

    path: str
    language: Language
    framework: Framework
    package: str
    suite: str
    kind: str
    feature: str
    title: str  #: in a sentence
    stubs: tuple[Stub, ...]
    depth: int
    packages: tuple[str, ...]
    folders: tuple[str, ...]
    entry: str  #: the module of the unit's command line, if its code is in a package by choice; else blank
    forms: Forms = NONE  #: the team's own that it is printed with

    @cached_property
    def text(self) -> str:
        """What the file holds as the template writes it. Raises UserError if the team's form cannot be rendered."""
        main = self.forms.source("") or our_form(self.framework)
        return self._rendered(main) if main else ""

    @cached_property
    def second(self) -> "SecondFile | None":
        """The file beside it, such as one of Gherkin; None if it has none."""
        form = self.forms.source("feature")
        return SecondFile(self.feature_path, self._rendered(form)) if form and self.forms.has_second else None

    @property
    def prints_second(self) -> bool:
        """Tell whether the team's form has something to say in a file beside it."""
        form = self.forms.source("feature")
        return form is not None and self._rendered(form).strip() != ""

    @property
    def feature_path(self) -> str:
        return beside(self.path)[1]

    def _rendered(self, form: Source) -> str:
        budget = Budget(len(self.stubs), self._part, self.language.escapes)
        return render(form, {"file": self._names}, budget)

    def _part(self, name: str, stub: Any, budget: Budget) -> str:
        """Print a part of a form for one stub; blank if nobody has such a part."""
        form = self.forms.source(name) or our_form(self.framework, name)
        return render(form, {"file": self._names, "stub": stub}, budget) if form else ""

    @cached_property
    def _names(self) -> SimpleNamespace:
        """What forms may ask of it: the names of the contract, and no others."""
        given = {
            "name": self.path.rpartition("/")[2].removesuffix(self.language.suffixes[0] or ".md"),
            "language": self.language.name,
            "framework": self.framework.name,
            "module": self.framework.module,
            "is_async": self.framework.is_async,
            "feature_file": self.feature_path.rpartition("/")[2],
            "stubs": [_stub_names(stub) for stub in self.stubs],
        }
        own = {name: getattr(self, name) for name in TYPES["file"] if name not in given}
        return SimpleNamespace(**own, **given)

    @property
    def stem(self) -> str:
        """The file's name without its suffix, as an identifier."""
        name = self.path.rpartition("/")[2].partition(".")[0]
        return name if name.isidentifier() else pascal(name)

    @property
    def up(self) -> str:
        """The way to the unit's root."""
        return "/".join([".."] * self.depth)

    @property
    def to_root(self) -> int:
        """How many folders lie between the file and the project's root."""
        return self.path.count("/")

    @property
    def to_unit(self) -> int:
        """How many folders lie between the file's unit and the project's root."""
        return self.to_root - self.depth

    @property
    def has_answer(self) -> bool:
        return any(stub.answer for stub in self.stubs)

    @property
    def has_setup(self) -> bool:
        return any(stub.setup for stub in self.stubs)

    @property
    def has_scenarios(self) -> bool:
        return any(stub.scenarios for stub in self.stubs)


@dataclass(frozen=True)
class SecondFile:
    """A file that the team's form adds beside a test file."""

    path: str
    text: str


def _stub_names(stub: Stub) -> SimpleNamespace:
    """What forms may ask of a stub. A title of a scenario is unique in the project's feature by the task's id."""
    several = len(stub.scenarios) > 1
    scenarios = [
        SimpleNamespace(
            title=f"{stub.id} {textwrap.shorten(one.then or one.text, _TITLE, placeholder='…')}"
            + (f" ({number})" if several else ""),
            number=number,
            given=one.given,
            when=one.when,
            then=one.then or one.text,
        )
        for number, one in enumerate(stub.scenarios, 1)
    ]
    given = {"scenarios": scenarios}
    return SimpleNamespace(**{name: given[name] if name in given else getattr(stub, name) for name in TYPES["stub"]})
