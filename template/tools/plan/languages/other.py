"""Any other language: test scripts in Markdown, which a person carries out and ticks."""

import re

from .base import Framework, Language, Pipeline
from .cases import KEBAB

MANUAL = Framework(
    name="manual",
    label="manual test scripts",
    mark="- [ ]",
    definition=r"^## {id}(?![0-9A-Za-z])",
    test_name="{id}",
    select="",
    is_manual=True,
)

OTHER = Language(
    name="other",
    label="Another language",
    version="",
    versioned="",
    frameworks=(MANUAL,),
    suffixes=("",),
    case=KEBAB,
    test_path="tests/{kind}/{folders}{stem}.md",
    test_file=re.compile(r"(?:^|/)tests/(?:contract|integration|unit)/.*\.md$"),
    helpers=frozenset({"README.md"}),
    escapes=((r"([\\`*_\[\]<>~|&#$!])", r"\\\1"),),
    manifest="README.md",
    tools="EditorConfig",
    tools_file=".editorconfig",
    commands={"test": ("python3 tools/plan report",)},
    prints_version="",
    home="",
    ci=Pipeline(image="python:3"),
    verified="python3 tools/plan report, Python 3.11",
)
