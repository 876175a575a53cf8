"""An answer from a finished attempt."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from examkit.exam.events import Confidence
    from examkit.exam.form import Mode
    from examkit.exam.grading import Outcome


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """How a question was answered in a finished attempt."""

    question: str
    domain: str
    topic: str
    mode: Mode
    ended_at: float
    """When the attempt ended, in UTC seconds since 1970. Two attempts can have the same value."""
    outcome: Outcome
    fresh: bool = True
    """Whether the candidate had never seen the question before."""
    seconds: float | None = None
    """Seconds on screen, or None if unknown."""
    confidence: Confidence | None = None
    flagged: bool = False
    postponed: bool = False
    """Whether the candidate asked to see the question again soon."""
    digest: str = ""
    """Digest of the question as it was drawn, or empty if unknown."""
    note: str = ""
    """Address of the question's note."""
    confused_notes: tuple[str, ...] = ()
    """Addresses of the notes about the distractors that the candidate selected."""
    _: KW_ONLY
    attempt: str
    """Id of the attempt."""
    timed_out: bool = False
    """Whether the attempt ended because time ran out."""
    timed: bool = True
    """False for an untimed mock, which doesn't show what the candidate can do in time."""
    left_out: bool = False
    """Whether the candidate excluded the attempt from estimates."""
    credit: float = 0.0
    """Credit from 0 to 1; always 1 if the answer is correct."""

    def __post_init__(self) -> None:
        if self.outcome == "right":
            object.__setattr__(self, "credit", 1.0)

    @property
    def shown(self) -> bool:
        """Return whether the question was on screen; True if that is unknown."""
        if self.outcome != "unanswered" or self.flagged:
            return True
        return self.seconds is None or self.seconds > 0
