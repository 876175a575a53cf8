"""Which options an answer names: every collection of questions has its own way to say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from examkit.formats.shared.draft import trimmed

_TOKEN = re.compile(r"[^\W_]+")
_LABELLED = re.compile(r"\(?([A-Za-z])[.):]\s+(.*)", re.DOTALL)
_FILLERS = {"AND", "OPTION", "OPTIONS", "ANSWER", "ANSWERS", "CHOICE"}
_SEPARATORS = ("\n", "|", ";")


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of one row, and its answer as it stands there."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    """Upper-case, one for each text."""
    answers: tuple[str, ...]
    """Each names one option or several."""
    numbers: tuple[int, ...] = ()
    """Numbers that the columns of the options bear, such as 2 for `Option 2`."""
    positions: tuple[int, ...] = ()
    """Columns that hold the options, from 0; the others are empty."""


def letters(count: int) -> tuple[str, ...]:
    """Return the labels of options that bear none."""
    return tuple(ascii_uppercase[:count]) + ("",) * (count - len(ascii_uppercase))


def split_list(text: str) -> tuple[str, ...]:
    """Split a cell that holds several texts at the first separator that it has."""
    for separator in _SEPARATORS:
        if separator in text:
            return tuple(part.strip() for part in text.split(separator) if part.strip())
    return (text.strip(),) if text.strip() else ()


def unlabelled(texts: Sequence[str]) -> tuple[str, ...]:
    """Drop `A.`, `B.` and so on before the options, where every one has its own."""
    found = [_LABELLED.fullmatch(text) for text in texts]
    marks = "".join(match[1].upper() for match in found if match)
    if marks and marks == ascii_uppercase[: len(texts)]:
        return tuple(match[2] for match in found if match)
    return tuple(texts)


def _by_label(answer: str, choice: Choice) -> tuple[int, ...]:
    labelled = _LABELLED.fullmatch(answer)
    if labelled and labelled[1].upper() in choice.labels:
        at = choice.labels.index(labelled[1].upper())
        return (at,) if trimmed(labelled[2]) == trimmed(choice.texts[at]) else ()
    tokens = [token for token in _TOKEN.findall(answer.upper()) if token not in _FILLERS]
    if len(tokens) == 1 and tokens[0] not in choice.labels and answer.strip().isupper():
        tokens = list(tokens[0])
    if not tokens or not set(tokens) <= set(choice.labels):
        return ()
    return tuple(choice.labels.index(token) for token in tokens)


def _numbers(answer: str) -> tuple[int, ...]:
    """Read an answer as whole numbers; empty where it holds anything else."""
    tokens = [token for token in _TOKEN.findall(answer) if token.upper() not in _FILLERS]
    short = all(token.isascii() and token.isdigit() and len(token) < 4 for token in tokens)
    return tuple(map(int, tokens)) if short and "." not in answer and "-" not in answer else ()


def _counted(answer: str, choice: Choice, base: int) -> tuple[int, ...]:
    found = tuple(number - base for number in _numbers(answer))
    known = set(found) <= set(choice.positions)
    return tuple(choice.positions.index(at) for at in found) if known else ()


def _from_zero(answer: str, choice: Choice) -> tuple[int, ...]:
    return _counted(answer, choice, 0)


def _from_one(answer: str, choice: Choice) -> tuple[int, ...]:
    return _counted(answer, choice, 1)


def _by_column(answer: str, choice: Choice) -> tuple[int, ...]:
    found = _numbers(answer)
    known = set(found) <= set(choice.numbers)
    return tuple(choice.numbers.index(number) for number in found) if known else ()


def _by_text(answer: str, choice: Choice) -> tuple[int, ...]:
    known = {trimmed(text).casefold(): at for at, text in reversed([*enumerate(choice.texts)])}
    whole = known.get(trimmed(answer).casefold())
    if whole is not None:
        return (whole,)
    parts = [known.get(trimmed(part).casefold()) for part in split_list(answer)]
    return tuple(at for at in parts if at is not None) if None not in parts else ()


Style = Callable[[str, Choice], tuple[int, ...]]
STYLES: dict[str, Style] = {
    "letters": _by_label,
    "numbers of columns": _by_column,
    "numbers from 0": _from_zero,
    "numbers from 1": _from_one,
    "texts": _by_text,
}
_COUNTS = ("numbers from 0", "numbers from 1")


def find_style(choices: Iterable[Choice]) -> str:
    """Find the way in which most answers of a file can be read; the first of equals."""
    listed = [choice for choice in choices if choice.answers]
    counts = {
        name: sum(all(style(a, choice) for a in choice.answers) for choice in listed)
        for name, style in STYLES.items()
    }
    return max(STYLES, key=lambda name: counts[name])


def find_keys(choice: Choice, style: str) -> set[int]:
    """Return the options that an answer names, read in one way or, where that fails, as a text.

    Empty where a part of it names nothing.
    """
    found: set[int] = set()
    for answer in choice.answers:
        ways = (STYLES[style], _by_text, _by_label, _by_column)
        named = next((read for way in ways if (read := way(answer, choice))), ())
        if not named:
            return set()
        found.update(named)
    return found


def find_rival(choices: Sequence[Choice], style: str) -> str:
    """Name another way that reads every answer as well, but differently; nothing without one.

    Numbers of columns settle where to count from, unless the answers hold a 0.
    """
    listed = [choice for choice in choices if choice.answers]
    if style == "numbers from 0" and any(1 in choice.numbers for choice in listed):
        return "numbers of columns"
    settled = {style, *(_COUNTS if style == "numbers of columns" else ())}
    readings = {name: _readings(listed, name) for name in STYLES}
    others = (name for name in STYLES if name not in settled and all(readings[name]))
    return next((name for name in others if readings[name] != readings[style]), "")


def _readings(choices: Iterable[Choice], style: str) -> list[tuple[int, ...]]:
    return [STYLES[style](answer, choice) for choice in choices for answer in choice.answers]
