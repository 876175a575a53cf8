"""What a mode allows. Mock and drill differ here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.exam.form import Mode


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The rules of one mode."""

    mode: Mode
    reveals: bool
    """Key and rationales may be shown during the sitting; a shown slot is final."""
    clock_stops: bool
    """Only the time counts during which an open question is on screen."""
    search: bool
    """Notes may be opened during the sitting."""


MOCK = Behaviour(mode="mock", reveals=False, clock_stops=False, search=False)
"""As on the day: no feedback, free movement, one clock that never stops."""

DRILL = Behaviour(mode="drill", reveals=True, clock_stops=True, search=True)
"""Feedback after each answer; the clock counts time on screen."""


def behaviour_of(mode: Mode) -> Behaviour:
    """Give the rules of a mode."""
    return MOCK if mode == "mock" else DRILL
