"""What goes in comes out, equal in all parts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examkit.errors import StoreError
from examkit.exam.events import Answered, Event, Opened, Visited
from examkit.exam.time_bounds import LATEST
from examkit.question_types.base import NO_RESPONSE, Response
from examkit.store.codec import KINDS, decode_event, encode_event
from examkit.store.hash_chain import ChainedEvent
from examkit.store.records import AttemptRow, LastExposure, TopicTally
from examkit.store.sqlite.store import SqliteStore, open_store
from examkit.system_clock import ClockReading
from tests.factories import Script, make_form, make_question, make_slot
from tests.store.sample import ATTEMPT, OUTCOMES, begin, end, full_form, full_script


def test_every_kind_of_event_comes_back(store: SqliteStore) -> None:
    script = begin(store)
    last = end(len(script.events))
    store.finish(ATTEMPT, last, OUTCOMES)

    events = store.events(ATTEMPT)

    assert events == (*script.events, last)
    assert {encode_event(event).kind for event in events} == KINDS.keys() - {"entered"}


@pytest.mark.parametrize("text", ["12.5", "", "1,5", "Straße \u202f"])
def test_a_typed_answer_of_1_0_0_is_read_as_an_answer(text: str) -> None:
    body = json.dumps({"slot": 2, "text": text})
    event = decode_event(ATTEMPT, ChainedEvent(4, "entered", 2, 1.0, 2.0, body))
    assert event.body == Answered(2, Response(text=text))
    assert decode_event(ATTEMPT, encode_event(event)) == event


@pytest.mark.parametrize(
    ("response", "stored"),
    [
        (Response((1, 3)), '{"slot":2,"response":[1,3]}'),
        (Response((-1, 0)), '{"slot":2,"response":[-1,0]}'),
        (NO_RESPONSE, '{"slot":2,"response":[]}'),
        (Response(text="12.5"), '{"slot":2,"response":"12.5"}'),
        (Response(text="[1]"), '{"slot":2,"response":"[1]"}'),
    ],
)
def test_a_response_is_stored_as_its_choices_or_its_text(response: Response, stored: str) -> None:
    event = Event(4, 1.0, 2.0, Answered(2, response))
    assert encode_event(event) == ChainedEvent(4, "answered", 2, 1.0, 2.0, stored)
    assert decode_event(ATTEMPT, encode_event(event)) == event


def test_a_form_comes_back_whole(store: SqliteStore) -> None:
    begin(store)

    assert store.form(ATTEMPT) == full_form()


def test_all_comes_back_after_reopening(folder: Path, store: SqliteStore) -> None:
    script = begin(store)
    store.close()

    with open_store(folder) as again:
        assert (again.form(ATTEMPT), again.events(ATTEMPT)) == (full_form(), tuple(script.events))


@given(
    *[st.floats(min_value=0, max_value=LATEST)] * 2,
    *[st.floats(allow_nan=False, allow_infinity=False, min_value=0)] * 2,
    st.text(st.characters(codec="utf-8"), max_size=40),
)
def test_times_lose_nothing(at: float, wall: float, other: float, boot: float, name: str) -> None:
    event = Event(0, at, wall, Opened(ClockReading(other, boot, name)))

    assert decode_event(ATTEMPT, encode_event(event)) == event


def test_a_row_tells_how_an_attempt_stands(store: SqliteStore) -> None:
    script = begin(store)
    started = AttemptRow(
        id=ATTEMPT,
        mode="mock",
        bank="bank-1",
        exam="exam-1",
        title="mock exam",
        started=1_800_000_000.0,
        finished=None,
        reason=None,
        asked=3,
        correct=0,
        scored_asked=2,
        scored_correct=0,
        fresh=2,
    )
    assert store.attempts() == store.unfinished() == (started,)

    store.finish(ATTEMPT, end(len(script.events)), OUTCOMES)

    (row,) = store.attempts("bank-1")
    assert (row.finished, row.reason) == (1_800_000_009.0, "submitted")
    assert (row.correct, row.scored_correct) == (1, 0)
    assert store.unfinished() == store.attempts("another-bank") == ()


def test_attempts_are_listed_newest_first(store: SqliteStore) -> None:
    for number, wall in enumerate((20.0, 30.0, 10.0)):
        store.create_attempt(f"a{number}", make_form(1), [Event(0, 0.0, wall, Visited(0))])

    assert [row.id for row in store.attempts()] == ["a1", "a0", "a2"]


def test_exposure_is_the_last_time_on_screen(store: SqliteStore) -> None:
    drill = make_form([make_question("q-both"), make_question("q-drill")], mode="drill")
    mock = make_form([make_question("q-unseen"), make_question("q-both")])
    store.create_attempt("drill-1", drill, Script().start().at(5, Visited(1), Visited(0)).events)
    store.create_attempt("mock-1", mock, Script().at(2, Visited(1)).events)

    assert store.exposures("bank-1") == {
        "q-both": LastExposure(1_800_000_005.0, in_mock=True),
        "q-drill": LastExposure(1_800_000_005.0, in_mock=False),
    }
    assert store.exposures("another-bank") == {}


def test_after_the_end_all_questions_of_an_attempt_were_seen(store: SqliteStore) -> None:
    script = begin(store, "one")
    before = store.exposures("bank-1")
    store.finish("one", end(len(script.events)), OUTCOMES)

    asked = {slot.question.id for slot in store.form("one").slots}
    assert before.keys() < asked
    assert store.exposures("bank-1").keys() == asked


def test_topics_are_counted_over_finished_attempts(store: SqliteStore) -> None:
    for attempt in ("one", "two", "unfinished"):
        script = begin(store, attempt)
        if attempt != "unfinished":
            store.finish(attempt, end(len(script.events)), OUTCOMES)

    assert store.topic_totals("bank-1") == (
        TopicTally("topic-a", 4, 2),
        TopicTally("topic-b", 2, 0),
    )
    assert store.topic_totals("another-bank") == ()


def test_topic_totals_read_a_covering_index_alone(store: SqliteStore) -> None:
    from examkit.store.sqlite.statements import TOPIC_TOTALS

    plan = store._db.read(f"EXPLAIN QUERY PLAN {TOPIC_TOTALS}", "bank-1")

    steps = [row[3] for row in plan if "slot" in row[3]]
    assert steps == ["SEARCH slot USING COVERING INDEX slot_by_topic (bank=?)"]


def test_read_only_reads_and_refuses_to_write(folder: Path, store: SqliteStore) -> None:
    script = begin(store)
    store.close()

    with open_store(folder, read_only=True) as reader:
        assert reader.read_only
        assert reader.events(ATTEMPT) == tuple(script.events)
        with pytest.raises(StoreError, match="read-only"):
            reader.append(ATTEMPT, [Event(len(script.events), 9.0, 9.0, Visited(2))])
        with pytest.raises(StoreError, match="read-only"):
            reader.acquire_lease(ATTEMPT)


def test_read_only_without_a_file_is_empty_and_makes_none(folder: Path) -> None:
    with open_store(folder, read_only=True) as reader:
        assert (reader.attempts(), reader.exposures("b"), reader.topic_totals("b")) == ((), {}, ())

    assert not folder.exists()


def test_an_unknown_attempt_is_named(store: SqliteStore) -> None:
    for ask in (store.form, store.events, store.acquire_lease):
        with pytest.raises(StoreError, match="Attempt nobody doesn't exist"):
            ask("nobody")
    with pytest.raises(StoreError, match="Attempt nobody doesn't exist"):
        store.append("nobody", full_script().events)


def test_an_attempt_begins_once(store: SqliteStore) -> None:
    begin(store)

    with pytest.raises(StoreError, match="already"):
        begin(store)


@pytest.mark.parametrize("attempt", ["", "../x", "a/b", ".hidden", "a\n", "x" * 101])
def test_an_id_that_cannot_name_a_file_is_a_bug(store: SqliteStore, attempt: str) -> None:
    with pytest.raises(ValueError, match="name a file"):
        store.create_attempt(attempt, make_form(1), Script().start().events)


def test_listing_attempts_leaves_pydantic_alone(folder: Path, store: SqliteStore) -> None:
    begin(store)
    code = (
        "import sys; from pathlib import Path; from examkit.store.sqlite.store import open_store\n"
        "with open_store(Path(sys.argv[1])) as store: print(len(store.attempts()))\n"
        "print('pydantic' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["1", "False"]


def test_slots_may_repeat_nothing_but_keep_their_order(store: SqliteStore) -> None:
    form = make_form([make_slot(make_question(f"q-{i}"), order=(2, 0, 1, 3)) for i in range(65)])
    store.create_attempt("long", form, Script().start().events)

    assert store.form("long") == form
