"""The report of one attempt, built from sections and rendered as text, Markdown, HTML, and JSON."""
