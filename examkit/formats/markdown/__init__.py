"""Markdown quizzes, our own and others."""
