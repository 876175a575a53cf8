"""What is known of one past answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from examkit.exam.events import Sureness
    from examkit.exam.form import Mode
    from examkit.exam.marking import Outcome


@dataclass(frozen=True, slots=True)
class Answer:
    """How a question was answered in a finished attempt."""

    question: str
    domain: str
    topic: str
    mode: Mode
    wall: float
    """When its attempt ended, in UTC seconds since 1970."""
    outcome: Outcome
    fresh: bool = True
    """Whether the candidate had never been shown the question before."""
    seconds: float | None = None
    """Time on screen; None where it is not known."""
    sureness: Sureness | None = None
    flagged: bool = False
