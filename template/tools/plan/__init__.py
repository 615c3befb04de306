"""Groundplan's reader and checker of plans. The same files serve the tool and the template's extension."""

__version__ = "0.1.0"  # the one place: the package, the wheel and tags have it from here
