"""Which questions an author should look at, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import atanh, sqrt, tanh
from typing import Literal, get_args

from examkit.analytics.item_statistics import ItemKey, ItemStatistics, most_picked

Difficulty = Literal["easy", "medium", "hard"]
Rule = Literal["key", "discrimination", "difficulty", "time", "distractor"]
RULES: tuple[Rule, ...] = get_args(Rule)
"""The rules, the most serious one first."""

WEAK, Z80 = 0.20, 1.28
"""A discrimination index is low if even the upper end of its 80% range is below `WEAK`."""
FAR = 0.20
"""How far a share of correct answers is from the average of its rating.

In 9 of 10 cases, chance moves the share of 30 answers by 0.15 at most.
"""
MIN_RATED = 5
"""Questions with the same rating that an average needs."""
SLOW = 1.5
"""A question is slow if its median time is at least this multiple of the exam's pace."""
MIN_INCORRECT = 10
"""Incorrect answers after which a distractor that nobody picked is idle.

One of three equally attractive distractors is then unpicked in 5% of cases.
"""


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason to look at a question."""

    rule: Rule
    picks: tuple[str, ...] = ()
    """The picks that the reason is about: distractors, after the key if it is about that."""
    value: float = 0.0
    """What the rule measured: a share, an index, or seconds."""
    usual: float = 0.0
    """What the value was compared with."""


@dataclass(frozen=True, slots=True)
class Norms:
    """What the values of a question are compared with."""

    pace: float
    """Seconds per question that the exam allows."""
    shares: Mapping[Difficulty, float]
    """Average share of correct answers by rating, as far as enough questions have been measured."""


def average_shares(items: Iterable[tuple[Difficulty, ItemStatistics]]) -> dict[Difficulty, float]:
    """Return the average share of correct answers by rating.

    It takes at least five questions with enough answers.
    """
    shares: dict[Difficulty, list[float]] = {}
    for rating, item in items:
        if item.enough:
            shares.setdefault(rating, []).append(item.correct)
    return {
        rating: sum(each) / len(each) for rating, each in shares.items() if len(each) >= MIN_RATED
    }


def find_flags(
    item: ItemStatistics, key: ItemKey, rating: Difficulty, norms: Norms
) -> tuple[Flag, ...]:
    """Return the reasons to look at a question, the most serious one first.

    There is none without enough answers.
    """
    if not item.enough:
        return ()
    flags = (
        _check_key(item, key),
        _check_discrimination(item),
        _check_difficulty(item, rating, norms),
        _check_time(item, norms.pace),
        _check_distractors(item, key),
    )
    return tuple(flag for flag in flags if flag)


def _check_key(item: ItemStatistics, key: ItemKey) -> Flag | None:
    """Flag a correct answer that is picked less often than an incorrect one."""
    rival = most_picked(item, key)
    least = min(key.correct, key=item.share)
    if not rival or item.share(least) >= item.share(rival):
        return None
    return Flag("key", (least, rival), item.share(least), item.share(rival))


def _check_discrimination(item: ItemStatistics) -> Flag | None:
    """Flag an index that is negative, or so low that chance hardly explains it."""
    index = item.discrimination
    if index is None:
        return None
    if index >= 0 and tanh(atanh(min(index, 0.999)) + Z80 / sqrt(item.pairs - 3)) >= WEAK:
        return None
    return Flag("discrimination", value=index, usual=WEAK)


def _check_difficulty(item: ItemStatistics, rating: Difficulty, norms: Norms) -> Flag | None:
    """Flag a share far from the average of the rating, if another rating could fit better."""
    usual = norms.shares.get(rating)
    if usual is None or abs(item.correct - usual) < FAR:
        return None
    # No other rating says that a question is even harder than hard, or easier than easy.
    fitting = "hard" if item.correct < usual else "easy"
    return None if rating == fitting else Flag("difficulty", value=item.correct, usual=usual)


def _check_time(item: ItemStatistics, pace: float) -> Flag | None:
    """Flag a median time that is much longer than the exam's time per question."""
    if item.seconds is None or item.seconds < SLOW * pace:
        return None
    return Flag("time", value=item.seconds, usual=pace)


def _check_distractors(item: ItemStatistics, key: ItemKey) -> Flag | None:
    """Flag distractors that nobody picks although many answers are incorrect."""
    incorrect = item.answers - item.unanswered - round(item.correct * item.answers)
    idle = tuple(pick for pick in key.distractors if not item.picks.get(pick))
    return Flag("distractor", idle, incorrect) if idle and incorrect >= MIN_INCORRECT else None
