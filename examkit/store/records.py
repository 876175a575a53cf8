"""Records that the store returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.exam.events import Confidence, FinishReason
    from examkit.exam.form import Mode
    from examkit.exam.grading import Outcome


class AttemptRow(NamedTuple):
    """One attempt as a list of attempts shows it."""

    id: str
    mode: Mode
    bank: str
    exam: str
    """Exam id."""
    title: str
    started: float
    """UTC seconds since 1970."""
    finished: float | None
    """UTC seconds since 1970; None while it can be resumed."""
    reason: FinishReason | None
    asked: int
    """Slots of its form."""
    right: int
    """0 until it is finished."""
    scored_asked: int
    """Number of scored slots."""
    scored_right: int
    """0 until it is finished."""
    fresh: int
    """Number of slots whose question was new to the candidate."""
    left_out: bool = False
    """Whether the candidate left it out of the evidence for estimates."""


class SlotOutcome(NamedTuple):
    """How one slot of a finished attempt was graded."""

    slot: int
    outcome: Outcome
    seconds: float | None = None
    """Time on screen, all visits together."""
    confidence: Confidence | None = None
    flagged: bool = False
    postponed: bool = False
    """Whether the candidate asked for it again later."""
    confused_notes: tuple[str, ...] = ()
    """Addresses of the notes that selected distractors are about."""
    credit: float = 0.0
    """From 0 to 1."""


class LastExposure(NamedTuple):
    """When the candidate last saw a question."""

    last_wall: float
    """When it was last on screen, in UTC seconds since 1970."""
    in_mock: bool
    """Whether any mock has shown it."""


class TopicTally(NamedTuple):
    """Slots of one topic over all finished attempts on a bank."""

    topic: str
    asked: int
    right: int
