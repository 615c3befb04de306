"""A sync renders what the record changes and leaves the rest alone; any other update renders the whole project.

An update to the version that the project has, with the answers that it has, is a sync too.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copier import VcsRef, _main, _template, run_update

from tests.conftest import Copier
from tests.update.conftest import ANSWERS, PLAN, commit, edit
from tests.update.syncing import FULL, sync_like_update


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that Copier renders, once for each of its three renderings."""
    found: list[str] = []
    render = _main.Worker._render_file

    def counted(worker: Any, source: Path, destination: Path, extra_context: Any = None) -> None:
        found.append(destination.as_posix())
        render(worker, source, destination, extra_context)

    monkeypatch.setattr(_main.Worker, "_render_file", counted)
    return found


def update(project: Path, **options: Any) -> None:
    run_update(project, **{"defaults": True, "overwrite": True, "unsafe": True, "quiet": True, **options})


@pytest.mark.parametrize("options", [{"vcs_ref": VcsRef.CURRENT}, {"vcs_ref": "v1.0.0"}, {}])
def test_sync_of_one_task_renders_its_stub_and_the_answers(
    project: Path, rendered: list[str], options: dict[str, Any]
) -> None:
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T900 Dredge in src/lib/mud.py\n\n## Notes\n")
    commit(project)
    update(project, **options)
    assert (project / "tests/unit/lib/test_mud.py").exists()
    assert set(rendered) == {".copier-answers.yml", "tests/unit/lib/test_mud.py"}
    assert len(rendered) == 5  # the stub is not in the rendering of what was there before


def test_sync_looks_at_no_file_of_the_template_that_writes_nothing_then(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    render = _main.Worker._render_path

    def counted(worker: Any, path: Path) -> Any:
        looked_at.append(path.as_posix())
        return render(worker, path)

    monkeypatch.setattr(_main.Worker, "_render_path", counted)
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T900 Dredge in src/lib/mud.py\n\n## Notes\n")
    commit(project)
    update(project, vcs_ref=VcsRef.CURRENT)
    assert set(looked_at) == {
        "{{ _copier_conf.answers_file }}.jinja",
        "{% yield file from project.stubs %}{{ file.path }}{% endyield %}.jinja",
    }


def test_story_in_spec_md_renders_its_documents_too(project: Path, rendered: list[str]) -> None:
    story = "### User Story 3 - Lend a note (Priority: P3)\n\nA user lends a Note.\n\n### Edge Cases\n"
    edit(project / "specs/001-notes/spec.md", "### Edge Cases\n", story)
    commit(project)
    update(project, vcs_ref=VcsRef.CURRENT)
    assert PLAN in rendered
    assert "Makefile" not in rendered


@pytest.mark.parametrize("options", [{"data": {"storage": "PostgreSQL"}, "vcs_ref": VcsRef.CURRENT}, FULL])
def test_other_updates_render_the_whole_project(project: Path, rendered: list[str], options: dict[str, Any]) -> None:
    update(project, **options)
    assert "Makefile" in rendered


def test_update_to_a_newer_version_renders_the_whole_project_and_clones_each_version_once(
    project: Path, newer: Callable[[str, str, str], None], rendered: list[str], cloned: list[str]
) -> None:
    newer("template/Makefile.jinja", "\nsync: ##", "\n\nsync: ##")
    update(project, quiet=False)
    assert rendered.count("Makefile") == 3
    assert sorted(cloned) == ["v1.0.0", "v1.1.0"]


@pytest.mark.parametrize("options", [{"vcs_ref": VcsRef.CURRENT}, {}])
def test_sync_clones_the_template_twice(project: Path, cloned: list[str], options: dict[str, Any]) -> None:
    update(project, quiet=False, **options)
    assert cloned == ["v1.0.0", "v1.0.0"]  # before it loads the extension


def test_sync_asks_git_once_what_a_version_of_the_template_holds(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    module: Any = _template
    get_git = module.get_git

    def listening(context_dir: Any = None) -> Callable[..., str]:
        def git(*arguments: str) -> str:
            asked.append(arguments[0])
            return str(get_git(context_dir)(*arguments))

        return git

    monkeypatch.setattr(_template, "get_git", listening)
    update(project, vcs_ref=VcsRef.CURRENT)
    assert asked.count("ls-files") == 1
    assert asked.count("describe") == 2  # of each version, before it loads the extension


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda project: (project / "Makefile").unlink(), id="deleted file"),
        pytest.param(lambda project: edit(project / "Makefile", "sync:", "sync: lint"), id="edited file"),
        pytest.param(lambda project: (project / "tests/unit/models/test_user.py").unlink(), id="deleted stub"),
        pytest.param(lambda project: edit(project / PLAN, "- [ ] T012", "- [x] T012"), id="tick"),
        pytest.param(lambda project: edit(project / ".copier-answers.yml", "ci: github", "ci: gitlab"), id="answer"),
        pytest.param(lambda project: (project / "src/lib/notes.txt").write_text("mine\n"), id="own file"),
    ],
)
def test_sync_makes_what_a_full_update_makes(project: Path, change: Any) -> None:
    change(project)
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T900 Dredge in src/lib/mud.py\n\n## Notes\n")
    commit(project)
    sync_like_update(project)
    assert (project / "tests/unit/lib/test_mud.py").exists()


@pytest.mark.parametrize("name", ["answers[1].yml", "ämter.yml", "!answers.yml"])
def test_answers_file_of_any_name_gets_the_record(copier: Copier, template: Path, tmp_path: Path, name: str) -> None:
    project = tmp_path / "project"
    done = copier.copy(template, project, ANSWERS, "--answers-file", name)
    assert done.status == 0, done.output
    commit(project, init=True)
    edit(project / PLAN, "\n## Notes\n", "\n- [ ] T900 Dredge in src/lib/mud.py\n\n## Notes\n")
    commit(project)
    done = copier.update(project, None, "--vcs-ref=:current:", "--answers-file", name)
    assert done.status == 0, done.output
    assert (project / "tests/unit/lib/test_mud.py").exists()
    assert '"task":"T900"' in (project / name).read_text(encoding="utf-8")
