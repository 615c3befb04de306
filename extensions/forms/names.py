"""The contract of forms, version 1: the names, filters and tags that a form may use. See docs/forms.md."""

from collections.abc import Mapping

#: What values of each type have, with the type of the value: `text`, `number`, `flag`, `text*` for a list of texts.
TYPES: Mapping[str, Mapping[str, str]] = {
    "file": {
        "path": "text",
        "name": "text",
        "title": "text",
        "stem": "text",
        "language": "text",
        "framework": "text",
        "module": "text",
        "is_async": "flag",
        "package": "text",
        "suite": "text",
        "kind": "text",
        "feature": "text",
        "feature_file": "text",
        "stubs": "stub*",
        "has_setup": "flag",
        "has_answer": "flag",
        "has_scenarios": "flag",
        "folders": "text*",
        "packages": "text*",
        "depth": "number",
        "up": "text",
        "to_root": "number",
        "to_unit": "number",
        "entry": "text",
    },
    "stub": {
        "id": "text",
        "name": "text",
        "mark": "text",
        "body": "text",
        "lines": "text*",
        "comment": "text*",
        "text": "text",
        "facts": "text*",
        "steps": "text*",
        "scenarios": "scenario*",
        "story": "text",
        "setup": "text",
        "answer": "answer",
    },
    "scenario": {"title": "text", "number": "number", "given": "text", "when": "text", "then": "text"},
    "answer": {"file": "text", "schema": "text", "dialect": "text", "is_json": "flag"},
    "loop": {
        "index": "number",
        "index0": "number",
        "first": "flag",
        "last": "flag",
        "length": "number",
        "revindex": "number",
    },
}
#: Methods of texts that a form may call.
METHODS = frozenset(
    {
        *("endswith", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rstrip"),
        *("startswith", "strip", "upper"),
    }
)
#: Filters of Jinja that a form may use, beside those that escape.
FILTERS = frozenset(
    {"capitalize", "default", "first", "indent", "join", "last", "length", "lower", "replace", "title", "trim", "upper"}
)
ESCAPES = frozenset({"comment", "docstring", "heading", "jsdoc", "markdown", "paragraph", "literal", "quoted", "xml"})
TESTS = frozenset({"defined", "undefined", "none", "string", "number", "odd", "even", "divisibleby", "in"})
#: Parts that a form of a test file may include, with the loop variable that they speak of.
PARTS = ("setup", "contract")
PART_NEEDS = "stub"
