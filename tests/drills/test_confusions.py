"""Concepts taken for each other, and the questions that tell them apart."""

from __future__ import annotations

import pytest

from examkit.bank.pool import Concepts, PoolItem
from examkit.drills.confusions import (
    discriminating_questions,
    find_confused_pairs,
    pair_up,
    questions_on,
)
from examkit.exam.grading import Outcome
from examkit.exam.past_answer import PastAnswer

START = 1_800_000_000.0
CONCEPTS = {
    "q-one": Concepts("a.md#one", ("a.md#two",)),
    "q-two": Concepts("a.md#two", ("a.md#one", "b.md#three")),
    "q-three": Concepts("b.md#three", ()),
    "q-other": Concepts("c.md#other", ("c.md#more",)),
}


def answered(
    question: str, picked: str = "", *, day: int = 0, outcome: Outcome = "wrong"
) -> PastAnswer:
    return PastAnswer(
        question,
        "build",
        "topic-a",
        "drill",
        START + day * 86_400.0,
        outcome,
        attempt=f"day-{day}",
        note=CONCEPTS[question].note,
        confused_notes=(picked,) if picked else (),
    )


def right(question: str, day: int) -> PastAnswer:
    return answered(question, day=day, outcome="right")


FIRST = answered("q-one", "a.md#two")
SECOND = answered("q-two", "a.md#one", day=2)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], []),
        ([FIRST], []),
        ([FIRST, SECOND], [(("a.md#one", "a.md#two"), 2)]),
        ([FIRST, FIRST, SECOND], [(("a.md#one", "a.md#two"), 3)]),
        ([FIRST, answered("q-two", "b.md#three", day=2)], []),
        ([answered("q-three"), answered("q-three")], []),
        ([answered("q-one", "a.md#one"), answered("q-one", "a.md#one")], []),
        ([FIRST, SECOND, right("q-one", 3)], [(("a.md#one", "a.md#two"), 2)]),
        ([FIRST, SECOND, right("q-one", 3), right("q-one", 4)], [(("a.md#one", "a.md#two"), 2)]),
        ([FIRST, SECOND, right("q-one", 1), right("q-two", 3)], [(("a.md#one", "a.md#two"), 2)]),
        ([FIRST, SECOND, right("q-one", 3), right("q-two", 4)], []),
    ],
    ids=[
        "nothing", "once is a slip", "twice either way round", "three times", "two other pairs",
        "wrong without a concept", "the question's own concept", "one right since",
        "the same one twice", "right before it", "both right since",
    ],
)  # fmt: skip
def test_a_confused_pair_is_reported_from_the_second_time_until_it_is_settled(
    answers: list[PastAnswer], expected: list[tuple[tuple[str, str], int]]
) -> None:
    assert [
        (found.pair, found.times) for found in find_confused_pairs(answers, CONCEPTS)
    ] == expected


def test_the_pair_mixed_up_most_comes_first() -> None:
    often = [answered("q-two", "b.md#three", day=day) for day in range(3)]
    found = find_confused_pairs([FIRST, SECOND, *often], CONCEPTS)
    assert [each.pair for each in found] == [
        ("a.md#two", "b.md#three"),
        ("a.md#one", "a.md#two"),
    ]


def test_questions_separate_a_pair_from_either_side() -> None:
    assert discriminating_questions(("a.md#one", "a.md#two"), CONCEPTS) == {"q-one", "q-two"}
    assert discriminating_questions(("a.md#two", "b.md#three"), CONCEPTS) == {"q-two"}
    assert discriminating_questions(("a.md#one", "c.md#other"), CONCEPTS) == set()


def test_questions_about_a_note_ask_for_it_or_offer_it() -> None:
    assert questions_on(["a.md#one"], CONCEPTS) == {"q-one", "q-two"}
    assert questions_on(["b.md#three"], CONCEPTS) == {"q-two", "q-three"}
    assert questions_on([], CONCEPTS) == set()


def item(name: str) -> PoolItem:
    return PoolItem(name, "build", "topic-a", "single", "medium", "")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["q-one", "q-other", "q-two"], ["q-one", "q-two", "q-other"]),
        (["q-other", "q-three", "q-one", "q-two"], ["q-other", "q-three", "q-two", "q-one"]),
        (["q-other", "q-one", "q-three"], ["q-other", "q-one", "q-three"]),
        (["q-one", "unknown", "q-two"], ["q-one", "q-two", "unknown"]),
        ([], []),
    ],
)
def test_confusable_questions_stand_side_by_side(order: list[str], expected: list[str]) -> None:
    found = pair_up([item(name) for name in order], CONCEPTS)
    assert [each.id for each in found] == expected
