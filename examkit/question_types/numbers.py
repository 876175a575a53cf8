"""Parse numbers as people write them, on screens, in plain mode, and in imported files.

A dot is a decimal point unless it can't be one, as in the questions and files of examkit. A comma
is accepted only if it can mean just one thing. See docs/bank-format.md.
"""

from __future__ import annotations

import math
import re

LONGEST = 400
"""Longest text that is parsed, in characters."""
_NUMBER = re.compile(r"([-+]?)\s*((?:[\d.,'\u2019_]|\s(?=\d))+)([eE][-+]?\d{1,4})?")
_GROUPED = re.compile(r"[^\D0]\d{0,2}([,.'\u2019_\s])\d{3}(?:\1\d{3})*")
_DIGITS = re.compile(r"\d*")
_GROUP_MARKS = re.compile(r"[,.'\u2019_\s]")


def parse_number(text: str, unit: str = "", *, comma_is_decimal: bool = False) -> float | None:
    """Return the number that a text means; None if it means none or is ambiguous.

    The text can end with `unit`. With `comma_is_decimal`, the comma in an ambiguous number such
    as `33,333` is a decimal comma; use it if thousands make no sense, such as for percentages.
    """
    plain = plain_number(text, unit, comma_is_decimal=comma_is_decimal)
    return None if plain is None else float(plain)


def plain_number(text: str, unit: str = "", *, comma_is_decimal: bool = False) -> str | None:
    """Return the number that a text means, as a sign, digits, a decimal point, and an exponent.

    The parameters are as in `parse_number`. None if the text isn't a number or is ambiguous.
    Rewriting the result changes nothing.
    """
    readings, rest = _readings(text)
    if not readings or rest not in ("", unit.strip()):
        return None
    if len(readings) > 1 and not comma_is_decimal:
        return None
    return readings[-1]


def number_fault(text: str, unit: str = "") -> tuple[str, str]:
    """Return why a rejected text isn't a number, and a hint about what to write instead.

    `unit` is the question's unit, which the hint's example includes.
    """
    readings, _ = _readings(text)
    quoted = repr(text.strip()[:20])
    if not readings:
        return f"{quoted} isn't a number.", "Enter a number such as 12.5."
    if len(readings) > 1:
        return f"{quoted} could mean {' or '.join(readings)}.", f"Enter {' or '.join(readings)}."
    example = f"{readings[0]} {unit}".strip()
    return f"{quoted} contains more than a number.", f"Enter only the number, such as {example}."


def _readings(text: str) -> tuple[list[str], str]:
    """Return the numbers that the start of a text can mean, and the rest of the text.

    The numbers are in the form that `plain_number` returns. There are none if the text doesn't
    start with a number. If there are two, the comma separates thousands in the first and decimals
    in the second.
    """
    trimmed = text.strip().replace("\u2212", "-")
    match = _NUMBER.match(trimmed) if len(trimmed) <= LONGEST else None
    if match is None:
        return [], trimmed
    sign, body, exponent = match[1], match[2], match[3] or ""
    plain = [f"{sign}{number}{exponent}" for number in _bodies(body)]
    return [number for number in plain if _is_exact(number)], trimmed[match.end() :].strip()


def _bodies(body: str) -> list[str]:
    """Return the numbers that digits with separators can mean, without the separators.

    `body` has no sign or exponent. There are two numbers if a comma is ambiguous, and none if the
    separators are misplaced.
    """
    if (pointed := _split_at(body, ".")) is not None:
        return [pointed]
    readings = (_whole(body, ""), _split_at(body, ","))
    return [reading for reading in readings if reading is not None]


def _split_at(body: str, mark: str) -> str | None:
    """Return the number that digits with separators mean if `mark` is the decimal point.

    It has a decimal point and no other separators. None if `mark` can't be the decimal point.
    """
    if body.count(mark) != 1:
        return None
    before, _, fraction = body.partition(mark)
    integer = _whole(before, mark) if before else ""
    is_open = not fraction and (mark == "," or not before)
    if integer is None or is_open or not _DIGITS.fullmatch(fraction):
        return None
    return f"{integer}.{fraction}"


def _whole(digits: str, decimal_mark: str) -> str | None:
    """Return a whole number without its thousands separators; None if it isn't one.

    `decimal_mark` can't be the separator; if it is empty, any separator is accepted.
    """
    grouped = _GROUPED.fullmatch(digits)
    if grouped and grouped[1] != decimal_mark:
        return _GROUP_MARKS.sub("", digits)
    return digits if digits and _DIGITS.fullmatch(digits) else None


def _is_exact(plain: str) -> bool:
    """Return whether a number is neither too large for a float nor so small that it becomes 0."""
    number = float(plain)
    is_zero = not re.search("[1-9]", re.split("[eE]", plain)[0])
    return math.isfinite(number) and (number != 0 or is_zero)
