"""The form of one attempt, frozen at its start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examkit.bank.model import Exam, Question

Mode = Literal["mock", "drill"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One position of a form, with the question as it was when drawn."""

    question: Question
    digest: str
    """Digest of the question's content; tells later whether it was corrected since."""
    domain: str
    """Domain id in the form's exam."""
    order: tuple[int, ...]
    """Position on the screen -> position of the option in the question."""
    scored: bool = True
    """False for the pretest questions of a mock, which the candidate cannot tell."""
    fresh: bool = True
    """The candidate had never been shown this question when the form was drawn."""
    shared: str = ""
    """The stem that it shares with the questions beside it."""


@dataclass(frozen=True, slots=True)
class Form:
    """What an attempt asks, in order; never changes once the attempt has started."""

    mode: Mode
    bank: str
    """Bank id."""
    bank_digest: str
    """SHA-256 over the bank's files when the form was drawn."""
    exam: Exam
    seed: str
    limit: float | None
    """Time allowed in seconds; None is untimed."""
    slots: tuple[Slot, ...]
    engine_version: str
    title: str
    """What the sitting is called on screens, for example `mock exam`."""
