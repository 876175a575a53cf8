"""Read and write an attempt's rows inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from examkit.command_lines import command
from examkit.errors import ConflictError, StoreError
from examkit.store.annotations import Annotation
from examkit.store.hash_chain import ChainedEvent, ChainHead, damage_error, seal_form, to_head
from examkit.store.records import Discard, SlotOutcome

if TYPE_CHECKING:
    from examkit.exam.form import Form
    from examkit.store.annotations import Subject
    from examkit.store.archive import DecodedAttempt

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
_GRADE = """
UPDATE slot SET outcome = ?, seconds = ?, sureness = ?, flagged = ?, picked = ?, postponed = ?,
  credit = ?
WHERE attempt = ? AND number = ?
"""
_SUM_UP = """
UPDATE attempt SET finished = ?, reason = ?,
  (asked, scored_asked, fresh) = (
    SELECT count(*), total(scored), total(fresh) FROM slot
    WHERE attempt = id AND outcome IS NOT NULL),
  "right" = (SELECT count(*) FROM slot WHERE attempt = id AND outcome = 'right'),
  scored_right = (SELECT count(*) FROM slot WHERE attempt = id AND outcome = 'right' AND scored)
WHERE id = ?
"""
_DISCARD = "UPDATE attempt SET discarded = ?, discard_changed = ? WHERE id = ?"
_ANNOTATE = """
INSERT INTO annotation (kind, bank, question, changed, body) VALUES (?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET changed = excluded.changed, body = excluded.body
"""
_REOPEN = "Open it again to see its current state."


def add_attempt(
    db: sqlite3.Connection, attempt: str, form: Form, body: str, started: float
) -> None:
    """Add an attempt and its form without events.

    `body` is the form's JSON, and `started` is in UTC seconds. Raises StoreError if there already
    is an attempt with this id.
    """
    if db.execute("SELECT 1 FROM attempt WHERE id = ?", (attempt,)).fetchall():
        raise StoreError(f"Attempt {attempt} already exists.", "Start another attempt.")
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
    """Add events at the end of an attempt; skip those that are stored already.

    Raises ConflictError if the store has a different event with the same number, or if the attempt
    is finished, and StoreError if the events before them are missing.
    """
    head = read_head(db, attempt)
    for link in links:
        if link.seq <= head.seq:
            if not _is_same_event(attempt, read_event(db, attempt, link.seq), link):
                raise _conflict(f"Attempt {attempt} was continued in another window.")
            continue
        if head.kind == "finished":
            raise _conflict(f"Attempt {attempt} is finished.")
        if link.seq != head.seq + 1:
            raise StoreError(
                f"Attempt {attempt} is missing the events before event {link.seq}.", _REOPEN
            )
        head = head.advance(link)
        db.execute(_ADD_EVENT, (attempt, *link, head.seal))
    db.execute("UPDATE attempt SET head = ? WHERE id = ?", (head.seal, attempt))


def _is_same_event(attempt: str, stored: ChainedEvent, link: ChainedEvent) -> bool:
    """Return whether two rows have the same event.

    If the rows differ, they are decoded, because versions of examkit can encode an event
    differently.
    """
    from examkit.store.codec import decode_event

    return stored == link or decode_event(attempt, stored) == decode_event(attempt, link)


def add_archived(db: sqlite3.Connection, decoded: DecodedAttempt) -> None:
    """Add an attempt from an archive. Raises StoreError if there already is one with its id."""
    from examkit.exam.events import Finished

    archived, form, events, outcomes = decoded
    end = events[-1]
    add_attempt(db, archived.attempt, form, archived.form, events[0].wall)
    add_events(db, archived.attempt, archived.links)
    if isinstance(end.body, Finished):
        save_outcomes(db, archived.attempt, outcomes, end.wall, end.body.reason)
        set_left_out(db, archived.attempt, on=archived.left_out)
    if archived.discard is not None:
        set_discard(db, archived.attempt, archived.discard)


def set_left_out(db: sqlite3.Connection, attempt: str, *, on: bool) -> None:
    """Exclude a finished attempt from estimates, or include it again if `on` is false."""
    update = "UPDATE attempt SET left_out = ? WHERE id = ? AND finished IS NOT NULL"
    db.execute(update, (on, attempt))


def read_discard(db: sqlite3.Connection, attempt: str) -> Discard | None:
    """Return whether an attempt is discarded and when that last changed; None if it never was.

    Raises StoreError if the attempt is unknown.
    """
    query = "SELECT discarded, discard_changed FROM attempt WHERE id = ?"
    rows = db.execute(query, (attempt,)).fetchall()
    if not rows:
        raise unknown_attempt_error(attempt)
    [(on, changed)] = rows
    return None if changed is None else Discard(bool(on), changed)


def set_discard(db: sqlite3.Connection, attempt: str, discard: Discard) -> None:
    """Save whether an attempt is discarded, and when that last changed."""
    db.execute(_DISCARD, (discard.on, discard.changed, attempt))


def read_annotation(db: sqlite3.Connection, subject: Subject) -> Annotation | None:
    """Return the note or bookmark that `subject` identifies; None if there never was one.

    The body of a deleted one is empty.
    """
    query = "SELECT changed, body FROM annotation WHERE kind = ? AND bank = ? AND question = ?"
    rows = db.execute(query, subject).fetchall()
    return Annotation(*subject, *rows[0]) if rows else None


def save_annotations(db: sqlite3.Connection, annotations: Iterable[Annotation]) -> None:
    """Save notes and bookmarks in place of earlier ones on the same questions."""
    db.executemany(_ANNOTATE, annotations)


def save_outcomes(
    db: sqlite3.Connection, attempt: str, outcomes: Sequence[SlotOutcome], wall: float, reason: str
) -> None:
    """Save the outcomes of an attempt's slots, when the attempt ended, and why.

    `wall` is the time of the end in UTC seconds.
    """
    rows = [
        (
            each.outcome, each.seconds, each.confidence, each.flagged,
            " ".join(each.confused_notes), each.postponed, each.credit, attempt, each.slot,
        )
        for each in outcomes
    ]  # fmt: skip
    db.executemany(_GRADE, rows)
    db.execute(_SUM_UP, (wall, reason, attempt))


def read_head(db: sqlite3.Connection, attempt: str) -> ChainHead:
    """Return the end of an attempt's hash chain, to which the next event is added.

    Raises StoreError if the attempt is unknown.
    """
    rows = db.execute(_LAST_EVENT, (attempt,)).fetchall()
    if rows:
        return to_head(attempt, *rows[0])
    rows = db.execute("SELECT hash FROM form WHERE attempt = ?", (attempt,)).fetchall()
    if not rows:
        raise unknown_attempt_error(attempt)
    return to_head(attempt, -1, "", rows[0][0])


def read_event(db: sqlite3.Connection, attempt: str, seq: int) -> ChainedEvent:
    """Return the event with the number `seq` in an attempt. Raises StoreError if it is missing."""
    rows = db.execute(_ONE_EVENT, (attempt, seq)).fetchall()
    if not rows:
        raise damage_error(attempt, f"event {seq} is missing")
    return ChainedEvent(*rows[0])


def unknown_attempt_error(attempt: str) -> StoreError:
    """Return the error to raise if the store has no attempt with the id."""
    message = f"Attempt {attempt} doesn't exist."
    return StoreError(message, "List your attempts.", command=command("history"))


def _conflict(message: str) -> ConflictError:
    return ConflictError(message, _REOPEN)
