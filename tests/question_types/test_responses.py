"""How answers of each type come about, are checked, and read as text."""

from __future__ import annotations

import pytest

from examkit.bank.model import Question
from examkit.errors import ActionError
from examkit.question_types.base import NO_RESPONSE, Response
from examkit.question_types.registry import find_type
from tests.question_types.questions import MATCHING, MULTIPLE, NUMERIC, ORDERING, SINGLE, make_typed

Choices = tuple[int, ...]
ORDERS = {
    "single": (2, 0, 1), "multiple": (2, 1, 0), "ordering": (2, 0, 1), "matching": (1, 2, 0)
}  # fmt: skip
"""How each type's choices are shuffled."""
ALL = [SINGLE, MULTIPLE, ORDERING, MATCHING, NUMERIC]


@pytest.mark.parametrize(
    ("question", "before", "choice", "row", "after"),
    [
        (SINGLE, (), 2, 0, (2,)),
        (SINGLE, (1,), 2, 0, (2,)),
        (SINGLE, (2,), 2, 0, ()),
        (MULTIPLE, (2,), 0, 0, (0, 2)),
        (MULTIPLE, (0, 2), 0, 0, (2,)),
        (ORDERING, (2,), 0, 0, (2, 0)),
        (ORDERING, (2, 0), 2, 0, (0,)),
        (MATCHING, (), 2, 0, (2, -1)),
        (MATCHING, (), 0, 0, (0, -1)),
        (MATCHING, (2, -1), 2, 1, (-1, 2)),
        (MATCHING, (2, 1), 2, 0, (-1, 1)),
        (MATCHING, (2, 1), 0, 0, (0, 1)),
        (MATCHING, (2, -1), 2, 0, ()),
        (NUMERIC, (), 0, 0, ()),
    ],
)
def test_a_letter_selects_a_choice_or_deselects_it(
    question: Question, before: Choices, choice: int, row: int, after: Choices
) -> None:
    found = find_type(question).press(question, Response(before), choice, row)
    assert found == Response(after)


@pytest.mark.parametrize(
    ("question", "response", "parts", "progress"),
    [
        (SINGLE, NO_RESPONSE, (0, 1), ""),
        (SINGLE, Response((1,)), (1, 1), ""),
        (MULTIPLE, Response((1,)), (1, 2), "1 of 2 selected"),
        (ORDERING, Response((2, 0)), (2, 3), "2 of 3 placed"),
        (MATCHING, Response((2, -1)), (1, 2), "1 of 2 matched"),
        (NUMERIC, NO_RESPONSE, (0, 1), ""),
        (NUMERIC, Response(text="x"), (1, 1), ""),
    ],
)
def test_progress_is_counted_in_parts(
    question: Question, response: Response, parts: tuple[int, int], progress: str
) -> None:
    kind = find_type(question)
    assert (kind.count_parts(response), kind.required_count(question)) == parts
    assert kind.is_complete(question, response) is (parts[0] == parts[1])
    assert kind.describe_progress(question, response) == progress


@pytest.mark.parametrize(
    ("question", "response", "reason"),
    [
        (SINGLE, Response(text="a"), "This question has options. Type an option's letter."),
        (SINGLE, Response((3,)), "That option doesn't exist. This question has 3 options."),
        (SINGLE, Response((0, 1)), "Select only 1. Deselect one first."),
        (MULTIPLE, Response((2, 0)), "That option doesn't exist. This question has 3 options."),
        (MULTIPLE, Response((0, 1, 2)), "Select only 2. Deselect one first."),
        (ORDERING, Response((0, 0)), "That option doesn't exist. This question has 3 options."),
        (ORDERING, Response((-1, 0)), "That option doesn't exist. This question has 3 options."),
        (MATCHING, Response((0,)), "That row doesn't exist. This question has 2 rows to match."),
        (
            MATCHING,
            Response((-1, -1)),
            "That row doesn't exist. This question has 2 rows to match.",
        ),
        (MATCHING, Response((0, 0)), "That option doesn't exist. This question has 3 options."),
        (MATCHING, Response((9, -1)), "That option doesn't exist. This question has 3 options."),
        (NUMERIC, Response((0,)), "This question asks for a number in GiB. Type your answer."),
        (NUMERIC, Response(text="abc"), "'abc' isn't a number. Enter a number such as 12.5."),
        (NUMERIC, Response(text="1" * 41), "That number is too long. Use at most 40 characters."),
    ],
)
def test_what_is_no_response_is_refused_with_a_reason(
    question: Question, response: Response, reason: str
) -> None:
    with pytest.raises(ActionError) as refused:
        find_type(question).check_response(question, response)
    assert f"{refused.value.message} {refused.value.hint}" == reason


@pytest.mark.parametrize("question", ALL)
def test_nothing_and_the_correct_response_are_never_refused(question: Question) -> None:
    kind = find_type(question)
    for response in (NO_RESPONSE, kind.correct_response(question)):
        kind.check_response(question, response)
        assert kind.is_possible(question, response)
        assert kind.normalize(question, response) == response
    assert kind.is_complete(question, kind.correct_response(question))
    assert kind.grade(question, kind.correct_response(question)) == 1


@pytest.mark.parametrize(
    ("question", "response", "possible"),
    [
        (SINGLE, Response((0, 2)), True),
        (SINGLE, Response((3,)), False),
        (SINGLE, Response((-1,)), False),
        (SINGLE, Response(text="a"), False),
        (ORDERING, Response((0,) * 8), True),
        (ORDERING, Response((0,) * 9), False),
        (MATCHING, Response((-1, 2)), True),
        (MATCHING, Response((-2, 2)), False),
        (MATCHING, Response((3, -1)), False),
        (MATCHING, Response((0,)), False),
        (MATCHING, Response((0, 1), "a"), False),
        (NUMERIC, Response(text="anything that 1.0.0 took"), True),
        (NUMERIC, Response((0,)), False),
    ],
)
def test_stored_responses_are_held_to_what_can_be_read(
    question: Question, response: Response, possible: bool
) -> None:
    assert find_type(question).is_possible(question, response) is possible


@pytest.mark.parametrize(
    ("question", "response", "text", "key"),
    [
        (SINGLE, Response((2,)), "A", "C"),
        (MULTIPLE, Response((0, 1)), "B C", "A C"),
        (MULTIPLE, NO_RESPONSE, "", "A C"),
        (ORDERING, Response((2, 0)), "A B", "B C A"),
        (MATCHING, Response((-1, 0)), "2C", "1C 2A"),
        (NUMERIC, Response(text="13"), "13 GiB", "12.5 (± 0.5) GiB"),
        (NUMERIC, NO_RESPONSE, "", "12.5 (± 0.5) GiB"),
        (make_typed(type="numeric", answer=40), Response(text="5"), "5", "40"),
    ],
)
def test_responses_and_keys_read_as_on_the_screen(
    question: Question, response: Response, text: str, key: str
) -> None:
    kind, order = find_type(question), ORDERS.get(question.type, ())
    assert kind.format_response(question, response, order) == text
    assert kind.format_key(question, order) == key


@pytest.mark.parametrize(
    ("question", "response", "lines"),
    [
        (SINGLE, Response((1,)), []),
        (NUMERIC, Response(text="13"), []),
        (ORDERING, NO_RESPONSE, [("1", "one", ""), ("2", "two", ""), ("3", "three", "")]),
        (ORDERING, Response((0, 2)), [("1", "one", ""), ("2", "two", "three"), ("3", "three", "")]),
        (MATCHING, NO_RESPONSE, [("a", "1", ""), ("b", "2", "")]),
        (MATCHING, Response((0, 2)), [("a", "1", ""), ("b", "2", "3")]),
        (MATCHING, Response((-1, 1)), [("a", "1", ""), ("b", "2", "")]),
    ],
)
def test_answers_with_parts_are_solved_line_by_line(
    question: Question, response: Response, lines: list[tuple[str, str, str]]
) -> None:
    found = find_type(question).solution(question, response)
    assert [(line.label, line.text, line.yours) for line in found] == lines


def test_a_line_of_a_solution_is_correct_if_it_was_given() -> None:
    found = find_type(ORDERING).solution(ORDERING, Response((0, 2)))
    assert [line.correct for line in found] == [True, False, False]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (SINGLE, ()),
        (ORDERING, ("1  one", "2  two", "3  three")),
        (MATCHING, ("a  ->  1", "b  ->  2", "(nothing)  ->  3")),
        (NUMERIC, ("12.5 (± 0.5) GiB",)),
    ],
)
def test_the_author_reads_the_whole_answer(question: Question, lines: tuple[str, ...]) -> None:
    assert find_type(question).author_lines(question) == lines


@pytest.mark.parametrize("question", ALL)
def test_a_question_has_a_key(question: Question) -> None:
    assert find_type(question).has_key(question)


@pytest.mark.parametrize(
    "fields",
    [
        {"options": [{"text": "a"}, {"text": "b"}]},
        {"type": "ordering", "items": ["one"]},
        {"type": "matching"},
        {"type": "numeric"},
    ],
)
def test_a_question_without_a_correct_answer_has_none(fields: dict[str, object]) -> None:
    question = make_typed(**fields)
    assert not find_type(question).has_key(question)


def test_a_number_is_stored_in_one_form() -> None:
    kind = find_type(NUMERIC)
    assert kind.normalize(NUMERIC, Response(text="1.000,5 GiB")) == Response(text="1000.5")
    assert kind.normalize(NUMERIC, Response(text="x")) == Response(text="x")
    assert kind.normalize(NUMERIC, NO_RESPONSE) == NO_RESPONSE


@pytest.mark.parametrize(
    ("question", "response", "rows"),
    [
        (
            SINGLE,
            Response((0,)),
            [
                ("A", "c", False, "", ""),
                ("B", "a", True, "", "selected"),
                ("C", "b", False, "", ""),
            ],
        ),
        (
            ORDERING,
            Response((1, 2)),
            [
                ("A", "three", True, "2", "place 2"),
                ("B", "one", False, "", ""),
                ("C", "two", True, "1", "place 1"),
            ],
        ),
        (MATCHING, NO_RESPONSE, [("1", "a", False, "", ""), ("2", "b", False, "", "")]),
        (MATCHING, Response((-1, 0)), [("1", "a", False, "", ""), ("2", "b", True, "C", "with C")]),
        (NUMERIC, Response(text="5"), []),
    ],
)
def test_rows_show_what_was_answered(
    question: Question, response: Response, rows: list[tuple[str, str, bool, str, str]]
) -> None:
    found = find_type(question).rows(question, response, ORDERS.get(question.type, ()))
    assert [(r.label, r.text, r.is_answered, r.mark, r.remark) for r in found] == rows


def test_letters_that_name_no_row_have_a_legend() -> None:
    for question in ALL:
        kind, order = find_type(question), ORDERS.get(question.type, ())
        named = [row.label for row in kind.rows(question, NO_RESPONSE, order)]
        shown = [letter for letter, _ in kind.legend(question, order)]
        assert (named if kind.letters_name_rows else shown) == list("ABC"[: len(order)])
    assert find_type(MATCHING).legend(MATCHING, (1, 2, 0)) == (("A", "2"), ("B", "3"), ("C", "1"))


@pytest.mark.parametrize(
    ("question", "before", "line", "after"),
    [
        (SINGLE, NO_RESPONSE, "a", Response((2,))),
        (SINGLE, Response((2,)), "B", Response((0,))),
        (MULTIPLE, Response((1,)), "c a a", Response((0, 2))),
        (ORDERING, Response((1,)), "b a b", Response((0, 2))),
        (MATCHING, NO_RESPONSE, "1b", Response((2, -1))),
        (MATCHING, Response((2, -1)), "1b 2A", Response((2, 1))),
        (MATCHING, Response((2, 1)), "2a", Response((2, 1))),
        (MATCHING, Response((2, 1)), "2b", Response((-1, 2))),
        (NUMERIC, Response(text="5"), "= 12 GiB", Response(text="12 GiB")),
        (NUMERIC, NO_RESPONSE, "=12", Response(text="12")),
        (NUMERIC, Response(text="5"), "=", NO_RESPONSE),
    ],
)
def test_a_line_of_plain_mode_makes_a_response(
    question: Question, before: Response, line: str, after: Response
) -> None:
    order = ORDERS.get(question.type, ())
    assert find_type(question).parse_line(question, before, order, line) == after


OPTION = "That isn't an option or a command."
MATCH = "That isn't a match or a command."
ANSWER = "That isn't an answer or a command."


@pytest.mark.parametrize(
    ("question", "line", "message", "hint"),
    [
        (SINGLE, "d", OPTION, "Type a letter from a to c, or type help for commands."),
        (SINGLE, "ab", OPTION, "Type a letter from a to c, or type help for commands."),
        (ORDERING, "1", OPTION, "Type a letter from a to c, or type help for commands."),
        (ORDERING, "= a", "This question has options.", "Type an option's letter."),
        (MATCHING, "a", MATCH, "Type a number and a letter for each match, for example 1b 2a."),
        (MATCHING, "3a", MATCH, "Type a number and a letter for each match, for example 1b 2a."),
        (MATCHING, "0a", MATCH, "Type a number and a letter for each match, for example 1b 2a."),
        (MATCHING, "1d", MATCH, "Type a number and a letter for each match, for example 1b 2a."),
        (NUMERIC, "12", ANSWER, "Type = followed by a number in GiB, or type help for commands."),
    ],
)
def test_a_line_that_is_no_answer_is_refused_with_a_hint(
    question: Question, line: str, message: str, hint: str
) -> None:
    order = ORDERS.get(question.type, ())
    with pytest.raises(ActionError) as refused:
        find_type(question).parse_line(question, NO_RESPONSE, order, line)
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_only_a_typed_answer_is_described() -> None:
    assert [find_type(question).describe_text(question) for question in ALL] == [
        "", "", "", "", "a number in GiB",
    ]  # fmt: skip
    assert find_type(NUMERIC).describe_text(make_typed(type="numeric", answer=1)) == "a number"


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        (make_typed(options=[{"text": "a", "correct": True, "rationale": "Yes."}]), ("a", "Yes.")),
        (ORDERING, ("one", "two", "three")),
        (MATCHING, ("a", "b", "1", "2", "3")),
        (NUMERIC, ()),
    ],
)
def test_search_and_suggestions_see_every_text(question: Question, texts: tuple[str, ...]) -> None:
    assert find_type(question).texts(question) == texts
