"""Attempts taken along and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.attempts.archive_import import restore
from examkit.attempts.maintenance import verify
from examkit.errors import ExamkitError
from examkit.store.archive import dump, parse_archive
from examkit.store.durability.backup import DAILY, WEEKLY, backups_to_keep, rotate
from examkit.store.sqlite.store import SqliteStore, open_store
from examkit.system_clock import DAY
from tests.factories import FakeClock
from tests.store.sample import ATTEMPT, OUTCOMES, begin, behind, end

OTHER = "20270116-080000-cd34"


def fill(store: SqliteStore) -> None:
    """Keep a finished attempt and one that goes on."""
    script = begin(store)
    store.finish(ATTEMPT, end(len(script.events)), OUTCOMES)
    begin(store, OTHER)


def packed(store: SqliteStore) -> list[str]:
    return list(dump([store.archived(row.id) for row in reversed(store.attempts())], "0.1.0"))


@pytest.fixture
def other(tmp_path: Path) -> SqliteStore:
    return open_store(tmp_path / "other", clock=FakeClock())


def test_a_round_trip_gives_the_same_bytes(store: SqliteStore, other: SqliteStore) -> None:
    fill(store)
    lines = packed(store)
    done = restore(other, parse_archive(lines).attempts)
    assert (done.added, done.known, done.faults) == (2, 0, ())
    assert packed(other) == lines
    assert other.attempts()[0].id == OTHER
    for row in store.attempts():
        assert other.events(row.id) == store.events(row.id)
        assert other.form(row.id) == store.form(row.id)
    assert [row.finished for row in other.attempts()] == [row.finished for row in store.attempts()]


def test_grades_are_recomputed_from_events(store: SqliteStore, other: SqliteStore) -> None:
    from examkit.attempts.slot_outcomes import grade_slots
    from examkit.exam.attempt_state import replay

    script = begin(store)
    last = end(len(script.events))
    marks = grade_slots(store.form(ATTEMPT), replay(store.form(ATTEMPT), script.events), last)
    store.finish(ATTEMPT, last, marks)
    restore(other, parse_archive(packed(store)).attempts)
    bank = store.attempts()[0].bank
    assert other.answers(bank) == store.answers(bank)
    assert other.attempts() == store.attempts()


@pytest.mark.fault("R28")
def test_bringing_it_back_twice_changes_nothing(store: SqliteStore) -> None:
    fill(store)
    lines = packed(store)
    done = restore(store, parse_archive(lines).attempts)
    assert (done.added, done.known, done.faults) == (0, 2, ())
    assert packed(store) == lines


def test_an_attempt_that_went_on_is_kept(store: SqliteStore, other: SqliteStore) -> None:
    fill(store)
    lines = packed(store)
    script = begin(other, OTHER)
    other.finish(OTHER, end(len(script.events)), OUTCOMES)
    done = restore(other, parse_archive(lines).attempts)
    assert (done.added, done.known) == (1, 0)
    assert "left unchanged" in done.faults[0]
    assert other.attempts()[0].finished is not None


@pytest.mark.fault("R28")
def test_every_changed_byte_is_noticed(store: SqliteStore) -> None:
    fill(store)
    text = "".join(packed(store)).encode()
    for place in range(0, len(text), 7):
        changed = bytearray(text)
        changed[place] ^= 1
        with pytest.raises((ExamkitError, UnicodeDecodeError)):
            parse_archive(bytes(changed).decode().splitlines(keepends=True))


@pytest.mark.fault("R28")
def test_a_cut_file_gives_whole_attempts_only_on_request(store: SqliteStore) -> None:
    fill(store)
    lines = packed(store)
    for cut in range(1, len(lines)):
        with pytest.raises(ExamkitError, match="line"):
            parse_archive(lines[:cut])
        found = parse_archive(lines[:cut], partial=True).attempts
        assert [each.attempt for each in found] in ([], [ATTEMPT], [ATTEMPT, OTHER])
    with pytest.raises(ExamkitError, match="the rest of the file is missing"):
        parse_archive([])
    with pytest.raises(ExamkitError, match="the file doesn't contain exported attempts"):
        parse_archive(['{"kind":"x"}\n'], partial=True)


@pytest.mark.fault("R61")
@pytest.mark.parametrize("line", ["[" * 100_000, "1" * 5_000, '{"a":' * 50_000, "{", ""])
def test_a_line_that_cannot_be_read_is_reported_in_words(store: SqliteStore, line: str) -> None:
    fill(store)
    head = packed(store)[0]
    with pytest.raises(ExamkitError) as output:
        parse_archive([head, f"{line}\n"])
    assert output.value.message == "line 2: not a valid line of an exported file."


def test_a_check_reads_everything(store: SqliteStore, file: Path) -> None:
    fill(store)
    found = verify(store)
    assert (found.attempts, found.faults) == (2, ())
    assert found.events == sum(len(store.events(row.id)) for row in store.attempts())
    with behind(file) as db:
        db.execute("DROP TRIGGER event_stays")
        db.execute("UPDATE event SET at = 77 WHERE attempt = ? AND seq = 2", (OTHER,))
    [fault] = verify(store).faults
    assert OTHER in fault


@pytest.mark.parametrize(
    ("hours", "kept"),
    [
        ([], 0),
        ([1], 1),
        ([1, 2, 3], 1),
        ([h * 24 for h in range(10)], 10),
        ([h * 24 for h in range(40)], DAILY + 4),
        ([h * 24 for h in range(400)], DAILY + WEEKLY - 3),
    ],
)
def test_ten_days_and_eight_weeks_are_kept(hours: list[float], kept: int) -> None:
    moments = [1_800_000_000.0 - hour * 3_600 for hour in hours]
    found = backups_to_keep(moments)
    assert len(found) == kept
    assert max(moments, default=None) == max(found, default=None)


def test_copies_are_made_half_an_hour_apart_and_rotate(store: SqliteStore, file: Path) -> None:
    fill(store)
    start = 1_800_000_000.0
    first = rotate(file, start)
    assert first is not None
    assert first.stat().st_mode & 0o777 == 0o600
    assert rotate(file, start + 1_799) is None
    for day in range(1, 30):
        assert rotate(file, start + day * DAY) is not None
    copies = sorted(first.parent.glob("*.db"))
    assert DAILY < len(copies) < DAILY + WEEKLY
    with open_store(first.parent.parent.parent, read_only=True) as read:
        assert len(read.attempts()) == 2


@pytest.mark.fault("R74")
def test_a_copy_from_under_a_wrong_clock_stops_no_others(store: SqliteStore, file: Path) -> None:
    fill(store)
    now = 1_800_000_000.0
    wrong = rotate(file, now + 4_000 * DAY)
    assert wrong is not None
    made = [rotate(file, now + day * DAY) for day in range(3)]
    assert None not in made
    assert rotate(file, now + 2 * DAY + 60) is None
    assert sorted(wrong.parent.glob("*.db")) == sorted([*filter(None, made), wrong])


@pytest.mark.fault("R74")
def test_copies_from_under_a_wrong_clock_push_none_out_and_do_not_pile_up() -> None:
    now = 1_800_000_000.0
    right = {now - day * DAY for day in range(DAILY)}
    wrong = {now + (4_000 + day) * DAY for day in range(100)}
    found = backups_to_keep(right | wrong, now)
    assert right <= found
    assert DAILY <= len(found - right) <= DAILY + WEEKLY


def test_a_damaged_file_pushes_no_copy_out(store: SqliteStore, file: Path) -> None:
    fill(store)
    good = rotate(file, 1_800_000_000.0)
    store.close()
    assert good is not None
    file.write_bytes(file.read_bytes()[:5000] + b"x" * 4000)
    with pytest.raises(ExamkitError):
        rotate(file, 1_800_000_000.0 + DAY)
    assert list(good.parent.iterdir()) == [good]
