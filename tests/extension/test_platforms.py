"""What macOS and Windows do differently, shown here by what stands in for them; docs/platforms.md has the list."""

from pathlib import Path, PurePath

import pytest
from extensions.plan.errors import UserError, refuse
from extensions.plan.items import Operation

from extensions.destination.adopted import frameworks_near
from extensions.destination.contracts import read_contracts
from extensions.destination.refusals import unwritable
from extensions.record.placement import is_safe


def test_junction_that_leads_out_is_refused_as_a_link_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "project").mkdir()
    (tmp_path / "project/specs").symlink_to(tmp_path / "outside")
    monkeypatch.setattr(Path, "is_symlink", lambda path: False)
    with pytest.raises(UserError, match="specs: is a link that leads out of the project"):
        refuse(unwritable(tmp_path / "project", ["specs/001-bell/plan.md"]))


@pytest.mark.parametrize("path", [".git./hooks/test_a.py", "GIT~1/test_a.py", ".git:x/test_a.py", ".g\u200cit/a.py"])
def test_other_names_of_gits_folder_get_no_stub(path: str) -> None:
    assert not is_safe(path)


def test_manifest_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """PowerShell and old editors of Windows write one."""
    (tmp_path / "package.json").write_text('{"devDependencies": {"vitest": "^4"}}', encoding="utf-8-sig")
    assert frameworks_near(tmp_path, "tests") == ("vitest",)


def test_contract_that_has_an_operation_first_is_the_same_on_every_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "specs/001-bell/contracts"
    folder.mkdir(parents=True)
    text = "openapi: 3.1.0\npaths:\n  /bells:\n    get:\n      responses: {'200': {description: x}}\n"
    for name in ("a.yaml", "B.yaml"):
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(PurePath, "__lt__", lambda one, other: str(one).lower() < str(other).lower())
    (operation,) = read_contracts(tmp_path, folder.parent, "001-bell")
    assert isinstance(operation, Operation)
    assert operation.file.endswith("/B.yaml")
