"""The state of an attempt, folded from its events.

`apply` adds one event to the state and `replay` adds all of them. Both are pure; the live attempt
stores the events.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from examkit.exam.events import (
    AgainRequested,
    Answered,
    Body,
    Closed,
    Confidence,
    ConfidenceRated,
    Event,
    Finished,
    FinishReason,
    Flagged,
    Opened,
    OptionEliminated,
    Revealed,
    Visited,
)
from examkit.exam.form import Form
from examkit.exam.timing import ClockAnchor, clocks_part
from examkit.question_types.base import NO_RESPONSE, Response


@dataclass(frozen=True, slots=True)
class SlotState:
    """What the candidate has done in one slot."""

    visited: bool = False
    response: Response = NO_RESPONSE
    flagged: bool = False
    eliminated: frozenset[int] = frozenset()
    """Positions of the struck-out options in the question."""
    confidence: Confidence | None = None
    revealed: bool = False
    postponed: bool = False
    """The candidate wants it again, whatever the answer was."""
    seconds: float = 0.0
    """Time on screen until it was revealed, all visits together."""

    @property
    def answered(self) -> bool:
        """Whether there is a response, whole or not."""
        return bool(self.response)


@dataclass(frozen=True, slots=True)
class AttemptState:
    """An attempt as it stands after its events so far."""

    slots: tuple[SlotState, ...]
    current: int = 0
    """The slot on screen."""
    seq: int = 0
    """Number of events so far, which is the next event's place."""
    elapsed: float = 0.0
    """Seconds on the attempt's clock at the last event."""
    last_wall: float = 0.0
    anchor: ClockAnchor | None = None
    """When the attempt first came on screen, or first in this run of the machine."""
    opened: ClockAnchor | None = None
    """When a slot that can be answered last came on screen; None while there is none.

    It is none while the attempt is closed, and while the explanation of a slot is read.
    """
    clock_changed: bool = False
    """The wall clock was set meanwhile, as far as can be told."""
    finished: FinishReason | None = None

    @property
    def flagged(self) -> int:
        """Slots flagged for review."""
        return sum(slot.flagged for slot in self.slots)


def replay(form: Form, events: Iterable[Event]) -> AttemptState:
    """Compute the session of an attempt from its first event on."""
    session = AttemptState(slots=tuple(SlotState() for _ in form.slots))
    for event in events:
        session = apply(session, event)
    return session


def apply(session: AttemptState, event: Event) -> AttemptState:
    """Return the session after one more event; the one given is left as it is.

    Events after the end change nothing, so that a late one cannot change a score.
    """
    if session.finished:
        return session
    spent = _add_time(session, event)
    moved = replace(
        spent,
        seq=event.seq + 1,
        elapsed=max(session.elapsed, event.at),
        last_wall=event.wall,
        clock_changed=session.clock_changed or _tells_of_a_set_clock(session, event),
    )
    return _apply_body(moved, event.body, event.at)


def _add_time(session: AttemptState, event: Event) -> AttemptState:
    """Book the time since the last event on the slot that was on screen.

    Opening books nothing: before it the attempt was not on screen, even where a crash left no
    closing event.
    """
    slot = session.slots[session.current]
    if session.opened is None or not slot.visited or isinstance(event.body, Opened):
        return session
    seconds = slot.seconds + max(0.0, event.at - session.elapsed)
    return _with_slot(session, session.current, replace(slot, seconds=seconds))


def _tells_of_a_set_clock(session: AttemptState, event: Event) -> bool:
    """Return whether the wall clock was set while a slot was on screen.

    An opening says so itself: it compares the clocks of the machine across the time away.
    """
    anchor = None if isinstance(event.body, Opened) else session.opened
    return anchor is not None and clocks_part(anchor, event.at, event.wall)


def _anchored(old: ClockAnchor | None, new: ClockAnchor) -> ClockAnchor:
    """Keep where the clock counts from, until the machine was started anew.

    Across a restart only the wall clock tells; behind it the boot clock counts again, which
    nobody can step.
    """
    same = old is not None and old.moment.boot_id == new.moment.boot_id
    return old if old is not None and same else new


def _apply_body(session: AttemptState, body: Body, at: float) -> AttemptState:  # noqa: C901, PLR0911 -- one case an event
    match body:
        case Opened(moment, clock_changed):
            anchor = ClockAnchor(moment, at)
            return replace(
                session,
                anchor=_anchored(session.anchor, anchor),
                opened=None if session.slots[session.current].revealed else anchor,
                clock_changed=session.clock_changed or clock_changed,
            )
        case Closed():
            return replace(session, opened=None)
        case Visited(slot):
            moved = replace(_change(session, slot, visited=True), current=slot)
            return replace(moved, opened=None) if session.slots[slot].revealed else moved
        case Answered(slot, response):
            return _change(session, slot, response=response)
        case Flagged(slot, on):
            return _change(session, slot, flagged=on)
        case OptionEliminated(slot, option, on):
            eliminated = session.slots[slot].eliminated
            changed = eliminated | {option} if on else eliminated - {option}
            return _change(session, slot, eliminated=changed)
        case ConfidenceRated(slot, confidence):
            return _change(session, slot, confidence=confidence)
        case Revealed(slot):
            shown = _change(session, slot, revealed=True)
            return replace(shown, opened=None) if slot == session.current else shown
        case AgainRequested(slot, on):
            return _change(session, slot, postponed=on)
        case Finished(reason):
            return replace(session, finished=reason, opened=None)
        case _:
            assert_never(body)


def _change(session: AttemptState, number: int, **changes: object) -> AttemptState:
    return _with_slot(session, number, replace(session.slots[number], **changes))  # type: ignore[arg-type]


def _with_slot(session: AttemptState, number: int, slot: SlotState) -> AttemptState:
    slots = (*session.slots[:number], slot, *session.slots[number + 1 :])
    return replace(session, slots=slots)
