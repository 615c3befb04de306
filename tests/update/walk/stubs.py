"""What people do to the tests."""

import re

from hypothesis.stateful import precondition

from .ground import WORDS, Ground, step

STUB = re.compile(r"""    raise NotImplementedError\((?P<quote>["'])(?P<id>T\w+)(?P=quote)\)\n""")


class Stubs(Ground):
    """Steps that write, delete and rename stubs."""

    @precondition(lambda self: self.stubs())
    @step
    def write_stub(self) -> None:
        """Take the mark of a stub out and put a test in its body's place."""
        file = self.random.choice(self.stubs())
        text = self.text(file)
        if found := STUB.search(text):
            skip = f"@pytest.mark.skip(reason={found['quote']}{found['id']} is pending{found['quote']})\n"
            body = f"    assert 2 == 1 + 1  # {self.mark(file)}\n"
            self.write(file, text.replace(found[0], body).replace(skip, ""))

    @precondition(lambda self: self.stubs())
    @step
    def delete_stub(self) -> None:
        file = self.random.choice(self.stubs())
        (self.project / file).unlink()
        self.gone.add(file)
        self.written.pop(file, None)

    @precondition(lambda self: self.stubs())
    @step
    def rename_stub(self) -> None:
        file = self.random.choice(self.stubs())
        target = file.replace(".py", f"_{self.random.choice(WORDS)}{len(self.gone)}.py")
        (self.project / file).rename(self.project / target)
        self.gone.add(file)
        self.renamed.add(target)
        self.written[target] = self.written.pop(file, set())
