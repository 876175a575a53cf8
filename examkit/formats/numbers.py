"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal


def plain(number: float) -> str:
    """Write every digit of a number, and no exponent."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
