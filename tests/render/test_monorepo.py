"""A monorepo, and what its storage brings: files as a user finds them."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import Render, plan_tool, run

UNITS = [
    {"root": "apps/web", "role": "frontend", "framework": "vue"},
    {"root": "apps/api", "language": "python", "role": "service"},
    {"root": "services/billing", "language": "go", "role": "service"},
    {"root": "packages/core", "language": "python", "role": "library"},
]
STORY = {"title": "Book a court", "entities": ["Court"], "endpoints": ["GET /courts"], "journeys": ["A player books"]}


@pytest.fixture
def project(render: Render) -> Path:
    return render(project_type="monorepo", units=UNITS, stories=[STORY], storage="PostgreSQL 16, Redis")


def test_every_unit_has_its_scaffold_and_the_plan_is_clean(project: Path) -> None:
    for path in (
        *("apps/web/vite.config.ts", "apps/web/dev.js", "apps/api/src/api/health.py", "packages/core/pyproject.toml"),
        *("services/billing/internal/api/health.go", "services/billing/cmd/server/main.go"),
    ):
        assert (project / path).is_file(), path
    assert plan_tool(project, "check").status == 0


def test_service_imports_the_library(project: Path) -> None:
    manifest = (project / "apps/api/pyproject.toml").read_text(encoding="utf-8")
    assert 'pythonpath = ["src", "../../packages/core/src"]' in manifest
    assert 'mypy_path = "src:../../packages/core/src"' in manifest


def test_servers_have_ports_of_their_own(project: Path) -> None:
    script = (project / "apps/web/dev.js").read_text(encoding="utf-8")
    assert [line.strip() for line in script.splitlines() if "usual:" in line] == [
        *('usual: "8000",', 'usual: "8010",', 'usual: "5173",')
    ]
    assert 'variable: "SERVICES_BILLING_PORT"' in script
    assert 'cwd: "../../services/billing"' in script


def test_frontend_forwards_the_paths_of_the_plan(project: Path) -> None:
    assert '"^/courts(?=[/?]|$)": backend' in (project / "apps/web/vite.config.ts").read_text(encoding="utf-8")


def test_storage_has_its_servers_in_compose_and_ci_and_their_addresses(project: Path) -> None:
    services = yaml.safe_load((project / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert {name: one["image"] for name, one in services.items()} == {"postgres": "postgres:16", "redis": "redis:8.2"}
    job = yaml.safe_load((project / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]["apps-api"]
    assert job["services"].keys() == services.keys()
    addresses = [
        line for line in (project / "apps/api/.env.example").read_text(encoding="utf-8").splitlines() if "=" in line
    ]
    assert addresses == [f"{name}={value}" for name, value in job["env"].items()]


def test_secrets_are_ignored_in_every_unit(project: Path) -> None:
    for unit in UNITS:
        assert ".env" in (project / unit["root"] / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_make_alone_lists_the_targets(project: Path) -> None:
    listed = run(["make"], project).output
    assert "make run      run apps/api/ at http://127.0.0.1:8000" in listed
    assert "make dev      run apps/api/, services/billing/ and apps/web/ with one log" in listed


def test_project_without_a_storage_server_has_no_file_of_it(render: Render) -> None:
    project = render(project_type="web", storage="SQLite")
    assert not [name for name in ("compose.yaml", "backend/.env.example") if (project / name).exists()]
