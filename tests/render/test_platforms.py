"""The Makefiles of all languages, as the make, the shell and the programs of macOS take them."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import run
from tests.render.test_golden import GOLDEN

MAKEFILES = {
    file.stem: text.split("======== Makefile\n")[1].split("======== ")[0]
    for file in sorted(GOLDEN.glob("*.txt"))
    if "======== Makefile\n" in (text := file.read_text(encoding="utf-8"))
}
#: What GNU make has since 3.82; macOS brings 3.81.
NEWER = (
    r"^\.(?:ONESHELL|SHELLFLAGS|RECIPEPREFIX|EXTRA_PREREQS)\b|^(?:undefine|private) |\$\((?:file|guile|let|intcmp) "
    r"|^[\w-]+\s*(?:!|:::?)=|&:"
)
#: What the programs of GNU take and those of BSD do not, or take otherwise.
GNU_ALONE = (
    r"\bsed (?:-[a-z]*[ir]|.*\\[+?|])|\bgrep -[a-zA-Z]*P|\breadlink -f|\bxargs .*-r\b|\bsort .*-V|\bdate .*-d\b"
    r"|\bfind .*-(?:printf|regextype)|\b(?:cp|mv|ln) -t\b|\bstat -c|\bhead -n -|\bmktemp .*-p\b"
)


def test_makefile_asks_for_nothing_that_macos_lacks() -> None:
    assert len(MAKEFILES) > 8
    for name, text in MAKEFILES.items():
        assert not re.search(NEWER, text, re.MULTILINE), name
        assert not re.search(GNU_ALONE, text), name


@pytest.mark.parametrize("shell", ["bash --posix", "dash"])
@pytest.mark.parametrize("name", MAKEFILES)
def test_recipes_are_of_the_posix_shell(name: str, shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell.split()[0]):
        pytest.skip(f"{shell} is not installed")
    (tmp_path / "Makefile").write_text(MAKEFILES[name], encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):(?!=)", MAKEFILES[name], re.MULTILINE)
    assert {"install", "test", "lint", "check", "sync"} <= {*targets}
    for target in targets:
        recipe = run(["make", "-n", "--no-print-directory", target], tmp_path)
        assert recipe.status == 0, recipe.output
        assert recipe.output and not recipe.output.startswith("make: "), f"{target} has no recipe"
        (tmp_path / "recipe").write_text(recipe.output, encoding="utf-8")
        assert run([*shell.split(), "-n", "recipe"], tmp_path).output == ""
