"""Checks of what a candidate types as a setting: a date, a number, or a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from examkit.config import RANGES
from examkit.dates import EXAMPLE, format_day, parse_day


def find_date_error(text: str, today: date) -> str:
    """Return why a typed exam date is invalid; empty if it is valid or nothing is typed."""
    if not text:
        return ""
    day = parse_day(text, today)
    if day is None:
        return f"Type a date, for example {EXAMPLE}."
    return f"{format_day(day)}, is in the past." if day < today else ""


def show_date(text: str, today: date) -> str:
    """Return the full date that a typed exam date stands for; empty if there is no valid one."""
    if not text or find_date_error(text, today):
        return ""
    day = parse_day(text, today)
    return f"{day:%A}, {format_day(day)}" if day else ""


def find_number_error(name: str, text: str) -> str:
    """Return why a typed number is invalid for the setting `name`, or an empty string."""
    low, high = RANGES[name]
    zero = ", or 0" if name == "practice_questions" else ""
    try:
        number = float(text)
    except ValueError:
        number = -1
    whole = name not in ("half_life_days", "prior_strength")
    if (number == 0 and zero) or (low <= number <= high and not (whole and number % 1)):
        return ""
    return f"Type a {'whole ' * whole}number from {low} to {high}{zero}."


def to_folder(text: str) -> Path:
    """Return the absolute path of a typed folder, in which ~ is the user's home."""
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:
        # There is no user with the name after ~.
        return Path(text).absolute()


def find_folder_error(text: str) -> str:
    """Return why a typed folder can't be opened as a bank; empty if it can, or without text."""
    from examkit.bank.known_banks import is_bank

    if not text or is_bank(to_folder(text)):
        return ""
    return "This folder has no bank.toml file, so it isn't a question bank."
