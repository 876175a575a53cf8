"""The events of an attempt. Field names are stored: add fields, but never rename one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examkit.question_types.base import Response
from examkit.system_clock import ClockReading

Confidence = Literal[1, 2, 3]
FinishReason = Literal["submitted", "time"]


@dataclass(frozen=True, slots=True)
class Opened:
    """The attempt came on screen: at its start, and each time it is resumed."""

    moment: ClockReading
    """The clocks at that instant. The first one anchors the exam clock."""
    clock_changed: bool = False
    """Whether the wall clock was set since the last event (`examkit.exam.timing`)."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The candidate left the attempt to resume it later."""


@dataclass(frozen=True, slots=True)
class Visited:
    """A slot came on screen."""

    slot: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The response of a slot was set; an empty one clears it."""

    slot: int
    response: Response


@dataclass(frozen=True, slots=True)
class Flagged:
    """A slot was flagged for review, or its flag was removed."""

    slot: int
    on: bool


@dataclass(frozen=True, slots=True)
class OptionEliminated:
    """An option was eliminated or restored."""

    slot: int
    option: int
    on: bool


@dataclass(frozen=True, slots=True)
class ConfidenceRated:
    """The candidate rated their confidence; None clears it.

    1 means a chance below 67% to be correct, 2 from there to 80%, and 3 above.
    """

    slot: int
    sureness: Confidence | None


@dataclass(frozen=True, slots=True)
class Revealed:
    """The answer of a slot was shown (drills). Its response is final."""

    slot: int


@dataclass(frozen=True, slots=True)
class AgainRequested:
    """The candidate asked for a revealed slot again later, or canceled that (drills)."""

    slot: int
    on: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """The attempt was submitted, or its time ran out."""

    reason: FinishReason


Body = (
    Opened
    | Closed
    | Visited
    | Answered
    | Flagged
    | OptionEliminated
    | ConfidenceRated
    | Revealed
    | AgainRequested
    | Finished
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in an attempt, with its number and time."""

    seq: int
    """Number in the attempt, from 0, without gaps."""
    at: float
    """Seconds on the attempt's clock, never less than in the event before."""
    wall: float
    """Date in UTC seconds since 1970, for people, for exposure, and to detect a set clock."""
    body: Body
