"""Numbers in words, as every section of a report writes them."""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import lru_cache
from math import floor

from examkit.analytics.beta import betaq
from examkit.analytics.scaled_score import reaches
from examkit.analytics.verdicts import VerdictSettings


def sentence(text: str) -> str:
    """Capitalize the first letter."""
    return text[:1].upper() + text[1:]


def percent(share: float, cut: float | None = None) -> str:
    """Round to a whole percent, but never up to 100% or across the cut score."""
    whole = round(100 * share)
    if whole > 100 * share and (share < 1 <= whole / 100 or _crosses(share, cut)):
        whole = floor(100 * share)
    return f"{whole}%"


def _crosses(share: float, cut: float | None) -> bool:
    return cut is not None and not reaches(share, cut) and round(100 * share) >= 100 * cut


def pass_percent(cut: float) -> str:
    """Write a cut score in percent, with a decimal only if it has one."""
    return f"{round(100 * cut, 1):g}%"


def span(low: float, high: float) -> str:
    """Write a range of shares in percent."""
    return f"{round(100 * low)}-{round(100 * high)}%"


def number(value: float) -> str:
    """Write a count that can be fractional, rounded down to one decimal."""
    return f"{value:.0f}" if float(value).is_integer() else f"{floor(10 * value) / 10:.1f}"


def format_amount(value: float, noun: str) -> str:
    """Write a count that can be fractional with its noun: 1 day, 1.5 days."""
    return f"{number(value)} {noun if value == 1 else f'{noun}s'}"


def duration(seconds: float) -> str:
    """Write whole minutes, or seconds below two minutes."""
    return f"{round(seconds)} s" if seconds < 120 else f"{round(seconds / 60)} min"


def date_text(seconds: float, zone: tzinfo) -> str:
    """Write the date of a moment, given in UTC seconds since 1970, in a time zone."""
    day = datetime.fromtimestamp(seconds, zone)
    return f"{day:%b} {day.day}, {day.year}"


def effective(evidence: float, *bounds: float) -> str:
    """Write a number of effective answers: "about 10", but never a bound that it misses.

    Without `bounds`, the bound is the number of answers that a verdict needs.
    """
    if float(evidence).is_integer():
        return number(evidence)
    for bound in bounds or (VerdictSettings().enough,):
        if evidence < bound <= round(evidence):
            return f"fewer than {number(bound)}"
    return f"about {max(1, round(evidence))}"


def counted_answers(evidence: float) -> str:
    """Write a number of effective answers with its noun."""
    return _with_noun(effective(evidence), "answer")


def fresh_answers(evidence: float, *bounds: float) -> str:
    """Write a number of effective first-time answers with its noun; `bounds` as for `effective`."""
    return _with_noun(effective(evidence, *bounds), "first-time answer")


def _with_noun(count: str, noun: str) -> str:
    return f"{count} {noun if count.rsplit(maxsplit=1)[-1] == '1' else f'{noun}s'}"


def attempt_text(finished: bool, right: int, asked: int, fresh: int) -> str:
    """Sum up an attempt for a list: its result, the likely range, and how many were new."""
    if not finished:
        return "unfinished"
    if asked == 0:
        return "no questions"
    new = "all new" if fresh == asked else f"{fresh} new"
    return f"{right} of {asked} correct, {_likely(right, asked)}, {new}"


@lru_cache(maxsize=8_192)
def _likely(right: int, asked: int) -> str:
    """Write the 80% range of a share; cached, because a long list repeats the same results."""
    a, b = right + 0.5, asked - right + 0.5
    return span(betaq(0.1, a, b), betaq(0.9, a, b))


def undated_text() -> str:
    """Explain why an attempt can't be shown."""
    return "can't be shown: its dates are outside 1970 to 9999"
