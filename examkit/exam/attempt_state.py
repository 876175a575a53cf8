"""The state of an attempt, computed from its events.

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
from examkit.exam.exam_clock import ClockAnchor, clocks_part
from examkit.exam.form import Form
from examkit.question_types.base import NO_RESPONSE, Response


@dataclass(frozen=True, slots=True)
class SlotState:
    """What the candidate did in one slot."""

    visited: bool = False
    response: Response = NO_RESPONSE
    flagged: bool = False
    eliminated: frozenset[int] = frozenset()
    """Positions of eliminated options in the question."""
    confidence: Confidence | None = None
    revealed: bool = False
    postponed: bool = False
    """Whether the candidate asked to see the question again soon."""
    seconds: float = 0.0
    """Seconds on screen until the answer was shown, over all visits."""

    @property
    def answered(self) -> bool:
        """Return whether there is a response, complete or not."""
        return bool(self.response)


@dataclass(frozen=True, slots=True)
class AttemptState:
    """The state of an attempt after its events so far."""

    slots: tuple[SlotState, ...]
    current: int = 0
    """Index of the slot that came on screen last."""
    seq: int = 0
    """Number of events so far, which is the next event's number."""
    elapsed: float = 0.0
    """Seconds on the attempt's clock at the last event."""
    last_wall: float = 0.0
    """When the last event happened, in UTC seconds since 1970."""
    anchor: ClockAnchor | None = None
    """When the attempt was first opened, or first opened after the computer was restarted."""
    opened: ClockAnchor | None = None
    """When the time on screen last began to count.

    None while the attempt is closed or an explanation is on screen.
    """
    clock_changed: bool = False
    """Whether the wall clock was set during the attempt, as far as that can be detected."""
    finished: FinishReason | None = None
    """Why the attempt ended, or None if it hasn't."""

    @property
    def is_untouched(self) -> bool:
        """Return whether no question is answered, and no answer was shown."""
        return not any(slot.answered or slot.revealed for slot in self.slots)

    @property
    def flagged(self) -> int:
        """Return the number of slots flagged for review."""
        return sum(slot.flagged for slot in self.slots)


def replay(form: Form, events: Iterable[Event]) -> AttemptState:
    """Return the state of an attempt after all of its events."""
    state = AttemptState(slots=tuple(SlotState() for _ in form.slots))
    for event in events:
        state = apply(state, event)
    return state


def apply(state: AttemptState, event: Event) -> AttemptState:
    """Return the state after one more event, or the same state if the attempt has ended."""
    if state.finished:
        return state
    timed = replace(
        _add_time(state, event),
        seq=event.seq + 1,
        elapsed=max(state.elapsed, event.at),
        last_wall=event.wall,
        clock_changed=state.clock_changed or _shows_clock_change(state, event),
    )
    return _apply_body(timed, event.body, event.at)


def _add_time(state: AttemptState, event: Event) -> AttemptState:
    """Return the state with the time since the last event added to the slot that was on screen.

    Opening adds nothing: the attempt wasn't on screen, even if a crash left no closing event.
    """
    slot = state.slots[state.current]
    if state.opened is None or not slot.visited or isinstance(event.body, Opened):
        return state
    seconds = slot.seconds + max(0.0, event.at - state.elapsed)
    return _with_slot(state, state.current, replace(slot, seconds=seconds))


def _shows_clock_change(state: AttemptState, event: Event) -> bool:
    """Return whether an event shows that the wall clock was set while a slot was on screen.

    An `Opened` event itself reports any change before it, so its time isn't compared here.
    """
    anchor = None if isinstance(event.body, Opened) else state.opened
    return anchor is not None and clocks_part(anchor, event.at, event.wall)


def _next_anchor(old: ClockAnchor | None, new: ClockAnchor) -> ClockAnchor:
    """Return the old anchor, or the new one if there is no old one or the computer was restarted.

    Only the wall clock spans a restart. After a restart, time is counted with the boot clock, which
    nobody can set.
    """
    return old if old and old.moment.boot_id == new.moment.boot_id else new


def _apply_body(state: AttemptState, body: Body, at: float) -> AttemptState:  # noqa: C901, PLR0911 -- one case per event
    match body:
        case Opened(moment, clock_changed):
            anchor = ClockAnchor(moment, at)
            return replace(
                state,
                anchor=_next_anchor(state.anchor, anchor),
                opened=None if state.slots[state.current].revealed else anchor,
                clock_changed=state.clock_changed or clock_changed,
            )
        case Closed():
            return replace(state, opened=None)
        case Visited(slot):
            moved = replace(_change(state, slot, visited=True), current=slot)
            return replace(moved, opened=None) if state.slots[slot].revealed else moved
        case Answered(slot, response):
            return _change(state, slot, response=response)
        case Flagged(slot, on):
            return _change(state, slot, flagged=on)
        case OptionEliminated(slot, option, on):
            eliminated = state.slots[slot].eliminated
            changed = eliminated | {option} if on else eliminated - {option}
            return _change(state, slot, eliminated=changed)
        case ConfidenceRated(slot, confidence):
            return _change(state, slot, confidence=confidence)
        case Revealed(slot):
            shown = _change(state, slot, revealed=True)
            return replace(shown, opened=None) if slot == state.current else shown
        case AgainRequested(slot, on):
            return _change(state, slot, postponed=on)
        case Finished(reason):
            return replace(state, finished=reason, opened=None)
        case _:
            assert_never(body)


def _change(state: AttemptState, number: int, **changes: object) -> AttemptState:
    return _with_slot(state, number, replace(state.slots[number], **changes))  # type: ignore[arg-type]


def _with_slot(state: AttemptState, number: int, slot: SlotState) -> AttemptState:
    slots = (*state.slots[:number], slot, *state.slots[number + 1 :])
    return replace(state, slots=slots)
