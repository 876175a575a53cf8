"""No sequence of legal or illegal actions breaks an invariant of an attempt."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examkit.errors import ActionError
from examkit.exam.actions import validate_action
from examkit.exam.attempt_state import AttemptState, apply, replay
from examkit.exam.events import (
    AgainRequested,
    Answered,
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
from examkit.exam.form import Form, Mode
from examkit.exam.grading import score_form
from examkit.exam.modes import rules_of_mode
from examkit.exam.shuffle import shuffle_options
from examkit.question_types.base import Response
from examkit.question_types.numeric import parse_stored_number
from examkit.question_types.registry import find_type
from tests.exam.test_question_types import MATCH, NUMBER, ORDER
from tests.factories import FakeClock, answered, make_form, make_question, make_slot, typed
from tests.question_types.questions import SHORT_TEXT

SLOT = st.integers(-2, 6)
OPTIONS = st.lists(st.integers(-1, 6), max_size=5).map(tuple)
WISHES = st.one_of(
    st.builds(Visited, SLOT),
    st.builds(Answered, SLOT, st.builds(Response, OPTIONS)),
    st.builds(Answered, SLOT, OPTIONS.map(lambda given: Response(tuple(sorted(set(given)))))),
    st.builds(typed, SLOT, st.sampled_from(["", "12", "x", "1,5"])),
    st.builds(Flagged, SLOT, st.booleans()),
    st.builds(OptionEliminated, SLOT, st.integers(-1, 6), st.booleans()),
    st.builds(ConfidenceRated, SLOT, st.sampled_from([1, 2, 3, None])),
    st.builds(Revealed, SLOT),
    st.builds(AgainRequested, SLOT, st.booleans()),
)
OTHERS = st.one_of(
    st.builds(Closed),
    st.just(Opened(FakeClock().now())),
    st.builds(Finished, st.sampled_from(["submitted", "time"])),
)
STEPS: st.SearchStrategy[list[tuple[Body, float]]] = st.lists(
    st.tuples(st.one_of(WISHES, WISHES, WISHES, OTHERS), st.floats(-50, 500)), max_size=40
)


def form(mode: Mode) -> Form:
    slots = [make_slot(make_question(f"q-{n}", keys=(0, 2) if n % 2 else (1,))) for n in range(3)]
    others = (ORDER, MATCH, NUMBER, SHORT_TEXT)
    slots += [make_slot(q, order=shuffle_options(q, "s")) for q in others]
    return make_form(slots, mode=mode, limit=None)


def run(
    mode: Mode, steps: list[tuple[Body, float]]
) -> tuple[Form, list[Event], list[AttemptState]]:
    """Do what is permitted, and give all states."""
    paper, at = form(mode), 0.0
    events = [Event(0, 0.0, 0.0, Opened(FakeClock().now())), Event(1, 0.0, 0.0, Visited(0))]
    states = [replay(paper, events)]
    for body, wait in steps:
        at += wait
        if is_done(paper, mode, states[-1], body):
            events.append(Event(len(events), max(0.0, at), at, body))
            states.append(apply(states[-1], events[-1]))
    return paper, events, states


def is_done(paper: Form, mode: Mode, session: AttemptState, body: Body) -> bool:
    """Whether an action becomes an event: it is permitted and changes something."""
    if isinstance(body, Opened | Closed | Finished):
        return session.finished is None
    try:
        return validate_action(paper, rules_of_mode(mode), session, body)
    except ActionError:
        return False


@pytest.mark.fault("R36")
@pytest.mark.parametrize("mode", ["mock", "drill"])
@given(steps=STEPS)
@settings(max_examples=1_000)
def test_no_sequence_breaks_an_invariant(mode: Mode, steps: list[tuple[Body, float]]) -> None:
    paper, events, states = run(mode, steps)
    assert replay(paper, events) == states[-1]
    for session in states:
        assert 0 <= session.current < len(paper.slots)
        for slot, state in zip(paper.slots, session.slots, strict=True):
            question, text = slot.question, state.response.text
            given = [c for c in state.response.choices if c >= 0]
            assert len(given) == len(set(given))
            assert given == sorted(given) or not question.options
            assert all(
                choice in range(len(question.choices)) for choice in (*given, *state.eliminated)
            )
            assert bool(text) <= find_type(question).takes_text
            assert find_type(question).is_possible(question, state.response)
            assert question != NUMBER or not text or parse_stored_number(text) is not None
            assert len(state.response.choices) <= find_type(question).required_count(question)
            assert state.seconds >= 0
            assert not (state.revealed and mode == "mock")
            assert state.revealed or not state.postponed
    for before, after in pairwise(states):
        assert after.elapsed >= before.elapsed
        assert after.seq == before.seq + 1
        for old, new in zip(before.slots, after.slots, strict=True):
            assert not old.visited or new.visited
            assert not old.revealed or (new.revealed and new.response == old.response)
            assert new.seconds >= old.seconds
            assert not old.revealed or new.seconds == old.seconds


@pytest.mark.fault("R26")
@given(steps=STEPS)
@settings(max_examples=300)
def test_nothing_changes_after_the_end(steps: list[tuple[Body, float]]) -> None:
    paper, events, states = run("mock", steps)
    last = Event(len(events), 1e6, 1e6, Finished("submitted"))
    done = apply(states[-1], last)
    late: list[Body] = [
        answered(0, 1),
        Flagged(1, on=True),
        Visited(3),
        Finished("time"),
    ]
    for number, body in enumerate(late, len(events) + 1):
        assert apply(done, Event(number, 2e6, 2e6, body)) == done
        if isinstance(body, Answered | Flagged | Visited):
            with pytest.raises(ActionError, match="finished"):
                validate_action(paper, rules_of_mode("mock"), done, body)
    sheet = score_form(paper, done)
    assert sheet.total.asked == len(paper.slots)
    assert 0 <= sheet.total.right <= sheet.total.asked - sheet.total.unanswered
