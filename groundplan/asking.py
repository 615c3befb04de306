"""Whether somebody is asked, and what is kept if they stop."""

import sys
from argparse import Namespace
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


def answers_for(options: Namespace, origin: Origin, folder: Path, project: Project | None = None) -> dict[str, Any]:
    """Return the answers: those that are given as data, or those of an interview in the terminal.

    In a project they are those of one feature. Raises Interrupted with what was kept, and CommandError if somebody
    would have to be asked and there is no terminal.
    """
    given = given_answers(options)
    answers = without_mark(given)
    if options.spec:
        answers["spec_source"] = options.spec
    if project:
        answers["feature_name"] = options.name
    if options.defaults or (given and not is_draft(given)):
        return answers
    if not options.plain and not is_terminal():
        raise CommandError("there is no terminal to ask in; give --data-file, -d KEY=VALUE or --defaults")
    draft = options.data_file if is_draft(given) else None
    with open_questionnaire(origin, folder, project.answers_file if project else None) as questionnaire:
        interview = Interview(questionnaire, open_screen(options.plain), answers, only_feature=project is not None)
        interview.storyteller.is_in_story, interview.list_in_hand = broken_off(given)
        begun = dict(answers)
        try:
            if interview.run():
                return interview.answers
        except (KeyboardInterrupt, EOFError):
            pass
        if interview.answers == begun:
            raise Interrupted("stopped; nothing was written")
        raise Interrupted(_keep(interview, draft, _resuming(options)))


def is_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _keep(interview: Interview, draft: str | None, command: str) -> str:
    """Save what was answered, and say how to go on."""
    try:
        name = save_draft(interview.answers, draft, interview.storyteller.is_in_story, interview.list_in_hand)
    except OSError as error:
        return f"the draft cannot be saved: {error.filename}: {(error.strerror or '').lower()}"
    return f"your answers are in {name}; go on with\n  {command} --data-file {name}"


def _resuming(options: Namespace) -> str:
    target = getattr(options, "name", "") or options.dir
    words = ["groundplan", options.command, f'"{target}"' if " " in target else target]
    return " ".join([*words, *["--plain"] * options.plain, *["--no-git"] * getattr(options, "no_git", False)])
