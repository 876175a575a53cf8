"""JSON: our own and that of others."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from examkit.errors import UsageError
from examkit.formats.json import FORMAT, detect, read, write
from examkit.formats.registry import Format
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records import with_map
from examkit.question_types.choice import Option
from tests.formats.draft_cases import drafts
from tests.formats.promises import keeps, reported, survives_damage
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "json"
QUESTION: dict[str, Any] = {"kind": "single", "stem": "Which?"}
OPTIONS = [{"text": "x", "correct": True}, {"text": "y"}]


def taken(text: str) -> ReadResult:
    return read(InputFile("quiz.json", text.encode("utf-8", "surrogatepass")))


def foreign(*rows: dict[str, Any]) -> ReadResult:
    return taken(json.dumps(list(rows)))


def one(**row: Any) -> Draft:
    back = foreign(row)
    assert reported(back) == []
    (draft,) = back.questions
    return draft


def keys(draft: Draft) -> str:
    return "".join("ABCDEFGH"[at] for at, option in enumerate(draft.options) if option.correct)


def own(**parts: Any) -> str:
    """Return our JSON with the question on the third line."""
    line = json.dumps(QUESTION | {"options": OPTIONS} | parts)
    return f'{{"examkit": 1,\n"questions": [\n{line}]}}'


# Our own


@given(drafts())
@settings(max_examples=150)
def test_contract(draft: Draft) -> None:
    keeps(FORMAT, draft, draft)


def test_nothing_is_lost() -> None:
    draft = Draft(
        type_="multiple",
        stem="Which?",
        options=(Option("a", True, "as"), Option("b"), Option("c", True)),
        id="q-1",
        title="T",
        domain="d",
        topic="t",
        difficulty="hard",
        tags=("x y", "z;"),
        explanation="E",
        references=("https://a.b",),
        note="n.md#s",
        evidence="V",
        group="g",
    )
    paper = QuestionSet("t", (draft,), (Group("g", "A case"),))
    back = read(InputFile("t.json", write(paper)))
    assert back == ReadResult((draft,), (Group("g", "A case"),))


def test_what_is_written() -> None:
    draft = Draft(type_="numeric", stem="π?", answer=3.0, tolerance=0.5, excerpt="not written")
    assert write(QuestionSet("Exam", (draft,))).decode() == (
        '{\n  "examkit": 1,\n  "title": "Exam",\n  "groups": [],\n  "questions": [\n    {\n'
        '      "kind": "numeric",\n      "stem": "π?",\n      "answer": 3.0,\n'
        '      "tolerance": 0.5\n    }\n  ]\n}\n'
    )


def test_half_a_pair_is_written_as_an_escape() -> None:
    draft = Draft(type_="ordering", stem="\ud800", items=("a", "b"))
    assert b'"\\ud800"' in write(QuestionSet("t", (draft,)))


@pytest.mark.parametrize(
    ("parts", "code", "token"),
    [
        ({"stem": " "}, "empty-stem", '" "'),
        ({"stem": 4}, "wrong-type", "4"),
        ({"stem": None}, "wrong-type", "null"),
        ({"kind": "singel"}, "unsupported-type", '"singel"'),
        ({"options": OPTIONS[:1]}, "too-few-options", "[{"),
        ({"options": {}}, "wrong-type", "{}"),
        ({"options": [OPTIONS[0], "y"]}, "wrong-type", '"y"'),
        ({"options": [{"text": "y", "correct": "no"}]}, "wrong-type", '{"text": "y"'),
        ({"options": [{"text": "y", "hint": "no"}]}, "wrong-type", '{"text": "y"'),
        ({"options": [OPTIONS[1], {"text": "z"}]}, "no-key", "{"),
        ({"options": [OPTIONS[0], {"text": "y", "correct": True}]}, "two-keys", "{"),
        ({"options": [OPTIONS[0], {"text": "x"}]}, "duplicate-option", "[{"),
        ({"options": [OPTIONS[0], {"text": ""}]}, "empty-option", "[{"),
        ({"kind": "ordering", "items": ["a"]}, "too-few-items", '["a"'),
        ({"kind": "ordering", "items": ["a", 2]}, "wrong-type", "2"),
        ({"kind": "matching", "pairs": [["a"]]}, "wrong-type", '["a"'),
        ({"kind": "matching", "pairs": [["a", "b"]]}, "too-few-pairs", '[["a"'),
        ({"kind": "matching", "pairs": [["a", 2]]}, "wrong-type", "2"),
        ({"kind": "numeric"}, "no-number", "{"),
        ({"kind": "numeric", "answer": "3"}, "bad-number", '"3"'),
        ({"kind": "numeric", "answer": float("nan")}, "bad-number", "NaN"),
        ({"kind": "numeric", "answer": float("inf")}, "bad-number", "Infinity"),
        ({"kind": "numeric", "answer": 10**400}, "bad-number", "1000"),
        ({"kind": "numeric", "answer": False}, "bad-number", "false"),
        ({"kind": "numeric", "answer": 1, "tolerance": -1}, "bad-number", "-1"),
        ({"tags": "x-y"}, "wrong-type", '"x-y"'),
    ],
)
def test_faults(parts: dict[str, Any], code: str, token: str) -> None:
    text = own(**parts, id="q-7")
    back = taken(text)
    assert back.questions == ()
    assert reported(back)[0] == (code, 3, text.splitlines()[2].index(token) + 1)
    assert {finding.id for finding in back.findings} == {"q-7"}


def test_a_fault_leaves_the_others() -> None:
    text = own().replace("[\n", '[{"kind": "single"}, 7,\n')
    back = taken(text)
    assert [draft.stem for draft in back.questions] == ["Which?"]
    assert reported(back)[-1] == ("wrong-type", 2, 35)


def test_an_unknown_key_is_warned_of() -> None:
    back = taken(own(explenation="x-y"))
    assert len(back.questions) == 1
    assert reported(back) == [
        ("unknown-key", 3, own(explenation="x-y").splitlines()[2].index('"x-y"') + 1)
    ]
    assert back.findings[0].hint == "Did you mean explanation?"


def test_an_unknown_group_is_warned_of() -> None:
    back = taken(own(group="g1"))
    assert [(f.code, f.severity) for f in back.findings] == [("no-group", "warning")]


@pytest.mark.parametrize("group", ["4", '{"id": "g"}', '{"id": "", "stem": "x"}'])
def test_a_group_needs_both(group: str) -> None:
    back = taken(f'{{"examkit": 1, "questions": [],\n "groups": [{group}]}}')
    assert reported(back) == [("bad-group", 2, 13)]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ('{"examkit": 2, "questions": []}', "newer-version", 13),
        ('{"examkit": 1}', "wrong-type", 1),
        ('{"examkit": 1, "questions": 3}', "wrong-type", 29),
    ],
)
def test_a_file_that_is_not_as_ours_should_be(text: str, code: str, column: int) -> None:
    assert reported(taken(text)) == [(code, 1, column)]


# Guards


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('[\n{"question": }]', "json-syntax", 2, 14),
        ("", "json-syntax", 1, 1),
        ('{"question": "x"} more', "json-syntax", 1, 19),
        ("[" * 100_000, "json-refused", 1, 1),
        ('{"a":' * 100_000, "json-refused", 1, 1),
        ("[]", "no-questions", 1, 1),
        ("3", "no-questions", 1, 1),
        ('{"a": [1, {"b": null}]}', "no-questions", 1, 1),
    ],
)
def test_what_is_no_json_of_questions(text: str, code: str, line: int, column: int) -> None:
    back = taken(text)
    assert reported(back) == [(code, line, column)]
    assert back.questions == ()


def test_thousands_of_digits_are_a_number() -> None:
    back = taken('[{"question": "x", "options": ["a", "b"], "answer": ' + "9" * 5000 + "}]")
    assert reported(back) == [("no-key", 1, 53)]


def test_half_a_pair_is_replaced() -> None:
    back = taken('[{"question": "a\\ud800b", "options": ["\\udfff", "😀"], "answer": "A"}]')
    assert back.questions[0].stem == "a\ufffdb"
    assert back.questions[0].options[0].text == "\ufffd"


def test_windows_1252_is_read_with_a_warning() -> None:
    data = '[{"question": "Größe?", "options": ["a", "b"], "answer": "A"}]'.encode("cp1252")
    back = read(InputFile("quiz.json", data))
    assert back.questions[0].stem == "Größe?"
    assert reported(back) == [("not-utf-8", 1, 1)]


# Others


def test_the_ham_pool() -> None:
    back = read(InputFile("pool.json", (DATA / "ham-pool.json").read_bytes()))
    first = back.questions[0]
    assert len(back.questions) == 6
    assert (first.id, first.domain, first.topic, first.line) == ("T1A01", "T1", "T1A", 2)
    assert "".join(keys(draft) for draft in back.questions) == "CCBAAB"
    assert first.explanation == "Reference: 97.1"
    assert first.references == ()
    assert [(f.code, f.line, f.id) for f in back.findings] == [
        ("mapping", 2, ""),
        ("loss", 69, "T6C02"),
    ]
    assert back.findings[0].message == (
        "Read as ham-pool: id = id; stem = question; options = answers; answer = correct; "
        "references = refs; image = figure."
    )


def test_the_shape_of_examtopics() -> None:
    back = foreign(
        {
            "question": "Pick two.",
            "choices": {"A": "p", "B": "q", "C": "r"},
            "correct_answer": ["A", "C"],
            "community_votes": {"AC": 12},
            "discussion": [{"text": "no"}],
            "url": "https://example.org/1",
        }
    )
    (draft,) = back.questions
    assert (draft.type, keys(draft)) == ("multiple", "AC")
    assert [f.message for f in back.findings if f.code == "loss"] == [
        "These columns were ignored: community_votes, discussion, url."
    ]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"answer": 0}, "A"),
        ({"answer": "B"}, "B"),
        ({"answer": "b"}, "B"),
        ({"answer": "(B) second"}, "B"),
        ({"answer": "Option C"}, "C"),
        ({"answer": "third"}, "C"),
        ({"answer": ["first", "third"]}, "AC"),
        ({"answer": "A, C"}, "AC"),
        ({"answer": "A and C"}, "AC"),
        ({"answer": "AC"}, "AC"),
        ({"answer": [0, 2]}, "AC"),
        ({"answer": "0,2"}, "AC"),
        ({"answer": "first; second"}, "AB"),
        ({"answerIndex": 0}, "A"),
        ({"correct": "C"}, "C"),
        ({"correctAnswer": "second"}, "B"),
        ({"correct_answers": ["A", "B"]}, "AB"),
        ({"solution": "A"}, "A"),
        ({"Correct Option": "A"}, "A"),
        ({"answers": ["second"]}, "B"),
        ({"key": "a"}, "A"),
    ],
)
def test_answers(row: dict[str, Any], found: str) -> None:
    draft = one(question="Which?", options=["first", "second", "third"], **row)
    assert keys(draft) == found
    assert draft.type == ("multiple" if len(found) > 1 else "single")


@pytest.mark.parametrize(
    ("options", "answer", "found"),
    [
        ({"A": "x", "B": "y"}, "B", "B"),
        ({"1": "x", "2": "y"}, 2, "B"),
        (["A. x", "B. y"], "B", "B"),
        (["A) x", "B) y"], "B) y", "B"),
        ([{"text": "x"}, {"text": "y", "is_correct": True}], None, "B"),
        ([{"answer": "x", "correct": 1}, {"answer": "y", "correct": "true"}], None, "AB"),
        ([{"id": "p", "text": "x"}, {"id": "q", "text": "y"}], "q", "B"),
        ([2, 3.5, 4.0], "3.5", "B"),
        ([{"text": "x", "isCorrect": True}, "y"], None, "A"),
        ("x | y", "y", "B"),
    ],
)
def test_options(options: Any, answer: Any, found: str) -> None:
    draft = one(question="Which?", options=options, answer=answer)
    assert keys(draft) == found
    assert draft.options[0].text in ("x", "2")


def test_rationales_of_options() -> None:
    options = [{"text": "x", "correct": True, "why": "as"}, {"text": "y", "feedback": "no"}]
    draft = one(question="Which?", options=options)
    assert [option.rationale for option in draft.options] == ["as", "no"]


@pytest.mark.parametrize(
    "row",
    [
        {"correct_answer": "p", "incorrect_answers": ["q", "r"]},
        {"answers": ["p"], "alternatives": ["q", "r"]},
        {"answer": "p", "distractors": ["q", "r"]},
    ],
)
def test_right_and_wrong_apart(row: dict[str, Any]) -> None:
    draft = one(question="Which?", **row)
    assert [(o.text, o.correct) for o in draft.options] == [
        ("p", True), ("q", False), ("r", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("answer", "found"), [(True, "A"), ("False", "B"), ("t", "A")])
def test_true_or_false(answer: Any, found: str) -> None:
    draft = one(question="Is it?", answer=answer)
    assert [option.text for option in draft.options] == ["True", "False"]
    assert keys(draft) == found


@pytest.mark.parametrize(
    ("answers", "found", "codes"),
    [
        ([1, 3], "AC", []),
        ([0, 2], "AC", []),
        ([1, 2], "BC", ["unsure-key"]),
    ],
)
def test_numbers_from_0_or_1(answers: list[int], found: str, codes: list[str]) -> None:
    rows = [{"question": f"q{n}", "options": ["x", "y", "z"], "answer": n} for n in answers]
    back = foreign(*rows)
    assert "".join(keys(draft) for draft in back.questions) == found
    assert [code for code, _, _ in reported(back)] == codes


def test_texts_that_look_like_numbers() -> None:
    rows = [{"question": "q", "options": ["4", "5", "6"], "answer": "5"}]
    assert keys(foreign(*rows).questions[0]) == "B"


def test_numbers() -> None:
    row = {"question": "Pi?", "type": "numeric", "answer": "3,14", "tolerance": -0.01}
    draft = one(**row)
    assert (draft.type, draft.answer, draft.tolerance) == ("numeric", 3.14, 0.01)


@pytest.mark.parametrize(
    ("kind", "answer", "code"),
    [("multi", "A", ""), ("single", "AB", "two-keys"), ("multiple_choice", "AB", "")],
)
def test_the_type_that_is_named(kind: str, answer: str, code: str) -> None:
    row = {"question": "q", "type": kind, "options": ["x", "y"], "answer": answer}
    back = foreign(row)
    assert [found for found, _, _ in reported(back)] == ([code] if code else [])
    assert code or back.questions[0].type == "multiple"


def test_every_other_field() -> None:
    draft = one(
        uuid="u-1", title="T", question="q", options=["x", "y"], answer="A", rationale="because",
        category="S3", topics=["a", "b"], level=3, keywords="k, l", evidence="v",
        refs=[{"label": "docs", "url": "https://a.b"}, "the book"],
    )  # fmt: skip
    assert (draft.id, draft.title, draft.domain, draft.topic) == ("u-1", "T", "S3", "a, b")
    assert (draft.difficulty, draft.tags, draft.evidence) == ("3", ("k", "l"), "v")
    assert draft.references == ("https://a.b",)
    assert draft.explanation == "because\n\nReference: the book"


@pytest.mark.parametrize(
    ("text", "found", "lost"),
    [
        ("Use <code>x</code> &amp; <b>y</b>", "Use `x` & **y**", 0),
        ("Use `<b>` here", "Use `<b>` here", 0),
        ("A List<String> and 1 < 2", "A List<String> and 1 < 2", 0),
        ("See <img src='a.png'>", "See", 1),
    ],
)
def test_html_becomes_markdown(text: str, found: str, lost: int) -> None:
    back = foreign({"question": text, "options": ["x", "y"], "answer": "A"})
    assert back.questions[0].stem == found
    assert sum(finding.code == "loss" for finding in back.findings) == lost


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ({"question": "", "options": ["x", "y"], "answer": 0}, "empty-stem", 15),
        ({"question": "q", "options": ["x"], "answer": 0}, "too-few-options", 31),
        ({"question": "q", "options": [], "answer": 0}, "too-few-options", 31),
        ({"question": "q", "options": ["x", "y"], "answer": 7}, "no-key", 53),
        ({"question": "q", "options": ["x", "y"], "answer": "A, Z"}, "no-key", 53),
        ({"question": "q", "options": ["x", "y"]}, "no-key", 2),
        ({"question": "q", "options": ["x", "x"], "answer": 0}, "duplicate-option", 31),
        ({"options": ["x", "y"], "answer": 0}, "no-columns", 2),
    ],
)
def test_faults_of_others(row: dict[str, Any], code: str, column: int) -> None:
    back = foreign(row)
    assert back.questions == ()
    assert reported(back)[0] == (code, 1, column)


@pytest.mark.parametrize(
    "row",
    [
        {"question": "Why?", "answer": "Because."},
        {"question": "Why?", "type": "essay", "options": ["x", "y"], "answer": "A"},
        {"question": "Why?", "type": "fill-in-the-blank", "answer": "x"},
    ],
)
def test_other_types_are_skipped(row: dict[str, Any]) -> None:
    back = foreign({"question": "q", "options": ["x", "y"], "answer": "A"}, row)
    assert len(back.questions) == 1
    assert [(f.severity, f.id) for f in back.findings if f.code == "skipped"] == [("info", "Why?")]


@pytest.mark.parametrize(
    "shape",
    [
        '{"questions": [%s]}',
        '{"quiz": {"sport": {"q1": %s}}}',
        '[{"section": "x", "items": [%s]}]',
        '{"meta": {"title": "x"}, "a": [1, null], "pool": [%s]}',
        "\ufeff%s",
    ],
)
def test_questions_are_found_where_they_stand(shape: str) -> None:
    row = '\n {"question": "q", "options": ["x", "y"], "answer": "y"}'
    back = taken(shape.replace("%s", row))
    (draft,) = back.questions
    assert (draft.stem, keys(draft), draft.line) == ("q", "B", 2)


# A map of columns


def test_a_map_of_columns() -> None:
    row = {"Frage": "q", "Antworten": ["x", "y"], "Lösung": "y", "question": "not this"}
    columns = {"stem": "Frage", "options": "Antworten", "answer": "Lösung"}
    form = with_map(FORMAT, columns)
    assert form.read is not None
    assert form.detect(InputFile("x", b"")) == 1
    back = form.read(InputFile("x.json", json.dumps([row]).encode()))
    assert (back.questions[0].stem, keys(back.questions[0])) == ("q", "B")


def test_a_map_of_options() -> None:
    row = {"Frage": "q", "eins": "x", "zwei": "y", "weil": "as", "Lösung": "b"}
    columns = {
        "stem": "Frage", "option_a": "eins", "option_b": "zwei", "why_b": "weil",
        "answer": "Lösung",
    }  # fmt: skip
    form = with_map(FORMAT, columns)
    assert form.read is not None
    (draft,) = form.read(InputFile("x.json", json.dumps([row]).encode())).questions
    assert draft.options == (Option("x"), Option("y", True, "as"))


def test_a_column_that_is_not_there() -> None:
    form = with_map(FORMAT, {"stem": "question", "answer": "Losung"})
    assert form.read is not None
    back = form.read(InputFile("x.json", b'[{"question": "q", "Loesung": "A"}]'))
    assert reported(back) == [("no-column", 1, 1)]
    assert back.findings[0].hint == "Did you mean Loesung?"


@pytest.mark.parametrize("part", ["stemm", "option_", "option_aa", "why_1", "line"])
def test_a_field_that_is_not_ours(part: str) -> None:
    with pytest.raises(UsageError, match="Unknown field"):
        with_map(FORMAT, {part: "x"})


def test_a_format_without_columns() -> None:
    form = Format(name="x", title="X", suffix=".x", detect=detect)
    with pytest.raises(UsageError, match="no columns"):
        with_map(form, {})


# Whatever comes in


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ('{"examkit": 1}', 0.95),
        ('\ufeff [\n {"question"', 0.95),
        ("{} is", 0.0),
        ("[[questions]]\nid = 1", 0.0),
        ("::title:: stem {=a ~b}", 0.0),
        ("[html]x{T}", 0.0),
        ("{ x", 0.0),
        ("", 0.0),
    ],
)
def test_recognition(text: str, sure: float) -> None:
    assert detect(InputFile("quiz.txt", text.encode())) == sure


def test_recognition_by_name() -> None:
    assert detect(InputFile("quiz.JSON", b"")) == 0.6


SAMPLE = b"""{"quiz": [{"question": "x", "options": {"A": "p", "B": "q"}, "correct_answer": ["A"]},
{"question": "<b>y</b>", "options": [{"text": "a", "is_correct": true}, {"text": "b"}]},
{"text": "z", "type": "multi", "answer": true, "refs": [{"url": "http://x"}], "image": "x.png"},
{"question": "n", "type": "numeric", "answer": 1.5}]}"""


@pytest.mark.fault("R52")
@pytest.mark.parametrize("sample", [SAMPLE, own(id="q", tags=["a"], answer=1).encode()])
def test_any_bytes_are_read(sample: bytes) -> None:
    survives_damage(FORMAT, sample, 300)


@pytest.mark.parametrize("sample", [SAMPLE, own(id="q", tags=["a"], pairs=[["a", "b"]]).encode()])
def test_any_values_are_read(sample: bytes) -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(600):
        value = scrambled(json.loads(sample), chance)
        back = taken(json.dumps(value))
        assert all(finding.line > 0 and finding.column > 0 for finding in back.findings)


def scrambled(value: Any, chance: random.Random) -> Any:
    """Put values of other types into the place of some."""
    if chance.random() < 0.04:
        return chance.choice([None, True, -1, 1.5, "", "x", [], {}, [[]], {"text": []}, "\ud800"])
    if isinstance(value, dict):
        return {key: scrambled(inner, chance) for key, inner in value.items()}
    return [scrambled(one, chance) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("start", ["", '[{"question":"', '{"examkit":1,"questions":["'])
@pytest.mark.parametrize("unit", ["a", '"', "[", '{"a":', "\\", '{"question":"a"},', "&lt;", "A) "])
def test_a_megabyte_on_one_line(start: str, unit: str) -> None:
    grows_evenly(FORMAT, unit, start)


def test_a_megabyte_of_questions() -> None:
    row = {"id": 1, "question": "x" * 300, "options": ["a", "b", "c"], "answer": "C"}
    grows_evenly(FORMAT, json.dumps(row) + ",", "[", "{}]")
