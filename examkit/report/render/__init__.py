"""A report as text, Markdown, HTML, and JSON."""
