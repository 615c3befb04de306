"""What macOS and Windows do differently, shown here by what stands in for them; docs/platforms.md has the list."""

from pathlib import Path

import pytest

from extensions.destination import refuse_links
from extensions.placement import is_safe
from extensions.values import Refusal


def test_junction_that_leads_out_is_refused_as_a_link_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project/specs").symlink_to(tmp_path / "outside")
    monkeypatch.setattr(Path, "is_symlink", lambda path: False)
    with pytest.raises(Refusal, match="specs: a link that leads out of the project"):
        refuse_links(tmp_path / "project")


@pytest.mark.parametrize("path", [".git./hooks/test_a.py", "GIT~1/test_a.py", ".git:x/test_a.py", ".g\u200cit/a.py"])
def test_other_names_of_gits_folder_get_no_stub(path: str) -> None:
    assert not is_safe(path)
