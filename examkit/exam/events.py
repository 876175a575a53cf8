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
    """The attempt came on screen: at its start and each time it is resumed."""

    moment: ClockReading
    """The clocks at that instant; the first one anchors the exam clock."""
    clock_changed: bool = False
    """The wall clock cannot be trusted since the last event (`examkit.exam.timing`)."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The candidate left the attempt, to go on later."""


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
    """A slot was flagged for review, or the flag taken off."""

    slot: int
    on: bool


@dataclass(frozen=True, slots=True)
class OptionEliminated:
    """An option was struck out, or brought back."""

    slot: int
    option: int
    on: bool


@dataclass(frozen=True, slots=True)
class ConfidenceRated:
    """The candidate said how sure they are; None takes it back.

    1 is below 67 in 100, 2 from there to 80, 3 above.
    """

    slot: int
    sureness: Confidence | None


@dataclass(frozen=True, slots=True)
class Revealed:
    """Key and rationales of a slot were shown (drills); its response is final."""

    slot: int


@dataclass(frozen=True, slots=True)
class AgainRequested:
    """A revealed slot was asked for again later, or that was taken back (drills)."""

    slot: int
    on: bool


@dataclass(frozen=True, slots=True)
class Finished:
    """The attempt was handed in, or its time ran out."""

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
    """One thing that happened, with its place and time."""

    seq: int
    """Place in the attempt, from 0, without gaps."""
    at: float
    """Elapsed seconds of the attempt's own clock; never less than in the event before."""
    wall: float
    """UTC seconds since 1970, for people; tells exposure, and whether the clock was set."""
    body: Body
