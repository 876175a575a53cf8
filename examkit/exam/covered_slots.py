"""The part of an attempt that its result covers.

A mock covers all of its questions, as the real exam does. A drill can end early: it covers the
questions that the candidate answered, and those passed over on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from examkit.exam.attempt_state import AttemptState
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
    """Return the indexes of the slots that the result of an attempt covers, never none.

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
    """Yield the events of the attempt and of the slots in `places`, with their new numbers."""
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
        return f"The result covers {_all_of(len(slots))}."
    answered = sum(slots[i].answered or slots[i].revealed for i in covered)
    parts = [f"the {pluralize(answered, 'question')} you answered"] if answered else []
    if skipped := len(covered) - answered:
        which = f"{skipped}" if answered else pluralize(skipped, "question")
        parts.append(f"the {which} you skipped")
    rest = " Skipped questions count as incorrect." if skipped else ""
    if any(not slot.visited for slot in slots):
        rest += " Questions you haven't seen remain new."
    return f"The result covers {' and '.join(parts)}.{rest}"


def _all_of(count: int) -> str:
    return "the only question" if count == 1 else f"all {count} questions"
