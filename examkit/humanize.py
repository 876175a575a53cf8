"""Counts and ratings as text. Imports nothing heavy."""

from __future__ import annotations

CONFIDENCE_LABELS = {3: "sure", 2: "fairly sure", 1: "a guess"}
"""Labels of the confidence levels."""


def pluralize(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 note", "3 misses", or "1,200 questions"."""
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{ending}"


def unscored_note(number: int) -> str:
    """Return sentences on how many questions of a mock are unscored; empty if none are."""
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    return f"{pluralize(number, 'question')} {verb} unscored. You can't tell which."
