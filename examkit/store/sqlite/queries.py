"""Queries that read and add an attempt's rows, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from examkit.command_lines import command
from examkit.errors import ConflictError, StoreError
from examkit.store.hash_chain import (
    ChainedEvent,
    ChainHead,
    damage_error,
    seal_form,
    tail_at,
)
from examkit.store.records import SlotOutcome

if TYPE_CHECKING:
    from examkit.exam.form import Form
    from examkit.store.archive import Unpacked

_ADD_ATTEMPT = """
INSERT INTO attempt (id, mode, bank, exam, title, started, asked, scored_asked, fresh, head)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_FORM = "INSERT INTO form (attempt, body, hash) VALUES (?, ?, ?)"
_ADD_SLOT = """
INSERT INTO slot (attempt, number, bank, question, topic, domain, scored, fresh, digest, note)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_EVENT = """
INSERT INTO event (attempt, seq, kind, slot, at, wall, body, hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_LAST_EVENT = "SELECT seq, kind, hash FROM event WHERE attempt = ? ORDER BY seq DESC LIMIT 1"
_ONE_EVENT = "SELECT seq, kind, slot, at, wall, body FROM event WHERE attempt = ? AND seq = ?"
_MARK = """
UPDATE slot SET outcome = ?, seconds = ?, sureness = ?, flagged = ?, picked = ?, postponed = ?,
  credit = ?
WHERE attempt = ? AND number = ?
"""
_SUM_UP = """
UPDATE attempt SET finished = ?, reason = ?,
  "right" = (SELECT count(*) FROM slot WHERE attempt = id AND outcome = 'right'),
  scored_right = (SELECT count(*) FROM slot WHERE attempt = id AND outcome = 'right' AND scored)
WHERE id = ?
"""
_AGAIN = "Open it again to see where it stands."


def add_attempt(
    db: sqlite3.Connection, attempt: str, form: Form, body: str, started: float
) -> None:
    """Add an attempt and its form, whose JSON is `body`; `started` in UTC seconds.

    Raises StoreError where there is an attempt of that id.
    """
    if db.execute("SELECT 1 FROM attempt WHERE id = ?", (attempt,)).fetchall():
        raise StoreError(f"There is an attempt {attempt} already.", "Start again.")
    scored = sum(slot.scored for slot in form.slots)
    fresh = sum(slot.fresh for slot in form.slots)
    named = (attempt, form.mode, form.bank, form.exam.id, form.title, started)
    seal = seal_form(attempt, body)
    db.execute(_ADD_ATTEMPT, (*named, len(form.slots), scored, fresh, seal))
    db.execute(_ADD_FORM, (attempt, body, seal))
    slots = [
        (
            attempt, number, form.bank, s.question.id, s.question.topic, s.domain, s.scored,
            s.fresh, s.digest, s.question.note,
        )
        for number, s in enumerate(form.slots)
    ]  # fmt: skip
    db.executemany(_ADD_SLOT, slots)


def add_events(db: sqlite3.Connection, attempt: str, links: Sequence[ChainedEvent]) -> None:
    """Add events at the end; passes over those that are there. Raises StoreError."""
    tail = tail_of(db, attempt)
    for link in links:
        if link.seq <= tail.seq:
            if not _is_same_event(attempt, link_at(db, attempt, link.seq), link):
                raise _conflict(f"Attempt {attempt} has gone on in another window.")
            continue
        if tail.kind == "finished":
            raise _conflict(f"Attempt {attempt} is finished.")
        if link.seq != tail.seq + 1:
            raise StoreError(
                f"Attempt {attempt} lacks what happened before event {link.seq}.", _AGAIN
            )
        tail = tail.advance(link)
        db.execute(_ADD_EVENT, (attempt, *link, tail.seal))
    db.execute("UPDATE attempt SET head = ? WHERE id = ?", (tail.seal, attempt))


def _is_same_event(attempt: str, stored: ChainedEvent, link: ChainedEvent) -> bool:
    """Return whether two rows are one event; an earlier version may have encoded it otherwise."""
    from examkit.store.codec import decode_event

    return stored == link or decode_event(attempt, stored) == decode_event(attempt, link)


def add_packed(db: sqlite3.Connection, unpacked: Unpacked) -> None:
    """Add an attempt as it was packed. Raises StoreError."""
    from examkit.exam.events import Finished

    packed, form, events, marks = unpacked
    end = events[-1]
    add_attempt(db, packed.attempt, form, packed.form, events[0].wall)
    add_events(db, packed.attempt, packed.links)
    if isinstance(end.body, Finished):
        mark_slots(db, packed.attempt, marks, end.wall, end.body.reason)


def mark_slots(
    db: sqlite3.Connection, attempt: str, outcomes: Sequence[SlotOutcome], wall: float, reason: str
) -> None:
    """Fill in what is derived from the end of an attempt, which came at `wall` (UTC seconds)."""
    marks = [
        (
            each.outcome, each.seconds, each.confidence, each.flagged, " ".join(each.picked),
            each.postponed, each.credit, attempt, each.slot,
        )
        for each in outcomes
    ]  # fmt: skip
    db.executemany(_MARK, marks)
    db.execute(_SUM_UP, (wall, reason, attempt))


def tail_of(db: sqlite3.Connection, attempt: str) -> ChainHead:
    """Find the end of an attempt's chain. Raises StoreError where there is no such attempt."""
    rows = db.execute(_LAST_EVENT, (attempt,)).fetchall()
    if rows:
        return tail_at(attempt, *rows[0])
    rows = db.execute("SELECT hash FROM form WHERE attempt = ?", (attempt,)).fetchall()
    if not rows:
        raise unknown_attempt_error(attempt)
    return tail_at(attempt, -1, "", rows[0][0])


def link_at(db: sqlite3.Connection, attempt: str, seq: int) -> ChainedEvent:
    """Read one event. Raises StoreError where it is missing."""
    rows = db.execute(_ONE_EVENT, (attempt, seq)).fetchall()
    if not rows:
        raise damage_error(attempt, f"event {seq} is missing")
    return ChainedEvent(*rows[0])


def unknown_attempt_error(attempt: str) -> StoreError:
    """Make the error for an attempt that is not there."""
    message = f"There is no attempt {attempt}."
    return StoreError(message, "List your attempts.", command=command("history"))


def _conflict(message: str) -> ConflictError:
    return ConflictError(message, _AGAIN)
