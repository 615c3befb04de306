"""The strict flags of a language on code as people write it: exceptions, annotations, interfaces; not only on stubs."""

import shutil
from pathlib import Path

import pytest
from plan.languages import LANGUAGES

from tests.languages.conftest import Install, ShellOf, warnings

REAL = Path(__file__).parent / "real"
#: The folder of the project to which a language's program goes, and the command that sets the project up.
PLACES = {
    "java": ("src/main/java/lamp", "true"),
    "cpp": ("src", "cmake --preset default"),
    "go": ("internal/lamps", "true"),
}


def test_every_program_has_its_place() -> None:
    assert PLACES.keys() == {folder.name for folder in REAL.iterdir()}
    assert PLACES.keys() <= LANGUAGES.keys()


@pytest.mark.parametrize("language", PLACES)
def test_real_code_compiles_under_the_flags_of_the_project(language: str, install: Install, shell_of: ShellOf) -> None:
    folder, command = PLACES[language]
    testing = LANGUAGES[language].frameworks[0].name
    project = install(command, shell_of(language), project_name="Lamp", language=language, testing=testing)
    shutil.copytree(REAL / language, project.path / folder, dirs_exist_ok=True)
    assert warnings(project.passes("make test types")) == []
