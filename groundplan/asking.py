"""Whether somebody is asked, and what is kept if they stop."""

import shlex
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .data import given_answers
from .drafts import broken_off, is_draft, save_draft, without_mark
from .errors import CommandError, Interrupted
from .interview import Interview
from .origin import Origin
from .project import Project
from .questionnaire import open_questionnaire
from .screens import open_screen


@contextmanager
def answers_for(
    options: Namespace, origin: Origin, folder: Path, project: Project | None = None
) -> Iterator[dict[str, Any]]:
    """Give the answers to what is done with them: those that are given as data, or those of an interview.

    In a project they are those of one feature. If an interview is broken off, or what is done with its answers fails,
    the error says where they were kept. Raises CommandError if somebody would have to be asked without a terminal.
    """
    given = given_answers(options)
    answers = without_mark(given)
    if options.spec:
        answers["spec_source"] = options.spec
    if project:
        answers["feature_name"] = options.name
    if options.defaults or (given and not is_draft(given)):
        yield answers
        return
    if not options.plain and not is_terminal():
        raise CommandError("there is no terminal to ask in; give --data-file, -d KEY=VALUE or --defaults")
    with open_questionnaire(origin, folder, project.answers_file if project else None) as questionnaire:
        interview = Interview(questionnaire, open_screen(options.plain), answers, only_feature=project is not None)
        interview.storyteller.is_in_story, interview.list_in_hand = broken_off(given)
        begun = dict(answers)
        try:
            if not interview.run():
                raise Interrupted
            yield interview.answers
        except CommandError as error:
            raise CommandError(f"{error}\n{_keep(interview, begun, options)}") from None
        except (KeyboardInterrupt, EOFError, Interrupted) as error:
            said = [str(error)] * (str(error) != "")
            raise Interrupted("\n".join((*said, _keep(interview, begun, options)))) from None


def is_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _keep(interview: Interview, begun: dict[str, Any], options: Namespace) -> str:
    """Save what was answered, and say how to go on."""
    if interview.answers == begun:
        return "stopped; nothing was written"
    draft = options.data_file  # only a draft leads to an interview
    try:
        name = save_draft(interview.answers, draft, interview.storyteller.is_in_story, interview.list_in_hand)
    except OSError as error:
        return f"the draft cannot be saved: {error.filename}: {(error.strerror or '').lower()}"
    return f"your answers are in {name}; go on with\n  {_resuming(options)} --data-file {shlex.quote(name)}"


def _resuming(options: Namespace) -> str:
    """Return the command that goes on, with the options that it was given."""
    words = ["groundplan", options.command]
    if options.command == "feature":
        words += [options.name, *[options.dir] * (options.dir != ".")]
    else:
        words += [options.dir, *["--no-git"] * options.no_git]
        words += [part for option in ("template", "vcs_ref") for part in _given(options, option)]
    return shlex.join([*words, *["--plain"] * options.plain])


def _given(options: Namespace, name: str) -> list[str]:
    value = getattr(options, name)
    return [f"--{name.replace('_', '-')}", value] if value else []
