"""Numbers in files of strangers, and numbers as writers write them."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from examkit.question_types.numbers import number_fault, parse_number


def format_decimal(number: float) -> str:
    """Write every digit of a number, and no exponent."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def number_of(value: Any) -> float | None:
    """Return a number, also from a text; None for anything else, and for what is not finite."""
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def share_of(text: str) -> float | None:
    """Return a weight or a number of points; its comma is never one of thousands."""
    return parse_number(text, comma_is_decimal=True)


def checked_number(value: Any, tell: Callable[[str, str], None]) -> float | None:
    """Return a number, or None after telling what is wrong with a text that isn't one."""
    number = number_of(value)
    if number is None and isinstance(value, str) and value.strip():
        tell(*number_fault(value))
    return number
