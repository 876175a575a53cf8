"""A drill's length in questions and minutes, as text. Imports nothing heavy."""

from __future__ import annotations

from examkit.drills.request import DrillRequest
from examkit.humanize import pluralize


def describe_time_needed(questions: int, pace: float) -> str:
    """Return a drill's length as text, such as "10 questions, about 15 min".

    `pace` is in seconds per question.
    """
    minutes = max(1, round(questions * pace / 60))
    return f"{pluralize(questions, 'question')}, about {minutes} min"


def drill_length(asked: int, pace: float, wanted: int = 0) -> list[str]:
    """Return a line on the drill's length, and another one if it is shorter than requested.

    `pace` is in seconds per question, and `wanted` is the requested number of questions.
    """
    lines = [describe_time_needed(asked, pace) + "."]
    if asked < wanted:
        fit = "fits" if asked == 1 else "fit"
        lines.append(f"You asked for {pluralize(wanted, 'question')}. Only {asked} {fit}.")
    return lines


def describe_todays_drill(due: int, pace: float, questions: int) -> str:
    """Return the length of today's drill, and whether it starts with reviews.

    `pace` is in seconds per question. `questions` is how many the bank has for practice.
    """
    length = min(DrillRequest().count, questions)
    if not length:
        return "no questions to practice"
    first = ", reviews first" if due else ""
    return describe_time_needed(length, pace) + first
