"""Measure cues in the wording of options, as numbers with mean 0 within each question."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence

from examkit.bank.lint.cue_rules import ABSOLUTES, HEDGES, mean_likeness, opposite_pairs
from examkit.bank.lint.rule import Item, words

_DETAIL = re.compile(r"[,(\d]|\b(?:which|that|by|with|using|while)\b")


def _center(values: Sequence[float]) -> list[float]:
    mean = sum(values) / len(values)
    return [value - mean for value in values]


def _standardize(values: Sequence[float], least: float = 1e-9) -> list[float]:
    """Return each value's distance from the mean in standard deviations.

    Return zeros if the standard deviation is `least` or smaller.
    """
    spread = statistics.pstdev(values)
    return [value / spread if spread > least else 0.0 for value in _center(values)]


def _length(item: Item) -> list[float]:
    lengths = [float(len(text)) for text in item.texts]
    return _standardize(lengths, least=0.06 * sum(lengths) / len(lengths))


def _echo(item: Item) -> list[float]:
    everywhere = frozenset.intersection(*item.contents)
    return _center([len((one & item.stem_content) - everywhere) for one in item.contents])


def _likeness(item: Item) -> list[float]:
    return _standardize(mean_likeness(item))


def _absolute(item: Item) -> list[float]:
    return _center([-float(bool(ABSOLUTES & set(words(text)))) for text in item.texts])


def _hedge(item: Item) -> list[float]:
    return _center([float(bool(HEDGES & set(words(text)))) for text in item.texts])


def _article(item: Item) -> list[float]:
    ending = re.search(r"\b(an?)\W*$", item.lead_in.lower())
    if not ending:
        return [0.0] * len(item.texts)
    vowels = [text[:1].lower() in "aeiou" for text in item.texts]
    return _center([float(vowel == (ending[1] == "an")) for vowel in vowels])


def _detail(item: Item) -> list[float]:
    return _standardize([float(len(_DETAIL.findall(text.lower()))) for text in item.texts])


def _opposite(item: Item) -> list[float]:
    paired = {i for pair in opposite_pairs(item) for i in pair}
    return _center([float(i in paired) for i in range(len(item.texts))])


def _middle(item: Item) -> list[float]:
    matches = [re.search(r"\d[\d,]*(?:\.\d+)?", text) for text in item.texts]
    numbers = [float(match[0].replace(",", "")) for match in matches if match]
    if len(numbers) < len(matches):
        return [0.0] * len(item.texts)
    return _center([float(n not in (min(numbers), max(numbers))) for n in numbers])


FEATURES: dict[str, tuple[Callable[[Item], list[float]], float]] = {
    "length": (_length, 1.0),
    "echo": (_echo, 0.6),
    "likeness": (_likeness, 0.5),
    "no absolute": (_absolute, 0.8),
    "hedge": (_hedge, 0.4),
    "article": (_article, 1.5),
    "detail": (_detail, 0.3),
    "opposite": (_opposite, 0.4),
    "middle number": (_middle, 0.8),
}
"""By a cue's name: the function that measures it, and its weight for the simulated reader T1."""


def rows(item: Item) -> list[list[float]]:
    """Return the values of all cues for each option, in the order of `FEATURES`."""
    columns = [cue(item) for cue, _ in FEATURES.values()]
    return [list(row) for row in zip(*columns, strict=True)]
