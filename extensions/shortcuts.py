"""Remember what Copier asks Git and itself again and again in one copy or update, and put Git's settings aside.

It asks after each file that it writes whether the repository keeps executable bits: a quarter of the time of a copy.
For each of the three renderings of an update it clones the template once more and asks Git about it, and it collects
all answers again for each part of each path. It brings people's edits back with `git diff-tree` and `git apply`, and
goes on without them if these find nothing, or refuse it, because of what a user has set for Git. A Copier that works in
another way than 9.19 is left alone.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from copier import _main, _template
from copier._types import LazyDict

#: By command, what makes Git work as if the user had set nothing for whitespace and for how files are compared
#: (https://git-scm.com/docs/git-apply#_configuration, https://git-scm.com/docs/gitattributes#_generating_diff_text).
_AS_UNSET = {
    "apply": ("-c", "apply.whitespace=nowarn", "-c", "apply.ignoreWhitespace=no"),
    "diff-tree": ("-c", "core.attributesFile="),
}
#: What Copier learns about a version of the template by cloning it and asking Git.
_OF_A_VERSION = ("vcs", "url_expanded", "local_abspath", "commit", "git_index_modes")
_SCANNED: dict[Any, list[Any]] = {}  #: what is in the clones of an update, by folder; each has a name of its own
_QUESTION = ("config", "--type=bool", "--get", "core.fileMode")


def take_shortcuts() -> None:
    """Let Copier remember Git's answers for the rest of a copy or an update, which begins without any."""
    if hasattr(_main, "get_git"):
        replace_by(_main, "get_git", _GetGit)
    if hasattr(_main, "Template") and all(hasattr(_template.Template, name) for name in _OF_A_VERSION):
        replace_by(_main, "Template", _Template)
    if hasattr(_main, "scantree"):
        replace_by(_main, "scantree", _Scan)


def running_update() -> dict[str, Any] | None:
    """Return the variables of the function by which Copier updates; None if it is not at work.

    Copier does not tell a rendering what it is for, so the call stack is searched.
    """
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_code.co_name != "_apply_update":
        frame = frame.f_back
    return frame.f_locals if frame else None


def replace_by(module: Any, name: str, by: Callable[[Any], Any]) -> None:
    """Put something of ours in the place of a name of Copier's, which it keeps as its `original`."""
    function = getattr(module, name)
    setattr(module, name, by(getattr(function, "original", function)))


class _Template:
    """Copier's `Template`, which starts each rendering of an update with what the update knows about that version.

    By then the update knows two: the version that the project was made with, and the one that it is updated to.
    """

    def __init__(self, original: Callable[..., Any]) -> None:
        self.original = original

    def __call__(self, url: str, ref: str | None = None, **named: Any) -> Any:
        made = self.original(url=url, ref=ref, **named)
        update = running_update()
        worker = update["self"] if update else None
        for known in (worker.template, worker.subproject.template) if worker and ref != "HEAD" else ():
            if url == known.url and ref in (known.ref, known.commit):
                vars(made).update({name: getattr(known, name) for name in _OF_A_VERSION})
                break
        return made


class _Scan:
    """Copier's `scantree`, which looks into a clone once, and in a sync passes over the files that write nothing then.

    Copier renders the path of every file before it asks whether that is left out, and collects the answers again for
    each part of it.
    """

    def __init__(self, original: Callable[..., Iterator[Any]]) -> None:
        self.original = original

    def __call__(self, path: str, *arguments: Any) -> Iterator[Any]:
        worker = sys._getframe(1).f_locals.get("self")
        sources = self._sources(worker)
        if not running_update():
            return self._rendered(worker, self.original(path, *arguments))
        if (path, arguments) not in _SCANNED:
            _SCANNED[path, arguments] = list(self.original(path, *arguments))
        found = _SCANNED[path, arguments]
        needed = found if sources is None else (one for one in found if self._name(one, path) in sources)
        return self._rendered(worker, needed)

    def _rendered(self, worker: Any, entries: Iterable[Any]) -> Iterator[Any]:
        """Yield what the worker renders; meanwhile it has one context for all templates, for all answers are given."""
        make = getattr(worker, "_render_context", None)
        context = make() if callable(make) else {}
        conf = context.get("_copier_conf")
        if not isinstance(conf, LazyDict):
            yield from entries
            return
        asked = {key: partial(conf.__getitem__, key) for key in conf}
        # Copier writes into the one that it gets.
        vars(worker)["_render_context"] = lambda: {**context, "_copier_conf": LazyDict(asked)}
        try:
            yield from entries
        finally:
            del vars(worker)["_render_context"]

    def _sources(self, worker: Any) -> Any:
        """Return the names of what the worker's rendering needs; None if that is all."""
        if not callable(getattr(worker, "match_exclude", None)):  # which opens the rendering
            return None
        return getattr(getattr(worker.jinja_env, "groundplan_session", None), "sources", None)

    def _name(self, entry: Any, folder: str) -> str:
        return str(Path(entry.path).relative_to(folder).as_posix())


class _GetGit:
    """Copier's `get_git`, whose commands share the answers of a folder."""

    def __init__(self, original: Callable[..., Any]) -> None:
        self.original = original
        self._asked: dict[str, _Answer] = {}

    def __call__(self, context_dir: Any = None) -> Any:
        return _Git(self.original(context_dir), "" if context_dir is None else str(context_dir), self._asked)


class _Git:
    """The command `git` in a folder, or in whichever is the current one."""

    def __init__(self, git: Any, folder: str, asked: "dict[str, _Answer]") -> None:
        self._git, self._folder, self._asked = git, folder, asked

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        if arguments != _QUESTION or options or not self._folder:
            return self._git(*arguments, **options)
        if self._folder not in self._asked:
            self._asked[self._folder] = _Answer(lambda: self._git(*arguments))
        return self._asked[self._folder].given()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._git, name)

    def __getitem__(self, arguments: Any) -> Any:
        name = arguments[0] if isinstance(arguments, tuple) else arguments
        return self._git[(*_AS_UNSET[name], *arguments) if name in _AS_UNSET else arguments]


class _Answer:
    """What Git said: a text, or the error by which it says that nothing is set."""

    def __init__(self, ask: Callable[[], str]) -> None:
        self._text = ""
        self._error: Exception | None = None
        try:
            self._text = ask()
        except Exception as error:
            self._error = error

    def given(self) -> str:
        if self._error:
            raise self._error
        return self._text
