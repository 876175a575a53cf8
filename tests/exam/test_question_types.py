"""Ordering, matching, numbers, and groups: the rules of actions, grading, and drawing."""

from __future__ import annotations

from typing import Any

import pytest

from examkit.bank.model import MarkingRule, Question
from examkit.bank.pool import PoolItem
from examkit.errors import ActionError
from examkit.exam.actions import slot_status, slot_statuses, validate_action
from examkit.exam.assembly import assemble_drill, assemble_mock
from examkit.exam.attempt_state import SlotState, replay
from examkit.exam.events import Answered, Visited
from examkit.exam.explanation import find_outcome, format_key, format_response, solution
from examkit.exam.grading import grade_response
from examkit.exam.modes import rules_of_mode
from examkit.exam.shuffle import shuffle_options
from examkit.question_types.base import NO_RESPONSE, Response
from tests.factories import Script, answered, make_exam, make_form, make_slot, typed


def asked(**values: Any) -> Question:
    given = {"id": "q-kind", "topic": "t1", "domain": "build", "difficulty": "easy", "stem": "?"}
    return Question.model_validate({**given, **values})


ORDER = asked(type="ordering", items=("one", "two", "three", "four"))
MATCH = asked(type="matching", pairs=(("a", "1"), ("b", "2"), ("c", "3")), extra=("4",))
NUMBER = asked(type="numeric", answer=12.5, tolerance=0.5, unit="GiB")


@pytest.mark.parametrize(
    ("question", "response", "entry", "rule", "outcome", "credit"),
    [
        (ORDER, (0, 1, 2, 3), "", "all-or-nothing", "right", 1),
        (ORDER, (1, 0, 2, 3), "", "all-or-nothing", "wrong", 0),
        (ORDER, (1, 2, 3, 0), "", "partial", "partial", 2 / 3),
        (ORDER, (3, 2, 1, 0), "", "partial", "wrong", 0),
        (ORDER, (0, 1, 2), "", "all-or-nothing", "wrong", 0),
        (ORDER, (), "", "partial", "unanswered", 0),
        (MATCH, (0, 1, 2), "", "all-or-nothing", "right", 1),
        (MATCH, (0, 2, 1), "", "all-or-nothing", "wrong", 0),
        (MATCH, (0, 1, -1), "", "partial", "partial", 2 / 3),
        (MATCH, (3, -1, -1), "", "partial", "wrong", 0),
        (NUMBER, (), "12.5", "all-or-nothing", "right", 1),
        (NUMBER, (), "13", "all-or-nothing", "right", 1),
        (NUMBER, (), "13,0", "all-or-nothing", "right", 1),
        (NUMBER, (), "13.01", "partial", "wrong", 0),
        (NUMBER, (), "", "partial", "unanswered", 0),
        (asked(type="numeric", answer=0.3), (), "0.30000000000000004", "partial", "right", 1),
    ],
)
def test_each_type_is_graded_by_its_rule(
    question: Question, response: tuple[int, ...], entry: str, rule: MarkingRule,
    outcome: str, credit: float,
) -> None:  # fmt: skip
    found = grade_response(question, Response(response, entry), rule)
    assert found.outcome == outcome
    assert found.credit == pytest.approx(credit)


@pytest.mark.parametrize(
    ("question", "action", "said"),
    [
        (ORDER, answered(0, 0, 0), "option doesn't exist"),
        (ORDER, answered(0, 0, 9), "option doesn't exist"),
        (MATCH, answered(0, 0), "row doesn't exist"),
        (MATCH, answered(0, 0, 0, -1), "option doesn't exist"),
        (MATCH, answered(0, -1, -1, -1), "row doesn't exist"),
        (MATCH, answered(0, 9, -1, -1), "option doesn't exist"),
        (NUMBER, answered(0, 0), "asks for a number"),
        (NUMBER, typed(0, "abc"), "isn't a number"),
        (NUMBER, typed(0, "1" * 99), "too long"),
        (ORDER, typed(0, "1"), "has options"),
    ],
)
def test_an_impossible_response_is_refused(question: Question, action: Answered, said: str) -> None:
    form = make_form([make_slot(question, order=shuffle_options(question, "s"))])
    session = replay(form, Script().start().events)
    with pytest.raises(ActionError, match=said):
        validate_action(form, rules_of_mode("drill"), session, action)


@pytest.mark.parametrize(
    ("question", "state", "expected"),
    [
        (ORDER, SlotState(visited=True, response=Response((0, 1))), "incomplete"),
        (ORDER, SlotState(visited=True, response=Response((3, 2, 1, 0))), "answered"),
        (MATCH, SlotState(visited=True, response=Response((0, -1, -1))), "incomplete"),
        (MATCH, SlotState(visited=True, response=Response((2, 1, 0))), "answered"),
        (NUMBER, SlotState(visited=True), "unanswered"),
        (NUMBER, SlotState(visited=True, response=Response(text="1")), "answered"),
    ],
)
def test_a_slot_is_answered_when_the_response_is_complete(
    question: Question, state: SlotState, expected: str
) -> None:
    assert slot_status(make_slot(question, order=shuffle_options(question, "s")), state) == expected


def test_items_and_sides_are_shuffled_whatever_they_look_like() -> None:
    numbers = asked(type="ordering", items=("1", "2", "3", "4", "5"))
    assert {shuffle_options(numbers, f"s{i}") for i in range(9)} != {(0, 1, 2, 3, 4)}
    assert sorted(shuffle_options(MATCH, "s")) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("question", "action"),
    [
        (NUMBER, typed(0, "12.5")),
        (NUMBER, typed(0, "")),
        (MATCH, answered(0)),
    ],
)
def test_a_response_can_be_changed_and_cleared(question: Question, action: Answered) -> None:
    form = make_form([make_slot(question, order=shuffle_options(question, "s"))])
    given = typed(0, "7") if question is NUMBER else answered(0, 0, -1, -1)
    session = replay(form, Script().start().at(1.0, given).events)
    assert validate_action(form, rules_of_mode("drill"), session, action)
    assert not validate_action(form, rules_of_mode("drill"), session, given)


def test_nothing_typed_is_no_answer() -> None:
    assert grade_response(NUMBER, NO_RESPONSE, "all-or-nothing").outcome == "unanswered"


def test_an_outcome_ignores_partial_credit() -> None:
    slot = make_slot(ORDER, order=(0, 1, 2, 3))
    assert find_outcome(slot, SlotState(response=Response((0, 1, 2, 3)))) == "right"
    assert find_outcome(slot, SlotState(response=Response((1, 0, 2, 3)))) == "wrong"


def test_a_number_without_tolerance_is_shown_alone() -> None:
    assert format_key(make_slot(asked(type="numeric", answer=40), order=())) == "40"


def test_an_ordering_is_explained_place_by_place() -> None:
    output = solution(make_slot(ORDER, order=(0, 1, 2, 3)), SlotState(response=Response((0, 2))))
    assert [(line.label, line.text, line.yours, line.correct) for line in output] == [
        ("1", "one", "", True), ("2", "two", "three", False),
        ("3", "three", "", False), ("4", "four", "", False),
    ]  # fmt: skip
    assert solution(make_slot(), SlotState()) == ()
    assert [line.correct for line in solution(make_slot(MATCH), SlotState())] == [False] * 3


def test_answers_are_formatted_as_the_screen_shows_them() -> None:
    order, match = make_slot(ORDER, order=(2, 0, 1, 3)), make_slot(MATCH, order=(3, 2, 1, 0))
    number = make_slot(NUMBER, order=())
    assert format_key(order) == "B C A D"
    assert format_response(order, SlotState(response=Response((2, 0)))) == "A B"
    assert format_key(match) == "1D 2C 3B"
    assert format_response(match, SlotState(response=Response((-1, 3, -1)))) == "2A"
    assert format_key(number) == "12.5 (\u00b1 0.5) GiB"
    assert format_response(number, SlotState(response=Response(text="13"))) == "13 GiB"
    output = solution(match, SlotState(response=Response((0, 2, 1))))
    assert [(line.label, line.text, line.yours, line.correct) for line in output] == [
        ("a", "1", "", True), ("b", "2", "3", False), ("c", "3", "2", False),
    ]  # fmt: skip


def test_the_state_holds_a_number_until_it_is_cleared() -> None:
    form = make_form([make_slot(NUMBER, order=())])
    script = Script().start()
    script.at(1.0, Visited(0), typed(0, "12"))
    assert slot_statuses(form, replay(form, script.events)) == ("answered",)
    script.at(2.0, typed(0, ""))
    assert slot_statuses(form, replay(form, script.events)) == ("unanswered",)


def items(groups: list[str]) -> list[PoolItem]:
    return [
        PoolItem(f"q{n}", "build" if n % 2 else "secure", "t", "single", "easy", "d", (), name, n)
        for n, name in enumerate(groups)
    ]


@pytest.mark.parametrize("seed", [f"s{n}" for n in range(30)])
def test_a_group_is_drawn_whole_in_its_order_side_by_side(seed: str) -> None:
    pool = [item._replace(domain="build") for item in items(["", "g", "", "g", "g", "", "", ""])]
    pool += [
        item._replace(id=f"s{item.group_position}", domain="secure") for item in items([""] * 8)
    ]
    exam = make_exam(questions=8)
    for drawn in (
        assemble_mock(exam, pool, {}, seed).items,
        assemble_drill(pool, {}, seed, 6).items,
    ):
        places = [n for n, item in enumerate(drawn) if item.group]
        assert len(places) in (0, 3)
        assert [drawn[n].group_position for n in places] == [1, 3, 4][: len(places)]
        assert places == list(range(places[0], places[0] + 3)) if places else True
    assert len(assemble_mock(exam, pool, {}, seed).items) == 8
