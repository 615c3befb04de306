"""Which files a task's words name, and the words between them."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..languages import LANGUAGES, is_test_file
from .lines import code_spans

_LINK = re.compile(r"\[[^\[\]\n]*\]\((?P<target>[^()\s]+)\)")
_TOKEN = re.compile(
    r"""(?:
        \{[^{}\s,]*(?:,[ ]?[^{}\s,]*)*\}    # {crane,winch}, {crane, winch}
        |[^\s`"'<>|,;{}（）、。，；：「」『』【】“”！？→✅☑✔]
    )+""",
    re.VERBOSE,
)
_MARK = re.compile(r"[./\\]")
_NO_PATH = re.compile(
    r"""://|^www\.           # addresses
    |^[\w.-]+@[\w.-]+:       # git@host:owner/name.git
    |^[@~]                   # a package's scope, a home folder
    |^[A-Za-z]:[\\/]         # an absolute Windows path
    |[*?=]                   # a glob, an assignment""",
    re.VERBOSE,
)
# `/src/a.py` means the project's src; what a machine has at its own root is kept absolute, and so is unsafe.
_ABSOLUTE = re.compile(
    r"/(?:Users|Volumes|bin|boot|dev|etc|home|lib64|mnt|opt|proc|root|run|sbin|sys|tmp|usr|var|workspaces?)/"
)
_LEADING = re.compile(r"(?:\.?/)+")
_TAIL = re.compile(
    r"""(?:
        ::.*                             # ::name
        |:[0-9]+(?:[-:][0-9]+)?          # :459-481
        |\#.*                            # #heading
        |(?<=[A-Za-z0-9])[^\x00-\x7f]+   # a word that some scripts write without a space
    )$""",
    re.VERBOSE | re.DOTALL,
)
_GLUED = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+(?=[A-Za-z0-9_.@-]+/)")
_EXTENSION = re.compile(r"[^/.]?\.[A-Za-z][A-Za-z0-9]{0,11}$")
_KNOWN_NAMES = re.compile(
    r"/(?:Dockerfile|Makefile|Containerfile|Procfile|Gemfile|Rakefile|Jenkinsfile|LICENSE|CODEOWNERS)$"
)
_SUFFIXES = "|".join(re.escape(suffix[1:]) for language in LANGUAGES.values() for suffix in language.suffixes if suffix)
_BARE = re.compile(
    rf"""(?![._](?:test|spec)\.)     # the suffix alone is no file
    [\w.-]+\.(?:{_SUFFIXES}|pyi|js|jsx|mjs|cjs|mts|cts|kts|c|dart|php|rb|ex|exs|sol|vue|svelte
        |md|json|ya?ml|toml|sql|sh|html|css|scss|xml|proto|graphql|gradle|csproj|ini|cfg|txt)""",
    re.VERBOSE,
)
_CHOICE = re.compile(r"\{([^{}]*)\}")
_REFERS = re.compile(  # right before a file that is only read
    r"""(?:\b(?:see(?:\ also)?|per|from|references?|refs?|refer\ to|according\ to|following|based\ on|reads?
        |(?:as\ )?(?:defined|described|specified|documented|listed|outlined|shown)\ in
        |siehe|gemäß|voir|ver|según)\b|参照|参考|根据|依照)[\s:：`'"(*\[]*(?:the\s+|its\s+)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_GOES_ON = re.compile(r"[\s,;&+/`'\"()]*(?:(?:and|or|und|et|y|e|和|と)\b)?[\s`'\"(]*", re.IGNORECASE)
_NEAR = 60  # characters that the two patterns above look at
_LONGEST = 1000  # of a path; longer than any that a system takes or a person writes
_MOST = 64  # files of one token: {a,b}{a,b}… doubles with every pair


@dataclass(frozen=True, slots=True)
class Mention:
    """The files of one token. `before` are the words since the mention before, with code that names no file masked."""

    before: str
    paths: tuple[str, ...]
    in_command: bool  #: behind other words in a code span, as in `pytest tests/test_ships.py`


@dataclass(frozen=True, slots=True)
class Mentions:
    """A text cut at the files that it names; `rest` are the words behind the last of them."""

    found: tuple[Mention, ...]
    rest: str

    @property
    def referred(self) -> tuple[str, ...]:
        """Those that the words only refer to: `see docs/a.md`, `per docs/b.md and docs/c.md`."""
        found: list[str] = []
        is_reference = False
        for mention in self.found:
            before = mention.before[-_NEAR:]
            is_reference = _REFERS.search(before) is not None or (
                is_reference and _GOES_ON.fullmatch(before) is not None
            )
            found += mention.paths if is_reference else ()
        return tuple(found)

    @property
    def paths(self) -> tuple[str, ...]:
        """In order, each once."""
        return tuple(dict.fromkeys(path for mention in self.found for path in mention.paths))


def mentions(text: str, folder: str = "") -> Mentions:
    """The files that a text names, relative, with forward slashes. `folder` is that of the text's document.

    Whatever has a slash and an extension counts, wherever it stands. A bare name counts where it is that of a test
    file, in backticks also where its extension is one of source or settings. Addresses, routes, packages and media
    types are none.
    """
    targets = _LINK.sub(lambda link: f" {_from_root(link['target'], folder)} ", text)
    found: list[Mention] = []
    words: list[str] = []
    for start, end, in_code in _pieces(targets):
        here = start
        in_command = False
        for match in _TOKEN.finditer(targets, start, end):
            begin = match.start() if in_code else match.start() + _length_of_words(match[0])
            if named := _as_paths(targets[begin : match.end()], in_code):
                words.append("" if in_code else targets[here:begin])
                found.append(Mention("".join(words), tuple(named), in_command))
                words, here = [], match.end()
            in_command = in_code and here == start
        if not in_code:
            words.append(targets[here:end])
        elif here == start:
            words.append("·")
    return Mentions(tuple(found), "".join(words))


def _length_of_words(token: str) -> int:
    """How many characters of a script without spaces stand before a path: 编写测试tests/unit/test_a.py."""
    glued = None if token.isascii() else _GLUED.match(token)
    return glued.end() if glued else 0


def _from_root(target: str, folder: str) -> str:
    """The target of a link that climbs out of its document's folder, from the project's root if it stays in there."""
    target = target.removeprefix("file://")
    path = posixpath.normpath(posixpath.join(folder, target)) if folder and target.startswith("../") else target
    if path.startswith(".."):
        return target
    return path if "/" in path or path == target else f"`{path}`"  # a name alone is one of a file as code is


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of what stands in code and of what stands between; the last says whether it is code."""
    position = 0
    for start, end in code_spans(text):
        yield position, start, False
        yield start, end, True
        position = end
    yield position, len(text), False


def _as_paths(token: str, in_code: bool) -> list[str]:
    """The files of one token: one or none as a rule, several where it has braces."""
    if not _MARK.search(token):
        return []  # nearly all words; nothing else is to be looked at
    token = _unwrapped(token)
    if len(token) > _LONGEST or _NO_PATH.search(token):
        return []
    token = _TAIL.sub("", token.replace("\\", "/")).rstrip(".:")
    if not _ABSOLUTE.match(token):
        token = token[leading.end() :] if (leading := _LEADING.match(token)) else token
    if "/" not in token and not (_BARE.fullmatch(token) and (in_code or is_test_file(token))):
        return []
    if not (_EXTENSION.search(token) or _KNOWN_NAMES.search(token)):
        return []
    return [path for path in _expanded(token) if "{" not in path]


def _expanded(token: str) -> list[str]:
    """`src/{crane,winch}.py` → both; `{id}` is no choice and stays."""
    choice = next((one for one in _CHOICE.finditer(token) if "," in one[1]), None)
    if not choice:
        return [token]
    heads = [token[: choice.start()] + one.strip() for one in choice[1].split(",")]
    return [head + tail for tail in _expanded(token[choice.end() :]) for head in heads][:_MOST]


def _unwrapped(token: str) -> str:
    """Without the punctuation round a path; `(group)/` and `[id]` belong to it."""
    token = token.rstrip(".,;:!").strip("*").rstrip("_")
    for opening, closing in ("()", "[]"):
        if token.startswith(opening) and token.find(closing) in (-1, len(token) - 1):
            token = token[1:]
        if token.endswith(closing) and token.count(closing) > token.count(opening):
            token = token[:-1]
    return token.rstrip(".,;:!").strip("*")
