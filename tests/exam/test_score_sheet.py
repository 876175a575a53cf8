from __future__ import annotations

import pytest

from examkit.bank.model import Question
from examkit.exam.attempt_state import replay
from examkit.exam.events import Body, ConfidenceRated, Flagged, Visited
from examkit.exam.grading import ScoreSheet, Tally, score_form
from examkit.question_types.base import Response
from tests.factories import Script, answered, make_exam, make_form, make_question, make_slot, typed

FORM = make_form(
    [
        make_slot(make_question("one", keys=(0,))),
        make_slot(make_question("two", keys=(1,), topic="topic-b")),
        make_slot(make_question("three", options=5, keys=(0, 1), domain="secure"), scored=False),
        make_slot(make_question("four", keys=(2,)), fresh=False),
    ],
    exam=make_exam({"build": 50, "secure": 30, "empty": 20}),
)


def sheet(*bodies: Body) -> ScoreSheet:
    return score_form(FORM, replay(FORM, Script().start().at(1.0, *bodies).events))


def test_grades_are_summed_by_slot_domain_and_topic() -> None:
    result = sheet(answered(0, 0), answered(1, 0), answered(2, 0, 1))

    assert [slot.outcome for slot in result.slots] == ["right", "wrong", "right", "unanswered"]
    assert result.total == Tally(asked=4, right=2, unanswered=1, credit=2.0)
    assert result.domains == {
        "build": Tally(asked=3, right=1, unanswered=1, credit=1.0),
        "secure": Tally(asked=1, right=1, unanswered=0, credit=1.0),
        "empty": Tally(),
    }
    assert result.topics == {
        "topic-a": Tally(asked=3, right=2, unanswered=1, credit=2.0),
        "topic-b": Tally(asked=1, right=0, unanswered=0, credit=0.0),
    }


def test_unscored_slots_are_left_out_of_the_score_only() -> None:
    result = sheet(answered(2, 0, 1))

    assert result.scored == Tally(asked=3, right=0, unanswered=3, credit=0.0)
    assert result.total.right == 1


@pytest.mark.parametrize(
    ("bodies", "is_sure_miss"),
    [
        ((answered(0, 1), ConfidenceRated(0, 3)), True),
        ((answered(0, 1), ConfidenceRated(0, 2)), False),
        ((answered(0, 1),), False),
        ((answered(0, 0), ConfidenceRated(0, 3)), False),
        ((ConfidenceRated(0, 3),), False),
    ],
)
def test_a_sure_miss_is_a_wrong_answer_rated_sure(
    bodies: tuple[Body, ...], is_sure_miss: bool
) -> None:
    assert sheet(*bodies).slots[0].is_sure_miss == is_sure_miss


def test_a_slot_score_carries_what_reports_need() -> None:
    result = sheet(answered(3, 1), ConfidenceRated(3, 3), Visited(3))

    last = result.slots[3]
    assert (last.question, last.domain, last.topic) == ("four", "build", "topic-a")
    assert (last.response.choices, last.confidence, last.fresh, last.scored) == (
        (1,),
        3,
        False,
        True,
    )


def test_a_slot_score_follows_the_rule_of_the_exam_and_holds_the_response() -> None:
    number = Question.model_validate({
        "id": "q-number", "topic": "topic-a", "domain": "build", "difficulty": "easy",
        "stem": "?", "type": "numeric", "answer": 4,
    })  # fmt: skip
    exam = make_exam({"build": 100}, marking="partial")
    form = make_form([make_question("two-keys", keys=(0, 1)), number], exam=exam)
    script = Script().start().at(1.0, Visited(0)).at(7.0, answered(0, 0), Flagged(0, on=True))
    script = script.at(9.0, Visited(1), typed(1, "4"))
    first, second = score_form(form, replay(form, script.events)).slots
    assert (first.slot, first.outcome, first.credit, first.flagged) == (0, "partial", 0.5, True)
    assert first.seconds == 9.0
    assert (second.slot, second.outcome, second.flagged) == (1, "right", False)
    assert second.response == Response(text="4")


def test_a_share_of_nothing_is_nothing() -> None:
    assert Tally().share == 0.0
    assert Tally(asked=4, right=1, credit=1.0).share == 0.25
