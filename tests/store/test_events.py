"""Events are only added, in order, and end once."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from examkit.errors import StoreError
from examkit.exam.events import Event, Finished, Flagged, Visited
from examkit.store.sqlite.store import SqliteStore
from tests.store.sample import ATTEMPT, OUTCOMES, begin, behind, end


def later(seq: int, slot: int = 2) -> Event:
    return Event(seq, 8.0, 1_800_000_008.0, Visited(slot))


def test_the_same_event_again_changes_nothing(store: SqliteStore) -> None:
    script = begin(store)

    store.append(ATTEMPT, script.events[-1:])
    store.append(ATTEMPT, script.events)

    assert store.events(ATTEMPT) == tuple(script.events)


def test_a_retry_may_bring_more(store: SqliteStore) -> None:
    script = begin(store)
    seq = len(script.events)

    store.append(ATTEMPT, [script.events[-1], later(seq)])

    assert store.events(ATTEMPT)[-1] == later(seq)


@pytest.mark.parametrize(
    "other", [{"at": 1.0}, {"wall": 1.0}, {"body": Visited(0)}, {"body": Flagged(0, True)}]
)
def test_another_event_at_the_same_place_is_refused(
    store: SqliteStore, other: dict[str, object]
) -> None:
    script = begin(store)
    changed = replace(script.events[-1], **other)  # type: ignore[arg-type]

    with pytest.raises(StoreError, match="another window"):
        store.append(ATTEMPT, [changed])


def test_a_gap_is_refused_and_nothing_of_the_action_is_kept(store: SqliteStore) -> None:
    script = begin(store)
    seq = len(script.events)

    with pytest.raises(StoreError, match=f"before event {seq + 2}"):
        store.append(ATTEMPT, [later(seq), later(seq + 2)])

    assert store.events(ATTEMPT) == tuple(script.events)


def test_an_attempt_starts_at_its_first_event(store: SqliteStore) -> None:
    from tests.store.sample import full_form

    with pytest.raises(StoreError, match="before event 1"):
        store.create_attempt(ATTEMPT, full_form(), [later(1)])

    assert store.attempts() == ()


@pytest.mark.fault("R26")
def test_nothing_happens_after_the_end(store: SqliteStore) -> None:
    script = begin(store)
    seq = len(script.events)
    store.finish(ATTEMPT, end(seq), OUTCOMES)

    with pytest.raises(StoreError, match="is finished"):
        store.append(ATTEMPT, [later(seq + 1)])
    store.append(ATTEMPT, script.events[-1:])

    assert store.events(ATTEMPT)[-1] == end(seq)


def test_the_first_end_stands(store: SqliteStore) -> None:
    script = begin(store)
    seq = len(script.events)
    first, second = end(seq), replace(end(seq, 11.0), body=Finished("time"))

    assert store.finish(ATTEMPT, first, OUTCOMES) == first
    assert store.finish(ATTEMPT, second, []) == first
    assert store.finish(ATTEMPT, replace(second, seq=seq + 1), []) == first

    (row,) = store.attempts()
    assert (row.reason, row.finished, row.correct) == ("submitted", first.wall, 1)


def test_an_end_that_does_not_follow_is_refused(store: SqliteStore) -> None:
    script = begin(store)

    with pytest.raises(StoreError, match="is missing the events before"):
        store.finish(ATTEMPT, end(len(script.events) + 1), OUTCOMES)

    assert len(store.unfinished()) == 1
    assert store.topic_totals("bank-1") == ()


def test_ends_and_other_events_have_their_own_ways(store: SqliteStore) -> None:
    script = begin(store)
    seq = len(script.events)

    with pytest.raises(ValueError, match="finish"):
        store.append(ATTEMPT, [end(seq)])
    with pytest.raises(ValueError, match="Finished"):
        store.finish(ATTEMPT, later(seq), [])


ADD = "INSERT INTO event VALUES (:a, {seq}, 'visited', 0, 9.0, 9.0, '{{\"slot\":0}}', x'00')"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE event SET body = '{}'", "only added"),
        ("UPDATE event SET wall = wall + 1 WHERE seq = 3", "only added"),
        ("DELETE FROM event", "only added"),
        ("UPDATE form SET body = '{}'", "never changes"),
        ("DELETE FROM form", "never changes"),
        (ADD.format(seq=40), "without gaps"),
        (ADD.format(seq=3), "without gaps"),
        (ADD.format(seq=-1), "without gaps"),
        (ADD.format(seq=3).replace("INSERT", "INSERT OR REPLACE"), "without gaps"),
        (ADD.format(seq=3).replace("INSERT", "INSERT OR IGNORE"), "without gaps"),
    ],
)
def test_the_file_itself_refuses_changes(
    store: SqliteStore, file: Path, sql: str, words: str
) -> None:
    begin(store)
    values = {"a": ATTEMPT} if ":a" in sql else {}

    with behind(file) as other, pytest.raises(sqlite3.IntegrityError, match=words):
        other.execute(sql, values)


@pytest.mark.fault("R26")
def test_the_file_itself_refuses_events_after_the_end(store: SqliteStore, file: Path) -> None:
    seq = len(begin(store).events)
    store.finish(ATTEMPT, end(seq), OUTCOMES)

    with behind(file) as other, pytest.raises(sqlite3.IntegrityError, match="after the end"):
        other.execute(ADD.format(seq=seq + 1), {"a": ATTEMPT})
