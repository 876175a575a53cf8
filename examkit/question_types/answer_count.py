"""The number of answers that the end of a stem asks for, as in "Choose two."."""

from __future__ import annotations

import re

_CHOOSE = re.compile(r"\(?\b(?:choose|select|pick)\s+(two|three|four|2|3|4)\b")
_COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}


def parse_count(stem: str) -> int | None:
    """Return the number of answers that the end of a stem asks for; None if it gives none."""
    end = stem[-200:].lower()
    # Looking for the words first avoids the slow search for nearly all questions.
    if "choose" not in end and "select" not in end and "pick" not in end:
        return None
    match = _CHOOSE.search(end)
    return _COUNTS[match[1]] if match else None


def without_count(stem: str) -> str:
    """Return a stem in lowercase without phrases such as "choose two"."""
    return _CHOOSE.sub("", stem.lower())
