"""Findings as the services that show a pull request take them: GitHub's annotations, SARIF, GitLab's code quality.

Paths are those from the root of the Git repository, in which the project may be a folder.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zlib import crc32

from ..model import Finding
from ..rules import RULES

_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def as_github(root: Path, findings: Sequence[Finding]) -> Iterator[str]:
    """A workflow command a finding. GitHub shows ten errors and ten warnings of a step, so the order counts."""
    prefix = _prefix(root)
    for one in findings:
        place = f"file={(prefix + one.file).translate(_PROPERTY)},line={max(one.line, 1)}"
        message = f"{one.file}:{one.line}: {one.message} [{one.rule}]".translate(_MESSAGE)
        yield f"::{one.severity} {place},title={one.rule}::{message}"


def as_sarif(root: Path, findings: Sequence[Finding]) -> dict[str, Any]:
    """A log of SARIF 2.1.0, for code scanning."""
    prefix = _prefix(root)
    names = [rule.name for rule in RULES]
    rules = [
        {
            "id": rule.name,
            "shortDescription": {"text": rule.wants},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES
    ]
    results = [
        {
            "ruleId": one.rule,
            "ruleIndex": names.index(one.rule),
            "level": one.severity,
            "message": {"text": one.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(prefix + one.file), "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": max(one.line, 1)},
                    }
                }
            ],
            "partialFingerprints": {"finding/v1": fingerprint},
        }
        for one, fingerprint in zip(findings, _fingerprints(findings))
    ]
    return {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{"tool": {"driver": {"name": "tools/plan", "rules": rules}}, "results": results}],
    }


def as_gitlab(root: Path, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """A report of code quality, which GitLab shows in a merge request."""
    prefix = _prefix(root)
    return [
        {
            "description": one.message,
            "check_name": one.rule,
            "fingerprint": fingerprint,
            "severity": "major" if one.severity == "error" else "minor",
            "location": {"path": prefix + one.file, "lines": {"begin": max(one.line, 1)}},
        }
        for one, fingerprint in zip(findings, _fingerprints(findings))
    ]


def _fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """What a finding is known by from run to run, whatever its line; each once."""
    seen: dict[str, int] = {}
    for one in findings:
        text = "\0".join((one.rule, one.file, one.task or "", one.message))
        seen[text] = seen.get(text, 0) + 1
        ways = (one.encode("utf-8", "replace") for one in (text, text[::-1]))
        yield f"{''.join(f'{crc32(one):08x}' for one in ways)}{seen[text]:x}"


def _prefix(root: Path) -> str:
    """The way from the root of the repository to the project, with a last slash; blank if they are one folder."""
    folder = root.resolve()
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            inside = folder.relative_to(above).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""
