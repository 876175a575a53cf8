"""How a bank is worded, in figures."""

from __future__ import annotations

from collections.abc import Sequence

from examkit.bank.lint.bank_rules import longest, shortest
from examkit.bank.lint.pair_rules import likeness
from examkit.bank.lint.rule import Item
from examkit.bank.lint.testwise import measure_gains

LEAST_LIKE = 0.3
"""Pairs below this cosine are told apart by chance alone and not looked at."""


def measure_wording(items: Sequence[Item]) -> dict[str, float]:
    """Return shares and lifts from 0 to 1, and the highest likeness of two questions."""
    if not items:
        return {}
    long, short = longest(items), shortest(items)
    fixed, learned, cues = measure_gains(items)
    pairs = [cosine for cosine, _, _ in likeness(items, LEAST_LIKE)]
    figures = {
        "longest is key": long.rate,
        "longest by chance": long.expected,
        "shortest is key": short.rate,
        "T1 lift": fixed.lift,
        "T2 lift": learned.lift,
        **{f"{cue.name} lift": cue.lift for cue in cues},
        "likest pair": max(pairs, default=0.0),
    }
    return {name: round(value, 3) for name, value in figures.items()}
