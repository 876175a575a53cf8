"""How it is told: the report of one attempt, and its text, Markdown and JSON."""
