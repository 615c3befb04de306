"""What Copier is spared does not change what it makes, whatever the order in which a file system lists the template."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from copier import _main, run_copy

from tests.conftest import example


@pytest.mark.parametrize("is_last", [True, False])
def test_answers_are_written_first_or_last(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_last: bool
) -> None:
    module: Any = _main
    scan = getattr(module.scantree, "original", module.scantree)

    def ordered(*arguments: Any) -> Iterator[Any]:
        return iter(sorted(scan(*arguments), key=lambda entry: ("answers_file" in entry.name) == is_last))

    monkeypatch.setattr(_main, "scantree", ordered)
    run_copy(str(template), tmp_path, example("conduit"), defaults=True, unsafe=True, quiet=True)
    assert "groundplan_record:" in (tmp_path / ".copier-answers.yml").read_text(encoding="utf-8")
