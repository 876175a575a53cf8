"""One table of numbers as people write them, held against every place that reads one."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from examkit.bank.model import Question
from examkit.cli.main import main
from examkit.errors import ActionError
from examkit.exam.actions import normalize_action, validate_action
from examkit.exam.attempt_state import replay
from examkit.exam.events import Answered
from examkit.exam.grading import grade_response, score_form
from examkit.exam.modes import rules_of_mode
from examkit.formats.registry import formats
from examkit.formats.shared.draft import Draft, QuestionSet
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.text_conventions import parse_share
from examkit.question_types.numbers import number_fault, parse_number, plain_number
from examkit.question_types.numeric import parse_stored_number
from examkit.tui.formatting import text_error
from tests.banks import write_every_type
from tests.factories import Script, make_form, make_slot, typed
from tests.services import Desk

READ = [
    ("12.5", 12.5), ("12,5", 12.5), ("0,125", 0.125), ("0.125", 0.125), ("1.125", 1.125),
    ("1.000,5", 1000.5), ("1,000.5", 1000.5), ("1.5e3", 1500), ("1,5e3", 1500), ("1e3", 1000),
    ("1E-3", 0.001), ("1,000,000", 1e6), ("1.000.000", 1e6), ("1.000.000,25", 1000000.25),
    ("1 000", 1000), ("1\u00a0000,5", 1000.5), ("1\u202f000.5", 1000.5), ("1'000", 1000),
    ("1\u2019000,5", 1000.5), ("1_000", 1000), ("1 000,125", 1000.125), ("1234,567", 1234.567),
    ("12,3456", 12.3456), ("-5", -5), ("\u22125", -5), ("- 5", -5), ("+5", 5), ("-0,125", -0.125),
    (" 7 ", 7), (".5", 0.5), (",5", 0.5), ("5.", 5), ("0", 0), ("007", 7), ("1.000", 1),
]  # fmt: skip
"""Text and the one number that it can mean."""
AMBIGUOUS = ["1,000", "12,345", "-1,000", "999,999", "1,500e3"]
"""A thousand and more in the United States, one and a little in most of Europe."""
NONE = [
    "x", "nan", "inf", "1.2.3", "1,2,3", "1 2", "1,00,000", "1,5.2", "0x10", "--5", "e5", ".", ",",
    "5,", "1'00", "1 000 00", "1e999", "1e-999", "9" * 401, "5 1000 GB", "1,000 000",
]  # fmt: skip
MORE = ["12 %", "12%", "0,5 ms", "$5", "12 GB", "\u20ac 5"]
"""A number with something that may change what it means."""
REFUSED = [*AMBIGUOUS, *NONE, *MORE]


@pytest.mark.parametrize(("text", "number"), READ)
def test_a_number_is_read_as_its_writer_means_it(text: str, number: float) -> None:
    assert parse_number(text) == number
    plain = plain_number(text)
    assert plain is not None
    assert plain_number(plain) == plain
    assert parse_stored_number(plain) == number


@pytest.mark.parametrize("text", REFUSED)
def test_what_could_be_two_numbers_or_none_is_refused_with_an_example(text: str) -> None:
    assert parse_number(text) is None
    said, hint = number_fault(text)
    assert said
    assert any(character.isdigit() for character in hint)
    assert len(f"{said} {hint}") <= 90


def test_the_hint_names_both_readings() -> None:
    said = ("'1,000' could mean 1000 or 1.000.", "Enter 1000 or 1.000.")
    assert number_fault("1,000") == said
    assert number_fault("12 %") == (
        "'12 %' contains more than a number.",
        "Enter only the number, such as 12.",
    )
    assert number_fault("12 MB", "GB")[1] == "Enter only the number, such as 12 GB."
    assert number_fault("\x1b[2Jx")[0].isprintable()


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [("12 GB", "GB", 12), ("12GB", "GB", 12), ("12 %", "%", 12), ("0,5 ms", "ms", 0.5),
     ("12 MB", "GB", None), ("1,000 GB", "GB", None), ("51000 x", "1000 x", None)],
)  # fmt: skip
def test_the_unit_of_the_question_may_follow(text: str, unit: str, number: float | None) -> None:
    assert parse_number(text, unit) == number


@pytest.mark.parametrize(("text", "share"), [("33,333", 33.333), ("100,000", 100), ("50", 50)])
def test_a_share_has_no_thousands(text: str, share: float) -> None:
    assert parse_share(text) == share


# The app and the plain mode

NUMBER = Question.model_validate(
    {"id": "q-1", "type": "numeric", "topic": "t1", "domain": "build", "difficulty": "easy",
     "stem": "?", "answer": 1000.5, "unit": "GB"}
)  # fmt: skip
FORM = make_form([make_slot(NUMBER)])
SESSION = replay(FORM, Script().start().events)


@pytest.mark.parametrize(("text", "number"), READ)
def test_an_entry_is_stored_so_that_it_reads_the_same_ever_after(text: str, number: float) -> None:
    action = normalize_action(FORM, typed(0, text))
    assert isinstance(action, Answered)
    assert validate_action(FORM, rules_of_mode("drill"), SESSION, action)
    assert text_error(NUMBER, text) == ""
    asked = NUMBER.model_copy(update={"answer": number})
    assert grade_response(asked, action.response, "all-or-nothing").outcome == "right"


@pytest.mark.parametrize("text", [text for text in REFUSED if text != "12 GB"])
def test_an_entry_that_is_no_number_is_refused_in_words(text: str) -> None:
    with pytest.raises(ActionError):
        validate_action(
            FORM,
            rules_of_mode("drill"),
            SESSION,
            normalize_action(FORM, typed(0, text)),
        )
    assert text_error(NUMBER, text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("0,125", 125), ("1,000", 1000), ("1 2", 12), ("1,2,3", 123), ("13,0", 13),
     ("1.000,5", 1.0005), ("1,5e3", 15000)],
)  # fmt: skip
def test_an_entry_of_1_0_0_keeps_its_outcome(text: str, number: float) -> None:
    """Attempts that were sat before keep their result, even where the old reading was wrong."""
    question = NUMBER.model_copy(update={"answer": number})
    form = make_form([make_slot(question)])
    session = replay(form, Script().start().at(1, typed(0, text)).events)
    assert score_form(form, session).total.right == 1


def test_the_plain_mode_shows_how_it_read_a_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = str(write_every_type(tmp_path / "bank"))
    form = Desk(tmp_path).engine().start_mock(questions=5, seed="s").form
    place = [slot.question.id for slot in form.slots].index("number-1") + 1
    typed = f"g {place}\n= 1,000\n= 12 %\n= 1.000,5\n= 0,125 minutes\nquit\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["exam", "--plain", "--bank", bank, "--questions", "5", "--seed", "s"]) == 0
    output = capsys.readouterr().out
    assert "'1,000' could mean 1000 or 1.000." in output
    assert "Enter only the number, such as 12 minutes." in output
    assert "Saved: 1000.5 minutes." in output
    assert "Saved: 0.125 minutes." in output


# Every importer


def _csv(text: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([("question", "type", "answer"), ("How many?", "numeric", text)])
    return out.getvalue().encode()


def _own_csv(text: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([("id", "kind", "stem", "key"), ("q-1", "numeric", "?", text)])
    return out.getvalue().encode()


def _json(text: str) -> bytes:
    return json.dumps([{"question": "How many?", "type": "numeric", "answer": text}]).encode()


def _moodle(text: str) -> bytes:
    return (
        '<?xml version="1.0"?><quiz><question type="numerical"><questiontext format="html">'
        f'<text>q</text></questiontext><answer fraction="100"><text>{text}</text>'
        "<tolerance>0</tolerance></answer></question></quiz>"
    ).encode()


def _qti(text: str) -> bytes:
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="t">'
        '<responseDeclaration identifier="R" cardinality="single" baseType="float">'
        f"<correctResponse><value>{text}</value></correctResponse></responseDeclaration>"
        '<itemBody><p>q</p><p><textEntryInteraction responseIdentifier="R"/></p></itemBody>'
        "</assessmentItem>"
    ).encode()


def _canvas(text: str) -> bytes:
    return (
        '<questestinterop><item ident="i"><presentation><material><mattext>q</mattext></material>'
        '<response_str ident="r"><render_fib fibtype="Decimal"/></response_str></presentation>'
        f'<resprocessing><respcondition><conditionvar><varequal respident="r">{text}</varequal>'
        "</conditionvar><setvar>100</setvar></respcondition></resprocessing></item>"
        "</questestinterop>"
    ).encode()


def _markdown(text: str) -> bytes:
    head = "<!-- examkit questions 1 -->\n\n## Question 1\n\nHow many?\n\n"
    return f"{head}**Number** {text}\n".encode()


FILES = {
    "aiken": None, "anki": None, "apkg": None, "toml": None,
    "csv": (_csv, _own_csv), "json": (_json,), "moodle": (_moodle,), "qti": (_qti,),
    "canvas": (_canvas,), "markdown": (_markdown,),
    "gift": (lambda text: f"How many?{{#{text}}}\n".encode(),),
}  # fmt: skip
"""Files with one number, by format; None where numbers are not asked or are those of our JSON."""
WRITERS = [(name, write) for name, every in FILES.items() for write in every or ()]


def test_each_format_is_in_the_table() -> None:
    assert FILES.keys() == formats().keys()


@pytest.mark.parametrize(("name", "write"), WRITERS)
@pytest.mark.parametrize(("text", "number"), READ)
def test_every_importer_reads_a_number_the_same(name, write, text: str, number: float) -> None:  # type: ignore[no-untyped-def]
    found = formats()[name].read(InputFile("f", write(text)))  # type: ignore[misc]
    assert [draft.answer for draft in found.questions] == [number]
    assert [f for f in found.findings if f.severity == "error"] == []


@pytest.mark.parametrize(("name", "write"), WRITERS)
@pytest.mark.parametrize("text", REFUSED)
def test_every_importer_refuses_what_could_change_an_answer(name, write, text: str) -> None:  # type: ignore[no-untyped-def]
    found = formats()[name].read(InputFile("f", write(text)))  # type: ignore[misc]
    assert found.questions == ()
    assert [f.code for f in found.findings if f.severity == "error"] == ["bad-number"]


def test_a_finding_about_a_number_names_its_question_and_place() -> None:
    found = formats()["csv"].read(InputFile("f.csv", _csv("1,000")))  # type: ignore[misc]
    [fault] = [f for f in found.findings if f.severity == "error"]
    assert (fault.id, fault.line, fault.column) == ("How many?", 2, 19)


@pytest.mark.parametrize("name", sorted(n for n, f in formats().items() if f.write))
@pytest.mark.parametrize("number", [0.125, 1000.0, 1.0, -1000.5, 1e-7, 1e15])
def test_a_number_that_goes_out_comes_back(name: str, number: float) -> None:
    form = formats()[name]
    draft = Draft(type_="numeric", id="q-1", stem="How many?", answer=number, tolerance=0.001)
    carried = form.round_trip(draft).draft  # type: ignore[misc]
    if carried is not None:
        back = form.read(InputFile("f", form.write(QuestionSet("t", (carried,)))))  # type: ignore[misc]
        assert [(d.answer, d.tolerance) for d in back.questions] == [(number, 0.001)]
