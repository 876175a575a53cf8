"""An attempt in which everything happens, and ways to look behind the store."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from examkit.exam.events import (
    AgainRequested,
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
from examkit.store.records import SlotOutcome
from examkit.store.sqlite.store import SqliteStore
from tests.factories import (
    FakeClock,
    Script,
    answered,
    make_exam,
    make_form,
    make_question,
    make_slot,
    typed,
)

ATTEMPT = "20270115-080000-ab12"


def full_form() -> Form:
    """Return a form that uses all that questions and exams may hold."""
    rich = make_question(
        "q-rich",
        keys=(1, 3),
        domain={"exam-1": "secure", "exam-2": "build"},
        exams=("exam-1", "exam-2"),
        explanation="Straße, 試験, \U0001f9ea and a tab\t",
        references=("https://example.org/a?b=c",),
        enemies=("q-plain",),
        as_of="2026-11",
        ordered=True,
    )
    exam = make_exam(valid_from=date(2026, 12, 1), valid_until=date(2028, 1, 31))
    slots = [
        make_slot(rich, order=(3, 0, 2, 1), scored=False),
        make_slot(make_question("q-plain", topic="topic-b"), fresh=False),
        make_slot(make_question("q-third", options=0, type="numeric", answer=1.5)),
    ]
    return make_form(slots, exam=exam, limit=None)


def full_script() -> Script:
    """Write an attempt with every kind of event but the end."""
    script = Script().start()
    script.at(
        1.25,
        answered(0, 1, 3),
        OptionEliminated(0, 2, on=True),
        ConfidenceRated(0, 2),
        ConfidenceRated(0, None),
    )
    script.at(2.5, Flagged(0, on=True), Visited(1), answered(1), Revealed(1))
    script.at(2.5, AgainRequested(1, on=True), typed(2, "1,5"))
    script.at(0.1 + 0.2 + 3, Closed(), Opened(FakeClock().now(), clock_changed=True))
    return script


def end(seq: int, second: float = 9.0) -> Event:
    """Make the end of an attempt."""
    return Event(seq, second, 1_800_000_000.0 + second, Finished("submitted"))


OUTCOMES = [SlotOutcome(0, "right"), SlotOutcome(1, "wrong"), SlotOutcome(2, "unanswered")]


def begin(store: SqliteStore, attempt: str = ATTEMPT) -> Script:
    """Keep the sample attempt, unfinished."""
    script = full_script()
    store.create_attempt(attempt, full_form(), script.events[:2])
    store.append(attempt, script.events[2:])
    return script


@contextmanager
def behind(file: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as any other program would."""
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        yield connection


def checksum(file: Path) -> str:
    """Distinguish the bytes of a file from all others."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
