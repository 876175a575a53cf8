"""The options that an answer names, by label, number, or text."""

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
    """The options of one row, and the row's answer as it is written."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    """Uppercase labels, one for each text."""
    answers: tuple[str, ...]
    """The parts of the answer. Each part names one or more options."""
    numbers: tuple[int, ...] = ()
    """The numbers in the names of the option columns, such as 2 for `Option 2`."""
    positions: tuple[int, ...] = ()
    """The positions of the columns that contain an option, from 0. The others are empty."""


def letters(count: int) -> tuple[str, ...]:
    """Return the labels A, B, C, and so on. Options after Z get an empty label."""
    return tuple(ascii_uppercase[:count]) + ("",) * (count - len(ascii_uppercase))


def split_list(text: str) -> tuple[str, ...]:
    """Split a text at line breaks, or else at `|`, or else at `;`. Empty parts are dropped."""
    for separator in _SEPARATORS:
        if separator in text:
            return tuple(part.strip() for part in text.split(separator) if part.strip())
    return (text.strip(),) if text.strip() else ()


def unlabelled(texts: Sequence[str]) -> tuple[str, ...]:
    """Remove `A.`, `B.`, and so on from the options, if every option starts with its letter."""
    matches = [_LABELLED.fullmatch(text) for text in texts]
    marks = "".join(match[1].upper() for match in matches if match)
    if marks and marks == ascii_uppercase[: len(texts)]:
        return tuple(match[2] for match in matches if match)
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
    """Return the whole numbers in an answer, or an empty tuple if it contains anything else."""
    tokens = [token for token in _TOKEN.findall(answer) if token.upper() not in _FILLERS]
    short = all(token.isascii() and token.isdigit() and len(token) < 4 for token in tokens)
    return tuple(map(int, tokens)) if short and "." not in answer and "-" not in answer else ()


def _counted(answer: str, choice: Choice, base: int) -> tuple[int, ...]:
    positions = tuple(number - base for number in _numbers(answer))
    known = set(positions) <= set(choice.positions)
    return tuple(choice.positions.index(at) for at in positions) if known else ()


def _from_zero(answer: str, choice: Choice) -> tuple[int, ...]:
    return _counted(answer, choice, 0)


def _from_one(answer: str, choice: Choice) -> tuple[int, ...]:
    return _counted(answer, choice, 1)


def _by_column(answer: str, choice: Choice) -> tuple[int, ...]:
    numbers = _numbers(answer)
    known = set(numbers) <= set(choice.numbers)
    return tuple(choice.numbers.index(number) for number in numbers) if known else ()


def _by_text(answer: str, choice: Choice) -> tuple[int, ...]:
    known = {trimmed(text).casefold(): at for at, text in reversed([*enumerate(choice.texts)])}
    exact = known.get(trimmed(answer).casefold())
    if exact is not None:
        return (exact,)
    parts = [known.get(trimmed(part).casefold()) for part in split_list(answer)]
    return tuple(at for at in parts if at is not None) if None not in parts else ()


Style = Callable[[str, Choice], tuple[int, ...]]
STYLES: dict[str, Style] = {
    "option letters": _by_label,
    "column numbers": _by_column,
    "numbers starting at 0": _from_zero,
    "numbers starting at 1": _from_one,
    "option texts": _by_text,
}
_COUNTS = ("numbers starting at 0", "numbers starting at 1")


def find_style(choices: Iterable[Choice]) -> str:
    """Return the way to name options, a key of `STYLES`, that fits the answers of the most rows.

    If several fit equally many rows, the first of them is returned.
    """
    listed = [choice for choice in choices if choice.answers]
    counts = {
        name: sum(all(style(a, choice) for a in choice.answers) for choice in listed)
        for name, style in STYLES.items()
    }
    return max(STYLES, key=lambda name: counts[name])


def find_keys(choice: Choice, style: str) -> set[int]:
    """Return the positions of the options that an answer names.

    `style`, a key of `STYLES`, is tried first, then text, label, and column number. The result is
    empty if any part of the answer names no option.
    """
    keys: set[int] = set()
    for answer in choice.answers:
        ways = (STYLES[style], _by_text, _by_label, _by_column)
        named = next((read for way in ways if (read := way(answer, choice))), ())
        if not named:
            return set()
        keys.update(named)
    return keys


def find_rival(choices: Sequence[Choice], style: str) -> str:
    """Return another key of `STYLES` that fits every answer but makes other options correct.

    The result is empty if there is none. If the option columns are numbered, their numbers decide
    whether answers count from 0 or 1, unless the answers contain a 0.
    """
    listed = [choice for choice in choices if choice.answers]
    if style == "numbers starting at 0" and any(1 in choice.numbers for choice in listed):
        return "column numbers"
    settled = {style, *(_COUNTS if style == "column numbers" else ())}
    readings = {name: _readings(listed, name) for name in STYLES}
    others = (name for name in STYLES if name not in settled and all(readings[name]))
    return next((name for name in others if readings[name] != readings[style]), "")


def _readings(choices: Iterable[Choice], style: str) -> list[tuple[int, ...]]:
    return [STYLES[style](answer, choice) for choice in choices for answer in choice.answers]
