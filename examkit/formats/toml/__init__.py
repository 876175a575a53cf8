"""Quizzes in the TOML of other programs."""
