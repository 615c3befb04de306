"""From the text of a Markdown document to tasks, requirements and stories."""
