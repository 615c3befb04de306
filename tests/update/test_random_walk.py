"""Random walks through edits, answers, template versions and updates; nothing of a person may be lost on the way.

Two short walks run with the suite. `pytest -s tests/update/test_random_walk.py --walk-steps 50 --walks 40` walks on and
shows how far it has come. What it finds is printed as a program of the steps that led there.
"""

import copy
import itertools
from pathlib import Path
from typing import Any

import pytest
from copier import _main, _template, _vcs
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from jinja2 import Environment

from tests.update.walk.machine import Walk


@pytest.fixture
def quicker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let updates share what Copier makes anew for each of its three renderings, which is the same each time.

    A version is cloned once, and every update looks into the same clone; copier.yml is read and each template compiled
    once, and the name of the answers file is no template here. Of the two commits by which Copier gets past hooks one
    is made, and the modes of files are not asked for.
    """
    clone, clones = _vcs.clone, tmp_path / "clones"
    load, compile_ = _template.load_template_config, Environment.compile
    questions: dict[str, dict[str, Any]] = {}
    codes: dict[tuple[Any, ...], Any] = {}

    def cloned(url: str, ref: str, location: str) -> str:
        kept = clones / f"{Path(url).parent.name}-{ref}"
        if not kept.exists():
            kept.mkdir(parents=True)
            clone(url, ref, str(kept))
        return str(kept)

    def loaded(file: Path) -> dict[str, Any]:
        text = file.read_text(encoding="utf-8")
        return copy.deepcopy(questions.get(text) or questions.setdefault(text, load(file)))

    def compiled(environment: Environment, source: str, *names: Any, **options: Any) -> Any:
        if options or not isinstance(source, str):
            return compile_(environment, source, *names, **options)
        environment.preprocess(source)  # Copier's `yield` forgets the last path there
        key = (source, *names)
        return codes.get(key) or codes.setdefault(key, compile_(environment, source, *names))

    def answers_file(worker: Any) -> Path:
        worker.jinja_env.preprocess("")  # there too
        return Path(".copier-answers.yml")

    def committed(worker: Any, message: str = "dumb commit") -> None:
        _vcs.get_git()("commit", "--allow-empty", "-qam", message, "--no-gpg-sign", "--no-verify")

    monkeypatch.setattr(_template, "clone", cloned)
    monkeypatch.setattr(_template, "load_template_config", loaded)
    monkeypatch.setattr(Environment, "compile", compiled)
    monkeypatch.setattr(_main.Worker, "_git_commit", committed)
    monkeypatch.setattr(_main.Worker, "answers_relpath", property(answers_file))
    monkeypatch.setattr(_main.Worker, "_sync_git_index_executable_bit", lambda *arguments: None)


@pytest.mark.usefixtures("quicker")
def test_walk_loses_nothing(
    template: Path, tmp_path: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in {"AUTHOR_NAME": "T", "AUTHOR_EMAIL": "t@example.invalid"}.items():
        monkeypatch.setenv(f"GIT_{key}", value)
        monkeypatch.setenv(f"GIT_{key.replace('AUTHOR', 'COMMITTER')}", value)
    steps, walks = (pytestconfig.getoption(name) for name in ("--walk-steps", "--walks"))
    number = itertools.count(1)
    before = Walk.steps.total()

    @seed(pytestconfig.getoption("--walk-seed"))
    class Seeded(Walk):
        def __init__(self) -> None:
            one = next(number)
            print(f"{Walk.steps.total() - before} steps done, walk {one} begins", flush=True)
            super().__init__(template, tmp_path / f"walk-{one}")

    options = settings(
        max_examples=walks,
        stateful_step_count=steps,
        phases=[Phase.generate],
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Seeded, settings=options)
    print(dict(Walk.steps.most_common()))
    assert Walk.steps.total() - before > (walks - 1) * steps // 2  # hypothesis ends some of them early
