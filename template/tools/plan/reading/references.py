"""What a task's words refer to: other tasks, requirements and files."""

import re

from .lines import code_spans

ID = r"""
    T(?!LS[0-9])[-_]?          # T012, T-008, T_009; TLS1.3 is no id
    [A-Z]{0,3}[0-9]{1,6}       # TUI12; ASCII digits only, full-width ones make no id
    (?:[.-][0-9]{1,4})*        # T1.2, T2-001
    [A-Za-z]{0,2}              # T7b
    (?:-[A-Z]{1,4})?           # T003-NEW
"""
_ID = re.compile(rf"(?<![\w-]){ID}(?!\w)", re.VERBOSE)
_NEXT = r"\s*(?P<joint>[-–—]|,|;|/|&|\+|and\b|y\b|und\b|et\b|、|，|和|と)?\s*"
_CHAIN = re.compile(rf"{_NEXT}(?P<id>(?<!\w){ID}(?!\w))", re.VERBOSE)
_DEPENDS = re.compile(
    r"""(?:\bdepends?\ on\b|\bdepends:|\bafter(?=\s+T)|\bdepende\ de\b|\bdépend\ de\b|\bhängt\ ab\ von\b
        |\bзависит\ от\b|依存|依赖|依賴|의존)\s*:?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_REQUIREMENT = re.compile(r"\bFR-[0-9]{1,4}\b")
_RANGE_LIMIT = 500

_LINK = re.compile(r"\[[^\[\]\n]*\]\((?P<target>[^()\s]+)\)")
_TOKEN = re.compile(r"(?:\{[^{}\s]*\}|[^\s`\"'<>|,;{}])+")
_NO_PATH = re.compile(r"://|^[@~]|^[A-Za-z]:[\\/]|[*?]|^www\.|=")
_TAIL = re.compile(r"(?:::.*|:[0-9]+(?:[-:][0-9]+)?|\#.*)$")
_EXTENSION = re.compile(r"[^/.]?\.[A-Za-z][A-Za-z0-9]{0,11}$")
_KNOWN_NAMES = re.compile(
    r"/(?:Dockerfile|Makefile|Containerfile|Procfile|Gemfile|Rakefile|Jenkinsfile|LICENSE|CODEOWNERS)$"
)
_BARE = re.compile(
    r"""[\w.-]+\.(?:py|pyi|ts|tsx|js|jsx|mjs|cjs|mts|cts|go|rs|java|kt|kts|swift|cs|cpp|cc|cxx|hpp|h|c|dart|php|rb|ex|exs
        |sol|vue|svelte|md|json|ya?ml|toml|sql|sh|html|css|scss|xml|proto|graphql|gradle|csproj|ini|cfg|txt)$""",
    re.VERBOSE,
)
_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")


def ids_in_chain(text: str, position: int) -> list[str]:
    """The ids that stand in a row from `position` on: `T007, T008`, `T007-T009` (both ends have a T)."""
    found: list[str] = []
    while match := _CHAIN.match(text, position):
        if found and not match["joint"]:
            break
        if found and match["joint"] in ("-", "–", "—"):
            found.extend(_range(found[-1], match["id"]))
        else:
            found.append(match["id"])
        position = match.end()
    return found


def dependencies(text: str) -> list[str]:
    """`(depends on T007, T008)`, `[depends:T007]`, `after T007` and the translated words; in order, each once."""
    found = [other for match in _DEPENDS.finditer(text) for other in ids_in_chain(text, match.end())]
    return list(dict.fromkeys(found))


def requirement_ids(text: str) -> list[str]:
    """`FR-001` wherever it stands; in order, each once."""
    return list(dict.fromkeys(_REQUIREMENT.findall(text)))


def paths(text: str) -> list[str]:
    """The files that the text names, relative, with forward slashes; in order, each once.

    Whatever has a slash and an extension counts, wherever it stands; a bare name counts in backticks where its
    extension is one of source or settings. Addresses, routes, packages and media types are none.
    """
    targets = _LINK.sub(lambda link: " " + link["target"] + " ", text)
    spans = code_spans(targets)
    found: list[str] = []
    for match in _TOKEN.finditer(targets):
        in_code = any(start < match.start() < end for start, end in spans) if spans else False
        found.extend(_as_paths(match[0], in_code))
    return list(dict.fromkeys(found))


def _range(first: str, last: str) -> list[str]:
    """All ids from the one after `first` to `last`, where both are T and digits; else `last` alone."""
    low, high = first[1:], last[1:]
    if not (low.isdigit() and high.isdigit()) or not int(low) < int(high) <= int(low) + _RANGE_LIMIT:
        return [last]
    return [f"T{number:0{len(low)}d}" for number in range(int(low) + 1, int(high) + 1)]


def _as_paths(token: str, in_code: bool) -> list[str]:
    token = _unwrapped(token)
    if _NO_PATH.search(token):
        return []
    token = _TAIL.sub("", token.replace("\\", "/")).rstrip(".:")
    while token.startswith(("./", "/")):
        token = token[1:] if token[0] == "/" else token[2:]
    bare = "/" not in token
    if bare and not (in_code and _BARE.fullmatch(token)):
        return []
    if not (_EXTENSION.search(token) or _KNOWN_NAMES.search(token)):
        return []
    if choice := _BRACES.search(token):
        return [token[: choice.start()] + one.strip() + token[choice.end() :] for one in choice[1].split(",")]
    return [] if "{" in token else [token]


def _unwrapped(token: str) -> str:
    """Without the punctuation round a path; `(group)/` and `[id]` belong to it."""
    token = token.rstrip(".,;:!").strip("*")
    for opening, closing in ("()", "[]"):
        if token.startswith(opening) and token.find(closing) in (-1, len(token) - 1):
            token = token[1:]
        if token.endswith(closing) and token.count(closing) > token.count(opening):
            token = token[:-1]
    return token.rstrip(".,;:!").strip("*")
