"""Aiken and its dialects, in and out."""

from __future__ import annotations

import gc
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from examkit.formats.aiken import FORMAT, detect, read, round_trip, write
from examkit.formats.aiken.question import Question
from examkit.formats.aiken.reader import Reader
from examkit.formats.registry import carry, formats
from examkit.formats.registry import detect_format as format_of
from examkit.formats.shared.draft import Draft, Loss, QuestionSet, ReadResult, normalize
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from tests.formats.draft_cases import drafts
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "aiken"
PLAIN = "Which one?\nA) this\nB) that\nANSWER: B\n"
DRAFT = Draft(
    type_="single",
    stem="Which one?",
    options=(Option("this"), Option("that", correct=True)),
)


def taken(text: str) -> ReadResult:
    return read(InputFile("quiz.txt", text.encode()))


def one(text: str) -> Draft:
    """Read a text that holds one question without faults."""
    got = taken(text)
    assert [f for f in got.findings if f.severity != "info"] == []
    assert len(got.questions) == 1
    return got.questions[0]


def reported(text: str) -> list[tuple[int, int, str, str]]:
    """Read a text and give what was found, without the notes on dialects."""
    found = [f for f in taken(text).findings if f.code != "dialect"]
    return [(f.line, f.column, f.severity, f.code) for f in found]


def key(draft: Draft) -> str:
    return "".join(chr(65 + i) for i, option in enumerate(draft.options) if option.correct)


def test_plain() -> None:
    got = taken(PLAIN)
    assert got.questions == (DRAFT,)
    assert got.findings == ()
    assert got.questions[0].line == 1


def test_the_file_of_another_tool() -> None:
    file = InputFile("README-example.txt", (DATA / "aiken-to-forms.txt").read_bytes())
    assert detect(file) == 0.9
    got = read(file)
    assert got.findings == ()
    assert [(len(d.options), key(d), d.line) for d in got.questions] == [(5, "C", 1), (4, "B", 9)]
    assert got.questions[0].options[2].text == "42"


@pytest.mark.parametrize(
    ("text", "keys", "dialect"),
    [
        (PLAIN.replace("\n", "\r\n"), "B", False),
        (PLAIN.replace("\n", "\r"), "B", False),
        (PLAIN.replace("\n", "\n\n"), "B", False),
        ("\ufeff" + PLAIN, "B", False),
        (PLAIN.replace(") ", ". "), "B", False),
        (PLAIN.replace(") ", ")"), "B", False),
        (PLAIN.replace(": ", ":"), "B", False),
        (PLAIN.replace("A)", "  A)").replace("B)", "\tB)"), "B", False),
        (PLAIN.replace("ANSWER: B", "ANSWER: B."), "B", False),
        (PLAIN.replace("ANSWER: B", "ANSWER: B) that"), "B", False),
        (PLAIN.replace("ANSWER", "Answer"), "B", True),
        (PLAIN.replace("ANSWER: B", "answer: b"), "B", True),
        (PLAIN.replace("ANSWER", "✅ Answer"), "B", True),
        (PLAIN.replace("ANSWER: B", "**Answer:** B"), "B", True),
        (PLAIN.replace("ANSWER: B", "The correct answer is: (B)"), "B", True),
        (PLAIN.replace("ANSWER: B", "Correct answer: A, B"), "AB", True),
        (PLAIN.replace("ANSWER: B", "ANSWER: A and B"), "AB", True),
        (PLAIN.replace("ANSWER: B", "ANSWER: BA"), "AB", True),
        (PLAIN.replace("A)", "a)").replace("B)", "b)"), "B", True),
        ("1. " + PLAIN, "B", True),
        ("Q1. " + PLAIN, "B", True),
        ("Question 1: " + PLAIN, "B", True),
        ("Question 1:\n" + PLAIN, "B", True),
        ("3) Which one?\na. this\n*b. that\n", "B", True),
        ("3) Which one?\n*a. this\n*b. that\n", "AB", True),
        ("Type: MC\n3) Which one?\na. this\n*b. that\n", "B", True),
        ("1. Which one?\na. this\nb. that\n\nAnswers:\n1. B\n", "B", True),
        ("Which one?\nA) this\nB) that\n\nAnswer key:\n1) B\n", "B", False),
    ],
)
def test_dialects(text: str, keys: str, dialect: bool) -> None:
    got = taken(text)
    assert [f.code for f in got.findings if f.code != "dialect"] == []
    assert bool(got.findings) == dialect
    draft = got.questions[0]
    assert draft.stem == "Which one?"
    assert [option.text for option in draft.options] == ["this", "that"]
    assert key(draft) == keys
    assert draft.type == ("single" if len(keys) == 1 else "multiple")


def test_a_dialect_is_noted_once_in_a_file() -> None:
    got = taken(PLAIN.replace("ANSWER", "Answer") * 3)
    assert len(got.questions) == 3
    assert [(f.line, f.column, f.severity, f.code) for f in got.findings] == [
        (4, 1, "info", "dialect")
    ]


def test_a_stem_of_several_lines_keeps_its_code() -> None:
    text = "Look:\n\n```\nif x:\n    y()\n```\nU.S. law, e.g. this.\nA) a\nB) b\nANSWER: A\n"
    assert one(text).stem == "Look:\n\n```\nif x:\n    y()\n```\nU.S. law, e.g. this."


def test_an_option_goes_on_where_no_new_question_starts() -> None:
    draft = one("Which?\nA) a\n  and more\nB) b\n\nANSWER: A\n")
    assert [option.text for option in draft.options] == ["a\nand more", "b"]


@pytest.mark.parametrize(
    "name", ["ANSWER_EXPLANATION", "FEEDBACK", "Explanation", "RATIONALE", "EXPLANATION "]
)
def test_an_explanation_after_the_answer(name: str) -> None:
    got = taken(f"{PLAIN}{name}: Because.\nAnd so on.\n\n{PLAIN}{name}: Why\n{PLAIN}")
    assert [d.explanation for d in got.questions] == ["Because.\nAnd so on.", "Why", ""]
    assert [d.stem for d in got.questions] == ["Which one?"] * 3
    assert {f.code for f in got.findings} == {"dialect"}


def test_fields_of_chamilo() -> None:
    text = f"T: A title\n{PLAIN}DESCRIPTION: More.\nSCORE: 20\nTAGS: a, b\n\n{PLAIN}ETIQUETAS: c\n"
    first, second = taken(text).questions
    assert (first.title, first.tags, first.stem) == ("A title", ("a", "b"), "Which one?\n\nMore.")
    assert (second.title, second.tags) == ("", ("c",))
    assert reported(text) == [(7, 1, "info", "loss")]


def test_feedback_of_respondus() -> None:
    text = (
        "Title: First\n3) Which one?\n@ In general.\na. this\n~ No.\n*b. that\n~ Yes.\n\n"
        "4) Next?\n*a. this\nb. that\n5) Last?\na. this\n*b. that\n"
    )
    first, second, third = taken(text).questions
    assert (first.title, first.explanation) == ("First", "In general.")
    assert [option.rationale for option in first.options] == ["No.", "Yes."]
    assert [d.stem for d in (first, second, third)] == ["Which one?", "Next?", "Last?"]
    assert [d.line for d in (first, second, third)] == [2, 9, 12]
    assert reported(text) == []


def test_a_list_of_answers_at_the_end() -> None:
    text = "5. One?\na) x\nb) y\n\n6. Two?\na) x\nb) y\n\nAnswers:\n5. B\nwhat\n6. A\n"
    assert [key(draft) for draft in taken(text).questions] == ["B", "A"]
    assert reported(text) == [(11, 1, "warning", "stray-text")]


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("Which?\nA) this\nANSWER: A\n", 1, 1, "too-few-options"),
        ("Which?\nANSWER: A\n", 1, 1, "too-few-options"),
        ("\nA) this\nB) that\nANSWER: A\n", 2, 1, "empty-stem"),
        ("Which?\nA) this\n B) that\n", 3, 2, "no-key"),
        ("Which?\nA) this\nB) that\nANSWER: C\n", 4, 9, "no-key"),
        ("Which?\nA) this\nB) that\n  ANSWER:   C\n", 4, 13, "no-key"),
        ("Which?\nA) this\nB) that\nANSWER:\n", 4, 8, "no-key"),
        ("Which?\nA) this\nB) that\nANSWER: the second\n", 4, 9, "no-key"),
        ("Which?\nA) this\n  B)\nANSWER: A\n", 3, 3, "empty-option"),
        ("Which?\nA) this\n  B) this\nANSWER: A\n", 3, 3, "duplicate-option"),
        ("Which?\nA) a\nB) b\n B) c\nANSWER: A\n", 4, 2, "duplicate-letter"),
        ("Which?\nA) a\nB) b\n B) c\nANSWER: B\n", 4, 2, "duplicate-letter"),
        ("ANSWER: A\n", 1, 1, "stray-answer"),
        (PLAIN + " ANSWER: A\n", 5, 2, "stray-answer"),
    ],
)
def test_faults(text: str, line: int, column: int, code: str) -> None:
    found = [f for f in reported(text) if f[2] == "error"]
    assert (line, column, "error", code) in found
    got = taken(text + "\n" + PLAIN)
    assert got.questions[-1] == DRAFT, "the next question is read all the same"


def test_a_text_without_options_is_no_question() -> None:
    assert reported("\n  Only text.\n") == [(2, 3, "error", "too-few-options")]


def test_a_question_without_answer_ends_where_the_next_begins() -> None:
    text = f"One?\nA) x\nB) y\n{PLAIN}"
    assert reported(text) == [(3, 1, "error", "no-key")]
    assert taken(text).questions == (DRAFT,)
    assert taken(text).questions[0].line == 4
    assert taken(text).findings[0].id == "One?"


def test_letters_out_of_order_are_warned_of() -> None:
    text = "Which?\nA) a\nC) c\nANSWER: C\n"
    assert reported(text) == [(3, 1, "warning", "option-order")]
    assert key(taken(text).questions[0]) == "B"


def test_other_types_are_skipped() -> None:
    assert reported("Type: E\n4. Write.\na. An essay\n\n" + PLAIN) == [(2, 1, "info", "skipped")]


def test_a_file_of_windows_is_read() -> None:
    got = read(InputFile("quiz.txt", PLAIN.replace("this", "caf\u00e9").encode("cp1252")))
    assert got.questions[0].options[0].text == "caf\u00e9"
    assert [(f.line, f.code) for f in got.findings] == [(2, "not-utf-8")]


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (PLAIN, 0.9),
        ("\ufeff" + PLAIN.replace("\n", "\r\n"), 0.9),
        (PLAIN.replace("ANSWER", "Answer"), 0.7),
        ("1. x\na) y\n*b) z\n", 0.55),
        ("Quiz title: x\n1. x\na) y\n*b) z\n", 0.0),
        ("::t::What? {=A) x\n~B) y}\n\nANSWER: A\n", 0.0),
        ("<quiz>\nA) x\nANSWER: A\n</quiz>", 0.0),
        ("- [x] A) x\n\nA) y\nANSWER: A\n", 0.0),
        ('{"a": "A) x"}\n', 0.0),
        ("Some prose.\n", 0.0),
        ("", 0.0),
        ("PK\x03\x04A) x\nANSWER: A\n", 0.0),
    ],
)
def test_recognition(head: str, sure: float) -> None:
    assert detect(InputFile("x", head.encode())) == sure


def test_it_is_found_by_its_content() -> None:
    assert formats()["aiken"] is FORMAT
    assert format_of(InputFile("quiz.txt", PLAIN.encode())) is FORMAT


def test_written() -> None:
    assert write(QuestionSet("t", (DRAFT, DRAFT))) == f"{PLAIN}\n{PLAIN}".encode()
    assert write(QuestionSet("t", ())) == b""


@pytest.mark.parametrize(
    ("stem", "back"),
    [
        ("A) b", "A\\) b"),
        ("A. Lincoln was", "A\\. Lincoln was"),
        ("e.g.", "e\\.g."),
        ("ANSWER: B", "ANSWER\\: B"),
        ("> The answer: B", "> The answer\\: B"),
        ("Answers:", "Answers\\:"),
        ("1. one", "1\\. one"),
        ("Q2: two", "Q2\\: two"),
        ("FEEDBACK: x", "FEEDBACK\\: x"),
        ("T: x", "T\\: x"),
        ("a\n\n  b", "a b"),
    ],
)
def test_a_stem_that_cannot_be_carried_is_a_loss(stem: str, back: str) -> None:
    got = round_trip(replace(DRAFT, stem=stem))
    assert got.draft == replace(DRAFT, stem=back)
    assert [loss.part for loss in got.losses] == ["stem"]
    assert taken(write(QuestionSet("t", (got.draft,))).decode()).questions == (got.draft,)
    assert round_trip(got.draft).losses == ()


def test_what_is_lost() -> None:
    full = replace(
        DRAFT,
        id="x-1",
        title="t",
        domain="d",
        tags=("a",),
        explanation="because",
        group="g",
        options=(Option("a\nb", rationale="no"), Option("c", correct=True)),
    )
    got = round_trip(full)
    assert got.draft == replace(DRAFT, options=(Option("a b"), Option("c", correct=True)))
    parts = [loss.part for loss in got.losses]
    assert parts == [
        "id",
        "domain",
        "explanation",
        "group",
        "title",
        "tags",
        "rationale",
        "options",
    ]


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (
            replace(DRAFT, type_="multiple"),
            "The aiken format can't store questions of type multi",
        ),
        (Draft(type_="numeric", stem="x", answer=1.0), "The aiken format can't store questions"),
        (
            replace(DRAFT, options=(*DRAFT.options, *(Option(f"o{i}") for i in range(25)))),
            "Aiken allows at most 26 options.",
        ),
        (
            replace(DRAFT, options=(Option("a b", correct=True), Option("a\nb"))),
            "Aiken would misread the question's text.",
        ),
    ],
)
def test_what_cannot_be_carried_at_all(draft: Draft, why: str) -> None:
    got = carry(FORMAT, draft)
    assert got.draft is None
    assert [loss.part for loss in got.losses] == ["question"]
    assert got.losses[0].why.startswith(why)


@given(drafts())
@settings(max_examples=150)
def test_contract(draft: Draft) -> None:
    got = round_trip(draft)
    if got.draft is None:
        assert draft.type != "single"
        return
    data = write(QuestionSet("t", (got.draft, got.draft)))
    back = read(InputFile("quiz.txt", data))
    assert back.questions == (got.draft, got.draft)
    assert back.findings == ()
    assert write(QuestionSet("t", back.questions)) == data
    assert got.losses or got.draft == normalize(draft)
    assert round_trip(got.draft) == type(got)(got.draft, ())


def test_a_long_text_is_carried() -> None:
    long = replace(DRAFT, stem="é (x) " * 11_000 + ".")
    assert round_trip(long) == type(round_trip(long))(normalize(long), ())


@pytest.mark.parametrize(
    "unit",
    ["a", "A) ", "a. ", "*a) x", "ANSWER: A", "(", "1. ", "the ", " ", ",", "Answer ", "\t:"],
)
def test_a_megabyte_on_one_line(unit: str) -> None:
    grows_evenly(FORMAT, unit)


@pytest.mark.parametrize("lines", ["B) x\n", "A) x\n", "x\n\n", "ANSWER: Z\n"])
def test_many_lines(lines: str) -> None:
    grows_evenly(FORMAT, lines, "q\nA) x\n")


@pytest.mark.parametrize("lines", ["A) x\n", "q\nA) x\nB) y\nANSWER: A\n"])
def test_no_question_is_kept_behind_its_end(lines: str) -> None:
    """What is kept is walked again and again by the collector, the more the larger the file."""
    reader = Reader(InputFile("quiz.txt", (lines * 500).encode()))
    assert len([one for one in gc.get_objects() if isinstance(one, Question)]) <= 2
    reader.result()


@pytest.mark.fault("R52")
def test_any_bytes_are_read() -> None:
    chance = random.Random(7)  # noqa: S311
    sample = (PLAIN + "1. q\n*a) x\nb) y\n~ f\nAnswers:\n1. A\nSCORE: 1\nT: x\n").encode()
    for _ in range(1500):
        data = bytearray(sample)
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = chance.choice(
                (b"\n", b"\xff", b"A)", b":", b" ", b"\x00", b"ANSWER: ", b"\n\n", b"*", b"2. ")
            )
        got = read(InputFile("quiz.txt", bytes(data)))
        assert all(f.line > 0 and f.column > 0 for f in got.findings)


def test_losses_have_reasons() -> None:
    lost = round_trip(replace(DRAFT, id="x-1")).losses
    assert lost == (Loss("id", "Aiken can't store this field."),)
