"""Values that the store returns, or takes to save."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.exam.events import Confidence, FinishReason
    from examkit.exam.form import Mode
    from examkit.exam.grading import Outcome

UNTIMED_MOCK_TITLE = "untimed mock exam"
"""The title of mocks without a time limit, by which their answers are recognized later."""


class AttemptRow(NamedTuple):
    """What a list of attempts shows about one attempt."""

    id: str
    mode: Mode
    bank: str
    exam: str
    """Id of the exam."""
    title: str
    started: float
    """When the attempt started, in UTC seconds since 1970."""
    finished: float | None
    """When the attempt ended, in UTC seconds since 1970; None if it is unfinished."""
    reason: FinishReason | None
    asked: int
    """Number of slots."""
    correct: int
    """Number of correct slots; 0 until the attempt is finished."""
    scored_asked: int
    """Number of slots that count toward the score."""
    scored_correct: int
    """Number of correct scored slots; 0 until the attempt is finished."""
    fresh: int
    """Number of slots whose question was new to the candidate."""
    left_out: bool = False
    """Whether the candidate excluded the attempt from estimates."""


class Discard(NamedTuple):
    """Whether an attempt is discarded, and when that last changed."""

    on: bool
    changed: float
    """When it was discarded or restored, in UTC seconds since 1970."""

    @property
    def precedence(self) -> tuple[float, bool]:
        """Return a sort key that is greatest for the change that counts.

        The latest change counts. Of a discard and a restore at the same time, the restore counts.
        """
        return self.changed, not self.on


class SlotOutcome(NamedTuple):
    """The grade of one slot in a finished attempt, and how it was answered."""

    slot: int
    outcome: Outcome
    seconds: float | None = None
    """Total time on screen, in seconds; None if unknown."""
    confidence: Confidence | None = None
    flagged: bool = False
    postponed: bool = False
    """Whether the candidate asked to repeat the question."""
    confused_notes: tuple[str, ...] = ()
    """Addresses of the notes about the distractors that the candidate selected."""
    credit: float = 0.0
    """What the response earned, from 0 to 1."""


class LastExposure(NamedTuple):
    """When and how the candidate last saw a question."""

    last_wall: float
    """When the question was last on screen, in UTC seconds since 1970."""
    in_mock: bool
    """Whether any mock has shown the question."""


class TopicTally(NamedTuple):
    """How often a topic's questions were asked and answered correctly in finished attempts."""

    topic: str
    asked: int
    right: int


class AttemptTally(NamedTuple):
    """Totals over the slots of one finished attempt."""

    credit: float
    """Total credit of the scored slots."""
    shown: int
    """Number of slots whose question was on screen."""
    seconds: float | None
    """Time on screen, in seconds; None if unknown."""
