"""Suggestions for imported questions: notes, topics, and domains."""
