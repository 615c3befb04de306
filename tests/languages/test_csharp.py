"""C# projects, where there is .NET; the authors of the template had none, and the README says so."""

import pytest
import yaml

from tests.conftest import ROOT, Render
from tests.languages.conftest import Install, Installed, needs

HOSTILE = yaml.safe_load((ROOT / "tests/hostile.yml").read_text(encoding="utf-8"))
UNVERIFIED = "The authors of the template could not run C#"


@pytest.fixture(scope="module")
def project(install: Install) -> Installed:
    return install("make install", **HOSTILE | {"language": "csharp", "primary_dependencies": []})


@needs("dotnet")
@pytest.mark.parametrize("command", ["make test", "make lint types", "dotnet test --filter Task=T001"])
def test_command_passes(project: Installed, command: str) -> None:
    project.passes(command)


@needs("dotnet")
def test_service_with_its_framework_passes(install: Install) -> None:
    unit = {"root": "apps/api", "language": "csharp", "framework": "aspnet"}
    install("make install", project_type="monorepo", units=[unit]).passes("make test lint types")


def test_readme_says_that_nobody_ran_it(render: Render) -> None:
    for layout in ("single", "web"):
        readme = render(language="csharp", project_type=layout) / "README.md"
        assert UNVERIFIED in readme.read_text(encoding="utf-8")
    assert UNVERIFIED not in (render(language="go") / "README.md").read_text(encoding="utf-8")
