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
"""A discrimination index is low if even the upper end of its 80% range is below `WEAK`.

The range extends `Z80` standard errors each way.
"""
FAR = 0.20
"""Minimum difference between a question's share correct and its rating's average to flag it.

In 9 of 10 cases, chance moves the share of 30 answers by 0.15 at most.
"""
MIN_RATED = 5
"""Minimum number of measured questions with one rating to average their shares correct."""
SLOW = 1.5
"""A question is slow if its median time is at least this multiple of the exam's time for one."""
MIN_INCORRECT = 10
"""Minimum number of incorrect answers for flagging a distractor that nobody picked.

One of three equally attractive distractors is then unpicked in 5% of cases.
"""


@dataclass(frozen=True, slots=True)
class Flag:
    """A reason to look at a question."""

    rule: Rule
    picks: tuple[str, ...] = ()
    """Distractors that nobody picks, or a correct pick and the incorrect one picked more often."""
    value: float = 0.0
    """What the rule measured: a share, a discrimination index, seconds, or a number of answers."""
    usual: float = 0.0
    """What `value` was compared with, such as an average; 0 if nothing."""


@dataclass(frozen=True, slots=True)
class Norms:
    """Usual values that a question's statistics are compared with."""

    pace: float
    """Seconds per question that the exam allows."""
    shares: Mapping[Difficulty, float]
    """Average share of correct answers by rating; a rating with too few questions is absent."""


def average_shares(items: Iterable[tuple[Difficulty, ItemStatistics]]) -> dict[Difficulty, float]:
    """Return the average share of correct answers, from 0 to 1, by difficulty rating.

    `items` has each question's rating and statistics. A rating is left out if fewer than five of
    its questions have enough answers.
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

    Empty if the question has too few answers to judge it.
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
    """Flag a discrimination index that is negative, or so low that chance hardly explains it."""
    index = item.discrimination
    if index is None:
        return None
    if index >= 0 and tanh(atanh(min(index, 0.999)) + Z80 / sqrt(item.pairs - 3)) >= WEAK:
        return None
    return Flag("discrimination", value=index, usual=WEAK)


def _check_difficulty(item: ItemStatistics, rating: Difficulty, norms: Norms) -> Flag | None:
    """Flag a share correct far from the rating's average, if another rating could fit better."""
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
