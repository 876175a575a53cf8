"""Dates as people type and read them."""

from __future__ import annotations

import re
from datetime import date, datetime

FORMATS = (
    "%Y %m %d", "%m %d %Y", "%m %d %y", "%d.%m.%Y",
    "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y",
    "%A %B %d %Y", "%a %b %d %Y", "%A %b %d %Y",
)  # fmt: skip
"""Accepted formats for `strptime` of a date that `_separate` has simplified.

In numbers with dots, the day comes before the month; in other numbers, after it.
"""
YEARS = 8
"""How many years ahead a date without a year can be; enough to find any February 29."""
EXAMPLE = "December 20, 2026"


def parse_day(text: str, today: date) -> date | None:
    """Return a typed date, such as "2026-12-20", "Dec 20", or "12/20/2026"; None if it isn't one.

    A date without a year is its next occurrence, which can be `today`.
    """
    words = _separate(text)
    if (day := _match(words)) is not None:
        return day
    years = range(today.year, today.year + YEARS + 1)
    days = (_match(f"{words} {year}") for year in years)
    return next((day for day in days if day is not None and day >= today), None)


def _separate(text: str) -> str:
    """Return a typed date in lowercase, with spaces for commas, slashes, and hyphens.

    Ordinal endings, as in "5th", and dots after words are removed.
    """
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b|(?<=[a-z])\.", "", text.strip().lower())
    plain = re.sub(r"\bsept\b", "sep", plain)
    return re.sub(r"\s*[\s,/-]\s*", " ", plain)


def _match(words: str) -> date | None:
    for form in FORMATS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None


def format_day(day: date) -> str:
    """Return a date in words, such as "June 1, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"
