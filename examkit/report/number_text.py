"""Numbers as text, written the same way in every section of a report."""

from __future__ import annotations

from datetime import datetime, tzinfo
from math import floor
from typing import Literal

from examkit.analytics.cut_score import reaches

Tone = Literal["success", "warning", "error", "plain"]
"""The color of a verdict: green, yellow, red, or none. Words next to it give the same meaning."""
BarTone = Tone | Literal["accent"]
"""The color of a bar: a verdict's color, or one that judges nothing."""


def sentence(text: str) -> str:
    """Return text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def percent(share: float, cut: float | None = None) -> str:
    """Return a share as a whole percent, never rounded up to 100% or to the cut score `cut`."""
    whole = round(100 * share)
    if whole > 100 * share and (share < 1 <= whole / 100 or _crosses(share, cut)):
        whole = floor(100 * share)
    return f"{whole}%"


def _crosses(share: float, cut: float | None) -> bool:
    return cut is not None and not reaches(share, cut) and round(100 * share) >= 100 * cut


def pass_percent(cut: float) -> str:
    """Return a cut score as a percent, with one decimal if it isn't whole."""
    return f"{round(100 * cut, 1):g}%"


def span(low: float, high: float) -> str:
    """Return a range of shares as percents, such as "53–70%"."""
    return f"{round(100 * low)}–{round(100 * high)}%"


def number(value: float) -> str:
    """Return a number as text, rounded down to one decimal if it isn't whole."""
    return f"{value:.0f}" if float(value).is_integer() else f"{floor(10 * value) / 10:.1f}"


def format_amount(value: float, noun: str) -> str:
    """Return a number with its noun, such as "1 day" or "1.5 days"."""
    return f"{number(value)} {noun if value == 1 else f'{noun}s'}"


def duration(seconds: float) -> str:
    """Return seconds as text: as whole minutes, or as seconds if below two minutes."""
    return f"{round(seconds)} s" if seconds < 120 else f"{round(seconds / 60)} min"


def date_text(seconds: float, zone: tzinfo) -> str:
    """Return the date of a moment in a time zone, such as "Dec 1, 2026".

    The moment is in UTC seconds since 1970.
    """
    day = datetime.fromtimestamp(seconds, zone)
    return f"{day:%b} {day.day}, {day.year}"


def clock_text(seconds: float, zone: tzinfo) -> str:
    """Return the time of day of a moment in a time zone, such as "09:30".

    The moment is in UTC seconds since 1970.
    """
    return f"{datetime.fromtimestamp(seconds, zone):%H:%M}"


def effective(evidence: float, *bounds: float) -> str:
    """Return an effective number of answers as text, such as "about 10".

    If the number is below one of `bounds` but would round up to it, the text is "fewer than" that
    bound.
    """
    if float(evidence).is_integer():
        return number(evidence)
    for bound in bounds:
        if evidence < bound <= round(evidence):
            return f"fewer than {number(bound)}"
    return f"about {max(1, round(evidence))}"


def counted_answers(evidence: float) -> str:
    """Return an effective number of answers with its noun, such as "about 10 answers"."""
    return _with_noun(effective(evidence), "answer")


def fresh_answers(evidence: float, *bounds: float) -> str:
    """Return an effective number of answers as text, such as "about 10 first-time answers".

    The number is never rounded up to one of `bounds`.
    """
    return _with_noun(effective(evidence, *bounds), "first-time answer")


def _with_noun(count: str, noun: str) -> str:
    return f"{count} {noun if count.rsplit(maxsplit=1)[-1] == '1' else f'{noun}s'}"


def undated_text() -> str:
    """Return a clause on why an attempt whose dates are out of range can't be shown."""
    return "can't be shown: its dates aren't between 1970 and 9999"
