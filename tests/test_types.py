"""Strict types for all our Python; the extension has the tool below it, as Copier loads them."""

import shutil
import sys
from pathlib import Path

from tests.conftest import ROOT, run

MYPY = [sys.executable, "-m", "mypy", "--strict", "--explicit-package-bases"]


def test_our_python_has_strict_types(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__")
    for source, target in (
        ("extensions", "extensions"),
        ("groundplan", "groundplan"),
        ("tests", "tests"),
        ("release", "release"),
        ("docs/pictures", "docs/pictures"),
        ("template/tools/plan", "plan"),
    ):
        shutil.copytree(ROOT / source, tmp_path / target, ignore=ignored)
    shutil.copytree(ROOT / "template/tools/plan", tmp_path / "extensions/plan", ignore=ignored)
    done = run([*MYPY, "extensions", "groundplan", "tests", "release", "docs/pictures"], tmp_path)
    assert done.status == 0, done.output
    assert "no issues found" in done.output
