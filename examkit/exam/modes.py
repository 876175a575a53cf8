"""What each mode allows. Only this module knows how mock and drill differ."""

from __future__ import annotations

from dataclasses import dataclass, replace

from examkit.exam.form import Form, Mode


@dataclass(frozen=True, slots=True)
class ModeRules:
    """The rules of one mode."""

    mode: Mode
    shows_answers: bool
    """Whether correct answers can be shown during the attempt, which makes responses final."""
    pauses_clock: bool
    """Whether the clock counts only while a question that can be answered is on screen."""
    allows_search: bool
    """Whether notes can be opened during the attempt."""
    covers_unreached: bool
    """Whether the result covers questions that the candidate never got to."""


MOCK = ModeRules(
    mode="mock",
    shows_answers=False,
    pauses_clock=False,
    allows_search=False,
    covers_unreached=True,
)
"""The rules of a mock: as in the real exam, no feedback and a clock that never stops."""

UNTIMED_MOCK = replace(MOCK, pauses_clock=True)
"""The rules of a mock without a time limit: its clock counts time on screen, for the report."""

DRILL = ModeRules(
    mode="drill",
    shows_answers=True,
    pauses_clock=True,
    allows_search=True,
    covers_unreached=False,
)
"""The rules of a drill: feedback after each answer, and a clock that counts time on screen."""


def rules_of_mode(mode: Mode) -> ModeRules:
    """Return the rules of a mode; for mocks, those with a time limit."""
    return MOCK if mode == "mock" else DRILL


def rules_of_form(form: Form) -> ModeRules:
    """Return the rules of an attempt on a form; mocks without a time limit have their own."""
    if form.mode == "mock" and form.limit is None:
        return UNTIMED_MOCK
    return rules_of_mode(form.mode)
