"""Records that the store returns."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.exam.events import Confidence, FinishReason
    from examkit.exam.form import Mode
    from examkit.exam.grading import Outcome


class AttemptRow(NamedTuple):
    """One attempt as a list of attempts shows it."""

    id: str
    mode: "Mode"
    bank: str
    exam: str
    """Exam id."""
    title: str
    started: float
    """UTC seconds since 1970."""
    finished: float | None
    """UTC seconds since 1970; None while it can be gone on with."""
    reason: "FinishReason | None"
    asked: int
    """Slots of its form."""
    right: int
    """0 until it is finished."""
    scored_asked: int
    """Slots that count."""
    scored_right: int
    """0 until it is finished."""
    fresh: int
    """Slots whose question the candidate had never been shown."""


class SlotOutcome(NamedTuple):
    """How one slot of a finished attempt was marked."""

    slot: int
    outcome: "Outcome"
    seconds: float | None = None
    """Time on screen, all visits together."""
    sureness: "Confidence | None" = None
    flagged: bool = False
    postponed: bool = False
    """The candidate asked for it again later."""
    picked: tuple[str, ...] = ()
    """Addresses of the notes that wrong picks are about."""
    credit: float = 0.0
    """Marks, from 0 to 1."""


class LastExposure(NamedTuple):
    """How this candidate last met a question."""

    last_wall: float
    """When it was last on screen, in UTC seconds since 1970."""
    in_mock: bool
    """Whether any mock has shown it."""


class TopicTally(NamedTuple):
    """Slots of one topic over all finished attempts on a bank."""

    topic: str
    asked: int
    right: int
