"""Short text in the formats that have it, and in those that do not."""

from __future__ import annotations

import pytest

from examkit.formats import gift
from examkit.formats.registry import carry, formats
from examkit.formats.shared.draft import Draft, QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile

ASKED = Draft(
    type_="short-text",
    id="q-1",
    stem="Which queue holds what could not be handled?",
    accepted=("Dead-letter queue", "DLQ", "a*b", "{x} = y ~ #1", "<50 & more"),
)


def read(name: str, text: str) -> ReadResult:
    return formats()[name].read(InputFile("f", text.encode()))  # type: ignore[misc]


def moodle(inside: str) -> ReadResult:
    text = "<questiontext><text>Q</text></questiontext>"
    return read("moodle", f'<quiz><question type="shortanswer">{text}{inside}</question></quiz>')


def answer(text: str, fraction: str = "100", feedback: str = "") -> str:
    return (
        f'<answer fraction="{fraction}"><text>{text}</text>'
        f"<feedback><text>{feedback}</text></feedback></answer>"
    )


def qti(declared: str, base: str = "string") -> ReadResult:
    return read(
        "qti",
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i">'
        f'<responseDeclaration identifier="R" cardinality="single" baseType="{base}">{declared}'
        '</responseDeclaration><itemBody><p>Q <textEntryInteraction responseIdentifier="R"/></p>'
        "</itemBody></assessmentItem>",
    )


@pytest.mark.parametrize("name", ["gift", "moodle", "qti", "json", "csv"])
@pytest.mark.parametrize("ignore_case", [True, False])
def test_it_comes_back(name: str, *, ignore_case: bool) -> None:
    draft = Draft(**vars(ASKED) | {"ignore_case": ignore_case})
    reported = carry(formats()[name], draft)
    lost = {"ignore_case"} if name == "gift" and not ignore_case else set()
    assert {loss.part for loss in reported.losses} == lost
    assert reported.draft is not None
    data = formats()[name].write(QuestionSet("t", (reported.draft,)))  # type: ignore[misc]
    back = formats()[name].read(InputFile("f", data))  # type: ignore[misc]
    assert (back.questions, back.findings) == ((reported.draft,), ())
    assert reported.draft.accepted == ASKED.accepted


@pytest.mark.parametrize("name", ["aiken", "anki", "apkg", "markdown"])
def test_other_formats_say_that_they_do_not_have_it(name: str) -> None:
    reported = carry(formats()[name], ASKED)
    assert reported.draft is None
    assert reported.losses[0].why.endswith("can't store questions of type short-text.")


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("gift", "a -> b", "GIFT would read an answer with an arrow as a matching pair."),
        ("gift", "<script>", "Moodle could run an accepted answer as code."),
        ("moodle", "<script>", "Moodle could run an accepted answer as code."),
        ("csv", "", "A table can't store an empty item."),
    ],
)
def test_an_answer_that_would_be_another_one_is_left_out(name: str, text: str, why: str) -> None:
    reported = carry(formats()[name], Draft(**vars(ASKED) | {"accepted": ("SQS", text)}))
    assert [loss.why for loss in reported.losses] == [why]


@pytest.mark.parametrize(
    ("inside", "accepted", "ignore_case", "losses"),
    [
        (answer("SQS"), ("SQS",), True, []),
        (f"<usecase>1</usecase>{answer('SQS')}", ("SQS",), False, []),
        (answer("a\\*b") + answer("*", "0"), ("a*b",), True, []),
        (
            answer("SQS", feedback="Yes.") + answer("SNS", "50") + answer("S*", "100"),
            ("SQS",),
            True,
            [
                "Feedback on accepted answers was left out.",
                "Answers that earn partial credit were left out.",
                "Answers with the wildcard * were left out.",
            ],
        ),
    ],
)
def test_moodle_xml_is_read(
    inside: str, accepted: tuple[str, ...], ignore_case: bool, losses: list[str]
) -> None:
    back = moodle(inside)
    assert [(d.accepted, d.ignore_case) for d in back.questions] == [(accepted, ignore_case)]
    assert sorted(finding.message for finding in back.findings) == sorted(losses)


def test_a_question_that_accepts_nothing_is_an_error() -> None:
    for back in (moodle(answer("", "100")), read("gift", "Q {=}")):
        assert back.questions == ()
        assert [finding.code for finding in back.findings] == ["no-key"]


@pytest.mark.parametrize(
    ("declared", "accepted", "ignore_case", "losses"),
    [
        ("<correctResponse><value>SQS</value></correctResponse>", ("SQS",), False, []),
        (
            '<mapping><mapEntry mapKey="SQS" mappedValue="1"/>'
            '<mapEntry mapKey="Amazon SQS" mappedValue="1"/>'
            '<mapEntry mapKey="queue" mappedValue="0.5"/></mapping>',
            ("SQS", "Amazon SQS"),
            True,
            ["Answers that earn partial credit were left out."],
        ),
        (
            '<mapping><mapEntry mapKey="SQS" mappedValue="1" caseSensitive="true"/></mapping>',
            ("SQS",),
            False,
            [],
        ),
    ],
)
def test_qti_is_read(
    declared: str, accepted: tuple[str, ...], ignore_case: bool, losses: list[str]
) -> None:
    back = qti(declared)
    assert [(d.accepted, d.ignore_case) for d in back.questions] == [(accepted, ignore_case)]
    assert [finding.message for finding in back.findings] == losses


@pytest.mark.parametrize(("declared", "base"), [("", "string"), ("", "file")])
def test_an_entry_that_nothing_answers_is_skipped(declared: str, base: str) -> None:
    back = qti(declared, base)
    assert (back.questions, [finding.code for finding in back.findings]) == ((), ["skipped"])


@pytest.mark.parametrize(
    ("key", "case", "accents"),
    [
        ("", True, False),
        ("ignore case", True, False),
        ("ignore nothing", False, False),
        ("ignore case accents", True, True),
    ],
)
def test_a_table_says_what_does_not_count(key: str, case: bool, accents: bool) -> None:
    text = f"id,kind,stem,key,option_a,option_b\nq-1,short-text,Q,{key},SQS,DLQ\n"
    [draft] = read("csv", text).questions
    assert (draft.accepted, draft.ignore_case, draft.ignore_accents) == (
        ("SQS", "DLQ"), case, accents,
    )  # fmt: skip


def test_an_answer_like_a_format_or_a_weight_survives_gift() -> None:
    draft = Draft(type_="short-text", stem="Which marker?", accepted=("[html]", "%50%", "%"))
    [question] = gift.read(InputFile("x.gift", gift.write(QuestionSet("t", (draft,))))).questions
    assert question.accepted == draft.accepted
