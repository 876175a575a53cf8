"""How many questions a drill has and how long it takes, in words; quick to load."""

from __future__ import annotations

from examkit.drills.request import DrillRequest
from examkit.humanize import pluralize


def describe_time_needed(questions: int, pace: float) -> str:
    """Return how many questions and about how long, at `pace` seconds a question."""
    minutes = max(1, round(questions * pace / 60))
    return f"{pluralize(questions, 'question')}, about {minutes} min"


def drill_length(asked: int, pace: float, wanted: int = 0) -> list[str]:
    """Return lines on the length of a drill; one says so where more questions were wanted."""
    lines = [describe_time_needed(asked, pace) + "."]
    if asked < wanted:
        fit = "fits" if asked == 1 else "fit"
        lines.append(f"You asked for {pluralize(wanted, 'question')}. Only {asked} {fit}.")
    return lines


def describe_todays_drill(due: int, pace: float, questions: int) -> str:
    """Return how long today's drill is and what comes first.

    `pace` is in seconds per question; the bank has this many `questions` to practice.
    """
    length = min(DrillRequest().count, questions)
    if not length:
        return "no questions to practice"
    first = f", {min(due, length)} due first" if due else ""
    return describe_time_needed(length, pace) + first
