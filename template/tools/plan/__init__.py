"""Groundplan's reader and checker of plans. The same files serve the tool and the template's extension."""
