"""What a drill takes where the engine chooses."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from examkit.bank.pool import PoolItem
from examkit.drills.review_dates import CardMemory
from examkit.drills.weighting import (
    MIN_REPEAT_SECONDS,
    LearnerNeed,
    PracticeSettings,
    choose_questions,
    expected_shares,
    item_score,
    weighted_pick,
)
from examkit.exam.grading import Outcome
from examkit.system_clock import DAY
from tests.drills.test_review_dates import START, answered
from tests.factories import make_item

NOW = START + 30 * DAY
SETTINGS = PracticeSettings()
NEED = LearnerNeed(
    weights={"build": 0.6, "secure": 0.4},
    expected_shares={"build": 0.5, "secure": 0.9},
    memories={},
)
POOL = [
    make_item(f"{domain}-{n}", domain, topic=f"topic-{n % 4}")
    for domain in ("build", "secure")
    for n in range(60)
]


def memory(
    *, right: bool, retrievability: float, days_ago: float = 10.0, sure: bool = False
) -> CardMemory:
    outcome: Outcome = "right" if right else "wrong"
    last = answered(outcome, day=30 - days_ago, confidence=3 if sure else None)
    return CardMemory(last, 1, last.ended_at, retrievability)


SCORES: list[tuple[CardMemory | None, float]] = [
    (None, 2.0 * 0.5),
    (memory(right=False, retrievability=0.95), 1.2 * 0.5),
    (memory(right=False, retrievability=0.5), 1.2),
    (memory(right=False, retrievability=0.5, sure=True), 1.2 * 1.5),
    (memory(right=True, retrievability=0.95), 0.0),
    (memory(right=True, retrievability=0.9), 0.6),
    (memory(right=True, retrievability=0.85), 0.6 * 1.5),
    (memory(right=True, retrievability=0.1), 0.6 * 2),
    (memory(right=False, retrievability=0.5, days_ago=0.1), 0.0),
]


@pytest.mark.parametrize(("known", "expected"), SCORES)
def test_item_score(known: CardMemory | None, expected: float) -> None:
    item = make_item("build-1")
    need = replace(NEED, memories={} if known is None else {item.id: known})
    assert item_score(item, need, NOW, SETTINGS) == pytest.approx(expected)


def test_a_click_leaves_a_question_at_its_domains_estimate() -> None:
    clicked = replace(memory(right=True, retrievability=1.0), was_read=False)
    pool = [make_item("one", "build"), make_item("two", "build")]
    assert expected_shares(pool, {"build": 0.4}, {"one": clicked}) == {"build": 0.4}


def test_expected_shares_move_with_practice() -> None:
    pool = [make_item(name) for name in ("new", "right", "wrong")]
    found = {
        "right": memory(right=True, retrievability=0.8),
        "wrong": memory(right=False, retrievability=1.0),
    }
    shares = expected_shares(pool, {"build": 0.5}, found)
    assert shares == {"build": pytest.approx((0.5 + 0.85 + 0.70) / 3)}


def test_topics_of_the_last_report_count_more() -> None:
    need = replace(NEED, missed_topics=["topic-a"])
    assert item_score(make_item("build-1"), need, NOW, SETTINGS) == pytest.approx(1.3)


def test_domains_are_drawn_by_weight_and_gap() -> None:
    """0.6 * 0.5 against 0.4 * 0.1: 88% of the questions."""
    drawn = Counter(
        item.domain
        for n in range(300)
        for item in choose_questions(POOL, NEED, NOW, f"seed-{n}", 5)
    )
    assert drawn["build"] / drawn.total() == pytest.approx(0.30 / 0.34, abs=0.03)


def test_the_same_seed_draws_the_same_and_nothing_twice() -> None:
    first = choose_questions(POOL, NEED, NOW, "seed", 40)
    assert first == choose_questions(POOL, NEED, NOW, "seed", 40)
    assert len({item.id for item in first}) == 40


def test_enemies_what_is_asked_already_and_what_was_seen_today_stay_out() -> None:
    pool = [
        make_item("a", enemies=("b",)),
        make_item("b"),
        make_item("c"),
        make_item("d"),
        make_item("e", domain="other"),
    ]
    today = memory(right=False, retrievability=0.2, days_ago=(MIN_REPEAT_SECONDS - 60) / DAY)
    need = replace(NEED, memories={"c": today}, asked=[make_item("d")])
    for number in range(20):
        ids = [item.id for item in choose_questions(pool, need, NOW, f"seed-{number}", 10)]
        assert ids in (["a"], ["b"])


@pytest.mark.parametrize(("mine", "its"), [(("due",), ()), ((), ("a",))])
def test_no_enemy_of_what_is_asked_already_whichever_side_declares_it(
    mine: tuple[str, ...], its: tuple[str, ...]
) -> None:
    need = replace(NEED, asked=[make_item("due", enemies=its)])
    assert choose_questions([make_item("a", enemies=mine)], need, NOW, "seed", 1) == ()


def test_topics_change_from_one_question_to_the_next() -> None:
    def repeats(pool: list[PoolItem], settings: PracticeSettings) -> int:
        count = 0
        for number in range(100):
            drawn = choose_questions(pool, NEED, NOW, f"seed-{number}", 10, settings)
            count += sum(a.topic == b.topic for a, b in pairwise(drawn))
        return count

    assert repeats(POOL, SETTINGS) < 0.75 * repeats(POOL, replace(SETTINGS, same_topic=1.0))


@pytest.mark.parametrize(
    ("chance", "expected"), [(0.0, "a"), (0.24, "a"), (0.25, "b"), (0.99, "b")]
)
def test_pick(chance: float, expected: str) -> None:
    assert weighted_pick([("a", 1.0), ("b", 3.0)], chance) == expected


def test_rounding_does_not_draw_past_the_end() -> None:
    assert weighted_pick([("a", 0.1), ("b", 0.2)], 1.0) == "b"
