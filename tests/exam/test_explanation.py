"""What is explained first, and which notes are shown."""

from __future__ import annotations

import pytest

from examkit.bank.model import Question
from examkit.bank.notes import Section
from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import (
    explain,
    explain_unanswered,
    explanation_order,
    notes_of_wrong_choices,
)
from examkit.exam.form import Slot
from examkit.question_types.base import Response
from examkit.question_types.choice import Option
from tests.factories import make_question, make_slot


def slot(keys: tuple[int, ...] = (2,), notes: dict[int, str] | None = None) -> Slot:
    """Make a slot whose options stand on screen in the order 3, 2, 1, 0."""
    question = make_question(keys=keys)
    options = tuple(
        Option(
            text=option.text,
            correct=option.correct,
            rationale=option.rationale,
            note=(notes or {}).get(number),
        )
        for number, option in enumerate(question.options)
    )
    return make_slot(question.model_copy(update={"options": options}), order=(3, 2, 1, 0))


@pytest.mark.parametrize(
    ("response", "order"),
    [
        ((), [2, 3, 1, 0]),
        ((2,), [2, 3, 1, 0]),
        ((0,), [0, 2, 3, 1]),
        ((3,), [3, 2, 1, 0]),
    ],
)
def test_an_incorrect_choice_comes_first_then_the_key(
    response: tuple[int, ...], order: list[int]
) -> None:
    pairs = explanation_order(slot(), SlotState(response=Response(response)))
    assert [option for _, option in pairs] == order
    assert all(place == 3 - option for place, option in pairs)


def test_with_several_keys_the_correct_part_of_an_incorrect_answer_stays_with_the_keys() -> None:
    pairs = explanation_order(slot(keys=(1, 2)), SlotState(response=Response((0, 1))))
    assert [option for _, option in pairs] == [0, 2, 1, 3]


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ((), []),
        ((0,), ["topic-a.md#other"]),
        ((1,), []),
        ((2,), []),
        ((3,), []),
        ((0, 1), ["topic-a.md#other"]),
    ],
)
def test_notes_of_incorrect_choices(response: tuple[int, ...], expected: list[str]) -> None:
    notes = {0: "topic-a.md#other", 1: "topic-a.md#first", 2: "topic-a.md#key"}
    assert (
        notes_of_wrong_choices(slot(notes=notes), SlotState(response=Response(response)))
        == expected
    )


def test_without_options_there_is_no_order_and_no_note_of_a_choice() -> None:
    number = Question.model_validate({
        "id": "q-number", "topic": "topic-a", "domain": "build", "difficulty": "easy", "stem": "?",
        "type": "numeric", "answer": 4,
    })  # fmt: skip
    assert explanation_order(make_slot(number), SlotState(response=Response(text="4"))) == []
    assert notes_of_wrong_choices(make_slot(number), SlotState(response=Response(text="4"))) == []


def test_an_explanation_holds_letters_of_the_screen_and_what_was_chosen() -> None:
    output = explain(slot(), SlotState(response=Response((0,))), lambda _: None)
    assert (output.outcome, output.response, output.key) == ("wrong", "D", "B")
    assert [(o.letter, o.tags) for o in output.options] == [
        ("D", "  (your answer)"), ("B", "  (correct answer)"), ("A", ""), ("C", ""),
    ]  # fmt: skip
    assert [option.letter for option in output.shown_options] == ["A", "B", "C", "D"]


def test_each_note_is_looked_up_once_and_a_missing_one_keeps_its_address() -> None:
    looked_up: list[str] = []
    sections = {"topic-a.md#other": Section("other", "Other", 1, "text", 1)}

    def find_section(ref: str) -> Section | None:
        looked_up.append(ref)
        return sections.get(ref)

    asked = slot(notes={0: "topic-a.md#other", 1: "topic-a.md#gone"})
    output = explain(asked, SlotState(response=Response((0, 1))), find_section)
    notes = [(passage.ref, passage.section is not None) for passage in output.wrong_choices]
    assert notes == [("topic-a.md#other", True), ("topic-a.md#gone", False)]
    assert looked_up == [asked.question.note, "topic-a.md#other", "topic-a.md#gone"]


def test_no_control_character_gets_into_an_explanation() -> None:
    evil = "a\x1b[2J"
    options = (Option(text=evil, correct=True, rationale=evil), Option(text=evil, rationale=evil))
    texts = {"stem": evil, "explanation": evil, "evidence": evil}
    choice = make_question().model_copy(update={**texts, "options": options})
    order = choice.model_copy(update={"type_": "ordering", "options": (), "items": (evil, evil)})
    for question in (choice, order):
        output = explain_unanswered(question, lambda _: None)
        shown = (output.stem, output.text, output.evidence, *output.options, *output.solution)
        assert "x1b" not in repr(shown)


def test_outside_an_attempt_letters_are_in_the_order_of_the_bank() -> None:
    question = make_question(keys=(2,))
    output = explain_unanswered(question, lambda _: None)
    assert output.outcome == "unanswered"
    assert [option.text for option in output.shown_options] == [o.text for o in question.options]
