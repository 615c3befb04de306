"""A feature and its stories to the tasks that they call for, phase by phase."""
