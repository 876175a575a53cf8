"""Sureness, changed answers, pace, haste and trend, as tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.analytics.answer_changes import ChangeKind, Changes, find_changes, wilson_interval
from examkit.analytics.calibration import calibrate
from examkit.analytics.pace import (
    ResponseEffort,
    is_rapid,
    measure_effort,
    measure_pace,
)
from examkit.analytics.trend import MockResult, compare_mocks, latest_change, mock_result
from examkit.bank.model import Question
from examkit.exam.events import Body, Confidence
from examkit.exam.form import Mode
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from tests.factories import Script, answered, make_form, make_question, make_slot, typed
from tests.report.example import Asked, form_of, sheet_of

START = 1_800_000_000.0


def answer(
    outcome: Outcome = "right", seconds: float | None = 60.0, confidence: Confidence | None = None
) -> PastAnswer:
    return PastAnswer(
        "q",
        "secure",
        "identity",
        "mock",
        START,
        outcome,
        attempt="a",
        seconds=seconds,
        confidence=confidence,
    )


# Haste


@pytest.mark.parametrize(
    ("seconds", "pace", "expected"),
    [
        (2.9, 10.0, True),
        (3.0, 10.0, False),
        (5.9, 60.0, True),
        (6.0, 60.0, False),
        (9.9, 600.0, True),
        (10.0, 600.0, False),
        (None, 60.0, False),
        (0.0, 60.0, False),
        (2.9, None, True),
        (3.0, None, False),
    ],
)
def test_rapid_is_a_tenth_of_the_exams_pace_within_3_and_10_seconds(
    seconds: float | None, pace: float | None, expected: bool
) -> None:
    assert is_rapid(answer(seconds=seconds), pace) is expected


@pytest.mark.parametrize(
    ("mode", "fresh", "expected"),
    [("drill", True, True), ("drill", False, False), ("mock", False, True)],
)
def test_a_question_that_a_drill_repeats_is_recognized_sooner(
    mode: Mode, fresh: bool, expected: bool
) -> None:
    assert is_rapid(replace(answer(seconds=5), mode=mode, fresh=fresh), 120.0) is expected


def test_effort_counts_what_was_answered() -> None:
    given = [answer(), answer(seconds=1), answer("unanswered", seconds=1)]
    assert measure_effort(given, 60.0) == ResponseEffort(2, 1)
    assert measure_effort(given, 60.0).share == 0.5
    assert ResponseEffort(0, 0).share == 1.0


@pytest.mark.parametrize(("rapid", "expected"), [(13, False), (14, True)])
def test_more_than_a_fifth_of_rapid_answers_is_careless(rapid: int, expected: bool) -> None:
    assert ResponseEffort(65, rapid).is_careless is expected


# Sureness


def rated(level: Confidence, right: int, wrong: int) -> list[PastAnswer]:
    return [answer(confidence=level)] * right + [answer("wrong", confidence=level)] * wrong


def test_calibration_compares_what_was_said_with_what_was_right() -> None:
    result = calibrate([*rated(3, 15, 5), *rated(1, 1, 3), answer()])
    assert result is not None
    assert [(level.level, level.asked, level.right) for level in result.levels] == [
        (3, 20, 15),
        (1, 4, 1),
    ]
    assert result.asked == 24
    assert result.bias == pytest.approx((20 * 0.92 + 4 * 0.55 - 16) / 24)
    assert result.levels[0].low < 0.75 < result.levels[0].high


@pytest.mark.parametrize(
    ("given", "tendency"),
    [
        (rated(3, 92, 8), None),
        (rated(3, 60, 40), "over"),
        (rated(1, 80, 20), "under"),
        (rated(3, 1, 2), "over"),
        (rated(3, 2, 2), None),
    ],
)
def test_a_tendency_is_reported_where_it_cannot_be_luck(
    given: list[PastAnswer], tendency: str | None
) -> None:
    result = calibrate(given)
    assert result is not None
    assert result.tendency == tendency


def test_no_calibration_without_a_rated_answer() -> None:
    assert calibrate([answer(), answer("unanswered", confidence=3)]) is None


# Changed answers


def changed(*bodies: Body) -> list[tuple[int, ChangeKind]]:
    form = make_form([make_slot(make_question("q-one")), make_slot(make_question("q-two"))])
    script = Script().start().at(1, *bodies)
    return [(change.slot, change.kind) for change in find_changes(form, script.events).slots]


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([answered(0, 1)], []),
        ([answered(0, 1), answered(0, 0)], [(0, "wrong to right")]),
        ([answered(0, 0), answered(0, 1)], [(0, "right to wrong")]),
        ([answered(0, 1), answered(0, 2)], [(0, "wrong to wrong")]),
        (
            [answered(0, 0), answered(0, 1), answered(0, 0)],
            [],
        ),
        ([answered(0, 0), answered(0)], [(0, "right to wrong")]),
        (
            [answered(1, 1), answered(0, 1), answered(1, 0)],
            [(1, "wrong to right")],
        ),
    ],
)
def test_the_first_whole_answer_is_compared_with_the_last(
    bodies: list[Body], expected: list[tuple[int, ChangeKind]]
) -> None:
    assert changed(*bodies) == expected


def test_a_number_typed_anew_is_a_change() -> None:
    number = Question.model_validate({
        "id": "q-number", "topic": "topic-a", "domain": "build", "difficulty": "easy", "stem": "?",
        "type": "numeric", "answer": 4,
    })  # fmt: skip
    script = Script().start().at(1, typed(0, "5"), typed(0, "4"))
    found = find_changes(make_form([make_slot(number)]), script.events)
    assert [(change.slot, change.kind) for change in found.slots] == [(0, "wrong to right")]


@pytest.mark.parametrize(
    ("good", "bad", "same", "helped"),
    [(9, 1, 0, True), (1, 9, 0, False), (5, 5, 0, None), (7, 0, 2, None), (0, 0, 12, None)],
)
def test_whether_changing_helped_is_said_from_ten_changes(
    good: int, bad: int, same: int, helped: bool | None
) -> None:
    from examkit.analytics.answer_changes import Change

    kinds: list[ChangeKind] = ["wrong to right"] * good
    kinds += ["right to wrong"] * bad
    kinds += ["wrong to wrong"] * same
    assert Changes(tuple(Change(i, kind) for i, kind in enumerate(kinds))).helped is helped


def test_wilson_of_7_in_10() -> None:
    low, high = wilson_interval(7, 10, z=1.959964)
    assert (round(low, 4), round(high, 4)) == (0.3968, 0.8922)


# Pace


def slots(*asked: Asked):  # type: ignore[no-untyped-def]
    rows = list(asked)
    return sheet_of(form_of(rows), rows).slots


def test_pace_tells_where_the_time_went() -> None:
    result = measure_pace(
        slots(
            *[Asked(seconds=60)] * 16,
            Asked(seconds=200, outcome="wrong"),
            Asked(seconds=20, outcome="wrong"),
            Asked(seconds=20),
            Asked(seconds=4),
            Asked(outcome="unanswered", seconds=0),
        ),
        rapid=1,
    )
    assert (result.median, result.quarter, result.three_quarters) == (60, 60, 60)
    assert (result.rushed, result.rushed_right) == (3, 2)
    assert (result.slow_wrong, result.fast_wrong, result.rapid) == (1, 1, 1)


def test_pace_of_nothing_and_of_one() -> None:
    assert measure_pace(slots(Asked(outcome="unanswered", seconds=0))).median is None
    one = measure_pace(slots(Asked(seconds=50)))
    assert (one.median, one.quarter, one.three_quarters) == (50, 50, 50)


# Trend


def mock(right: int, fresh: float = 1.0, asked: int = 65) -> MockResult:
    return mock_result("a", START, asked, right, fresh)


def test_a_point_has_the_range_of_its_share() -> None:
    result = mock(45)
    assert result.low < result.share == 45 / 65 < result.high
    assert (mock(45, 0.6).is_measurable, mock(45, 0.59).is_measurable) == (True, False)


@pytest.mark.parametrize(("reached", "broken_off"), [(1.0, False), (0.9, False), (0.89, True)])
def test_a_mock_of_which_less_than_nine_tenths_was_reached_is_not_compared(
    reached: float, broken_off: bool
) -> None:
    result = mock_result("a", START, 65, 1, 1.0, reached)
    assert (result.is_incomplete, result.is_measurable) == (broken_off, not broken_off)
    assert (latest_change([mock(30), result]) is None) is broken_off


def test_a_step_is_compared_with_luck() -> None:
    result = compare_mocks(mock(40), mock(45))
    assert (result.points, result.chance_spread) == (8, 10)
    assert result.within_chance == pytest.approx(0.169, abs=0.001)
    assert compare_mocks(mock(45), mock(45)).within_chance == 0.5


def test_only_mostly_new_mocks_are_compared() -> None:
    points = [mock(30), mock(60, 0.2), mock(45)]
    result = latest_change(points)
    assert result is not None
    assert result.points == round(100 * 15 / 65)
    assert latest_change([mock(30), mock(60, 0.2)]) is None
