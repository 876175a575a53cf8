"""Which answers count for a question's statistics, and what was picked."""

from __future__ import annotations

from typing import Any

import pytest

from examkit.analytics.item_answers import (
    MIN_REST,
    FirstAnswers,
    ItemAnswer,
    describe_picks,
    select_first_answers,
)
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer
from examkit.question_types.base import Response
from examkit.question_types.common_fields import TypeName
from tests.factories import make_question
from tests.question_types.questions import QUESTIONS

PACE = 120.0
DIGESTS = {f"q{number}": "now" for number in range(20)}


def answer(
    question: str = "q0", outcome: Outcome = "right", *, picks: str = "A", **changes: Any
) -> ItemAnswer:
    values: dict[str, Any] = {
        "domain": "secure",
        "topic": "identity",
        "mode": "mock",
        "ended_at": 1_800_000_000.0,
        "seconds": 60.0,
        "digest": "now",
        "attempt": "a",
    }
    given = tuple(picks) if outcome != "unanswered" else ()
    return ItemAnswer(PastAnswer(question, outcome=outcome, **(values | changes)), given, PACE)


def first(*candidates: list[ItemAnswer]) -> FirstAnswers:
    return select_first_answers(candidates, DIGESTS)


def test_each_candidate_counts_once_per_question() -> None:
    later = answer(ended_at=1_900_000_000.0, attempt="b")
    result = first([later, answer(outcome="wrong")], [answer(outcome="wrong")])
    assert [each.correct for each in result.by_question["q0"]] == [False, False]
    assert result.excluded == {("q0", "repeated"): 1}


# Five careful answers around it, so that one quick answer doesn't make the attempt careless.
OTHERS = [answer(f"q{number}") for number in range(1, 6)]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (answer(fresh=False), "repeated"),
        (answer(seconds=9.0), "too-quick"),
        (answer(left_out=True), "left-out"),
        (answer(digest="older"), "older-wording"),
        (answer("gone"), "removed"),
        (answer("gone", seconds=9.0), "too-quick"),
    ],
)
def test_an_answer_that_does_not_count_is_counted_by_reason(one: ItemAnswer, reason: str) -> None:
    result = first([one, *OTHERS])
    assert result.excluded == {(one.answer.question, reason): 1}
    assert one.answer.question not in result.by_question
    assert len(result.by_question) == len(OTHERS)


def test_a_quick_look_is_no_first_answer_and_later_ones_are_repeats() -> None:
    later = answer(ended_at=1_900_000_000.0, attempt="b")
    result = first([answer(seconds=2.0), *OTHERS, later])
    assert result.excluded == {("q0", "too-quick"): 1, ("q0", "repeated"): 1}


def test_a_careless_attempt_counts_for_nothing() -> None:
    clicked = [answer(f"q{number}", seconds=2.0) for number in range(3)]
    result = first([*clicked, answer("q3"), answer("q4")])
    assert result.by_question == {}
    assert sum(result.excluded.values()) == 5


def test_an_unanswered_question_is_incorrect_if_it_was_on_screen() -> None:
    seen, never = answer(outcome="unanswered"), answer("q1", "unanswered", seconds=0.0)
    result = first([seen, never])
    assert [(each.correct, each.picks) for each in result.by_question["q0"]] == [(False, ())]
    assert "q1" not in result.by_question
    assert not result.excluded


@pytest.mark.parametrize(
    ("others", "expected"), [(MIN_REST - 1, None), (MIN_REST, 0.4), (2 * MIN_REST, 0.4)]
)
def test_the_rest_is_the_average_of_the_other_answers(others: int, expected: float | None) -> None:
    rest = [
        answer(f"q{number}", "right" if number % 5 < 2 else "wrong")
        for number in range(1, others + 1)
    ]
    # Two of each five are right: numbers 1, 5, 6, 10.
    result = first([answer(), *rest])
    [one] = result.by_question["q0"]
    assert one.rest == (None if expected is None else pytest.approx(expected))


def test_the_rest_is_of_the_same_attempt_and_includes_other_wordings() -> None:
    others = [answer(f"q{number}", "wrong", digest="older") for number in range(1, 6)]
    elsewhere = [answer(f"q{number}", attempt="b") for number in range(6, 12)]
    result = first([answer(), *others, *elsewhere])
    assert [each.rest for each in result.by_question["q0"]] == [0.0]


def test_picks_of_options_are_letters_in_file_order() -> None:
    question = make_question(keys=(1, 3))
    assert describe_picks(question, Response((0, 3)), correct=False) == ("A", "D")
    assert describe_picks(question, Response(), correct=False) == ()


@pytest.mark.parametrize("kind", [kind for kind, each in QUESTIONS.items() if not each.options])
def test_correct_responses_without_options_are_described_alike(kind: TypeName) -> None:
    question = QUESTIONS[kind]
    [pick] = describe_picks(question, question.correct_response, correct=True)
    assert pick
    assert describe_picks(question, question.correct_response, correct=False) != ()
