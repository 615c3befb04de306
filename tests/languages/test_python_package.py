"""A single Python project that is one package: installed with its script, and built."""

import shutil
import zipfile
from pathlib import Path

from tests.conftest import Render, run


def test_package_is_installed_with_its_script_and_built(render: Render, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(render(package_layout=True, project_name="Harbour Lights"), project)
    done = run(["make", "install", "test", "lint", "types", "run", "ARGS=--help"], project)
    assert done.status == 0, done.output
    assert "usage: harbour-lights" in done.output
    done = run([project / ".venv/bin/harbour-lights"], tmp_path)
    assert done.status == 0, done.output
    done = run([project / ".venv/bin/python", "-m", "harbour_lights.cli"], tmp_path)
    assert done.status == 0, done.output
    done = run([project / ".venv/bin/uv", "build", "--wheel", "--out-dir", tmp_path / "dist"], project)
    assert done.status == 0, done.output
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        assert {"harbour_lights/__init__.py", "harbour_lights/cli/main.py"} <= {*files.namelist()}
        assert not [name for name in files.namelist() if name.startswith(("specs", "tests", "tools"))]
