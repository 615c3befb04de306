"""A feature as it is from this run on, by what it is."""

from collections.abc import Mapping
from dataclasses import replace

from ..answers.answers import Answers
from ..destination.folder import Destination
from ..layout.dependencies import default_dependencies
from ..layout.units import frameworks_in, home, project_units, versioned
from ..plan.errors import UserError
from ..plan.items import Context, Feature
from ..plan.record import Record
from ..text.names import joined
from .situation import FeatureKind, own_documents
from .story_sources import SOURCE

_OF_ONE_FEATURE = ("technical_approach",)  #: the context answers that hold for the feature that they were given for


def begin(folder: str, kind: FeatureKind, answers: Answers, previous: Record, destination: Destination) -> Feature:
    """Make the feature that the answers are about. Raises UserError if it has a list and the answers have stories."""
    known = previous.of(folder).feature
    feature = follow(known, answers, previous.context.answers)
    match kind:
        case FeatureKind.OURS:
            return feature
        case FeatureKind.NEW | FeatureKind.EMPTY:
            if destination.source:
                return replace(feature, user_documents=(SOURCE,), spec_source=answers.spec_source)
            return feature
        case FeatureKind.BROUGHT:
            if destination.source:
                raise UserError(
                    "spec_source", f"{folder} already has a {SOURCE}", "leave spec_source out to plan by that"
                )
            return beside(own_documents(destination, folder), feature)
        case FeatureKind.THEIRS:
            if answers.stories:
                raise UserError(
                    "stories", f"{folder} already has a task list", "add tasks there, or plan another feature"
                )
            return known


def keep(folder: str, kind: FeatureKind, answers: Answers, previous: Record) -> Feature:
    """Make a feature that the answers are not about."""
    known = previous.of(folder).feature
    match kind:
        case FeatureKind.EMPTY:
            return empty_feature(folder, answers)
        case FeatureKind.BROUGHT:
            return beside((SOURCE,), empty_feature(folder, answers))
        case _:
            return known


def empty_feature(folder: str, answers: Answers) -> Feature:
    """Make a feature of which a person has made the folder alone; its documents ask for what is not known."""
    context = {**answers.context, **dict.fromkeys(_OF_ONE_FEATURE, "")}
    nothing = replace(answers, feature_date="", feature_summary="", edge_cases=(), context=context)
    return replace(follow(Feature(folder), nothing, {}), name=folder.partition("-")[2].replace("-", " "))


def beside(documents: tuple[str, ...], feature: Feature) -> Feature:
    """Leave a person's documents alone; beside a plan.md of their own the tasks are in tasks.md."""
    task_list = "tasks.md" if "plan.md" in documents else feature.task_list
    return replace(feature, user_documents=documents, task_list=task_list)


def follow(known: Feature, answers: Answers, last: Mapping[str, str]) -> Feature:
    """Say of the feature what the answers say; what decides edges and places stays as it was first written.

    `last` are the context answers of the last run.
    """
    return replace(
        known,
        name=known.name or answers.feature_name,
        date=answers.feature_date or known.date,
        task_list=known.task_list or answers.task_list,
        test_order=known.test_order if known.task_list else answers.test_order,
        summary=answers.feature_summary,
        edge_cases=answers.edge_cases,
        context=_context(answers, known.context, last),
    )


def context_answers(answers: Answers) -> dict[str, str]:
    """Return the technical context as the plan prints it; blank if the answer is."""
    units = project_units(answers, ()) or (home(answers),)
    frameworks = [framework.label for unit in units for framework in frameworks_in(unit)]
    return {
        "language": joined(list(dict.fromkeys(versioned(answers, unit) for unit in units))),
        "testing": ", ".join(dict.fromkeys(frameworks)),
        "project_type": answers.project_type,
        "primary_dependencies": ", ".join(answers.primary_dependencies or default_dependencies(answers)),
        "authentication": answers.authentication,
        **answers.context,
    }


def _context(answers: Answers, known: Mapping[str, str], last: Mapping[str, str]) -> dict[str, str]:
    """A new feature's context is that of the answers; a known one's follows what has changed since the last run.

    What an answer says of one feature does not carry over to the next.
    """
    now = context_answers(answers)
    if not known:
        return {key: "" if key in _OF_ONE_FEATURE and value == last.get(key) else value for key, value in now.items()}
    return {key: value if value != last.get(key, "") else known.get(key, value) for key, value in now.items()}


def context_of(answers: Answers, current: str) -> Context:
    """Make the item that keeps the answers of this run; `current` is the feature that was planned last."""
    said = context_answers(answers)
    return Context(".", current, answers.language, answers.language_version, said, answers.house_style)
