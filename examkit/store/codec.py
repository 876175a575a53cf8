"""Convert forms and events to and from JSON, with pydantic.

The store imports this module only when it handles a form or an event, because listing attempts
doesn't need it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from examkit.errors import StoreError
from examkit.exam.attempt_state import AttemptState, replay
from examkit.exam.events import (
    AgainRequested,
    Answered,
    Body,
    Closed,
    ConfidenceRated,
    Event,
    Finished,
    Flagged,
    Opened,
    OptionEliminated,
    Revealed,
    Visited,
)
from examkit.exam.form import Form
from examkit.exam.soundness import event_fault, form_fault
from examkit.exam.time_bounds import is_date, is_duration, is_negative_zero
from examkit.question_types.base import Response
from examkit.store.hash_chain import ChainedEvent, damage_error

FORM_FORMAT = 2
"""Version of a form's JSON. 2 has fields that version 1.0.0 would report as damage."""


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """The stored body of an `Answered` event: the choices, or the typed text."""

    slot: int
    response: tuple[int, ...] | str


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """The body of a typed answer as version 1.0.0 stored it. It is read but no longer written."""

    slot: int
    text: str


KINDS: dict[str, type] = {
    "opened": Opened,
    "closed": Closed,
    "visited": Visited,
    "answered": StoredAnswer,
    "entered": StoredEntry,
    "flagged": Flagged,
    "struck": OptionEliminated,
    "rated": ConfidenceRated,
    "revealed": Revealed,
    "postponed": AgainRequested,
    "finished": Finished,
}
"""Event classes by stored name. Never change a name; only add new ones."""

_NAMES = {stored: kind for kind, stored in KINDS.items()}


@dataclass(frozen=True, slots=True)
class _Stamp:
    """The part of a stored form that every version can read: the version of its JSON."""

    format: int


@dataclass(frozen=True, slots=True)
class _StoredForm:
    """A form with the version of its JSON, as it is stored."""

    format: int
    form: Form


def encode_event(event: Event) -> ChainedEvent:
    """Return an event in the form in which the store saves it as a row."""
    stored = _to_stored(event.body)
    kind = _NAMES[type(stored)]
    slot: int | None = getattr(event.body, "slot", None)
    body = _adapter(KINDS[kind]).dump_json(stored).decode()
    return ChainedEvent(event.seq, kind, slot, float(event.at), float(event.wall), body)


def decode_event(attempt: str, link: ChainedEvent) -> Event:
    """Return the event in a row of the attempt with the id `attempt`.

    Raises StoreError if the row is damaged or from a newer version of examkit.
    """
    check_link(attempt, link)
    if link.kind not in KINDS:
        raise newer_version_error(attempt)
    body = _decode(attempt, f"event {link.seq}", KINDS[link.kind], link.body)
    if getattr(body, "slot", None) != link.slot:
        raise damage_error(attempt, f"event {link.seq} names two different questions")
    return Event(link.seq, link.at, link.wall, _from_stored(body))


def _to_stored(body: Body) -> object:
    if isinstance(body, Answered):
        return StoredAnswer(body.slot, body.response.text or body.response.choices)
    return body


def _from_stored(stored: Any) -> Body:
    match stored:
        case StoredAnswer(slot, str() as text) | StoredEntry(slot, text):
            return Answered(slot, Response(text=text))
        case StoredAnswer(slot, tuple() as choices):
            return Answered(slot, Response(choices))
        case _:
            return cast("Body", stored)


def check_link(attempt: str, link: ChainedEvent) -> None:
    """Raise StoreError unless SQLite can store an event's values and return them unchanged."""
    is_named = type(link.seq) is int and link.seq >= 0
    name = f"event {link.seq}" if is_named else "an event"
    slot_is_whole = link.slot is None or (type(link.slot) is int and link.slot >= 0)
    if not (is_named and slot_is_whole and type(link.kind) is type(link.body) is str):
        raise damage_error(attempt, f"{name} has a value of the wrong type")
    if not is_date(link.wall) or is_negative_zero(link.wall):
        raise damage_error(attempt, f"{name} has a date that isn't between 1970 and 9999")
    if not is_duration(link.at) or is_negative_zero(link.at):
        raise damage_error(attempt, f"{name} has an impossible time")


def replay_sound(attempt: str, form: Form, events: Iterable[Event]) -> AttemptState:
    """Return an attempt's state after all events. Raises StoreError if one doesn't fit the form."""
    checked = tuple(events)
    for event in checked:
        if fault := event_fault(form, event):
            raise damage_error(attempt, f"event {event.seq} is invalid because {fault}")
    return replay(form, checked)


def encode_form(form: Form) -> str:
    """Return a form as JSON to store, with the version of that JSON."""
    stored = _StoredForm(FORM_FORMAT, form)
    return _adapter(_StoredForm).dump_json(stored, by_alias=True).decode()


def decode_form(attempt: str, text: str) -> Form:
    """Return the form in the JSON that is stored for the attempt with the id `attempt`.

    Raises StoreError if the form is damaged or from a newer version of examkit.
    """
    stamp: _Stamp = _decode(attempt, "its form", _Stamp, text)
    if stamp.format > FORM_FORMAT:
        raise newer_version_error(attempt)
    stored: _StoredForm = _decode(attempt, "its form", _StoredForm, text)
    if fault := form_fault(stored.form):
        raise damage_error(attempt, f"its form is invalid because {fault}")
    return stored.form


def newer_version_error(attempt: str) -> StoreError:
    """Return the error for an attempt that only a newer version of examkit can read."""
    return StoreError(
        f"Attempt {attempt} is from a newer version of examkit.", "Update examkit to open it."
    )


def _decode(attempt: str, what: str, kind: type, text: str) -> Any:
    try:
        return _adapter(kind).validate_json(text)
    except ValidationError as error:
        raise damage_error(attempt, f"{what} can't be read") from error


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
