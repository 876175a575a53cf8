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
    """The attempt came on screen, at its start or when it was resumed."""

    moment: ClockReading
    """What the clocks showed then. The exam clock counts from the first reading."""
    clock_changed: bool = False
    """Whether the wall clock was set since the last event (`examkit.exam.exam_clock`)."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The candidate left the attempt to resume it later."""


@dataclass(frozen=True, slots=True)
class Visited:
    """A slot came on screen."""

    slot: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The candidate changed the response of a slot. An empty response clears it."""

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
    """The candidate rated their confidence in a response; None clears the rating.

    1 means a chance below 67% of being correct, 2 from 67% to 80%, and 3 above 80%.
    """

    slot: int
    sureness: Confidence | None


@dataclass(frozen=True, slots=True)
class Revealed:
    """A drill showed the correct answer of a slot, so the slot's response is final."""

    slot: int


@dataclass(frozen=True, slots=True)
class AgainRequested:
    """The candidate asked a drill to repeat a revealed question later, or canceled that."""

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
    """Seconds on the attempt's clock, never less than at the previous event."""
    wall: float
    """UTC seconds since 1970, for dates and exposures, and to detect that the clock was set."""
    body: Body
