"""Tables: our own columns and those of others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examkit.formats.csv import FORMAT, detect, read, round_trip, write
from examkit.formats.csv.cells import escape_formula, split_cells, split_lines, unescape_formula
from examkit.formats.shared.draft import Draft, Group, Loss, QuestionSet, ReadResult, normalize
from examkit.formats.shared.input_file import InputFile, Places
from examkit.formats.shared.records import with_map
from examkit.question_types.choice import Option
from tests.formats.draft_cases import drafts
from tests.formats.promises import keeps, reported, survives_damage
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "csv"
HEADER = "id,kind,stem,option_a,option_b,option_c,key,tolerance,match_a,match_b,match_c,tags\n"
SINGLE = Draft(type_="single", stem="q", options=(Option("x", True), Option("y")))


def taken(text: str) -> ReadResult:
    return read(InputFile("quiz.csv", text.encode()))


def keys(draft: Draft) -> str:
    return "".join("ABCDEFGH"[at] for at, option in enumerate(draft.options) if option.correct)


# Our own


@given(drafts())
@settings(max_examples=150)
def test_contract(draft: Draft) -> None:
    keeps(FORMAT, draft, draft)


def test_what_is_written() -> None:
    multiple = Draft(
        type_="multiple",
        stem="a, b\nc",
        options=(Option("x", True), Option("y", False, "no"), Option("z", True)),
        id="q-1",
        domain="d",
        tags=("k", "l"),
        references=("https://a.b", "https://c.d"),
        group="g",
    )
    matching = Draft(type_="matching", stem="m", pairs=(("l", "r"), ("m", "s")), extra=("t",))
    numeric = Draft(type_="numeric", stem="n", answer=-2.0, tolerance=0.5)
    paper = QuestionSet("t", (multiple, matching, numeric), (Group("g", "Case"),))
    data = write(paper)
    assert data.decode() == (
        "id,kind,domain,topic,difficulty,tags,group,group_stem,title,stem,option_a,option_b,"
        "option_c,option_d,key,tolerance,match_a,match_b,match_c,why_a,why_b,explanation,"
        "references,note,evidence\n"
        'q-1,multiple,d,,,k; l,g,Case,,"a, b\nc",x,y,z,,A C,,,,,,no,,'
        '"https://a.b\nhttps://c.d",,\n'
        ",matching,,,,,,,,m,l,m,,,,,r,s,t,,,,,,\n"
        ",numeric,,,,,,,,n,,,,,-2,0.5,,,,,,,,,\n"
    )
    back = read(InputFile("t.csv", data))
    assert back == ReadResult((multiple, matching, numeric), (Group("g", "Case"),))
    assert [draft.line for draft in back.questions] == [2, 5, 6]


def test_more_options_than_letters() -> None:
    options = tuple(Option(f"o{n}", n in (0, 29)) for n in range(30))
    keeps(FORMAT, Draft(type_="multiple", stem="q", options=options))


def test_long_texts() -> None:
    keeps(FORMAT, replace(SINGLE, stem='é "x", \n' * 9_000 + "."))


@pytest.mark.parametrize(
    ("part", "value", "kept"),
    [
        ("tags", ("a;b", "c", " d", ""), ("c",)),
        ("references", ("https://a.b", "two\nlines"), ("https://a.b",)),
        ("domain", " d ", "d"),
        ("note", "n.md#s\r\n", "n.md#s"),
    ],
)
def test_what_a_cell_cannot_hold(part: str, value: Any, kept: Any) -> None:
    given: dict[str, Any] = {part: value}
    draft = replace(SINGLE, **given)
    got = round_trip(draft)
    assert getattr(got.draft, part) == kept
    assert [loss.part for loss in got.losses] == [part]
    keeps(FORMAT, draft)


def test_an_empty_item_cannot_be_carried() -> None:
    draft = Draft(type_="matching", stem="q", pairs=(("a", " "), ("b", "c")))
    why = "A table can't store an empty item."
    assert round_trip(draft) == type(round_trip(draft))(None, (Loss("question", why),))


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("i,single,,x,y,,A", "empty-stem", 2),
        ("i,single,q,x,,,A", "too-few-options", 3),
        ("i,single,q,x,y,,", "no-key", 6),
        ("i,single,q,x,y,,A B", "two-keys", 6),
        ("i,single,q,x,x,,A", "duplicate-option", 3),
        ("i,single,q,x,y,,C", "bad-key", 6),
        ("i,single,q,x,y,,?", "no-key", 6),
        ("i,singel,q,x,y,,A", "unsupported-type", 1),
        ("i,,q,x,y,,A", "unsupported-type", 1),
        ("i,ordering,q,x,,,", "too-few-items", 3),
        ("i,matching,q,x,y,,,,r", "empty-pair", 4),
        ("i,matching,q,x,,,,,r", "too-few-pairs", 3),
        ("i,numeric,q,,,,", "no-number", 6),
        ("i,numeric,q,,,,3 m", "bad-number", 6),
        ("i,numeric,q,,,,nan", "bad-number", 6),
        ("i,numeric,q,,,,3,-1", "bad-number", 7),
    ],
)
def test_faults(row: str, code: str, cell: int) -> None:
    back = taken(f"{HEADER}{row}\n,single,good,x,y,,A\n")
    column = len(",".join(row.split(",")[:cell])) + (2 if cell else 1)
    assert reported(back) == [(code, 2, column)]
    assert back.findings[0].id == "i"
    assert [draft.stem for draft in back.questions] == ["good"]


@pytest.mark.parametrize("key", ["A C", "a, c", "AC", "c;a"])
def test_keys_as_people_write_them(key: str) -> None:
    back = taken(f'{HEADER}i,multiple,q,x,y,z,"{key}"\n')
    assert keys(back.questions[0]) == "AC"


def test_empty_cells_between_options() -> None:
    back = taken(f"{HEADER}i,single,q,x,,z,C\n")
    assert [(o.text, o.correct) for o in back.questions[0].options] == [("x", False), ("z", True)]


def test_a_decimal_comma() -> None:
    assert taken(f'{HEADER}i,numeric,q,,,,"3,5"\n').questions[0].answer == 3.5


def test_unknown_columns_and_groups_are_warned_of() -> None:
    back = taken("id,kind,stem,option_a,option_b,key,group,explenation\ni,single,q,x,y,A,g,e\n")
    assert len(back.questions) == 1
    assert [(f.code, f.line, f.severity) for f in back.findings] == [
        ("unknown-column", 1, "warning"),
        ("no-group", 2, "warning"),
    ]
    assert back.findings[0].hint == "Did you mean explanation?"


# Formulas


@pytest.mark.fault("R55")
@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("\u3000=1", "'\u3000=1"),
        ("＝1", "'＝1"),  # noqa: RUF001
        ("'=1", "''=1"),
        ("-2", "-2"),
        ("+3.5", "+3.5"),
        ("'tis", "'tis"),
        ("", ""),
        ("a=1", "a=1"),
    ],
)
def test_formulas_are_texts(text: str, cell: str) -> None:
    assert escape_formula(text) == cell
    assert unescape_formula(cell) == text


@given(st.text("'=+-@ \t1a＝", max_size=6))  # noqa: RUF001
def test_every_cell_comes_back(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text
    assert not escape_formula(text).lstrip().startswith(("=", "@", "＝"))  # noqa: RUF001


@pytest.mark.fault("R55")
def test_no_cell_of_a_file_is_a_formula() -> None:
    draft = replace(SINGLE, stem='=HYPERLINK("http://a.b")', title="+1+2", id="@x", tags=("=a",))
    text = write(QuestionSet("t", (draft,))).decode()
    row = text.split("\n")[1]
    assert row.startswith("'@x,single,")
    assert """"'=HYPERLINK(""http://a.b"")\"""" in row
    assert "'+1+2" in row
    assert "'=a" in row


def test_formulas_of_others_are_texts() -> None:
    back = taken("question,a,b,answer\n'=1+1?,'-2,'@x,A\n")
    draft = back.questions[0]
    assert (draft.stem, draft.options[0].text, draft.options[1].text) == ("=1+1?", "-2", "@x")


# Others


def test_the_ham_pool() -> None:
    back = read(InputFile("pool.csv", (DATA / "ham-pool.csv").read_bytes()))
    first = back.questions[0]
    assert "".join(keys(draft) for draft in back.questions) == "CCBAAB"
    assert (first.id, first.domain, first.topic, first.line) == ("T1A01", "T1", "T1A", 2)
    assert first.explanation == "Reference: 97.1"
    assert [len(draft.options) for draft in back.questions] == [4] * 6
    assert [(f.code, f.line, f.column, f.id) for f in back.findings] == [
        ("mapping", 2, 1, ""),
        ("loss", 6, 83, "T6C02"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "question,a,b,answer\nq,x,y,B\n",
        "Question;Option 1;Option 2;Correct Answer\r\nq;x;y;2\r\nr;x;y;1\r\n",
        "question\tchoice_a\tchoice_b\tcorrect\nq\tx\ty\tb",
        "question|options|answer\nq|x;y|y\n",
        "\ufeffQuestion Text,OptionA,OptionB,Key\n\n,,,\nq,x,y,B\n",
        'stem,"option a","option b",answer\n"q",x,"y",y\n',
        "question,correct_answer,incorrect_answers\nq,y,x\n",
    ],
)
def test_headers(text: str) -> None:
    draft = taken(text).questions[0]
    assert draft.stem == "q"
    assert {option.text: option.correct for option in draft.options} == {"x": False, "y": True}
    assert detect(InputFile("x.txt", text.encode())) == 0.9


def test_rationales_have_columns() -> None:
    back = taken("question,option1,option2,answer,feedback1,feedback2\nq,x,y,A,as,no\n")
    assert [option.rationale for option in back.questions[0].options] == ["as", "no"]


def test_rows_with_fewer_options() -> None:
    back = taken("question,a,b,c,d,answer\nq,x,y,,,B\nIs it?,,,,,true\nr,x,,,,A\n")
    assert [keys(draft) for draft in back.questions] == ["B", "A"]
    assert reported(back) == [("too-few-options", 4, 3)]


def test_what_was_read_is_reported() -> None:
    back = taken("nr,question,a,b,answer,author\n1,q,x,y,A,me\n")
    assert [(f.code, f.severity) for f in back.findings] == [("mapping", "info"), ("loss", "info")]
    assert back.findings[0].message == (
        "Read as generic: stem = question; answer = answer; options = a, b."
    )
    assert back.findings[1].message == "These columns were ignored: nr, author."


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('question,a,b,answer\nq,x,"y,A\n', "unfinished", 2, 5),
        ('question,a,b,answer\nq,"x" z,y,A\n', "bad-quote", 2, 6),
        ("question,a,b,answer\nq,x,y,A,more\n", "extra-cells", 2, 9),
        ("question,a,b,answer,a\nq,x,y,A\n", "duplicate-column", 1, 21),
        ("question,a,b,answer\n", "no-questions", 1, 1),
        ("", "no-questions", 1, 1),
        ("name,address\nx,y\n", "no-columns", 2, 1),
        ("question,a,b,answer\nq,x,y,A\n" + "," * 2_000, "too-many-cells", 3, 1),
    ],
)
def test_tables_that_are_not_right(text: str, code: str, line: int, column: int) -> None:
    assert reported(taken(text)) == [(code, line, column)]


def test_a_row_that_is_never_closed_is_left_out() -> None:
    back = taken('question,a,b,answer\nq,x,y,A\nr,x,"y,A\ns,x,y,B\n')
    assert [draft.stem for draft in back.questions] == ["q"]


def test_quotes_and_lines_inside_cells() -> None:
    back = taken('question,a,b,answer\n"say ""hi"",\n\nthere",x,y,A\nnext,x,y,B\n')
    assert back.questions[0].stem == 'say "hi",\n\nthere'
    assert [draft.line for draft in back.questions] == [2, 5]


def test_windows_1252_is_read_with_a_warning() -> None:
    back = read(InputFile("x.csv", "question,a,b,answer\nGröße?,x,y,A\n".encode("cp1252")))
    assert back.questions[0].stem == "Größe?"
    assert reported(back) == [("not-utf-8", 2, 1)]


def test_a_map_of_columns() -> None:
    text = "Frage;Richtig;Falsch;kind;stem;key;id\nq;x;y;;;;3\n"
    form = with_map(FORMAT, {"stem": "Frage", "answer": "Richtig", "wrong": "Falsch"})
    assert form.read is not None
    (draft,) = form.read(InputFile("x.csv", text.encode())).questions
    assert (draft.stem, draft.id) == ("q", "3")
    assert draft.options == (Option("x", True), Option("y"))


# Whatever comes in


@pytest.mark.parametrize(
    ("name", "text", "sure"),
    [
        ("x.txt", HEADER, 0.95),
        ("x.csv", "name,address\n", 0.5),
        ("x.txt", "name,address\n", 0.0),
        ("x.txt", "MC\tWhat is it?\ta\tcorrect\n", 0.0),
        ("x.txt", "#separator:tab\nquestion\ta\tb\tanswer\n", 0.0),
        ("x.txt", '{"question": 1, "a": 2, "b": 3, "answer": 4}', 0.0),
        ("x.txt", "What is it, a question, answer, or b?\nA) x\n", 0.0),
        ("x.csv", "PK\x03\x04", 0.0),
        ("x.csv", "", 0.5),
    ],
)
def test_recognition(name: str, text: str, sure: float) -> None:
    assert detect(InputFile(name, text.encode())) == sure


@pytest.mark.fault("R52")
def test_any_bytes_are_read() -> None:
    survives_damage(FORMAT, (DATA / "ham-pool.csv").read_bytes(), 400)
    paper = QuestionSet("t", (SINGLE, Draft(type_="numeric", stem="n", answer=2.5, tolerance=1.0)))
    survives_damage(FORMAT, write(paper), 400)


@pytest.mark.parametrize("start", ["", "question,answer,a,b\n", HEADER, 'question,a,b\n"'])
@pytest.mark.parametrize("unit", ["a", '"', '""', '",', "'", "\\", ",", "\n", "=", "A) ", "&lt;"])
def test_a_megabyte_on_one_line(start: str, unit: str) -> None:
    grows_evenly(FORMAT, unit, start)


def test_a_megabyte_of_questions() -> None:
    row = f"7,{'x' * 300},a,b,c,C\n"
    grows_evenly(FORMAT, row, "id,question,a,b,c,answer\n")


def test_what_is_normal_is_carried() -> None:
    assert round_trip(SINGLE).draft == normalize(SINGLE)


@given(st.text('"",;\n a\u2028', max_size=30))
@settings(max_examples=400)
def test_the_standard_reader_and_our_own_see_the_same_rows(text: str) -> None:
    file, places = InputFile("x", b"", _text=text), Places(text)
    slow = [([c.text for c in row], row[0].offset) for row in split_cells(file, ",", places)]
    assert [(list(cells), at) for cells, at in split_lines(file, ",", places)] == slow


def test_a_cell_of_a_later_line_is_found_again() -> None:
    data = b'id,kind,stem,option_a,option_b,key\n\nq,single,"two\nlines",a,b,"Z"\n'
    (found,) = read(InputFile("x", data)).findings
    assert (found.line, found.column, found.code) == (4, 12, "bad-key")


NUMBERED = "Question,Option 1,Option 2,Option 3,Option 4,Answer\n"


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ("1 2 3", "A B C"),
        ("2 3 2", "B C B"),
        ("1 4 2", "A D B"),
        ("1;2 3 2", "AB C B"),
        ("Option 1,Option 2,Option 3", "A B C"),
        ("A B C", "A B C"),
    ],
)
def test_numbers_beside_numbered_columns_are_those_of_the_columns(answers: str, found: str) -> None:
    said = answers.split("," if "," in answers else " ")
    back = taken(NUMBERED + "".join(f"q{n},w,x,y,z,{a}\n" for n, a in enumerate(said)))
    assert [keys(draft) for draft in back.questions] == found.split()
    assert reported(back) == []


def test_an_empty_column_shifts_no_number_and_no_letter() -> None:
    back = taken(f"{NUMBERED}q,w,,y,z,3\nr,w,,y,z,C\n")
    assert [keys(draft) for draft in back.questions] == ["B", "B"]
    assert reported(taken(f"{NUMBERED}q,w,,y,z,2\nr,w,x,y,z,4\n")) == [("no-key", 2, 10)]


def test_columns_may_be_numbered_from_zero() -> None:
    back = taken("question,option0,option1,option2,answer\nq,x,y,z,1\nr,x,y,z,2\n")
    assert [keys(draft) for draft in back.questions] == ["B", "C"]
    assert reported(back) == []


def test_a_zero_beside_columns_from_one_is_reported() -> None:
    back = taken(f"{NUMBERED}q,w,x,y,z,0\nr,w,x,y,z,3\n")
    assert [keys(draft) for draft in back.questions] == ["A", "D"]
    assert reported(back) == [("unsure-key", 2, 1)]


def test_options_that_are_numbers_themselves_are_reported() -> None:
    back = taken(f"{NUMBERED}q,4,3,2,1,1\nr,4,3,2,1,2\n")
    assert [keys(draft) for draft in back.questions] == ["A", "B"]
    assert reported(back) == [("unsure-key", 2, 1)]
