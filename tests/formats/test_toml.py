"""Quizzes in TOML: the shapes of three programs, and what the reader reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.formats.registry import detect_format
from examkit.formats.shared.draft import Draft, Group, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.toml import FORMAT, detect, read
from examkit.question_types.choice import Option
from tests.formats.promises import reported, survives_damage
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "toml"
PROMPTED = """[multipart]
shop = "A shop."

[[questions]]
id = "a1"
type = "MultipleChoice"
multipart = "shop"
prompt.prompt = "Which?"
prompt.distractors = ["b", "c"]
answer.answer = "a"
context = "Because."
"""
TABLED = """[[questions]]
id = "0f8f"
question = "Which?"

[[questions.options]]
text = "a"
explanation = "No."
is_correct = false

[[questions.options]]
text = "b"
is_correct = true
"""


def taken(text: str) -> ReadResult:
    return read(InputFile("quiz.toml", text.encode()))


def only(text: str) -> Draft:
    [draft] = taken(text).questions
    return draft


def test_the_shape_of_mdbook() -> None:
    back = taken(PROMPTED)
    [draft] = back.questions
    assert (draft.stem, draft.id, draft.line) == ("Which?", "a1", 4)
    assert draft.options == (Option("a", correct=True), Option("b"), Option("c"))
    assert (draft.explanation, draft.group) == ("Because.", "shop")
    assert back.groups == (Group("shop", "A shop."),)


@pytest.mark.parametrize(
    ("answer", "index", "texts", "kind"),
    [
        ('"a"', 1, "bac", "single"),
        ('["a"]', 0, "abc", "single"),
        ('["a", "d"]', 2, "bcad", "multiple"),
        ('"a"', 9, "bca", "single"),
    ],
)
def test_where_the_right_answer_stands(answer: str, index: int, texts: str, kind: str) -> None:
    text = PROMPTED.replace('answer.answer = "a"', f"answer.answer = {answer}")
    draft = only(f"{text}prompt.answerIndex = {index}\n")
    assert "".join(option.text for option in draft.options) == texts
    assert {option.text for option in draft.options if option.correct} <= set("ad")
    assert draft.type == kind


def test_the_shape_of_examexam() -> None:
    draft = only(TABLED)
    assert draft.options == (Option("a", False, "No."), Option("b", correct=True))


def test_its_older_shape() -> None:
    text = (
        '[[questions]]\nquestion = "Which?"\noptions = ["a", "b"]\nanswers = ["b"]\n'
        'explanation = ["No.", "Yes."]\n'
    )
    assert only(text).options == (Option("a", False, "No."), Option("b", True, "Yes."))
    told_once = only(text.replace('["No.", "Yes."]', '["Yes."]'))
    assert told_once.explanation == "Yes."


def test_the_shape_of_real_python() -> None:
    text = (
        '[py]\nlabel = "Python"\n[[py.questions]]\nquestion = "Which?"\nanswers = ["a", "b"]\n'
        'alternatives = ["c"]\nhint = "Think."\nexplanation = """\nSo.\n"""\n'
    )
    back = taken(text)
    [draft] = back.questions
    assert (draft.type, draft.domain, draft.explanation) == ("multiple", "Python", "So.")
    assert [(f.code, f.line, f.message) for f in back.findings] == [
        ("loss", 7, "The hint was left out.")
    ]


@pytest.mark.parametrize(
    ("name", "count", "skipped"),
    [
        ("quiz-example.toml", 1, 2),
        ("ch03-02-data-types-sec1-scalar.toml", 2, 1),
        ("ch03-01-variables-and-mutability-sec1-variables.toml", 1, 2),
        ("python-quiz.toml", 15, 6),
    ],
)
def test_files_of_others(name: str, count: int, skipped: int) -> None:
    file = InputFile(name, (DATA / name).read_bytes())
    assert detect_format(file) is FORMAT
    back = read(file)
    assert len(back.questions) == count
    assert [f.severity for f in back.findings] == ["info"] * skipped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[questions]]\nquestion = \n", ("toml-syntax", 2, 12)),
        ("[[questions]]\nn = " + "9" * 5000, ("toml-syntax", 1, 1)),
        ("questions = [1]\n", ("wrong-type", 1, 14)),
        ("x = " + "[" * 100_000, ("toml-refused", 1, 1)),
        ("x = 1\n", ("no-questions", 1, 1)),
        ('[[questions]]\nquestion = "?"\nanswers = ["a"]\n', ("too-few-options", 1, 1)),
        ('[[questions]]\nquestion = ""\nanswers = ["a"]\nalternatives = ["b"]\n',
         ("empty-stem", 2, 1)),
        (TABLED.replace("true", "false"), ("no-key", 1, 1)),
        ('[[questions]]\nquestion = "?"\noptions = [1, {}]\n', ("wrong-type", 3, 12)),
        ('[[questions]]\nprompt.prompt = "?"\nprompt.distractors = [[1]]\n',
         ("wrong-type", 3, 1)),
    ],
)  # fmt: skip
def test_faults_have_a_place(text: str, expected: tuple[str, int, int]) -> None:
    assert reported(taken(text), ["error"])[0] == expected


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (PROMPTED, True),
        (TABLED, True),
        ('[[questions]]\nid = "a"\nstem = "Ours?"\ntype = "numeric"\n', False),
        ('[[question]]\nquestion = "?"\n', True),
        ('[tool]\nanswers = ["x"]\n', False),
        ("", False),
    ],
)
def test_recognition(text: str, sure: bool) -> None:
    assert (detect(InputFile("q.toml", text.encode())) >= 0.9) is sure


@pytest.mark.fault("R52")
@pytest.mark.parametrize("text", [PROMPTED, TABLED])
def test_any_bytes_are_read(text: str) -> None:
    survives_damage(FORMAT, text.encode(), 200)


def test_work_grows_as_the_file_does() -> None:
    grows_evenly(FORMAT, TABLED)
