"""A form's text to Jinja's syntax tree: what is not in the contract is a mistake, and all that works is counted."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from ..plan.errors import UserError, show
from .names import ESCAPES, FILTERS, METHODS, PART_NEEDS, PARTS, TESTS, TYPES

#: Names of the filters that `rendering` adds, which no form can write.
COUNTED, JOINED, PART = "_counted", "_joined", "_part"
_FUNCTIONS = ("range",)
_MOST_DEPTH = 100  #: of tags and expressions inside each other
_ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Include, nodes.Assign),
    *(nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.List, nodes.Tuple),
    *(nodes.Filter, nodes.Test, nodes.Call, nodes.CondExpr, nodes.Compare, nodes.Operand),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Add, nodes.Sub, nodes.Mul, nodes.FloorDiv, nodes.Concat),
)
_TAGS = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set … endset",
    nodes.With: "with",
    nodes.ScopedEvalContextModifier: "autoescape",
}


@dataclass(frozen=True)
class Source:
    """A form to be read. `place` is its file for messages, `is_part` tells whether another form includes it."""

    place: str
    text: str
    is_part: bool = False

    @property
    def globals(self) -> dict[str, str]:
        """The names that it begins with, with their types."""
        return {"file": "file", "stub": "stub"} if self.is_part else {"file": "file"}


def parse(environment: Environment, source: Source) -> tuple[nodes.Template | None, list[UserError]]:
    """Return the tree of a form, and every mistake in it, each with its line."""
    try:
        tree = environment.parse(source.text, source.place)
    except TemplateSyntaxError as error:
        problem = "".join(one if one.isprintable() else " " for one in (error.message or "is not a Jinja template"))
        return None, [UserError(f"{source.place}:{error.lineno}", f"syntax error: {problem}".rstrip("."))]
    except RecursionError:
        return None, [UserError(f"{source.place}:1", "is nested too deeply", "make it simpler")]
    reader = _Reader(source)
    reader.block(tree.body, dict(source.globals))
    return tree, reader.mistakes


@dataclass
class _Reader:
    """Walks through a tree. Scopes are names with the types of their values, blank where nobody knows."""

    source: Source
    mistakes: list[UserError] = field(default_factory=list)
    depth: int = 0

    def note(self, node: nodes.Node, problem: str, remedy: str) -> None:
        error = UserError(f"{self.source.place}:{node.lineno}", problem, remedy)
        if str(error) not in map(str, self.mistakes):
            self.mistakes.append(error)

    def block(self, body: Iterable[nodes.Node], scope: dict[str, str]) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, str]) -> None:
        self.depth += 1
        match node:
            case nodes.For():
                self.loop(node, scope)
            case nodes.If():
                self.value(node.test, scope)
                self.block(node.body, dict(scope))
                self.block(node.elif_, scope)
                self.block(node.else_, dict(scope))
            case nodes.Include():
                self.include(node, scope)
            case nodes.Assign():
                kind = self.value(node.node, scope)
                self.target(node.target, kind, scope)
            case nodes.Output():
                for one in node.nodes:
                    if not isinstance(one, nodes.TemplateData):
                        self.value(one, scope)
            case _:
                self.refuse(node)
        self.depth -= 1

    def refuse(self, node: nodes.Node) -> None:
        tag = next((name for kind, name in _TAGS.items() if isinstance(node, kind)), type(node).__name__.lower())
        self.note(node, f"`{tag}` is not for forms", "use for, if, set and include")

    def loop(self, node: nodes.For, scope: dict[str, str]) -> None:
        kind = self.value(node.iter, scope)
        inner = {**scope, "loop": "loop"}
        self.target(node.target, kind.removesuffix("*") if kind.endswith("*") else "", inner)
        if node.recursive:
            self.note(node, "a recursive loop is not for forms", "write one loop inside the other")
        if node.test:
            self.value(node.test, inner)
        self.block(node.body, inner)
        self.block(node.else_, dict(scope))

    def target(self, node: nodes.Node, kind: str, scope: dict[str, str]) -> None:
        if isinstance(node, nodes.Name) and not node.name.startswith("_"):
            scope[node.name] = kind
        elif isinstance(node, nodes.Tuple):
            for one in node.items:
                self.target(one, "", scope)
        else:
            self.note(node, "this cannot be set", "set a name that begins with a letter")

    def include(self, node: nodes.Include, scope: Mapping[str, str]) -> None:
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if self.source.is_part:
            self.note(node, "a part includes no other", "write its lines here")
        elif name not in PARTS:
            self.note(node, "there is nothing to include by this name", 'include "setup" or "contract"')
        elif scope.get(PART_NEEDS) != "stub":
            self.note(node, f'"{name}" is a part of one stub', "include it in {% for stub in file.stubs %}")

    def value(self, node: nodes.Node | None, scope: Mapping[str, str]) -> str:
        """Check an expression and return the type of its value; blank if nobody knows."""
        if node is None:
            return ""
        self.depth += 1
        if self.depth > _MOST_DEPTH:
            self.note(node, "is nested too deeply", "make it simpler")
            kind = ""
        elif not isinstance(node, _ALLOWED):
            self.note(node, f"{type(node).__name__} is not for forms", "use what docs/forms.md lists")
            kind = ""
        else:
            kind = self._value(node, scope)
        self.depth -= 1
        return kind

    def _value(self, node: nodes.Node, scope: Mapping[str, str]) -> str:
        match node:
            case nodes.Name():
                return self.name(node, scope)
            case nodes.Getattr():
                return self.attribute(node, scope)
            case nodes.Call():
                return self.call(node, scope)
            case nodes.Getitem():
                return self.item(node, scope)
            case nodes.Filter() | nodes.Test():
                return self.filtered(node, scope)
            case nodes.Const():
                return "text" if isinstance(node.value, str) else "number"
            case nodes.CondExpr():
                self.value(node.test, scope)
                kinds = {self.value(node.expr1, scope), self.value(node.expr2, scope)}
                return kinds.pop() if len(kinds) == 1 else ""
        for one in node.iter_child_nodes():
            self.value(one, scope)
        return "text" if isinstance(node, nodes.Concat) else ""

    def name(self, node: nodes.Name, scope: Mapping[str, str]) -> str:
        if node.name not in scope:
            self.note(node, f"unknown name {show(node.name)}", _nearest(node.name, scope))
        return scope.get(node.name, "")

    def attribute(self, node: nodes.Getattr, scope: Mapping[str, str]) -> str:
        kind = self.value(node.node, scope)
        known = TYPES.get(kind, {})
        if node.attr in known:
            return known[node.attr]
        if known:
            self.note(node, f"{kind} has no {show(node.attr)}", _nearest(node.attr, known))
        elif kind or not any(node.attr in names for names in TYPES.values()):
            self.note(node, f"unknown name {show(node.attr)}", "use what docs/forms.md lists")
        return ""

    def call(self, node: nodes.Call, scope: Mapping[str, str]) -> str:
        for one in node.args:
            self.value(one, scope)
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.note(node, "named arguments are not for forms", "give them in their order")
        called = node.node
        if isinstance(called, nodes.Name) and called.name in _FUNCTIONS and called.name not in scope:
            return "number*"
        if isinstance(called, nodes.Getattr) and called.attr in METHODS:
            self.value(called.node, scope)
            return "text*" if called.attr in ("partition", "rpartition") else "text"
        shown = called.attr if isinstance(called, nodes.Getattr) else getattr(called, "name", "this")
        self.note(node, f"{show(shown)} cannot be called", "use what docs/forms.md lists")
        return ""

    def item(self, node: nodes.Getitem, scope: Mapping[str, str]) -> str:
        kind = self.value(node.node, scope)
        if isinstance(node.arg, nodes.Slice):
            for one in node.arg.iter_child_nodes():
                self.value(one, scope)
            return kind
        if self.value(node.arg, scope) == "text" or isinstance(node.arg, nodes.Concat):
            self.note(node, "a name in brackets is not for forms", "write file.path")
        return kind.removesuffix("*") if kind.endswith("*") else ""

    def filtered(self, node: nodes.Filter | nodes.Test, scope: Mapping[str, str]) -> str:
        is_filter = isinstance(node, nodes.Filter)
        known = FILTERS | ESCAPES if is_filter else TESTS
        if node.name not in known:
            kind = "filter" if is_filter else "test"
            self.note(node, f"unknown {kind} {show(node.name)}", _nearest(node.name, known))
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.note(node, "named arguments are not for forms", "give them in their order")
        value = self.value(node.node, scope)
        for one in node.args:
            self.value(one, scope)
        if node.name in ("first", "last") and value.endswith("*"):
            return value.removesuffix("*")
        return "text" if is_filter and node.name not in ("default", "first", "last", "length") else ""


def _nearest(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(names)}"


def counted(tree: nodes.Template) -> nodes.Template:
    """Return the tree in which each loop counts its steps, and texts are joined and parts included in bounds."""
    for loop in list(tree.find_all(nodes.For)):
        weight = 1 + sum(1 for one in loop.body for _ in _all_nodes(one))
        loop.iter = _filter(loop.iter, COUNTED, nodes.Const(weight))
    _replace(tree)
    return tree


def _all_nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for one in node.iter_child_nodes():
        yield from _all_nodes(one)


def _replace(node: nodes.Node) -> None:
    """Put filters in the place of `~` and of includes, innermost first."""
    for name, value in node.iter_fields():
        if isinstance(value, list):
            setattr(node, name, [_replaced(one) if isinstance(one, nodes.Node) else one for one in value])
        elif isinstance(value, nodes.Node):
            setattr(node, name, _replaced(value))


def _replaced(node: nodes.Node) -> nodes.Node:
    _replace(node)
    if isinstance(node, nodes.Concat):
        return _filter(nodes.List(node.nodes, lineno=node.lineno), JOINED)
    if isinstance(node, nodes.Include) and isinstance(node.template, nodes.Const):
        stub = nodes.Name(PART_NEEDS, "load", lineno=node.lineno)
        return nodes.Output([_filter(stub, PART, nodes.Const(node.template.value))], lineno=node.lineno)
    return node


def _filter(value: Any, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(value, name, list(arguments), [], None, None, lineno=value.lineno)
