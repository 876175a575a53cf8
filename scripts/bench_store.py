"""Bars of the store: a durable answer, and reports over many attempts and a million answers."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench import Figure, ratio
from bench_time import timed

from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.services import Desk, answer

ATTEMPTS = 15_385
"""A million answers, because each has 65 slots."""
BANK = "bank-1"
NAIVE = """
SELECT s.topic, count(*), sum(s.outcome = 'right') FROM event e
JOIN slot s ON s.attempt = e.attempt AND s.number = e.slot JOIN attempt a ON a.id = e.attempt
WHERE e.kind = 'answered' AND a.bank = ? AND a.finished IS NOT NULL GROUP BY s.topic
"""


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Compare each with the plain SQL it can't do without."""
    yield Figure("durable answer / bare commit", durable_answer(folder, rounds * 10), 1.5)
    yield Figure(
        "report over 1M answers / naive query", million_answers(folder / "million", rounds), 0.2
    )
    many = thousand_attempts(folder / "thousand", rounds)
    yield Figure("report over 1,000 attempts / reading their rows", many, 3.0)


def durable_answer(folder: Path, rounds: int) -> float:
    """Compare choosing an option with a commit of one row on the same disk."""
    folder.mkdir(parents=True)
    write_bank(folder / "bank", single=True)
    live = Desk(folder).engine().start_mock()
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode = TRUNCATE")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT)")

    def commit() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO event (body) VALUES (?)", ('{"slot": 1, "response": [2]}',))
        bare.execute("COMMIT")

    places = iter(range(10**9))
    answer = lambda: live.choose(0, next(places) % 4)  # noqa: E731 -- timed below
    result = ratio(lambda: timed(answer), lambda: timed(commit), rounds)
    bare.close()
    live.suspend()
    return result


def million_answers(folder: Path, rounds: int) -> float:
    """Compare the totals by topic with a query over the events."""
    open_store(folder).close()
    with closing(sqlite3.connect(folder / "attempts.db", isolation_level=None)) as db:
        fill(db)
        with open_store(folder) as store:
            return ratio(
                lambda: timed(lambda: store.topic_totals(BANK)),
                lambda: timed(lambda: db.execute(NAIVE, (BANK,)).fetchall()),
                max(3, rounds // 3),
            )


def thousand_attempts(folder: Path, rounds: int) -> float:
    """Compare the report after a thousand attempts with reading their rows."""
    write_bank(folder / "bank", each=200, questions=65, minutes=130)
    desk = Desk(folder)
    live = desk.engine().start_mock()
    for number in range(65):
        live.visit(number)
        desk.clock.pass_time(60)
        answer(live, number, right=number % 3 > 0)
    live.submit()
    with closing(sqlite3.connect(folder / "data" / "attempts.db", isolation_level=None)) as db:
        copy_attempts(db, live.attempt_id, 1_000)
    engine = desk.engine()
    bank = engine.bank.info.id
    with open_store(folder / "data", clock=desk.clock) as store:
        return ratio(
            lambda: timed(lambda: engine.past.report(live.attempt_id)),
            lambda: timed(lambda: (store.attempts(bank), store.answers(bank))),
            max(3, rounds // 3),
        )


def copy_attempts(db: sqlite3.Connection, attempt: str, number: int) -> None:
    """Insert earlier copies of an attempt and its slots, an hour apart."""
    slots = [row[1] for row in db.execute("PRAGMA table_info(slot)") if row[1] != "attempt"]
    columns = [row[1] for row in db.execute("PRAGMA table_info(attempt)") if row[1] != "id"]
    quoted = ", ".join(f'"{name}"' for name in slots)
    others = ", ".join(f'"{name}"' for name in columns)
    db.execute("BEGIN")
    for n in range(1, number + 1):
        copy = f"copy-{n:05}"
        moved = others.replace('"started"', f'"started" - {3600 * n}')
        moved = moved.replace('"finished"', f'"finished" - {3600 * n}')
        db.execute(
            f"INSERT INTO attempt (id, {others}) SELECT ?, {moved} FROM attempt WHERE id = ?",  # noqa: S608
            (copy, attempt),
        )
        db.execute(
            f"INSERT INTO slot (attempt, {quoted}) SELECT ?, {quoted} FROM slot WHERE attempt = ?",  # noqa: S608
            (copy, attempt),
        )
    db.execute("COMMIT")


def fill(db: sqlite3.Connection) -> None:
    """Insert a million answers without the triggers, which would take an hour."""
    chance = random.Random(1)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("BEGIN")
    for number in range(ATTEMPTS):
        add_attempt(db, f"attempt-{number:06}", chance)
    db.execute("COMMIT")


def add_attempt(db: sqlite3.Connection, attempt: str, chance: random.Random) -> None:
    """Insert one attempt with its slots and answers."""
    zero, now = b"0" * 32, time.time()
    row = (attempt, "mock", BANK, "e", "mock", now, now, "submitted", 65, 40, 50, 30, 20, zero)
    db.execute(
        "INSERT INTO attempt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, NULL)", row
    )
    db.execute("INSERT INTO form VALUES (?, ?, ?)", (attempt, "{}", zero))
    db.executemany(
        "INSERT INTO slot (attempt, number, bank, question, topic, domain, scored, fresh, outcome)"
        " VALUES (?, ?, ?, ?, ?, 'd', 1, 1, ?)",
        [(attempt, i, BANK, *random_slot(chance)) for i in range(65)],
    )
    db.executemany(
        "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(attempt, i, "answered", i, i * 1.5, now + i, '{"slot": 1}', zero) for i in range(65)],
    )


def random_slot(chance: random.Random) -> tuple[str, str, str]:
    """Return a question, topic, and outcome."""
    question, topic = f"question-{chance.randrange(1000)}", f"topic-{chance.randrange(30)}"
    return question, topic, chance.choice(["right", "wrong"])
