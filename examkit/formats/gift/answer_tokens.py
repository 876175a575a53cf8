"""Answers inside the braces of a GIFT question: where they stand and what they weigh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from examkit.formats.gift.text import EDGES

MOST_ANSWERS = 500
_MARK = re.compile(r"[=~]")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,12})?)%")
_FULL = (
    "100 90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111"
    " 10 5 0"
)
WEIGHTS = {float(weight): weight for weight in _FULL.split()}
"""Weights that Moodle takes, in percent, as they are written; their negatives too."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text between the braces."""

    text: str
    at: int
    """Offset in the text of the block."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer with its mark, weight and feedback."""

    mark: str
    """`=`, `~`, or nothing for a text before the first of them."""
    weight: float | None
    """In percent; None where none is given."""
    text: str
    feedback: str
    at: int
    """Offset of its mark."""

    @property
    def worth(self) -> float:
        """Return what it counts, in percent."""
        return self.weight if self.weight is not None else 100.0 if self.mark == "=" else 0.0

    @property
    def right(self) -> bool:
        """Whether it counts in full."""
        return self.worth > 99.9


def legal(weight: float) -> bool:
    """Return whether Moodle takes a weight."""
    return any(abs(abs(weight) - known) <= 0.001 for known in WEIGHTS)


def weight_for(count: int) -> str:
    """Return the legal weight that is nearest to one of so many equal parts."""
    return WEIGHTS[min(WEIGHTS, key=lambda known: abs(known - 100 / count))]


def pieces(part: Part, marks: re.Pattern[str]) -> Iterator[tuple[str, str, int]]:
    """Split a part at its marks: mark, text and offset; no mark for a text before the first."""
    starts = [found.start() for found in marks.finditer(part.text)]
    first = part.text[: starts[0] if starts else len(part.text)]
    if first.strip(EDGES):
        yield "", first, part.at
    for start, end in pairwise([*starts, len(part.text)]):
        yield part.text[start], part.text[start + 1 : end], part.at + start


def answers_in(part: Part, marks: re.Pattern[str] = _MARK) -> list[Answer]:
    """Split a part into answers."""
    return [_answer(*piece) for piece in pieces(part, marks)]


def _answer(mark: str, text: str, at: int) -> Answer:
    text = text.strip(EDGES)
    found = _WEIGHT.match(text)
    weight = float(found[1]) if found else None
    said, _, feedback = text[found.end() if found else 0 :].partition("#")
    return Answer(mark, weight, said, feedback, at)
