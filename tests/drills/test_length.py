"""A drill's length as text."""

from __future__ import annotations

import pytest

from examkit.drills.preview import describe_todays_drill, drill_length


@pytest.mark.parametrize(
    ("asked", "pace", "wanted", "lines"),
    [
        (10, 90.0, 0, ["10 questions, about 15 min."]),
        (1, 10.0, 0, ["1 question, about 1 min."]),
        (10, 90.0, 10, ["10 questions, about 15 min."]),
        (
            3,
            60.0,
            20,
            ["3 questions, about 3 min.", "You asked for 20 questions. Only 3 match."],
        ),
        (1, 60.0, 2, ["1 question, about 1 min.", "You asked for 2 questions. Only 1 matches."]),
    ],
)
def test_the_length_of_a_drill(asked: int, pace: float, wanted: int, lines: list[str]) -> None:
    assert drill_length(asked, pace, wanted) == lines


@pytest.mark.parametrize(
    ("due", "questions", "text"),
    [
        (0, 0, "no questions to practice"),
        (0, 10, "10 questions, about 10 min"),
        (3, 30, "30 questions, about 30 min, reviews first"),
        (30, 1, "1 question, about 1 min, reviews first"),
        (30, 4, "4 questions, about 4 min, reviews first"),
    ],
)
def test_the_length_of_todays_drill(due: int, questions: int, text: str) -> None:
    assert describe_todays_drill(due, 60.0, questions) == text
