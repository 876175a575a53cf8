"""Text for Anki."""

from __future__ import annotations

import html
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from examkit.formats.anki import FORMAT, detect, read, write
from examkit.formats.anki.card import make_card
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from tests.formats.draft_cases import drafts
from tests.formats.promises import keeps, reported, survives_damage
from tests.formats.work import grows_evenly

SINGLE = Draft(
    type_="single",
    stem="Which *one*?",
    options=(Option("a < b", True, "as"), Option("`c`")),
    id="q-1",
    domain="d e",
    topic="t",
    difficulty="easy",
    tags=("k l",),
    explanation="So.",
    references=("https://a.b",),
    excerpt="## Notes",
)
GROUP = Group("g", "A case.")
PAPER = QuestionSet("Exam", (SINGLE,))


def taken(text: str) -> ReadResult:
    return read(InputFile("cards.txt", text.encode()))


@given(drafts())
@settings(max_examples=100)
def test_contract(draft: Draft) -> None:
    keeps(FORMAT, draft, replace(draft, id="another"))


def test_groups_come_back() -> None:
    paper = QuestionSet("t", (replace(SINGLE, group="g"),), (GROUP,))
    back = read(InputFile("t.txt", write(paper)))
    assert back == ReadResult(paper.questions, (GROUP,))
    assert "<p>A case.</p><p>Which" in write(paper).decode()


def test_what_is_written() -> None:
    assert (
        write(QuestionSet("My\nExam", (SINGLE,)))
        .decode()
        .startswith(
            "#separator:tab\n#html:true\n#notetype:Basic\n#deck:My Exam\n"
            "#columns:Guid\tFront\tBack\tTags\texamkit\n#guid column:1\n#tags column:4\n"
            '"q-1"\t"<p>Which <em>one</em>?</p><ol type=""A""><li>a &lt; b</li>'
            '<li><code>c</code></li></ol>"\t'
            '"<p><b>A</b></p><ul><li><b>A</b> as</li></ul><p>So.</p>\n<p>References:</p>\n<ul>\n'
            '<li>https://a.b</li>\n</ul><hr><h2>Notes</h2>"\t'
            '"domain::d_e topic::t difficulty::easy k_l"\t"{""examkit"": 1'
        )
    )


def test_the_source_is_ascii_and_no_html() -> None:
    source = make_card(replace(SINGLE, stem="e\u0301 <b> &amp;"), None).source
    assert source.isascii()
    assert "<" not in source
    assert json.loads(html.unescape(source))["question"]["stem"] == "e\u0301 <b> &amp;"


@pytest.mark.parametrize(
    ("draft", "front", "back"),
    [
        (
            Draft(type_="ordering", stem="q", items=("b", "a", "c")),
            "<p>q</p><ul><li>a</li><li>b</li><li>c</li></ul>",
            "<ol><li>b</li><li>a</li><li>c</li></ol>",
        ),
        (
            Draft(type_="ordering", stem="q", items=("a", "b")),
            "<p>q</p><ul><li>b</li><li>a</li></ul>",
            "<ol><li>a</li><li>b</li></ol>",
        ),
        (
            Draft(type_="matching", stem="q", pairs=(("l", "z"), ("m", "y")), extra=("x",)),
            "<p>q</p><ol><li>l</li><li>m</li></ol><ul><li>x</li><li>y</li><li>z</li></ul>",
            "<ul><li>l → z</li><li>m → y</li></ul>",
        ),
        (
            Draft(type_="numeric", stem="q", answer=3.0, tolerance=0.5),
            "<p>q</p>",
            "<p><b>3.0 ± 0.5</b></p>",
        ),
    ],
)
def test_the_front_does_not_tell_the_answer(draft: Draft, front: str, back: str) -> None:
    card = make_card(draft, None)
    assert card.stem + card.options == front
    assert card.answer == back


def test_a_question_without_id_has_a_guid_of_its_own() -> None:
    one, other = (make_card(replace(SINGLE, id="", stem=stem), None).guid for stem in "xy")
    assert one != other
    assert one == make_card(replace(SINGLE, id="", stem="x"), None).guid


@pytest.mark.parametrize("mark", ["[sound:a.mp3]", "[latex]x[/latex]", "[$]x[/$]"])
def test_marks_that_anki_acts_on_are_shown(mark: str) -> None:
    assert mark.replace("[", "&#91;") in make_card(replace(SINGLE, stem=mark), None).stem


# Reading


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        ("#separator:tab\n#html:true\n", "\t"),
        ("#separator:Comma\n", ","),
        ("#separator:;\n#columns:a;b\n", ";"),
        ("#html:true\n# a comment\n", "\t"),
    ],
)
def test_a_note_of_ours_is_found_by_its_source(head: str, mark: str) -> None:
    source = make_card(SINGLE, None).source.replace('"', '""')
    back = taken(f'{head}guid{mark}front{mark}"{source}"\n')
    assert back.questions == (SINGLE,)
    assert back.findings == ()


def test_cards_without_options_are_counted() -> None:
    back = taken('#separator:tab\n#html:true\nf\tb\ng\tc\n# comment\n\n"# h"\td\n')
    assert back.questions == ()
    assert [(f.code, f.severity, f.line, f.id) for f in back.findings] == [
        ("skipped", "info", 3, "f"),
        ("skipped", "info", 4, "g"),
        ("skipped", "info", 7, "# h"),
    ]
    said = "A card without options was skipped."
    assert {finding.message for finding in back.findings} == {said}


@pytest.mark.parametrize("markup", ["true", "false"])
def test_note_types_with_options(markup: str) -> None:
    head = (
        f"#separator:tab\n#html:{markup}\n#columns:Guid\tQuestion\tA\tB\tAnswer\n#guid column:1\n"
    )
    back = taken(f"{head}g\tq\t<b>b</b> &amp;\ty\tA\n")
    (draft,) = back.questions
    assert [(option.text, option.correct) for option in draft.options] == [
        ("**b** &", True),
        ("y", False),
    ]


def test_a_card_that_was_changed_is_warned_of() -> None:
    text = write(PAPER).decode().replace("<em>one</em>", "<em>two</em>")
    back = taken(text)
    assert back.questions == (SINGLE,)
    assert reported(back) == [("edited", 8, 1)]


def test_marks_that_anki_changes_are_no_change() -> None:
    draft = replace(SINGLE, stem="e\u0301 & **b**")
    text = write(QuestionSet("t", (draft,))).decode().replace("e\u0301 &amp;", "é &#38;", 1)
    back = taken(text.replace("<strong>b</strong>", "<b>b</b> "))
    assert back.findings == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('""kind""', '""king""', "unsupported-type"),
        ('""examkit"": 1', '""examkit"": 9', "bad-source"),
        ('""question""', '""question', "bad-source"),
        ('{""examkit"": 1', '{""examkit"": ' + "[" * 50_000, "bad-source"),
    ],
)
def test_a_source_that_is_damaged(old: str, new: str, code: str) -> None:
    back = taken(write(PAPER).decode().replace(old, new))
    assert back.questions == ()
    assert (code, 8, 1) in reported(back)


@pytest.mark.parametrize("mark", ["colon", "", "xx"])
def test_separators(mark: str) -> None:
    back = taken(f"#separator:{mark}\nf\tb\n")
    assert reported(back) == ([] if not mark else [("unsupported-separator", 1, 1)])


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("#separator:tab\n", 0.95),
        ("\ufeff#html:true\n", 0.95),
        ("#deck:x\n", 0.95),
        ("# A heading\n", 0.0),
        ("a\tb\n", 0.0),
        ("", 0.0),
    ],
)
def test_recognition(text: str, sure: float) -> None:
    assert detect(InputFile("x.txt", text.encode())) == sure


@pytest.mark.fault("R52")
def test_any_bytes_are_read() -> None:
    survives_damage(FORMAT, write(PAPER), 400)


@pytest.mark.parametrize("start", ["", "#separator:tab\n", '#separator:tab\n"', "#columns:"])
@pytest.mark.parametrize("unit", ["a", '"', '",', "\t", "\n", "#", "<", '{"examkit":'])
def test_a_megabyte_on_one_line(start: str, unit: str) -> None:
    grows_evenly(FORMAT, unit, start)
