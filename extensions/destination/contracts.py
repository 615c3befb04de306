"""OpenAPI 3 descriptions in a feature's contracts/ to its operations. Nothing is fetched, nothing is run.

A file is taken whole or left out with one problem; what is no OpenAPI at all is passed over.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import yaml

from ..plan.disk import CONTROLS, CannotRead, Disk, TooLarge, without_controls
from ..plan.items import Contract, Operation
from ..text.endpoints import METHODS
from ..text.names import fold

SUFFIXES = (".yaml", ".yml", ".json")
MOST_BYTES = 2_000_000
MOST_FILES = 50
_DEEPEST = 200  # levels; libyaml and json both build what they read by recursion
_MOST_ALIASES = 200
_MOST_MERGED = 20  # each merge of merged mappings may double what there is
_MOST_NODES = 50_000  # of the schemas behind one file's responses
_PATH = re.compile(r"/[!-~\u00a1-\ud7ff\ue000-\uffff]{0,250}")
# Half of a character that takes two escapes; only JSON puts the halves together.
_HALF = re.compile(
    r"(?<!\\)(?:\\\\)*(?P<first>\\u[dD][89a-fA-F][0-9a-fA-F]{2})(?P<second>\\u[dD][c-fC-F][0-9a-fA-F]{2})?"
)
_ABOUT = re.compile(r"openapi|swagger", re.IGNORECASE)  # what has neither word is another kind of contract
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unreadable(Exception):
    """Why a contract is left out, and in which line."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


def read_contracts(root: Path, folder: Path | None, feature: str) -> Iterator[Operation | Contract]:
    """The operations of every file in a feature's contracts/, by path, and a `Contract` for each that is left out."""
    seen: set[str] = set()
    for file in contract_files(root, folder or root / "specs" / feature):
        path = file.relative_to(root).as_posix()
        try:
            text = _text(root, file)
            if not _ABOUT.search(text):
                continue
            for operation in operations(text, path, feature):
                if operation.id not in seen:
                    seen.add(operation.id)
                    yield operation
        except Unreadable as problem:
            yield Contract(path, feature, problem.line, str(problem))


def contract_files(root: Path, folder: Path) -> list[Path]:
    """Return the files in a feature's contracts/ that are read, by path; none if it leads out of the project."""
    contracts = folder / "contracts"
    if not contracts.is_dir() or not contracts.resolve().is_relative_to(root.resolve()):
        return []
    found = (one for one in contracts.rglob("*") if one.suffix.lower() in SUFFIXES and not CONTROLS.search(one.name))
    return sorted(found, key=lambda one: one.parts)[:MOST_FILES]  # paths are in another order on Windows


def operations(text: str, path: str, feature: str) -> list[Operation]:
    """All operations of one description, in its order. Raises Unreadable."""
    is_json = path.lower().endswith(".json")
    _refuse_halves(text, is_json)
    document = _json(text) if is_json else _yaml(text)
    version = document.get("openapi") if isinstance(document, dict) else None
    if isinstance(document, dict) and "swagger" in document and version is None:
        raise Unreadable("this is OpenAPI 2; write it in version 3")
    if version is None:
        return []
    if not str(version).startswith("3."):
        raise Unreadable(f"OpenAPI {fold(str(version))[:20]} is not known; write it in version 3")
    reader = _Reader(document, text)
    paths = document.get("paths") or {}
    if not isinstance(paths, dict):
        raise Unreadable("paths is no mapping", _line(text, "paths"))
    found = []
    for name, item in paths.items():
        if str(name).startswith("x-"):
            continue
        if not isinstance(name, str) or not _PATH.fullmatch(name):
            raise Unreadable(
                f"{json.dumps(str(name)[:60])} is no path; it starts with / and has no spaces", _line(text, str(name))
            )
        resolved, _ = reader.resolved(item, f"#/paths/{_escaped(name)}")
        for method, operation in (resolved if isinstance(resolved, dict) else {}).items():
            if str(method).upper() in METHODS and isinstance(operation, dict):
                found.append(reader.operation(name, str(method), operation, path, feature, str(version)))
    return found


class _Reader:
    """One description, and the references inside it."""

    def __init__(self, document: Mapping[str, Any], text: str) -> None:
        self._document, self._text = document, text
        self._nodes = 0
        self._walked: set[int] = set()

    def operation(
        self, path: str, method: str, operation: Mapping[str, Any], file: str, feature: str, version: str
    ) -> Operation:
        responses: list[tuple[str, str]] = []
        pointer = ""
        listed = operation.get("responses")
        place = f"#/paths/{_escaped(path)}/{method}/responses"
        for status, response in sorted(
            (listed if isinstance(listed, dict) else {}).items(), key=lambda one: str(one[0])
        ):
            resolved, at = self.resolved(response, f"{place}/{_escaped(str(status))}")
            schema, where = self._schema(resolved, at)
            self._walk(schema)
            named = _named(
                response if isinstance(schema, dict) and "$ref" not in schema and "$ref" in response else schema
            )
            responses.append((_words(status, 20), named))
            if not pointer and where and str(status).startswith("2"):
                pointer = where
        tags = operation.get("tags")
        return Operation(
            id=f"{method.upper()} {path}",
            feature=feature,
            file=file,
            name=_words(operation.get("operationId"), 100),
            summary=_words(operation.get("summary"), 200),
            tags=tuple(_words(one, 60) for one in tags if isinstance(one, str))[:10] if isinstance(tags, list) else (),
            responses=tuple(responses),
            schema=pointer,
            version=version[:10],
        )

    def resolved(self, node: Any, place: str) -> tuple[Any, str]:
        """What stands at the end of a row of references, and its place in the file."""
        seen: set[str] = set()
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            reference = node["$ref"]
            if not reference.startswith("#"):
                raise self._unreadable(reference, "leads out of the file, and nothing is fetched")
            if reference in seen:
                raise self._unreadable(reference, "leads to itself")
            seen.add(reference)
            node, place = self._at(reference), reference
        return node, place

    def _unreadable(self, reference: str, problem: str) -> Unreadable:
        """What is wrong with a reference; its line is looked for only then, for a description may have thousands."""
        return Unreadable(f"$ref {json.dumps(reference[:80])} {problem}", _line(self._text, reference))

    def _at(self, reference: str) -> Any:
        node: Any = self._document
        for part in filter(None, reference[1:].split("/")):
            key: Any = unquote(part).replace("~1", "/").replace("~0", "~")
            if key.isdecimal() and (isinstance(node, list) or (isinstance(node, dict) and key not in node)):
                key = int(key)  # a status is a number to YAML
            try:
                node = node[key]
            except (KeyError, IndexError, TypeError):
                raise self._unreadable(reference, "leads to nothing") from None
        return node

    def _schema(self, response: Any, place: str) -> tuple[Any, str]:
        content = response.get("content") if isinstance(response, dict) else None
        for media, body in (content if isinstance(content, dict) else {}).items():
            if "json" in str(media) and isinstance(body, dict) and isinstance(body.get("schema"), dict):
                return body["schema"], f"{place}/content/{_escaped(str(media))}/schema"
        return None, ""

    def _walk(self, schema: Any) -> None:
        """Each reference below a schema once; a schema may hold itself."""
        waiting = [schema]
        while waiting:
            node = waiting.pop()
            if not isinstance(node, dict | list) or id(node) in self._walked:
                continue
            self._walked.add(id(node))
            self._nodes += 1
            if self._nodes > _MOST_NODES:
                raise Unreadable(f"the schemas of the responses have more than {_MOST_NODES} parts")
            if isinstance(node, dict) and isinstance(node.get("$ref"), str):
                waiting.append(self.resolved(node, "")[0])
            waiting.extend(node.values() if isinstance(node, dict) else node)


def _text(root: Path, file: Path) -> str:
    try:
        return Disk(root).read(file.relative_to(root).as_posix(), MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable("this is no UTF-8", line) from None
    except TooLarge as error:
        raise Unreadable(f"{error}; split it") from None
    except CannotRead as error:
        raise Unreadable(str(error)) from None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"this is no JSON: {error.msg.lower()}", error.lineno) from None
    except (RecursionError, ValueError):
        raise Unreadable("this is no JSON that can be read") from None


def _yaml(text: str) -> Any:
    """The one document of a text, whose nesting and aliases were counted before anything is built of it."""
    try:
        depth = aliases = 0
        for event in yaml.parse(text, Loader=_LOADER):
            aliases += isinstance(event, yaml.AliasEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            merges = aliases > _MOST_MERGED and isinstance(event, yaml.ScalarEvent) and event.value == "<<"
            if depth > _DEEPEST or aliases > _MOST_ALIASES or merges:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise Unreadable("the YAML is nested too deep, or repeats itself too often", line)
        return yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = fold(str(getattr(error, "problem", None) or "it cannot be read"))
        raise Unreadable(f"this is no YAML: {problem[:100]}", mark.line + 1 if mark else 1) from None
    except (RecursionError, ValueError, TypeError):
        raise Unreadable("this is no YAML that can be read") from None


def _named(schema: Any) -> str:
    """`UserResponse`, or the type of a schema that has no name."""
    if not isinstance(schema, dict):
        return ""
    if isinstance(schema.get("$ref"), str):
        return _words(schema["$ref"].rpartition("/")[2], 80)
    items = schema.get("items")
    if schema.get("type") == "array" and isinstance(items, dict) and isinstance(items.get("$ref"), str):
        return f"list of {_words(items['$ref'].rpartition('/')[2], 80)}"
    return _words(schema.get("title") or schema.get("type") or "schema", 80)


def _words(value: Any, most: int) -> str:
    """Return a text on one line, without control characters."""
    return fold(without_controls(str(value or "")))[:most]


def _refuse_halves(text: str, is_json: bool) -> None:
    """Raise Unreadable for half of a character, which no file can hold."""
    for found in _HALF.finditer(text):
        is_whole = is_json and found["second"] and found["first"][3] in "89abAB"
        if not is_whole:
            line = text.count("\n", 0, found.start("first")) + 1
            raise Unreadable(f"{found['first']} is half of a character; write the character itself", line)


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _line(text: str, words: str) -> int:
    place = text.find(words)
    return text.count("\n", 0, place) + 1 if place >= 0 else 1
