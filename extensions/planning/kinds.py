"""The kinds of tasks, and the groups in which they stand."""

#: The kinds of tasks by the group that they stand in, groups in the order of the document.
GROUPS = {
    "setup": ("structure", "project", "tools"),
    "foundational": ("settings", "errors", "database", "authentication", "api", "base", "frontend"),
    "tests": ("contract", "integration", "browser"),
    "implementation": (
        *("model", "service", "endpoint", "validation", "logging", "integrate", "requirement"),
        *("component", "client", "page"),
    ),
    "polish": ("documentation", "cleanup", "performance", "edges", "security"),
}
WRITE_TESTS = ("contract", "integration", "browser", "edges")
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}


def group_of(kind: str, story: str) -> str:
    """The group in which a task stands: a model that no story calls for is there before them all, an operation that
    serves none comes after them.
    """
    apart = {"model": "foundational", "contract": "contracts", "endpoint": "contracts"}
    return GROUP_OF.get(kind, "") if story else apart.get(kind, GROUP_OF.get(kind, ""))


LIST = "list"  #: the kind of a task that a person added

SETUP_KINDS = GROUPS["setup"]  #: what the template does itself
