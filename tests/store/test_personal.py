"""Discarded attempts, personal notes, and bookmarks: stored, merged, and archived."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path

import pytest

from examkit.attempts.archive_import import restore
from examkit.attempts.maintenance import gather, verify
from examkit.errors import StoreError
from examkit.exam.time_bounds import LATEST
from examkit.store.annotations import (
    MAX_NOTE,
    SET,
    Annotation,
    Subject,
    annotation_fault,
    merge_annotations,
)
from examkit.store.archive import dump, parse_archive
from examkit.store.sqlite.migrate import steps
from examkit.store.sqlite.store import SqliteStore, open_store
from tests.factories import FakeClock
from tests.store.sample import ATTEMPT, OUTCOMES, begin, behind, end

OTHER = "20270116-080000-cd34"
NOTE = Subject("note", "kitchen", "q-1")
BOOKMARK = Subject("bookmark", "kitchen", "q-1")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(folder: Path, clock: FakeClock) -> SqliteStore:
    return open_store(folder, clock=clock)


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> SqliteStore:
    return open_store(tmp_path / "other", clock=clock)


def finish(store: SqliteStore) -> str:
    """Save a finished attempt, and return the ID of its bank."""
    script = begin(store)
    store.finish(ATTEMPT, end(len(script.events)), OUTCOMES)
    return store.attempts()[0].bank


def export(store: SqliteStore) -> list[str]:
    gathered = gather(store)
    return list(dump(gathered.attempts, "1.1.0", gathered.annotations))


def merge(into: SqliteStore, lines: list[str]) -> tuple[int, int, int, int]:
    """Import an archive; return how much was added, known, discarded, and annotated."""
    archive = parse_archive(lines)
    result = restore(into, archive.attempts, annotations=archive.annotations)
    assert result.faults == ()
    return result.added, result.known, result.discarded, len(result.annotations)


def test_a_discarded_attempt_is_in_no_list_but_its_questions_count_as_seen(
    store: SqliteStore,
) -> None:
    bank = finish(store)
    seen = store.exposures(bank)
    assert (len(seen), len(store.answers(bank)), len(store.topic_totals(bank))) == (3, 3, 2)

    store.discard(ATTEMPT, on=True)

    assert store.attempts() == store.attempts(bank) == store.unfinished() == ()
    assert not store.answers(bank)
    assert not store.topic_totals(bank)
    assert store.exposures(bank) == seen
    assert [row.id for row in store.discarded()] == [ATTEMPT]
    assert verify(store).faults == ()
    store.discard(ATTEMPT, on=False)
    assert (len(store.answers(bank)), store.discarded()) == (3, ())


def test_of_a_discarded_unfinished_attempt_only_the_questions_on_screen_count_as_seen(
    store: SqliteStore,
) -> None:
    begin(store)
    [row] = store.unfinished()
    store.discard(ATTEMPT, on=True)
    assert store.unfinished() == ()
    assert sorted(store.exposures(row.bank)) == ["q-plain", "q-rich"]


def test_an_unknown_attempt_is_not_discarded(store: SqliteStore) -> None:
    with pytest.raises(StoreError, match="Attempt nothing doesn't exist"):
        store.discard("nothing", on=True)


def test_a_note_replaces_the_one_before_and_an_empty_one_deletes_it(store: SqliteStore) -> None:
    for body in ("old", "new"):
        store.annotate(NOTE, body)
        assert store.annotations("note", "kitchen") == {"q-1": body}
    store.annotate(BOOKMARK, SET)
    store.annotate(NOTE, "")
    assert store.annotations("note", "kitchen") == {}
    assert store.annotations("bookmark", "kitchen") == {"q-1": SET}
    assert store.annotations("bookmark", "another") == {}


def test_what_was_never_there_leaves_no_trace_when_deleted(store: SqliteStore) -> None:
    store.annotate(NOTE, "")
    assert store.all_annotations() == ()


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (NOTE, "x" * (MAX_NOTE + 1)),
        (NOTE, "\x1b[2J"),
        (BOOKMARK, "no"),
        (NOTE._replace(question=""), "text"),
    ],
)
def test_unsound_values_are_not_saved(store: SqliteStore, subject: Subject, body: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        store.annotate(subject, body)
    assert store.all_annotations() == ()


def test_a_change_is_later_than_the_last_one_even_under_a_clock_that_was_set_back(
    store: SqliteStore, clock: FakeClock
) -> None:
    future = Annotation(*NOTE, LATEST, "from the future")
    store.merge_annotations([future])
    store.annotate(NOTE, "mine")
    assert store.annotations("note", "kitchen") == {"q-1": "mine"}
    store.annotate(BOOKMARK, SET)
    [first] = [each for each in store.all_annotations() if each.kind == "bookmark"]
    clock.wall -= 1_000
    store.annotate(BOOKMARK, "")
    assert store.merge_annotations([first]) == ()


def test_the_latest_change_counts_in_any_order() -> None:
    changes = [
        Annotation(*NOTE, 1.0, "a"),
        Annotation(*NOTE, 2.0, "b"),
        Annotation(*NOTE, 2.0, "c"),
        Annotation(*BOOKMARK, 5.0, ""),
    ]
    expected = {NOTE: changes[2], BOOKMARK: changes[3]}
    for order in permutations(changes):
        assert merge_annotations(order) == expected


def test_stores_that_exchange_archives_agree(tmp_path: Path, clock: FakeClock) -> None:
    """Merging is commutative, associative, and idempotent."""
    chance = random.Random(4)  # noqa: S311 -- reproducible
    for turn in range(12):
        stores = [open_store(tmp_path / f"{turn}-{name}", clock=clock) for name in "abc"]
        for each in stores:
            begin(each)
        for _ in range(15):
            each = chance.choice(stores)
            clock.wall += chance.choice((-3, 0, 1, 2))
            subject = Subject("note", "kitchen", f"q-{chance.randrange(3)}")
            each.annotate(subject, chance.choice(("", "x", "y")))
            each.discard(ATTEMPT, on=chance.random() < 0.5)
        archives = [export(each) for each in stores]
        for each in stores:
            for lines in chance.sample(archives, 3):
                merge(each, lines)
        assert export(stores[0])[1:] == export(stores[1])[1:] == export(stores[2])[1:]
        assert merge(stores[0], archives[1]) == (0, 1, 0, 0)


def test_everything_comes_back_and_gives_the_same_bytes(
    store: SqliteStore, other: SqliteStore
) -> None:
    finish(store)
    begin(store, OTHER)
    store.discard(ATTEMPT, on=True)
    store.annotate(NOTE, "Mind\nthe salt: 塩")
    store.annotate(BOOKMARK, SET)
    lines = export(store)
    assert merge(other, lines) == (2, 0, 0, 2)
    assert export(other) == lines
    assert [row.id for row in other.attempts()] == [OTHER]
    assert merge(other, lines) == (0, 2, 0, 0)


def test_a_known_attempt_is_discarded_by_an_archive_only_if_its_events_are_the_same(
    store: SqliteStore, other: SqliteStore
) -> None:
    for each in (store, other):
        begin(each)
    script = begin(other, OTHER)
    begin(store, OTHER)
    for attempt in (ATTEMPT, OTHER):
        store.discard(attempt, on=True)
    other.finish(OTHER, end(len(script.events)), OUTCOMES)
    archive = parse_archive(export(store))
    result = restore(other, archive.attempts)
    assert (result.known, result.discarded) == (1, 1)
    assert "left unchanged" in result.faults[0]
    assert [row.id for row in other.attempts()] == [OTHER]


def test_only_an_archive_with_notes_needs_a_newer_version_to_read(store: SqliteStore) -> None:
    finish(store)
    store.discard(ATTEMPT, on=True)
    assert '"format":1,' in export(store)[0]
    store.annotate(NOTE, "text")
    assert '"format":2,' in export(store)[0]


def test_damaged_notes_are_reported_and_left_out(store: SqliteStore, file: Path) -> None:
    store.annotate(NOTE, "text")
    store.annotate(BOOKMARK, SET)
    with behind(file) as db:
        db.execute("UPDATE annotation SET changed = 'yesterday' WHERE kind = 'note'")
    assert "The note on question 'q-1' is damaged" in verify(store).faults[0]
    assert [each.kind for each in gather(store).annotations] == ["bookmark"]
    assert store.annotations("note", "kitchen") == {}


def test_a_store_of_an_older_version_gets_them(tmp_path: Path) -> None:
    known = tuple(step for step in steps() if step.version <= 4)
    open_store(tmp_path / "old", schema=known, clock=FakeClock()).close()
    with open_store(tmp_path / "old", clock=FakeClock()) as store:
        store.annotate(NOTE, "text")
    with open_store(tmp_path / "old", read_only=True) as store:
        assert store.annotations("note", "kitchen") == {"q-1": "text"}


def test_sound_values_have_no_fault() -> None:
    assert annotation_fault(Annotation(*NOTE, 0.0, "x" * MAX_NOTE)) == ""
    assert annotation_fault(Annotation(*BOOKMARK, LATEST, "")) == ""
