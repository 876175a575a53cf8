"""Whole attempts as lists of events with the state they add up to."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from examkit.exam.attempt_state import AttemptState, SlotState, apply, replay
from examkit.exam.events import (
    AgainRequested,
    Body,
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
from examkit.exam.exam_clock import ClockAnchor
from examkit.question_types.base import NO_RESPONSE, Response
from examkit.system_clock import ClockReading
from tests.factories import Script, answered, make_form

LATER = ClockReading(1_800_000_900.0, 1_900.0, "boot-1")


def run(*timed: tuple[float, Body], slots: int = 3) -> AttemptState:
    script = Script().start()
    for second, body in timed:
        script.at(second, body)
    return replay(make_form(slots), script.events)


def test_an_attempt_starts_on_its_first_question() -> None:
    session = run()

    assert session.slots == (SlotState(visited=True), SlotState(), SlotState())
    assert (session.current, session.seq, session.elapsed, session.finished) == (0, 2, 0.0, None)


@pytest.mark.parametrize(
    ("bodies", "slot", "expected"),
    [
        ([answered(1, 2)], 1, {"response": Response((2,))}),
        ([answered(1, 2), answered(1, 0)], 1, {"response": Response((0,))}),
        ([answered(1, 2), answered(1)], 1, {"response": NO_RESPONSE}),
        ([Flagged(2, True)], 2, {"flagged": True}),
        ([Flagged(2, True), Flagged(2, False)], 2, {"flagged": False}),
        (
            [OptionEliminated(0, 1, True), OptionEliminated(0, 3, True)],
            0,
            {"eliminated": frozenset({1, 3})},
        ),
        (
            [OptionEliminated(0, 1, True), OptionEliminated(0, 1, False)],
            0,
            {"eliminated": frozenset()},
        ),
        ([ConfidenceRated(0, 3)], 0, {"confidence": 3}),
        ([ConfidenceRated(0, 3), ConfidenceRated(0, None)], 0, {"confidence": None}),
        ([Revealed(0)], 0, {"revealed": True}),
        ([Revealed(0), AgainRequested(0, True)], 0, {"revealed": True, "postponed": True}),
        ([Visited(2)], 2, {"visited": True}),
    ],
)
def test_each_event_changes_its_slot(
    bodies: list[Body], slot: int, expected: dict[str, object]
) -> None:
    session = run(*((0.0, body) for body in bodies))

    state = session.slots[slot]
    assert {name: getattr(state, name) for name in expected} == expected


def test_time_on_screen_is_added_to_the_slot_that_was_shown() -> None:
    session = run(
        (10.0, answered(0, 1)),
        (15.0, Visited(1)),
        (22.0, Visited(0)),
        (30.0, Visited(2)),
    )

    assert [slot.seconds for slot in session.slots] == [23.0, 7.0, 0.0]


def test_time_away_is_added_to_no_slot() -> None:
    session = run((10.0, Closed()), (900.0, Opened(LATER)), (905.0, Visited(1)))

    assert session.slots[0].seconds == 15.0
    assert session.elapsed == 905.0


def test_time_after_a_crash_is_added_to_no_slot() -> None:
    session = run((10.0, answered(0, 1)), (900.0, Opened(LATER)), (905.0, Visited(1)))

    assert session.slots[0].seconds == 15.0


def test_opening_again_keeps_the_first_anchor() -> None:
    session = run(
        (10.0, Closed()), (900.0, Opened(LATER, clock_changed=True)), (901.0, Flagged(0, True))
    )

    assert session.anchor is not None
    assert session.opened is not None
    assert (session.anchor.elapsed, session.opened.elapsed) == (0.0, 900.0)
    assert session.opened.moment == LATER
    assert session.clock_changed


def test_after_a_restart_of_the_machine_the_clock_counts_from_the_next_opening() -> None:
    again = replace(LATER, boot=5.0, boot_id="boot-2")
    session = run(
        (10.0, Closed()), (900.0, Opened(again)), (901.0, Opened(replace(again, boot=9.0)))
    )

    assert session.anchor == ClockAnchor(again, 900.0)


def test_nothing_after_the_end_changes_anything() -> None:
    ended = run((10.0, answered(0, 1)), (20.0, Finished("submitted")))

    assert apply(ended, Event(ended.seq, 30.0, 0.0, answered(0, 2))) == ended
    assert ended.finished == "submitted"


def test_time_never_runs_backwards() -> None:
    session = run((50.0, Flagged(0, True)), (20.0, Flagged(0, False)))

    assert session.elapsed == 50.0
    assert session.slots[0].seconds == 50.0


def test_applying_an_event_leaves_the_old_state_unchanged() -> None:
    session = run()
    before = copy.deepcopy(session)
    apply(session, Event(session.seq, 5.0, 0.0, answered(0, 1)))

    assert session == before


def test_count_of_flagged() -> None:
    session = run(
        (1.0, answered(0, 1)),
        (2.0, Flagged(1, True)),
        (3.0, answered(2, 0)),
    )

    assert session.flagged == 1


def test_reading_an_explanation_costs_no_time() -> None:
    session = run((60, answered(0, 1)), (60, Revealed(0)))
    assert (session.opened, session.slots[0].seconds) == (None, 60)

    read = run(
        (60, Revealed(0)),
        (60, Visited(1)),
        (60, Opened(LATER)),
        (90, Visited(0)),
        (90, Flagged(0, True)),
    )
    assert read.slots[1].seconds == 30
    assert (read.opened, read.slots[0].seconds) == (None, 60)


def test_opening_a_revealed_slot_again_does_not_start_the_clock() -> None:
    session = run((5, Revealed(0)), (5, Closed()), (5, Opened(LATER)))
    assert session.opened is None
