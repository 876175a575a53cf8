"""Damage is noticed; files that are not ours are left as they are."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from examkit.errors import StoreError
from examkit.exam.events import Event, Visited
from examkit.store.sqlite.open import APPLICATION_ID
from examkit.store.sqlite.store import SqliteStore, open_store
from tests.store.sample import ATTEMPT, begin, behind, checksum, full_form


@pytest.mark.fault("R21")
def test_every_flipped_byte_of_an_event_is_noticed(
    folder: Path, file: Path, store: SqliteStore
) -> None:
    begin(store)
    store.close()
    body = b'{"slot":0,"option":2,"on":true}'
    whole = file.read_bytes()
    assert whole.count(body) == 1
    place = whole.index(body)

    for offset in range(place, place + len(body)):
        file.write_bytes(whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :])
        with open_store(folder) as damaged, pytest.raises(StoreError, match=f"{ATTEMPT}|damaged"):
            damaged.events(ATTEMPT)


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'closed'",
        "slot = 1",
        "at = at + 0.001",
        "wall = wall + 1",
        "body = replace(body, '0', '1')",
        "body = CAST(body AS BLOB)",
        "hash = zeroblob(32)",
        "hash = 'text'",
    ],
)
def test_every_changed_column_of_an_event_is_noticed(
    store: SqliteStore, file: Path, change: str
) -> None:
    begin(store)
    with behind(file) as other:
        other.execute("DROP TRIGGER event_stays")
        other.execute(f"UPDATE event SET {change} WHERE seq = 3")  # noqa: S608 -- from the table above

    with pytest.raises(StoreError, match=f"Attempt {ATTEMPT} is damaged: event 3"):
        store.events(ATTEMPT)


def test_a_missing_event_is_noticed(store: SqliteStore, file: Path) -> None:
    begin(store)
    with behind(file) as other:
        other.execute("DROP TRIGGER event_is_kept")
        other.execute("DELETE FROM event WHERE seq = 3")

    with pytest.raises(StoreError, match="event 3"):
        store.events(ATTEMPT)


def test_a_cut_off_end_is_noticed(store: SqliteStore, file: Path) -> None:
    begin(store)
    with behind(file) as other:
        other.execute("DROP TRIGGER event_is_kept")
        other.execute("DELETE FROM event WHERE seq > 3")

    with pytest.raises(StoreError, match="events after event 3 are missing"):
        store.events(ATTEMPT)


@pytest.mark.parametrize("change", ["body = body || ' '", "hash = zeroblob(32)", "hash = 1"])
def test_a_changed_form_is_noticed(store: SqliteStore, file: Path, change: str) -> None:
    begin(store)
    with behind(file) as other:
        other.execute("DROP TRIGGER form_stays")
        other.execute(f"UPDATE form SET {change}")  # noqa: S608 -- from the table above

    with pytest.raises(StoreError, match=f"Attempt {ATTEMPT} is damaged"):
        store.form(ATTEMPT)


@pytest.mark.fault("R21")
def test_no_random_damage_passes_for_an_attempt(
    folder: Path, file: Path, store: SqliteStore
) -> None:
    script = begin(store)
    store.close()
    whole, chance, noticed = file.read_bytes(), random.Random(3), 0  # noqa: S311
    for size in (1, 16, 512, 4096) * 50:
        place = chance.randrange(len(whole))
        file.write_bytes(whole[:place] + chance.randbytes(size) + whole[place + size :])
        try:
            with open_store(folder) as damaged:
                assert damaged.events(ATTEMPT) == tuple(script.events)
                assert damaged.form(ATTEMPT) == full_form()
        except StoreError:
            noticed += 1
        with suppress(StoreError), open_store(folder) as damaged:
            damaged.append(ATTEMPT, [Event(len(script.events), 9.0, 9.0, Visited(2))])
    assert noticed


def test_a_kind_of_event_from_the_future_is_named(store: SqliteStore, folder: Path) -> None:
    from examkit.store.codec import decode_event
    from examkit.store.hash_chain import ChainedEvent

    with pytest.raises(StoreError, match="newer version of examkit"):
        decode_event(ATTEMPT, ChainedEvent(0, "dreamt", None, 0.0, 0.0, "{}"))


def test_a_form_from_the_future_is_named() -> None:
    from examkit.store.codec import FORM_FORMAT, decode_form, encode_form

    form = json.loads(encode_form(full_form()))
    later = form | {"format": FORM_FORMAT + 1, "form": "all different"}

    with pytest.raises(StoreError, match="newer version of examkit"):
        decode_form(ATTEMPT, json.dumps(later))


def garbled(file: Path) -> None:
    file.write_bytes(b"not a db " * 200)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def one_byte(file: Path) -> None:
    file.write_bytes(b"x")


def foreign(file: Path) -> None:
    with behind(file) as other:
        other.execute("PRAGMA journal_mode = wal")
        other.execute("CREATE TABLE bookmark (url)")


def newer(file: Path) -> None:
    with behind(file) as other:
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        other.execute("PRAGMA user_version = 999")


@pytest.mark.fault("R20")
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (garbled, "isn't an examkit file"),
        (one_byte, "isn't an examkit file"),
        (foreign, "isn't an examkit file"),
        (empty, "is empty"),
        (newer, "newer version of examkit"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_not_ours_is_not_touched(
    folder: Path, file: Path, make: Callable[[Path], None], words: str, read_only: bool
) -> None:
    folder.mkdir()
    make(file)
    before = checksum(file), file.stat().st_mode, sorted(folder.iterdir())

    with pytest.raises(StoreError, match=words) as raised:
        open_store(folder, read_only=read_only)

    assert (checksum(file), file.stat().st_mode, sorted(folder.iterdir())) == before
    assert str(file) in raised.value.message
    assert raised.value.hint


def test_a_folder_in_the_place_of_the_file_is_named(folder: Path, file: Path) -> None:
    file.mkdir(parents=True)

    with pytest.raises(StoreError, match="isn't a file"):
        open_store(folder)


def test_a_file_in_the_place_of_the_folder_is_named(folder: Path) -> None:
    folder.write_text("in the way")

    with pytest.raises(StoreError, match=str(folder)):
        open_store(folder)


@pytest.mark.fault("R20")
def test_a_cut_file_is_noticed(folder: Path, file: Path, store: SqliteStore) -> None:
    begin(store)
    store.close()
    with file.open("r+b") as handle:
        handle.truncate(4096)

    with pytest.raises(StoreError, match="damaged"), open_store(folder) as cut:
        cut.events(ATTEMPT)


@pytest.mark.fault("R18")
def test_a_copy_made_while_it_is_open_is_complete(
    folder: Path, file: Path, store: SqliteStore, tmp_path: Path
) -> None:
    script = begin(store)
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    shutil.copy(file, copy)

    with open_store(copy) as copied:
        assert copied.events(ATTEMPT) == tuple(script.events)
    with sqlite3.connect(copy / "attempts.db") as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    other.close()
