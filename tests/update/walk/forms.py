"""What a team does to its own form of test stubs."""

from .ground import Ground, step

FORM = ".groundplan/stubs/pytest.jinja"


class Forms(Ground):
    """A step that writes a form, changes it, or goes back to the template's.

    It changes the head of the file alone: a line beside the mark, which people delete, would be a conflict by right.
    """

    @step
    def change_form(self) -> None:
        file = self.project / FORM
        if file.exists() and self.random.random() < 0.3:
            file.unlink()
            return
        text = (self.template / "includes/stubs/pytest.jinja").read_text(encoding="utf-8")
        text = text.replace("import pytest\n", f"import pytest\n\nTEAM = {self.serial()}\n", 1)
        file.parent.mkdir(parents=True, exist_ok=True)
        self.write(FORM, "{# form: 1 #}\n" + text)
