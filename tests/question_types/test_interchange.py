"""What each type says of a question that comes from another format, or is there already."""

from __future__ import annotations

import pytest

from examkit.formats.shared.draft import Draft
from examkit.question_types.choice import Option
from examkit.question_types.registry import find_type
from tests.question_types.questions import (
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT_TEXT,
    SINGLE,
    make_options,
    make_typed,
)


def make_draft(name: str, *options: Option) -> Draft:
    return Draft(stem="?", type_=name, options=options)


RIGHT, WRONG = Option("a", correct=True), Option("b")


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (make_draft("single", RIGHT, WRONG), []),
        (make_draft("single", RIGHT), ["too-few-options"]),
        (make_draft("single", WRONG, Option("c")), ["no-key"]),
        (make_draft("single", RIGHT, Option("b", correct=True)), ["two-keys"]),
        (make_draft("multiple", RIGHT, Option("b", correct=True)), []),
        (make_draft("multiple", RIGHT, Option("")), ["empty-option"]),
        (make_draft("multiple", RIGHT, Option("a")), ["duplicate-option"]),
        (make_draft("ordering"), ["too-few-items"]),
        (make_draft("matching"), ["too-few-pairs"]),
        (make_draft("numeric"), ["no-number"]),
        (make_draft("short-text"), ["no-key"]),
    ],
)
def test_what_a_question_of_another_format_lacks(draft: Draft, codes: list[str]) -> None:
    assert [code for code, *_ in find_type(draft).find_import_faults(draft)] == codes


@pytest.mark.parametrize("question", [SINGLE, MULTIPLE, ORDERING, MATCHING, NUMERIC, SHORT_TEXT])
def test_a_question_of_a_bank_lacks_nothing(question: Draft) -> None:
    assert list(find_type(question).find_import_faults(question)) == []


@pytest.mark.parametrize(
    ("question", "asked", "key"),
    [
        (MULTIPLE, ("a", "b", "c"), ("a", "c")),
        (ORDERING, ("one", "two", "three"), ("0 one", "1 two", "2 three")),
        (MATCHING, ("a -> 1", "b -> 2", "3"), ("a -> 1", "b -> 2")),
        (NUMERIC, (), ("12.5", "± 0.5")),
        (make_typed(type="numeric", answer=0), (), ("0", "± 0")),
        (SHORT_TEXT, (), ("sqs", "amazon sqs")),
    ],
)
def test_two_questions_are_told_apart_by_what_they_ask_and_accept(
    question: Draft, asked: tuple[str, ...], key: tuple[str, ...]
) -> None:
    kind = find_type(question)
    assert (kind.asked_texts(question), kind.key_texts(question)) == (asked, key)


@pytest.mark.parametrize(
    ("stem", "keys", "expected"),
    [
        ("Which?", (0, 1), "Which? (Choose two.)"),
        ("Which? (Choose 2)", (0, 1), "Which? (Choose 2)"),
        ("Which?", (0,), "Which?"),
    ],
)
def test_a_stem_says_how_many_options_to_choose(
    stem: str, keys: tuple[int, ...], expected: str
) -> None:
    question = make_typed(stem=stem, options=make_options(*keys))
    assert find_type(question).complete_stem(question) == expected


def test_other_stems_stay_as_they_are() -> None:
    assert find_type(NUMERIC).complete_stem(NUMERIC) == NUMERIC.stem
