"""The form of one attempt, frozen at its start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examkit.bank.model import Exam, Question

Mode = Literal["mock", "drill"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A position in a form, with the question as it was when the form was drawn."""

    question: Question
    digest: str
    """Digest of the question's content, which shows later whether the bank corrected it."""
    domain: str
    """Domain id in the form's exam."""
    order: tuple[int, ...]
    """For each position on screen, the index of the option in the question."""
    scored: bool = True
    """False for unscored questions of a mock, which the candidate can't recognize."""
    fresh: bool = True
    """Whether the candidate had never seen the question when the form was drawn."""
    shared: str = ""
    """The common stem of the question's group; empty without a group."""


@dataclass(frozen=True, slots=True)
class Form:
    """The questions of an attempt, in order. It never changes."""

    mode: Mode
    bank: str
    """Bank id."""
    bank_digest: str
    """SHA-256 of the bank's files when the form was drawn."""
    exam: Exam
    seed: str
    limit: float | None
    """Time limit in seconds, or None if untimed."""
    slots: tuple[Slot, ...]
    engine_version: str
    title: str
    """The attempt's name on screens, for example `mock exam`."""
