"""Answers that come as data: `--data-file` and `-d KEY=VALUE`, as Copier reads them."""

from argparse import Namespace
from pathlib import Path
from typing import Any

import yaml

from .errors import CommandError


def given_answers(options: Namespace) -> dict[str, Any]:
    """Return the answers of the data file with those of `-d` over them."""
    return (read_data_file(options.data_file) if options.data_file else {}) | _pairs(options.data)


def read_data_file(name: str) -> dict[str, Any]:
    """Return the answers of a YAML file. Raises CommandError if it holds none."""
    try:
        found = yaml.safe_load(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CommandError(f"{name}: {(error.strerror or 'cannot be read').lower()}") from None
    except yaml.MarkedYAMLError as error:
        line = f":{error.problem_mark.line + 1}" if error.problem_mark else ""
        raise CommandError(f"{name}{line}: is not valid YAML: {error.problem}") from None
    except (ValueError, yaml.YAMLError):
        raise CommandError(f"{name}: is not YAML in UTF-8") from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise CommandError(f"{name}: expected answers, a line each: `project_name: Notes`")
    return {str(key): value for key, value in found.items()}


def _pairs(written: list[str]) -> dict[str, str]:
    for pair in written:
        if "=" not in pair:
            raise CommandError(f"-d {pair}: has no value; write -d KEY=VALUE")
    return dict(pair.split("=", 1) for pair in written)
