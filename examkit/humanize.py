"""Counts, ratings, and the names of attempts as text. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

DRILL_WORDS = {
    "today": "today's practice",
    "due": "due for review",
    "unseen": "new questions",
    "mix-ups": "often confused",
}
"""Words to show for parts of a drill's title, keyed by the part as it is stored."""
CONFIDENCE_LABELS = {3: "sure", 2: "fairly sure", 1: "a guess"}
"""Labels of the confidence levels, by level."""


def pluralize(number: int, noun: str) -> str:
    """Return a number with its noun, such as "1 note", "3 misses", or "1,200 questions"."""
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{ending}"


def unscored_note(number: int) -> str:
    """Return sentences on how many of a mock's questions are unscored; empty if `number` is 0."""
    if not number:
        return ""
    verb = "is" if number == 1 else "are"
    return f"{pluralize(number, 'question')} {verb} unscored. You can't tell which."


def join_titles(titles: Sequence[str]) -> str:
    """Return titles as a list. Semicolons separate them if a title has a comma, else commas."""
    return ("; " if any("," in title for title in titles) else ", ").join(titles)


def name_attempt(mode: str, title: str, titles: Mapping[str, str]) -> str:
    """Return an attempt's name to show, such as "Mock exam" or "Drill: Security".

    `title` is the stored title, in which drills name domains and topics by id. `titles` maps the
    ids of domains and topics to their titles.
    """
    if mode == "mock":
        return _capitalize(title)
    parts = title.removeprefix("drill: ").split(", ")
    words = (titles.get(part) or DRILL_WORDS.get(part, part) for part in parts)
    return f"Drill: {_capitalize(', '.join(words))}"


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]
