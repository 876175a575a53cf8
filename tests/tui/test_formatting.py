from __future__ import annotations

import pytest

from examkit.exam.attempt_state import apply, replay
from examkit.exam.events import Event, Flagged, Visited
from examkit.exam.open_slots import describe_open_slots, format_numbers
from examkit.tui import formatting
from tests.factories import Script, answered, make_form, make_question


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(7800, "2:10:00"), (6451.2, "1:47:32"), (59.01, "0:01:00"), (0.4, "0:00:01"), (0, "0:00:00")],
)
def test_clock_rounds_up(seconds: float, text: str) -> None:
    assert formatting.format_clock(seconds) == text


@pytest.mark.parametrize(
    ("second", "says"),
    [(150.0, "on pace"), (10.0, "1 question ahead"), (450.0, "2 questions behind")],
)
def test_pace_compares_answers_with_time(second: float, says: str) -> None:
    form = make_form(4, limit=600.0)
    session = replay(form, Script().start().at(second, answered(0, 1)).events)

    assert formatting.describe_pace(form, session, session.elapsed) == says


def test_progress_counts_answers_and_flags() -> None:
    form = make_form(4, limit=None)
    session = replay(form, Script().start().at(1.0, answered(0, 1), Flagged(2, True)).events)

    assert formatting.format_progress(form, session) == ["1 answered", "1 flagged"]


def test_progress_counts_no_incomplete_answer_as_answered() -> None:
    two = [make_question("one"), make_question("two", options=5, keys=(0, 1))]
    form = make_form(two, limit=600.0)
    script = Script().start()
    script.at(590.0, answered(0, 1), Visited(1), answered(1, 3))

    summary = formatting.format_progress(form, replay(form, script.events))
    assert summary == ["1 incomplete", "1 answered", "0 flagged"]


@pytest.mark.parametrize(
    ("values", "text"),
    [([], ""), ([3], "3"), ([1, 2, 3, 7, 9, 10], "1\N{EN DASH}3, 7, 9\N{EN DASH}10")],
)
def test_numbers_are_drawn_together(values: list[int], text: str) -> None:
    assert format_numbers(values) == text


def test_what_is_open_is_named_before_handing_in() -> None:
    form = make_form(
        [make_question("one"), make_question("two", options=5, keys=(0, 1)), make_question("three")]
    )
    events = Script().start().at(1.0, answered(0, 1), Visited(1), answered(1, 3)).events

    state = replay(form, events)
    assert describe_open_slots(form, state) == ("1 unseen: question 3\n1 incomplete: question 2")
    flagged = apply(state, Event(state.seq, 2.0, 0.0, Flagged(0, True)))
    assert describe_open_slots(form, flagged).startswith(
        "1 unseen: question 3\n1 incomplete: question 2\n1 flagged: question 1"
    )
