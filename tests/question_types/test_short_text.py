"""Questions that ask for a word or phrase."""

from __future__ import annotations

from typing import Any

import pytest

from examkit.bank.model import Question
from examkit.bank.question_checks import find_violations
from examkit.errors import ActionError
from examkit.question_types.base import NO_RESPONSE, Response
from examkit.question_types.registry import find_type
from tests.question_types.questions import SHORT_TEXT, make_typed

KIND = find_type(SHORT_TEXT)


def make_short(*accepted: str, **fields: Any) -> Question:
    return make_typed(type="short-text", accepted=accepted, **fields)


@pytest.mark.parametrize(
    ("accepted", "typed", "fields", "right"),
    [
        ("Dead-letter queue", "dead-letter queue", {}, True),
        ("Dead-letter queue", "DEAD-LETTER QUEUE", {}, True),
        ("Dead-letter queue", "dead letter queue", {}, False),
        ("Dead-letter queue", "dead\u2011letter  \tqueue ", {}, True),
        ("Dead-letter queue", "dead\u2013letter\u00a0queue", {}, True),
        ("Dead-letter queue", "dead-letter que\u200bue", {}, True),
        ("user's guide", "user\u2019s guide", {}, True),
        ('a "b"', "a \u201cb\u201d", {}, True),
        ("kMS", "KMS", {"ignore_case": False}, False),
        ("kMS", " kMS", {"ignore_case": False}, True),
        ("Straße", "STRASSE", {}, True),
        ("Straße", "Strasse", {"ignore_case": False}, False),
        ("café", "cafe\u0301", {}, True),
        ("café", "cafe", {}, False),
        ("café", "CAFE", {"ignore_accents": True}, True),
        ("cafe", "café", {"ignore_accents": True}, True),
        ("café", "Cafe", {"ignore_accents": True, "ignore_case": False}, False),
        ("İzmir", "izmir", {"ignore_accents": True}, True),
        ("m²", "m2", {}, False),
        ("試験", "試験", {}, True),
    ],
)
def test_a_text_is_correct_whatever_the_question_ignores(
    accepted: str, typed: str, fields: dict[str, Any], right: bool
) -> None:
    question = make_short("something else", accepted, **fields)
    stored = KIND.normalize(question, Response(text=typed))
    assert KIND.grade(question, Response(text=typed)) == right
    assert KIND.grade(question, stored) == right


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("  a \t b\u00a0c ", "a b c"), ("cafe\u0301", "café"), ("SQS", "SQS"), ("", "")],
)
def test_a_text_is_stored_in_one_form(typed: str, stored: str) -> None:
    response = KIND.normalize(SHORT_TEXT, Response(text=typed))
    assert response == Response(text=stored)
    assert KIND.normalize(SHORT_TEXT, response) == response


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (Response((0,)), "This question asks for a word or phrase."),
        (Response(text="x" * 201), "That answer is too long."),
        (Response(text=" \u200b "), "That answer is empty."),
    ],
)
def test_what_is_no_text_is_refused(response: Response, message: str) -> None:
    with pytest.raises(ActionError, match=message):
        KIND.check_response(SHORT_TEXT, response)


@pytest.mark.parametrize("response", [NO_RESPONSE, Response(text="x" * 200), Response(text="-")])
def test_any_other_text_is_taken(response: Response) -> None:
    KIND.check_response(SHORT_TEXT, response)
    assert KIND.is_possible(SHORT_TEXT, response)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (SHORT_TEXT, []),
        (make_short(), [("no-key", ("accepted",))]),
        (make_short("SQS", "\u200b"), [("no-key", ("accepted", 1))]),
        (make_short("SQS", "SNS", "sqs"), [("equal-options", ("accepted", 2))]),
        (make_short("SQS", "sqs", ignore_case=False), []),
        (make_short("café", "cafe"), []),
        (make_short("café", "cafe", ignore_accents=True), [("equal-options", ("accepted", 1))]),
        (make_short("SQS", unit="GB"), [("wrong-kind", ("unit",))]),
    ],
)
def test_a_bank_is_told_what_is_wrong(question: Question, found: list[object]) -> None:
    assert [(code, place) for code, place, _, _ in find_violations(question)] == found


@pytest.mark.parametrize(
    "fields",
    [
        {"accepted": [""]},
        {"accepted": ["x" * 201]},
        {"accepted": [f"answer {n}" for n in range(21)]},
        {"accepted": [7]},
        {"accepted": ["SQS"], "ignore_case": "yes"},
    ],
)
def test_a_bank_is_held_to_the_limits(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        make_typed(type="short-text", **fields)


def test_a_question_without_a_visible_answer_has_no_key() -> None:
    assert not KIND.has_key(make_short())
    assert not KIND.has_key(make_short("\u200b"))
    assert KIND.has_key(SHORT_TEXT)


def test_the_key_shows_every_accepted_answer() -> None:
    assert KIND.format_key(SHORT_TEXT, ()) == "SQS (or Amazon SQS)"
    assert KIND.format_key(make_short("SQS"), ()) == "SQS"
    assert KIND.format_key(make_short("a", "b", "c"), ()) == "a (or b, c)"
    assert KIND.format_response(SHORT_TEXT, Response(text="sns"), ()) == "sns"
    assert KIND.author_lines(SHORT_TEXT) == ("SQS (or Amazon SQS)",)
    assert KIND.correct_response(SHORT_TEXT) == Response(text="SQS")
    assert KIND.texts(SHORT_TEXT) == ("SQS", "Amazon SQS")
    assert KIND.describe_text(SHORT_TEXT) == "a word or phrase"


def test_two_questions_are_compared_by_what_they_accept() -> None:
    assert KIND.key_texts(make_short("SQS", "Amazon  SQS")) == ("sqs", "amazon sqs")
    assert KIND.key_texts(make_short("Café", ignore_accents=True)) == ("cafe",)
    assert SHORT_TEXT.digest() == "8ded6b318b9bcd69"
    assert make_short("SQS").digest() != SHORT_TEXT.digest()
    assert make_short("SQS", "Amazon SQS", ignore_case=False).digest() != SHORT_TEXT.digest()


@pytest.mark.parametrize(
    ("current", "correction"),
    [
        (SHORT_TEXT, None),
        (make_short("SNS", stem="Another?"), None),
        (
            make_short("SNS"),
            {"accepted": ("SNS",), "ignore_case": True, "ignore_accents": False},
        ),
        (
            make_short("SQS", "Amazon SQS", ignore_accents=True),
            {"accepted": ("SQS", "Amazon SQS"), "ignore_case": True, "ignore_accents": True},
        ),
    ],
)
def test_accepted_answers_can_be_corrected(
    current: Question, correction: dict[str, Any] | None
) -> None:
    assert KIND.find_correction(SHORT_TEXT, current) == correction


def test_a_line_of_plain_mode_keeps_its_case() -> None:
    assert KIND.parse_line(SHORT_TEXT, NO_RESPONSE, (), "= Amazon SQS") == Response(
        text="Amazon SQS"
    )
    with pytest.raises(ActionError) as refused:
        KIND.parse_line(SHORT_TEXT, NO_RESPONSE, (), "SQS")
    assert refused.value.hint == "Type = followed by a word or phrase, or type help for commands."
