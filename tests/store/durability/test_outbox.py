"""What cannot be saved waits, elsewhere too, and reaches the store once, in order."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from examkit.errors import StoreError, WriteFailedError
from examkit.exam.events import Event, Finished
from examkit.store.durability.journal import Journal, pending_journals
from examkit.store.durability.outbox import Outbox
from examkit.store.sqlite.store import SqliteStore, open_store, open_unsaved
from tests.factories import FakeClock, answered
from tests.store.sample import ATTEMPT, OUTCOMES, begin, behind, end


def answers(start: int, count: int = 1) -> list[Event]:
    return [Event(start + i, 9.0, 9.0, answered(0, i % 3)) for i in range(count)]


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, ...]:
    return tmp_path / "first", tmp_path / "second"


@pytest.fixture
def outbox(store: SqliteStore, places: Sequence[Path]) -> Outbox:
    begin(store)
    store._db.read("PRAGMA busy_timeout = 20")
    return Outbox(store, ATTEMPT, Journal(ATTEMPT, places))


def test_what_cannot_be_saved_waits_and_is_saved_later(
    outbox: Outbox, store: SqliteStore, file: Path, places: Sequence[Path]
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known), 3)
    with behind(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        outbox.add(more[:2])
        outbox.add(more[2:])
        assert outbox.fault is not None
        assert "in use by another program" in outbox.fault.reason
        assert outbox.waiting == tuple(more)
        assert outbox.journal_path == places[0] / f"unsaved-{ATTEMPT}.jsonl"
        assert outbox.journal_path.stat().st_mode & 0o077 == 0

    outbox.flush()

    assert store.events(ATTEMPT) == (*known, *more)
    assert outbox.waiting == ()
    assert outbox.journal_path is None
    assert pending_journals(places) == []


def test_a_second_wait_for_another_program_is_short(outbox: Outbox, file: Path) -> None:
    with behind(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        outbox.add(answers(len(outbox.saved)))
        timeout = outbox._store._db._connection.execute("PRAGMA busy_timeout")
        assert timeout.fetchone() == (50,)


def test_after_a_crash_it_comes_back_from_the_journal(
    outbox: Outbox, store: SqliteStore, file: Path, folder: Path, places: Sequence[Path]
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known), 3)
    with behind(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        outbox.add(more)
    store.close()

    with open_store(folder, clock=FakeClock(), journals=places) as again:
        assert again.outbox(ATTEMPT).waiting == ()
        assert again.events(ATTEMPT) == (*known, *more)
    assert pending_journals(places) == []


def test_a_journal_cut_short_gives_what_stands_before_the_cut(
    outbox: Outbox, store: SqliteStore, file: Path, places: Sequence[Path]
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known), 3)
    with behind(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        outbox.add(more)
    path = places[0] / f"unsaved-{ATTEMPT}.jsonl"
    path.write_bytes(path.read_bytes()[:-9])

    assert Journal(ATTEMPT, places).read() == tuple(more[:2])


def test_a_journal_that_does_not_fit_is_set_aside(
    outbox: Outbox, store: SqliteStore, places: Sequence[Path]
) -> None:
    Journal(ATTEMPT, places).add([Event(1, 1.0, 1.0, answered(2, 0))])
    known = store.events(ATTEMPT)

    outbox.recover()

    assert store.events(ATTEMPT) == known
    assert outbox.waiting == ()
    assert [path.name for path in pending_journals(places)] == [f"unsaved-{ATTEMPT}.conflict"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
def test_a_link_in_the_place_of_a_journal_is_not_followed(
    outbox: Outbox, tmp_path: Path, places: Sequence[Path]
) -> None:
    target = tmp_path / "precious"
    target.write_text("keep\n")
    places[0].mkdir()
    (places[0] / f"unsaved-{ATTEMPT}.jsonl").symlink_to(target)

    journal = Journal(ATTEMPT, places)
    assert journal.read() == ()
    assert journal.add(answers(1))
    assert journal.path is not None
    assert journal.path.parent == places[1]
    assert target.read_text() == "keep\n"


@pytest.mark.fault("R14")
def test_where_no_folder_takes_it_it_waits_in_memory(
    store: SqliteStore, file: Path, tmp_path: Path
) -> None:
    begin(store)
    store._db.read("PRAGMA busy_timeout = 20")
    (tmp_path / "file").write_text("")
    outbox = Outbox(store, ATTEMPT, Journal(ATTEMPT, [tmp_path / "file"]))
    more = answers(len(store.events(ATTEMPT)))
    with behind(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        outbox.add(more)
        assert (outbox.waiting, outbox.journal_path) == (tuple(more), None)
    outbox.flush()
    assert store.events(ATTEMPT)[-1] == more[-1]


def test_what_the_store_refuses_does_not_wait(outbox: Outbox, store: SqliteStore) -> None:
    with pytest.raises(StoreError, match="is missing the events before"):
        outbox.add(answers(99))
    assert outbox.waiting == ()


def test_an_attempt_ends_only_after_all_is_saved(
    outbox: Outbox, store: SqliteStore, file: Path
) -> None:
    start = len(store.events(ATTEMPT))
    with behind(file) as other:
        other.execute("BEGIN EXCLUSIVE")
        outbox.add(answers(start, 2))
        with pytest.raises(WriteFailedError, match="in use"):
            outbox.finish(end(start + 2), OUTCOMES)

    outbox.finish(end(start + 2), OUTCOMES)

    assert isinstance(store.events(ATTEMPT)[-1].body, Finished)
    assert len(store.events(ATTEMPT)) == start + 3


@pytest.mark.fault("R19")
@pytest.mark.parametrize("with_folder", [False, True])
def test_a_deleted_file_is_written_again_with_all_attempts(
    outbox: Outbox, store: SqliteStore, file: Path, folder: Path, *, with_folder: bool
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known), 2)
    shutil.rmtree(folder) if with_folder else file.unlink()

    outbox.add(more)

    assert (outbox.waiting, outbox.renewed) == ((), True)
    store.close()
    with open_store(folder, clock=FakeClock()) as again:
        assert again.events(ATTEMPT) == (*known, *more)
        assert again.quick_check() == ()


def test_in_another_file_the_attempt_goes_on_and_the_old_one_is_kept_beside_it(
    outbox: Outbox, store: SqliteStore, file: Path, folder: Path, tmp_path: Path
) -> None:
    known = store.events(ATTEMPT)
    more = answers(len(known), 2)
    open_store(tmp_path / "other", clock=FakeClock()).close()
    (tmp_path / "other" / "attempts.db").replace(file)

    outbox.add(more)

    assert store.events(ATTEMPT) == (*known, *more)
    [kept] = folder.glob("attempts-replaced-*.db")
    kept.rename(tmp_path / "attempts.db")
    with open_store(tmp_path, clock=FakeClock()) as old:
        assert old.events(ATTEMPT) == known


@pytest.mark.fault("R19")
def test_an_older_copy_of_the_file_is_brought_up_to_date(
    outbox: Outbox, store: SqliteStore, file: Path, tmp_path: Path
) -> None:
    known = store.events(ATTEMPT)
    (tmp_path / "old.db").write_bytes(file.read_bytes())
    first, second = answers(len(known)), answers(len(known) + 1)
    outbox.add(first)
    (tmp_path / "old.db").replace(file)

    outbox.add(second)

    assert store.events(ATTEMPT) == (*known, *first, *second)


def test_a_file_that_is_not_ours_is_left_and_events_wait(
    outbox: Outbox, store: SqliteStore, file: Path, tmp_path: Path, places: Sequence[Path]
) -> None:
    (tmp_path / "foreign").write_bytes(b"not a db" * 200)
    (tmp_path / "foreign").replace(file)

    outbox.add(answers(len(store.events(ATTEMPT))))

    assert outbox.fault is not None
    assert outbox.fault.reason == "the file was replaced or deleted"
    assert len(pending_journals(places)) == 1
    assert file.read_bytes() == b"not a db" * 200


def test_without_saving_all_works_and_nothing_is_kept(folder: Path, store: SqliteStore) -> None:
    begin(store)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    with open_unsaved(folder, StoreError("no", "none"), clock=FakeClock()) as scratch:
        more = answers(len(scratch.events(ATTEMPT)))
        with scratch.acquire_lease(ATTEMPT):
            scratch.outbox(ATTEMPT).add(more)
        assert scratch.events(ATTEMPT)[-1] == more[0]
        assert not scratch.outbox(ATTEMPT).is_persistent
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_without_saving_a_damaged_file_does_not_matter(folder: Path) -> None:
    folder.mkdir()
    (folder / "attempts.db").write_bytes(b"not a db" * 200)
    with open_unsaved(folder, StoreError("no", "none"), clock=FakeClock()) as scratch:
        begin(scratch)
        assert len(scratch.attempts()) == 1
