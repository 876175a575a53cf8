"""Item statistics and the rules for a second look, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Any

import pytest

from examkit.analytics.item_answers import FirstAnswer
from examkit.analytics.item_flags import Difficulty, Norms, average_shares, find_flags
from examkit.analytics.item_statistics import (
    MIN_ANSWERS,
    ItemKey,
    ItemStatistics,
    correlate,
    find_key,
    measure_item,
    most_picked,
)
from tests.factories import make_question
from tests.question_types.questions import QUESTIONS

KEY = ItemKey(("A",), ("B", "C", "D"))


def first(
    pick: str = "A", rest: float | None = 0.5, seconds: float | None = 60.0, credit: float = -1
) -> FirstAnswer:
    correct = pick == "A"
    earned = float(correct) if credit < 0 else credit
    return FirstAnswer(earned, correct, seconds, (pick,) if pick else (), rest)


def answers(*groups: tuple[int, str, float | None]) -> list[FirstAnswer]:
    """Make a number of answers with each pick and score on the rest."""
    return [first(pick, rest) for count, pick, rest in groups for _ in range(count)]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([(0, 0.2), (1, 0.8)], 1.0),
        ([(1, 0.2), (0, 0.8)], -1.0),
        # Deviations: credit -1/2 -1/2 1/2 1/2, rest -3/8 1/8 -1/8 3/8. Sums: product 1/4,
        # squares 1 and 5/16. So r = (1/4) / sqrt(5/16) = 1 / sqrt(5).
        ([(0, 0.125), (0, 0.625), (1, 0.375), (1, 0.875)], 1 / sqrt(5)),
        # Credit 0 1/2 1 with rest 0.6 0.2 0.4: product -0.1, squares 1/2 and 0.08.
        ([(0, 0.6), (0.5, 0.2), (1, 0.4)], -0.1 / sqrt(0.5 * 0.08)),
        ([(0, 0.3), (1, 0.3)], None),
        ([(1, 0.3), (1, 0.6)], None),
        ([(1, 0.3)], None),
        ([], None),
    ],
)
def test_the_correlation(pairs: Sequence[tuple[float, float]], expected: float | None) -> None:
    assert correlate(pairs) == (None if expected is None else pytest.approx(expected))


def test_thirty_answers_worked_by_hand() -> None:
    # 20 correct and 10 incorrect; the rest is 0.8 or 0.5 for half of each group, so r is 0.
    given = answers((10, "A", 0.8), (10, "A", 0.5), (5, "B", 0.8), (4, "C", 0.5), (1, "", 0.5))
    item = measure_item(given, KEY)
    assert (item.answers, item.pairs, item.unanswered) == (30, 30, 1)
    assert item.correct == item.facility == pytest.approx(2 / 3)
    assert item.discrimination == pytest.approx(0.0)
    assert item.picks == {"A": 20, "B": 5, "C": 4}
    assert most_picked(item, KEY) == "B"
    # 15 correct at 0.8 and 15 incorrect at 0.5 is a perfect index.
    assert measure_item(
        answers((15, "A", 0.8), (15, "B", 0.5)), KEY
    ).discrimination == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (answers((15, "A", 0.8), (14, "B", 0.5)), None),  # too few
        (answers((40, "A", 0.8)), None),  # all correct
        (answers((40, "B", 0.8)), None),  # nobody correct
        (answers((20, "A", 0.8), (20, "B", None)), None),  # too few with a rest
    ],
)
def test_there_is_no_index(given: list[FirstAnswer], expected: None) -> None:
    assert measure_item(given, KEY).discrimination is expected


def test_one_answer() -> None:
    item = measure_item([first(seconds=90.0)], KEY)
    assert (item.answers, item.correct, item.seconds, item.enough) == (1, 1.0, 90.0, False)
    assert (item.discrimination, most_picked(item, KEY)) == (None, "")


def test_the_median_time_is_that_of_answers_that_were_timed() -> None:
    times = (None, 30.0, 40.0, 90.0)
    item = measure_item([*(first(seconds=s) for s in times), first("", seconds=500.0)], KEY)
    assert item.seconds == 40.0
    assert measure_item([first(seconds=None)], KEY).seconds is None


def test_facility_is_the_average_credit() -> None:
    item = measure_item([first(), first("B", credit=0.5), first("C")], KEY)
    assert item.correct == pytest.approx(1 / 3)
    assert item.facility == pytest.approx(0.5)


def test_a_text_that_only_one_candidate_typed_is_not_shown() -> None:
    key = ItemKey(("42",), (), typed=True)
    picks = ["42", "Ann Smith", "41", "41"]
    item = measure_item([first(pick) for pick in picks], key)
    assert item.picks == {"42": 1, "41": 2}
    assert most_picked(item, key) == "41"


def test_the_key_names_options_by_letter_and_other_answers_as_a_whole() -> None:
    assert find_key(make_question(options=3, keys=(1,))) == ItemKey(("B",), ("A", "C"))
    for question in QUESTIONS.values():
        key = find_key(question)
        assert key.correct
        assert bool(key.distractors) == bool(question.options)


NORMS = Norms(120.0, {"easy": 0.85, "medium": 0.7, "hard": 0.55})


def item(**changes: Any) -> ItemStatistics:
    values: dict[str, Any] = {
        "answers": 100,
        "correct": 0.7,
        "facility": 0.7,
        "unanswered": 0,
        "seconds": 90.0,
        "discrimination": 0.3,
        "pairs": 100,
        "picks": {"A": 70, "B": 12, "C": 10, "D": 8},
    }
    return ItemStatistics(**(values | changes))


def few(picks: dict[str, int]) -> dict[str, Any]:
    """Return the values of an item with these picks, of which A is correct."""
    total = sum(picks.values())
    share = picks.get("A", 0) / total
    return {"answers": total, "pairs": total, "picks": picks, "correct": share, "facility": share}


@pytest.mark.parametrize(
    ("changes", "rating", "rules"),
    [
        ({}, "medium", []),
        # Key
        (few({"A": 40, "B": 41, "C": 10, "D": 9}), "hard", ["key"]),
        (few({"A": 41, "B": 41, "C": 10, "D": 8}), "hard", []),
        (few({"A": 13, "B": 14, "C": 1, "D": 1}), "hard", []),  # 29 answers
        # Discrimination: with 30 answers, the upper end for -.05 is tanh(-.050 + .246) = .194.
        ({"discrimination": -0.01}, "medium", ["discrimination"]),
        ({"discrimination": 0.0}, "medium", ["discrimination"]),
        ({"discrimination": 0.0, "pairs": 30, "answers": 30}, "medium", []),
        ({"discrimination": 0.07}, "medium", ["discrimination"]),  # tanh(.070 + .130) = .197
        ({"discrimination": 0.08}, "medium", []),  # tanh(.080 + .130) = .207
        ({"discrimination": 1.0}, "medium", []),
        ({"discrimination": -1.0}, "medium", ["discrimination"]),
        ({"discrimination": None}, "medium", []),
        # Difficulty: 20 points from the average
        (few({"A": 64, "B": 16, "C": 10, "D": 10}), "easy", ["difficulty"]),
        (few({"A": 66, "B": 14, "C": 10, "D": 10}), "easy", []),
        (few({"A": 49, "B": 21, "C": 15, "D": 15}), "medium", ["difficulty"]),
        (few({"A": 91, "B": 3, "C": 3, "D": 3}), "medium", ["difficulty"]),
        (few({"A": 76, "B": 8, "C": 8, "D": 8}), "hard", ["difficulty"]),
        (few({"A": 34, "B": 22, "C": 22, "D": 22}), "hard", []),
        (few({"A": 100}), "easy", []),
        # Time
        ({"seconds": 180.0}, "medium", ["time"]),
        ({"seconds": 179.0}, "medium", []),
        ({"seconds": None}, "medium", []),
        # Distractors
        (few({"A": 70, "B": 20, "C": 10}), "medium", ["distractor"]),
        (few({"A": 32, "B": 5, "C": 5}), "medium", ["distractor"]),
        (few({"A": 32, "B": 5, "C": 4}), "medium", []),  # nine incorrect
        # All at once, the most serious one first
        (
            few({"A": 20, "B": 60, "C": 20}) | {"discrimination": -0.2, "seconds": 200.0},
            "easy",
            ["key", "discrimination", "difficulty", "time", "distractor"],
        ),
    ],
)
def test_reasons_to_look(changes: dict[str, Any], rating: Difficulty, rules: list[str]) -> None:
    assert [flag.rule for flag in find_flags(item(**changes), KEY, rating, NORMS)] == rules


def test_a_flag_has_what_it_compared() -> None:
    picked = few({"A": 40, "B": 45, "C": 15})
    key, idle = find_flags(item(**picked), KEY, "hard", NORMS)
    assert (key.picks, key.value, key.usual) == (("A", "B"), 0.40, 0.45)
    assert (idle.picks, idle.value) == (("D",), 60)


def test_the_weakest_of_several_keys_is_compared() -> None:
    key = ItemKey(("A", "B"), ("C", "D", "E"))
    values = {"picks": {"A": 90, "B": 40, "C": 50, "D": 10, "E": 10}, "correct": 0.6}
    [flag] = find_flags(item(**values), key, "medium", NORMS)
    assert flag.picks == ("B", "C")


def test_an_average_needs_five_questions_with_enough_answers() -> None:
    rated: list[tuple[Difficulty, ItemStatistics]] = [
        ("easy", item(correct=share)) for share in (0.5, 0.6, 0.7, 0.8, 0.9)
    ]
    few_answers = item(correct=0.0, answers=MIN_ANSWERS - 1)
    assert average_shares([*rated, ("easy", few_answers)]) == {"easy": pytest.approx(0.7)}
    assert average_shares([*rated[1:], ("easy", few_answers)]) == {}
    assert find_flags(item(correct=0.1), KEY, "easy", Norms(120.0, {})) == ()
