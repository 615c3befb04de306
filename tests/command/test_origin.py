"""Where the template comes from: PEP 610, the checkout, or what was named."""

import importlib.metadata
import json
from pathlib import Path

import pytest

from groundplan import packaged
from groundplan.errors import CommandError
from groundplan.origin import Origin, find_origin
from tests.conftest import ROOT, git


class Installed:
    def __init__(self, direct_url: dict[str, object] | None) -> None:
        self._text = json.dumps(direct_url) if direct_url else None

    def read_text(self, _: str) -> str | None:
        return self._text


def installed_from(monkeypatch: pytest.MonkeyPatch, direct_url: dict[str, object] | None) -> None:
    monkeypatch.setattr(packaged, "CHECKOUT", None)
    monkeypatch.setattr(packaged, "repository", lambda: ("the wheel's", "v1"))
    monkeypatch.setattr(importlib.metadata, "distribution", lambda _: Installed(direct_url))


@pytest.mark.parametrize(
    ("url", "revision", "expected"),
    [
        ("https://git.example/team/plan.git", None, Origin("https://git.example/team/plan.git", None)),
        ("https://git.example/team/plan", None, Origin("git+https://git.example/team/plan", None)),
        ("ssh://git@git.example/team/plan", "v1.2.0", Origin("git+ssh://git@git.example/team/plan", "v1.2.0")),
        ("https://github.com/team/plan", None, Origin("https://github.com/team/plan", None)),
    ],
)
def test_repository_of_the_installation_is_the_template(
    url: str, revision: str | None, expected: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    vcs = {"vcs": "git", "commit_id": "0" * 40} | ({"requested_revision": revision} if revision else {})
    installed_from(monkeypatch, {"url": url, "vcs_info": vcs})
    assert find_origin() == expected


def test_local_clone_is_recorded_by_its_path(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed_from(monkeypatch, {"url": template.as_uri(), "dir_info": {}})
    assert find_origin() == Origin(str(template), None)
    installed_from(monkeypatch, {"url": template.as_uri(), "vcs_info": {"vcs": "git", "commit_id": "0" * 40}})
    assert find_origin() == Origin(str(template), None)


@pytest.mark.parametrize("direct_url", [None, {"url": "file:///gone/plan.whl", "archive_info": {}}])
def test_wheel_falls_back_to_what_it_carries(
    direct_url: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed_from(monkeypatch, direct_url)
    assert find_origin() == Origin("the wheel's", "v1")


def test_without_a_version_the_last_commit_is_taken(tmp_path: Path, template: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--no-tags", str(template), str(clone))
    (clone / "copier.yml").write_text("changed: {}\n", encoding="utf-8")
    assert find_origin(str(clone)) == Origin(str(clone), git(clone, "rev-parse", "HEAD").strip())
    assert find_origin(str(template)) == Origin(str(template), None)
    assert find_origin(str(template), "v1.0.0") == Origin(str(template), "v1.0.0")


def test_checkout_is_the_template_of_its_own_command() -> None:
    assert find_origin().source == str(ROOT)


def test_folder_that_is_no_clone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not a Git repository"):
        find_origin(str(tmp_path))
    git(tmp_path, "init", "-q")
    with pytest.raises(CommandError, match=r"has no copier\.yml"):
        find_origin(str(tmp_path))
    with pytest.raises(CommandError, match="no such folder"):
        find_origin("nowhere")
