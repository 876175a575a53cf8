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
    """When its attempt ended, in UTC seconds since 1970; attempts can end at the same moment."""
    outcome: Outcome
    fresh: bool = True
    """Whether the candidate had never been shown the question before."""
    seconds: float | None = None
    """Time on screen; None where it is not known."""
    confidence: Confidence | None = None
    flagged: bool = False
    postponed: bool = False
    """Asked for again later, whatever the answer was."""
    digest: str = ""
    """Digest of the question as it was drawn; empty where it is not known."""
    note: str = ""
    """Address of the note that settled it."""
    confused_notes: tuple[str, ...] = ()
    """Addresses of the notes that wrong picks are about."""
    _: KW_ONLY
    attempt: str
    """Id of its attempt, which groups the answers of one sitting."""
    credit: float = 0.0
    """Marks, from 0 to 1; the full mark where the answer is right."""

    def __post_init__(self) -> None:
        if self.outcome == "right":
            object.__setattr__(self, "credit", 1.0)

    @property
    def shown(self) -> bool:
        """Whether the candidate ever had it on screen, as far as is known."""
        if self.outcome != "unanswered" or self.flagged:
            return True
        return self.seconds is None or self.seconds > 0
