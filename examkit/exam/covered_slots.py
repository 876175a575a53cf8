"""The part of an attempt that its result covers.

A mock covers all of its questions, as the real exam does. A drill can end early: it covers the
questions that the candidate answered, and those skipped on the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from examkit.exam.actions import Status, slot_statuses
from examkit.exam.attempt_state import AttemptState, SlotState
from examkit.exam.events import Event
from examkit.exam.form import Form
from examkit.exam.modes import rules_of_form
from examkit.humanize import pluralize


class CoveredPart(NamedTuple):
    """An attempt without the slots that its result doesn't cover."""

    form: Form
    state: AttemptState
    events: tuple[Event, ...]


def covered_slots(form: Form, state: AttemptState) -> tuple[int, ...]:
    """Return the indexes of the slots that the result of an attempt covers, at least one.

    In a drill, a question after the last one answered was not reached, even if it was on screen
    when the drill ended. If nothing was answered, the drill covers what was on screen.
    """
    slots = state.slots
    if rules_of_form(form).covers_unreached:
        return tuple(range(len(slots)))
    done = {i for i, slot in enumerate(slots) if slot.answered or slot.revealed}
    last = max(done, default=len(slots))
    reached = [i for i, slot in enumerate(slots) if i in done or (slot.visited and i < last)]
    return tuple(reached or range(len(slots)))


def cut_to_covered(form: Form, state: AttemptState, events: Iterable[Event]) -> CoveredPart:
    """Return the part of a finished attempt that its result covers, with its slots renumbered."""
    numbers = covered_slots(form, state)
    places = {number: place for place, number in enumerate(numbers)}
    return CoveredPart(
        replace(form, slots=tuple(form.slots[number] for number in numbers)),
        replace(
            state,
            slots=tuple(state.slots[number] for number in numbers),
            current=places.get(state.current, 0),
        ),
        tuple(_renumber(events, places)),
    )


def _renumber(events: Iterable[Event], places: Mapping[int, int]) -> Iterator[Event]:
    """Yield the events with the new indexes of their slots; leave out events of dropped slots.

    `places` maps the old index of each remaining slot to its new one.
    """
    for event in events:
        number = getattr(event.body, "slot", None)
        if number is None:
            yield event
        elif number in places:
            body = replace(event.body, slot=places[number])  # type: ignore[arg-type]
            yield replace(event, body=body)


def describe_coverage(form: Form, state: AttemptState) -> str:
    """Return what the result covers if the candidate ends the attempt now, in sentences."""
    covered, slots = covered_slots(form, state), state.slots
    if rules_of_form(form).covers_unreached or len(covered) == len(slots):
        return f"Your result will include {_all_of(len(slots))}."
    new = any(not slot.visited for slot in slots)
    rest = " Questions you haven't seen remain new." if new else ""
    return f"Your result will include {_join(_parts(form, state, covered))}.{rest}"


def _parts(form: Form, state: AttemptState, covered: Iterable[int]) -> Iterator[str]:
    """Yield phrases that count the answered, partly answered, and unanswered covered questions."""
    statuses = slot_statuses(form, state)
    counts = Counter(_describe_slot(statuses[i], state.slots[i]) for i in covered)
    without = counts["skipped"] + counts["revealed"]
    what = " or ".join(name for name in ("skipped", "revealed") if counts[name])
    effect = "counts" if without == 1 else "count"
    groups = (
        (counts["answered"], "you answered"),
        (counts["partly answered"], "you partly answered"),
        (without, f"you {what}, which {effect} as incorrect"),
    )
    shown = [(count, words) for count, words in groups if count]
    for number, (count, words) in enumerate(shown):
        yield f"the {count if number else pluralize(count, 'question')} {words}"


def _describe_slot(status: Status, slot: SlotState) -> str:
    if slot.answered:
        return "answered" if status == "answered" else "partly answered"
    return "revealed" if slot.revealed else "skipped"


def _join(parts: Iterable[str]) -> str:
    *before, last = parts
    comma = "," if len(before) > 1 else ""
    return f"{', '.join(before)}{comma} and {last}" if before else last


def _all_of(count: int) -> str:
    return "the only question" if count == 1 else f"all {count} questions"
