"""The extension keeps its shape: imports lead downward and in no circle, and the functions of the record are short."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.conftest import ROOT

#: The packages from the bottom up; those of one row know nothing of each other. `plan` is the tool, which projects get
#: too; the top row is what stands in extensions/ itself.
LAYERS = (
    ("plan",),
    ("text",),
    ("answers", "destination", "forms"),
    ("layout",),
    ("planning",),
    ("record", "views"),
    ("",),
)
RANKS = {package: rank for rank, packages in enumerate(LAYERS) for package in packages}
MOST_LINES, MOST_PARAMETERS = 25, 5

Module = tuple[str, ...]  #: `("record", "numbering")`; a package is its __init__.py


def modules() -> dict[Module, ast.Module]:
    """The modules of the extension and of the tool that it shares, parsed."""
    found = {}
    for folder, above in ((ROOT / "extensions", ()), (ROOT / "template/tools/plan", ("plan",))):
        for file in folder.rglob("*.py"):
            name = (*above, *file.relative_to(folder).with_suffix("").parts)
            found[name] = ast.parse(file.read_text(encoding="utf-8"))
    assert len(found) > 80
    return {name[:-1] if name[-1] == "__init__" else name: tree for name, tree in found.items()}


def imports(name: Module, tree: ast.Module, is_package: bool, known: dict[Module, ast.Module]) -> Iterator[Module]:
    """The modules of ours that a module imports, inside its functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            here = name if is_package else name[:-1]
            base = (*here[: len(here) - node.level + 1], *filter(None, (node.module or "").split(".")))
            for alias in node.names:
                imported = (*base, alias.name) if (*base, alias.name) in known else base
                if imported != name:
                    yield imported


def arrows() -> dict[Module, set[Module]]:
    """What each module imports."""
    known = modules()
    packages = {name[:-1] for name in known}
    found = {name: set(imports(name, tree, name in packages, known)) for name, tree in known.items()}
    assert sum(map(len, found.values())) > 250
    return found


def package(name: Module) -> str:
    return name[0] if name and name[0] in RANKS else ""


def test_every_package_has_its_layer() -> None:
    folders = {file.parent.name for file in (ROOT / "extensions").glob("*/__init__.py")}
    assert folders | {"plan", ""} == RANKS.keys()


def test_packages_import_only_from_those_below() -> None:
    upward = [
        (".".join(name), ".".join(imported))
        for name, others in arrows().items()
        for imported in others
        if package(name) != package(imported) and RANKS[package(name)] <= RANKS[package(imported)]
    ]
    assert upward == []


def test_no_module_imports_itself_over_others() -> None:
    try:
        TopologicalSorter(arrows()).prepare()
    except CycleError as error:
        raise AssertionError(" imports ".join(".".join(name) for name in reversed(error.args[1]))) from None


def functions(folder: Path) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file.name}:{node.lineno} {node.name}", node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, its decorators and its docstring included."""
    first = min(node.lineno for node in (function, *function.decorator_list))
    return (function.end_lineno or first) - first + 1


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The names of a function's parameters but for `self` and `cls`."""
    found = function.args
    named = [*found.posonlyargs, *found.args, *found.kwonlyargs, *filter(None, (found.vararg, found.kwarg))]
    return [one.arg for one in named if one.arg not in ("self", "cls")]


def test_functions_of_the_record_fit_on_a_screen() -> None:
    found = dict(functions(ROOT / "extensions/record"))
    assert len(found) > 100
    assert [name for name, node in found.items() if length(node) > MOST_LINES] == []
    assert [name for name, node in found.items() if len(parameters(node)) > MOST_PARAMETERS] == []
