"""A file that is overwritten, cut or damaged in place during an attempt loses nothing of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from examkit.exam.events import Event, Finished
from examkit.store.durability.journal import Journal, pending_journals
from examkit.store.durability.outbox import Outbox
from examkit.store.sqlite.store import SqliteStore, open_store
from tests.factories import FakeClock, answered
from tests.store.sample import ATTEMPT, OUTCOMES, begin, end, full_form

DAMAGE = ["empty", "cut to 100", "cut to 5000", "cut to 30000", "foreign", "other database"]


def answers(start: int, count: int = 1) -> list[Event]:
    return [Event(start + i, 9.0, 9.0, answered(0, i % 3)) for i in range(count)]


def overwrite(file: Path, damage: str, tmp_path: Path) -> None:
    """Change a file in place, as `cp` does: it stays the same file."""
    whole = file.read_bytes()
    match damage:
        case "empty":
            file.write_bytes(b"")
        case "zeros":
            file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
        case "foreign":
            file.write_bytes(b"not a db" * 200)
        case "other database":
            with closing(sqlite3.connect(tmp_path / "x.db")) as db:
                db.execute("CREATE TABLE x (y)")
            file.write_bytes((tmp_path / "x.db").read_bytes())
        case _:
            file.write_bytes(whole[: int(damage.rsplit(maxsplit=1)[-1])])


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, ...]:
    return tmp_path / "first", tmp_path / "second"


@pytest.fixture
def before(store: SqliteStore, file: Path) -> bytes:
    """Return the file from before the attempt began."""
    begin(store, "earlier-attempt")
    return file.read_bytes()


@pytest.fixture
def outbox(store: SqliteStore, before: bytes, places: Sequence[Path]) -> Outbox:
    begin(store)
    return Outbox(store, ATTEMPT, Journal(ATTEMPT, places))


@pytest.mark.fault("R71")
def test_the_attempt_is_written_into_an_older_copy_again(
    outbox: Outbox, store: SqliteStore, file: Path, before: bytes
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known), 2)
    file.write_bytes(before)

    outbox.add(more)

    assert (outbox.waiting, outbox.fault, outbox.renewed) == ((), None, True)
    assert store.events(ATTEMPT) == (*known, *more)
    assert store.form(ATTEMPT) == full_form()
    assert store.events("earlier-attempt") == known


@pytest.mark.fault("R71")
def test_what_an_older_copy_lacks_is_added(outbox: Outbox, store: SqliteStore, file: Path) -> None:
    known = store.events(ATTEMPT)
    older = file.read_bytes()
    first, second = answers(len(known), 2), answers(len(known) + 2)
    outbox.add(first)
    file.write_bytes(older)

    outbox.add(second)

    assert store.events(ATTEMPT) == (*known, *first, *second)


@pytest.mark.fault("R71")
def test_it_can_be_handed_in_after_the_file_was_overwritten(
    outbox: Outbox, store: SqliteStore, file: Path, before: bytes
) -> None:
    known = store.events(ATTEMPT)
    file.write_bytes(before)

    outbox.finish(end(len(known)), OUTCOMES)

    assert isinstance(store.events(ATTEMPT)[-1].body, Finished)
    assert {row.id: row.correct for row in store.attempts()} == {ATTEMPT: 1, "earlier-attempt": 0}


@pytest.mark.fault("R71")
@pytest.mark.parametrize("damage", DAMAGE)
def test_what_a_damaged_file_cannot_take_waits_with_the_whole_attempt(  # noqa: PLR0917 -- fixtures
    outbox: Outbox,
    store: SqliteStore,
    file: Path,
    folder: Path,
    before: bytes,
    places: Sequence[Path],
    tmp_path: Path,
    damage: str,
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known), 2)
    overwrite(file, damage, tmp_path)

    outbox.add(more[:1])
    outbox.add(more[1:])

    assert outbox.fault is not None
    assert "SQLITE" not in outbox.fault.message + outbox.fault.reason
    assert outbox.journal_path is not None
    assert outbox.waiting == (*known, *more)
    store.close()
    file.write_bytes(before)
    with open_store(folder, clock=FakeClock(), journals=places) as again:
        assert {row.id for row in again.unfinished()} == {ATTEMPT, "earlier-attempt"}
        assert again.events(ATTEMPT) == (*known, *more)
    assert pending_journals(places) == []


@pytest.mark.fault("R71")
@pytest.mark.parametrize("damage", DAMAGE)
def test_once_a_copy_stands_there_again_all_is_saved(
    outbox: Outbox, store: SqliteStore, file: Path, before: bytes, tmp_path: Path, damage: str
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known))
    overwrite(file, damage, tmp_path)
    outbox.add(more)
    file.write_bytes(before)

    outbox.flush()

    assert (outbox.waiting, outbox.fault, outbox.journal_path) == ((), None, None)
    assert store.events(ATTEMPT) == (*known, *more)


@pytest.mark.parametrize("damage", [*DAMAGE, "zeros"])
def test_what_is_reported_as_saved_is_compared_with_what_is_stored(
    outbox: Outbox, store: SqliteStore, file: Path, before: bytes, tmp_path: Path, damage: str
) -> None:
    known = store.events(ATTEMPT)
    outbox.confirm()
    assert not outbox.renewed
    file.write_bytes(before)
    outbox.confirm()
    assert (store.events(ATTEMPT), outbox.renewed, outbox.fault) == (known, True, None)
    overwrite(file, damage, tmp_path)
    outbox.confirm()
    assert outbox.fault is not None
    assert outbox.waiting == known
    assert outbox.journal_path is not None


@pytest.mark.fault("R71")
@pytest.mark.parametrize("lost", [False, True])
def test_nothing_is_reported_as_saved_in_a_file_that_is_damaged_elsewhere(
    outbox: Outbox, store: SqliteStore, file: Path, before: bytes, *, lost: bool
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known), 2)
    mixed = bytearray(before if lost else file.read_bytes())
    mixed[28:32] = (len(mixed) // 4096 + 3).to_bytes(4, "big")
    file.write_bytes(bytes(mixed) + b"\xff" * 3 * 4096)  # Pages that belong to nothing.

    outbox.add(more[:1])
    outbox.add(more[1:])
    outbox.flush()
    outbox.confirm()

    assert outbox.fault is not None
    assert outbox.waiting == (*known, *more)
    assert outbox.journal_path is not None
    file.write_bytes(before)
    outbox.flush()
    assert outbox.fault is None
    assert store.events(ATTEMPT) == (*known, *more)


def test_a_journal_of_an_attempt_that_goes_on_elsewhere_is_left_alone(
    outbox: Outbox,
    store: SqliteStore,
    file: Path,
    folder: Path,
    before: bytes,
    places: Sequence[Path],
) -> None:
    with store.acquire_lease(ATTEMPT):
        file.write_bytes(b"")
        outbox.add(answers(len(outbox.saved)))
        file.write_bytes(before)
        with open_store(folder, clock=FakeClock(), journals=places) as again:
            assert [row.id for row in again.unfinished()] == ["earlier-attempt"]
        assert len(pending_journals(places)) == 1


def test_a_journal_that_cannot_be_read_is_left_and_stops_nothing(
    store: SqliteStore, folder: Path, places: Sequence[Path]
) -> None:
    places[0].mkdir()
    texts = {
        "a": '{"attempt":"a","form":"{}"}\n',
        "b": '{"attempt":"x"}\n',
        "c": "{",
        "é": '{"attempt":"é"}\n',
    }
    for name, text in texts.items():
        (places[0] / f"unsaved-{name}.jsonl").write_text(text)
    store.close()
    with open_store(folder, clock=FakeClock(), journals=places) as again:
        assert again.attempts() == ()
    assert len(pending_journals(places)) == 4
