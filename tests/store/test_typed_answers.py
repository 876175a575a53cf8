"""Typed answers in stores and archives of version 1.0.0, with those of today after them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examkit.attempts.archive_import import restore
from examkit.attempts.maintenance import verify
from examkit.exam.attempt_state import replay
from examkit.exam.events import Event
from examkit.question_types.base import Response
from examkit.store.archive import ArchivedAttempt, dump, parse_archive
from examkit.store.codec import decode_form, encode_event, encode_form
from examkit.store.hash_chain import ChainedEvent
from examkit.store.sqlite.store import SqliteStore, open_store
from tests.factories import FakeClock, Script, answered, typed
from tests.store.sample import ATTEMPT, OUTCOMES, end, full_form


def as_in_1_0_0(event: Event) -> ChainedEvent:
    """Return the row that version 1.0.0 wrote for a typed answer."""
    link = encode_event(event)
    body = {"slot": link.slot, "text": json.loads(link.body)["response"]}
    return link._replace(kind="entered", body=json.dumps(body, separators=(",", ":")))


SCRIPT = Script().start().at(1, answered(0, 1, 3), typed(2, "1,5"))
OLD = ArchivedAttempt(
    ATTEMPT,
    encode_form(full_form()),
    (*map(encode_event, SCRIPT.events[:-1]), as_in_1_0_0(SCRIPT.events[-1])),
)
NEW = Event(len(SCRIPT.events), 2.0, 2.0, typed(2, "1.6"))


@pytest.fixture
def store(store: SqliteStore) -> SqliteStore:
    """Return a store with an attempt that version 1.0.0 began."""
    assert restore(store, parse_archive(list(dump([OLD], "1.0.0"))).attempts).faults == ()
    return store


def test_a_form_of_1_0_0_is_read() -> None:
    stored = json.loads(encode_form(full_form()))
    for slot in stored["form"]["slots"]:
        for name in ("accepted", "ignore_case", "ignore_accents"):
            del slot["question"][name]
    assert decode_form(ATTEMPT, json.dumps(stored | {"format": 1})) == full_form()


def test_an_attempt_goes_on_after_a_typed_answer_of_1_0_0(store: SqliteStore) -> None:
    store.append(ATTEMPT, [NEW])
    assert store.events(ATTEMPT) == (*SCRIPT.events, NEW)
    slots = replay(full_form(), store.events(ATTEMPT)).slots
    assert (slots[0].response, slots[2].response) == (Response((1, 3)), Response(text="1.6"))
    assert verify(store).faults == ()


def test_old_and_new_rows_leave_and_come_back_as_they_were_written(
    store: SqliteStore, tmp_path: Path
) -> None:
    store.append(ATTEMPT, [NEW])
    store.finish(ATTEMPT, end(NEW.seq + 1), OUTCOMES)
    packed = store.archived(ATTEMPT)
    assert packed.links[: len(OLD.links)] == OLD.links
    assert [link.kind for link in packed.links[-3:]] == ["entered", "answered", "finished"]
    lines = list(dump([packed], "1.1.0"))
    with open_store(tmp_path / "other", clock=FakeClock()) as other:
        assert restore(other, parse_archive(lines).attempts).added == 1
        assert list(dump([other.archived(ATTEMPT)], "1.1.0")) == lines
        assert other.events(ATTEMPT) == store.events(ATTEMPT)


def test_old_rows_are_known_again_after_the_file_was_overwritten(
    store: SqliteStore, file: Path
) -> None:
    outbox, older = store.outbox(ATTEMPT), file.read_bytes()
    outbox.add([NEW])
    file.write_bytes(older)
    late = Event(NEW.seq + 1, 3.0, 3.0, typed(2, "1.7"))
    outbox.add([late])
    assert outbox.waiting == ()
    assert store.events(ATTEMPT) == (*SCRIPT.events, NEW, late)
    assert store.archived(ATTEMPT).links[: len(OLD.links)] == OLD.links


def test_another_event_at_the_place_of_an_old_row_is_refused(store: SqliteStore) -> None:
    other = Event(SCRIPT.events[-1].seq, 1.0, SCRIPT.events[-1].wall, typed(2, "9"))
    with pytest.raises(Exception, match="another window"):
        store.append(ATTEMPT, [other])
