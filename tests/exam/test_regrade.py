"""Marking anew by corrected keys."""

from __future__ import annotations

from dataclasses import replace

from examkit.bank.model import Question
from examkit.exam.attempt_state import replay
from examkit.exam.grading import RegradeResult, regrade
from tests.factories import Script, answered, make_form, make_question, make_slot, typed

ASKED = [make_question("q-one"), make_question("q-two")]
FORM = make_form([make_slot(question) for question in ASKED])
SESSION = replay(FORM, Script().start().at(1, answered(0, 1), answered(1, 0)).events)


def keyed(number: int, *keys: int):  # type: ignore[no-untyped-def]
    question = ASKED[number]
    options = tuple(
        replace(option, correct=place in keys) for place, option in enumerate(question.options)
    )
    return question.model_copy(update={"options": options})


def test_nothing_is_regraded_while_keys_are_the_same() -> None:
    assert regrade(FORM, SESSION, {q.id: q for q in ASKED}) is None
    assert regrade(FORM, SESSION, {}) is None


def test_a_corrected_key_regrades_the_attempt() -> None:
    assert regrade(FORM, SESSION, {"q-one": keyed(0, 1)}) == RegradeResult(2, 2, ("q-one",))
    assert regrade(FORM, SESSION, {"q-two": keyed(1, 2)}) == RegradeResult(0, 2, ("q-two",))


def test_options_in_another_order_are_the_same_options() -> None:
    turned = keyed(0, 1)
    turned = turned.model_copy(update={"options": turned.options[::-1]})
    assert regrade(FORM, SESSION, {"q-one": turned}) == RegradeResult(2, 2, ("q-one",))


def test_a_question_with_rewritten_options_keeps_its_grade() -> None:
    other = keyed(0, 1)
    options = (replace(other.options[0], text="New"), *other.options[1:])
    assert regrade(FORM, SESSION, {"q-one": other.model_copy(update={"options": options})}) is None


def test_a_question_with_a_rewritten_stem_keeps_its_grade() -> None:
    other = keyed(0, 1).model_copy(update={"stem": "Which of these is NOT correct?"})
    assert regrade(FORM, SESSION, {"q-one": other}) is None


def test_another_number_to_choose_is_not_another_stem() -> None:
    asked = keyed(0, 0, 1).model_copy(update={"stem": "Which ones? (Choose two.)"})
    form = make_form([make_slot(asked)])
    state = replay(form, Script().start().at(1, answered(0, 0, 1)).events)
    current = keyed(0, 0, 1, 2).model_copy(update={"stem": "Which ones? (Choose three.)"})
    assert regrade(form, state, {"q-one": current}) == RegradeResult(0, 1, ("q-one",))


def number(**changes: object) -> Question:
    given = {"id": "q-one", "topic": "topic-a", "domain": "secure", "difficulty": "easy"}
    values = {"stem": "?", "type": "numeric", "answer": 40.0, "unit": "RCU", **given, **changes}
    return Question.model_validate(values)


NUMBERS = make_form([make_slot(number())])
ENTERED = replay(NUMBERS, Script().start().at(1, typed(0, "42")).events)


def test_a_corrected_number_regrades_the_attempt() -> None:
    assert regrade(NUMBERS, ENTERED, {"q-one": number()}) is None
    assert regrade(NUMBERS, ENTERED, {"q-one": number(answer=42)}) == RegradeResult(
        1, 1, ("q-one",)
    )
    assert regrade(NUMBERS, ENTERED, {"q-one": number(tolerance=2)}) == RegradeResult(
        1, 1, ("q-one",)
    )


def test_another_stem_unit_or_type_is_another_question() -> None:
    assert regrade(NUMBERS, ENTERED, {"q-one": number(answer=42, unit="WCU")}) is None
    assert regrade(NUMBERS, ENTERED, {"q-one": number(answer=42, stem="What?")}) is None
    assert regrade(NUMBERS, ENTERED, {"q-one": ASKED[0]}) is None
