"""GIFT, in and out."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from examkit.formats.gift import FORMAT, STORED, detect, read, round_trip, write
from examkit.formats.registry import detect_format, formats
from examkit.formats.shared.draft import (
    Draft,
    Group,
    QuestionSet,
    ReadResult,
    RoundTrip,
    all_but,
    map_texts,
    normalize,
)
from examkit.formats.shared.html import may_act
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from tests.formats.draft_cases import NASTY, drafts
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "gift"
DRAFT = Draft(
    type_="single",
    stem="Which one?",
    options=(Option("this"), Option("that", correct=True)),
)

UNITS = r"a { } \ ~ = # :: // [id: //[tag: -> {> {# %1% $CATEGORY: [html]<a <!-- {}"
"""What a hostile file may repeat."""


def taken(text: str) -> ReadResult:
    return read(InputFile("quiz.gift", text.encode()))


def one(text: str) -> Draft:
    """Read a text that holds one question, in which nothing is found."""
    got = taken(text)
    assert got.findings == ()
    assert len(got.questions) == 1
    return got.questions[0]


def reported(text: str) -> list[tuple[int, int, str, str]]:
    return [(f.line, f.column, f.severity, f.code) for f in taken(text).findings]


def written(draft: Draft) -> str:
    return write(QuestionSet("t", (draft,))).decode()


def key(draft: Draft) -> str:
    return "".join(chr(65 + i) for i, option in enumerate(draft.options) if option.correct)


def sample(name: str) -> ReadResult:
    return read(InputFile(f"{name}.gift", (DATA / f"{name}.gift").read_bytes()))


# Files of others


@pytest.mark.parametrize(
    ("name", "kinds", "codes"),
    [
        ("peg-category1", "", ""),
        ("peg-escapeAll", "single", ""),
        ("peg-essay1", "", "skipped"),
        ("peg-matching1", "matching matching", ""),
        ("peg-mc2", "single", ""),
        ("peg-mc4", "single", ""),
        ("peg-numerical1", " ".join(["numeric"] * 10), "loss loss"),
        ("peg-shortAnswer1", "short-text short-text", ""),
        ("peg-tag_id", "", "skipped"),
        ("peg-tf2", "single single", ""),
        ("py-categories", "short-text short-text short-text", "skipped skipped skipped"),
        ("py-inline", "single single short-text", "skipped"),
        ("py-markdow", "", "skipped skipped skipped"),
        ("py-match", "matching", ""),
        ("py-moodleFormat", "", "skipped skipped skipped skipped skipped"),
        ("py-multiple", "multiple", ""),
        ("py-numerical", "numeric numeric numeric numeric", "loss"),
        ("py-short", "short-text short-text short-text short-text", "loss"),
        ("py-single", "single single single short-text", "loss loss"),
        ("py-specials", "short-text short-text short-text", ""),
        ("py-trueFalse", "single single single", ""),
    ],
)
def test_files_of_other_tools(name: str, kinds: str, codes: str) -> None:
    got = sample(name)
    assert [draft.type for draft in got.questions] == kinds.split()
    assert [finding.code for finding in got.findings] == codes.split()
    assert {finding.severity for finding in got.findings} <= {"info"}
    assert detect_format(InputFile("quiz.txt", (DATA / f"{name}.gift").read_bytes())) in (
        FORMAT,
        None,
    )
    for draft in got.questions:
        back = taken(written(draft))
        assert back.questions == (draft,)
        assert back.findings == ()


def test_escapes_of_another_tool() -> None:
    (draft,) = sample("peg-escapeAll").questions
    assert draft.title == "GIFT Control Characters"
    assert [o.text for o in draft.options] == ["~", "=", "\\#", "{", "}", ":", "\\"]
    assert key(draft) == "G"
    assert draft.options[0].rationale == "~ is a control character."


def test_numbers_of_another_tool() -> None:
    got = [(draft.answer, draft.tolerance) for draft in sample("peg-numerical1").questions]
    assert got == [
        (1822, 0),
        (-1, 0),
        (3.1415, 0.0005),
        (-3.142, 0.001),
        (3.1415, 0.0005),
        (-3.1415, 0.0005),
        (3, 2),
        (0, 5),
        (1822, 0),
        (9, 0),
    ]
    assert sample("peg-numerical1").questions[-1].explanation.startswith("Correct. Il y a neuf")


def test_categories_and_titles_of_another_tool() -> None:
    got = sample("py-single").questions
    assert [draft.title for draft in got] == [
        "Question title 7", "", "Jesus' hometown", "Jesus' hometown",
    ]  # fmt: skip
    assert [draft.line for draft in got][:3] == [2, 15, 22]
    assert got[0].options[1] == Option("Wrong answer1", rationale="A response to wrong")


# What each type is


@pytest.mark.parametrize(
    ("text", "kind", "keys"),
    [
        ("q{=a ~b}", "single", "A"),
        ("q {\n  ~ a\n  = b\n}", "single", "B"),
        ("q{~a~%100%b}", "multiple", "B"),
        ("q{~%50%a ~%-100%b ~%50%c}", "multiple", "AC"),
        ("q{~%33.33333%a ~%33.33333%b ~%33.33333%c ~d}", "multiple", "ABC"),
        ("q{T}", "single", "A"),
        ("q{ TRUE }", "single", "A"),
        ("q{F}", "single", "B"),
        ("q{FALSE#no#yes}", "single", "B"),
    ],
)
def test_options(text: str, kind: str, keys: str) -> None:
    draft = one(text)
    assert (draft.type, draft.stem, key(draft)) == (kind, "q", keys)


def test_feedback_of_true_and_false_is_wrong_first() -> None:
    assert one("q{TRUE#wrong#right}").options == (
        Option("True", correct=True, rationale="right"),
        Option("False", rationale="wrong"),
    )
    assert one("q{FALSE#wrong}").options == (
        Option("True", rationale="wrong"),
        Option("False", correct=True),
    )


@pytest.mark.parametrize(
    ("answer", "number", "tolerance"),
    [
        ("#42", 42.0, 0.0),
        ("# -3.5 : 0.5 ", -3.5, 0.5),
        ("#1e3:.5", 1000.0, 0.5),
        ("#1\\:2", 1.0, 2.0),
        ("#0.1..0.3", 0.2, 0.1),
        ("#-5..5", 0.0, 5.0),
        ("#=7:1", 7.0, 1.0),
        ("#\n=%100%7:1\n", 7.0, 1.0),
    ],
)
def test_numbers(answer: str, number: float, tolerance: float) -> None:
    draft = one(f"q{{{answer}}}")
    assert (draft.type, draft.answer, draft.tolerance) == ("numeric", number, tolerance)


def test_matching() -> None:
    draft = one("q{=a -> 1\n=b->2 -> 3\n= -> 4\n=[html]<b>c</b> -> [x]}")
    assert draft.pairs == (("a", "1"), ("b", "2 -> 3"), ("**c**", "[x]"))
    assert draft.extra == ("4",)


@pytest.mark.parametrize(
    "head", [">3 ALL VERTICAL ABSOLUTE SHOW none", ">3", "> 3 ALL", ">", ">ALL 1 ABS 0 123"]
)
def test_ordering(head: str) -> None:
    draft = one(f"q{{{head}\nfirst = ~\n  second\nthird#\n####why}}")
    assert draft.type == "ordering"
    assert draft.items == ("first = ~", "second", "third#")
    assert draft.explanation == "why"


def test_a_selection_of_items_is_a_loss() -> None:
    assert reported("q{>2 RANDOM\na\nb\nc}") == [(1, 3, "info", "loss")]


def test_feedback() -> None:
    draft = one("q{=a#good\n~b#bad#ly\n####In general.\n}")
    assert [option.rationale for option in draft.options] == ["good", "bad#ly"]
    assert draft.explanation == "In general."
    assert one("q{#5#yes####general}").explanation == "yes\n\ngeneral"


def test_references_stand_in_the_explanation() -> None:
    draft = one("[markdown]q{=a~b####Why.\\n\\nReferences\\:\\n\\n- https\\://x.y/z}")
    assert (draft.explanation, draft.references) == ("Why.", ("https://x.y/z",))


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Grant is {=a ~b} buried.", "Grant is _____ buried."),
        ("Is\n{=a ~b}\nso", "Is\n\\_____\nso"),
        ("Is it {=a ~b}?", "Is it _____?"),
        ("Is it \\{this\\}{=a ~b}", "Is it {this}"),
    ],
)
def test_stems_around_answers(text: str, stem: str) -> None:
    assert one(text).stem == stem


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("[markdown]*a* \\n\\n    b\\: `x`", "*a*\n\n    b: `x`"),
        ("[html]<p>a <b>b</b></p><p>c&lt;d</p>", "a **b**\n\nc<d"),
        ("[plain]*a* <b>", "\\*a\\* <b>"),
        ("[moodle]a <b>b</b>", "a **b**"),
        ("a <i>b</i>", "a *b*"),
        ("a *b* _c_", "a \\*b\\* \\_c\\_"),
        ("a\\nb", "a\\\nb"),
        ("a\\n\\nb", "a\n\nb"),
        ("a\n  b", "a\nb"),
        ("[word] a", "[word] a"),
        ("a \\x \\\\n b", "a \\x \\n b"),
    ],
)
def test_formats_of_texts(text: str, stem: str) -> None:
    assert one(f"::t::{text}{{=a ~b}}").stem == stem


def test_texts_have_the_format_of_the_stem_or_their_own() -> None:
    draft = one("[markdown]q{=*a*#_x_ ~[html]<i>b</i>#[plain]_x_ ~[moodle]*c* ####*g*}")
    assert [o.text for o in draft.options] == ["*a*", "*b*", "\\*c\\*"]
    assert [o.rationale for o in draft.options] == ["_x_", "\\_x\\_", ""]
    assert draft.explanation == "*g*"


def test_comments_give_id_and_tags() -> None:
    text = (
        "// [id:x-1] and [tag:topic:s3]\n::t::q\n// a comment [tag:a\\]b] [tag:note:n.md#x]\n"
        "{=a ~b}\n//[tag:difficulty:hard][tag:group:g]"
    )
    draft = one(text)
    assert (draft.id, draft.topic, draft.difficulty) == ("x-1", "s3", "hard")
    assert (draft.note, draft.group, draft.tags) == ("n.md#x", "g", ("a]b",))
    assert (draft.title, draft.stem, draft.line) == ("t", "q", 2)


@pytest.mark.parametrize(
    ("path", "domain"),
    [
        ("$course$/top/A/B", "A/B"),
        ("$course$/A", "A"),
        ("$course$/top", ""),
        ("$course$", ""),
        ("$system$/top/a//b", "a//b"),
        ("top/A", "A"),
        ("topology", "topology"),
        (" A B ", "A B"),
    ],
)
def test_categories(path: str, domain: str) -> None:
    got = taken(f"$CATEGORY: {path}\n\nq{{=a ~b}}\n\nr{{=a ~b}}")
    assert [draft.domain for draft in got.questions] == [domain, domain]
    assert got.findings == ()


def test_blocks() -> None:
    got = taken("\ufeffq{=a ~b}\r\r\rr{=a ~b}\r0\rs{=a ~b}\n \t\n\u00a0\nt{=a ~b}")
    assert [draft.stem for draft in got.questions] == ["q", "r", "s", "t"]
    assert [draft.line for draft in got.questions] == [1, 4, 6, 9]


def test_a_tagged_text_is_the_stem_of_a_group() -> None:
    got = taken("// [tag:group:g]\n[markdown]Read *this*.\n\n// [tag:group:g]\nq{=a ~b}")
    assert got.groups == (Group("g", "Read *this*."),)
    assert [draft.group for draft in got.questions] == ["g"]
    assert got.findings == ()


# What is found


@pytest.mark.parametrize(
    ("text", "line", "column", "code"),
    [
        ("q{=a ~b", 1, 2, "brace"),
        ("\n  q =a ~b}", 2, 10, "brace"),
        ("q} x {=a ~b", 1, 2, "brace"),
        ("q} x {=a ~b}", 1, 2, "brace"),
        ("{=a ~b}", 1, 1, "empty-stem"),
        ("q{~a}", 1, 2, "too-few-options"),
        ("q{~a ~b}", 1, 2, "no-key"),
        ("q{~%-50%a ~b}", 1, 2, "no-key"),
        ("q{\n=a\n  ~#no\n}", 3, 3, "empty-option"),
        ("q{\n=a\n  ~%0%a\n}", 3, 3, "duplicate-option"),
        ("q{#}", 1, 2, "no-key"),
        ("q{#five}", 1, 4, "bad-number"),
        ("q{#1,500}", 1, 4, "bad-number"),
        ("q{#1:x}", 1, 4, "bad-number"),
        ("q{#1:-1}", 1, 4, "bad-number"),
        ("q{#1..x}", 1, 4, "bad-number"),
        ("q{#*}", 1, 4, "bad-number"),
        ("q{#1e999}", 1, 4, "bad-number"),
        ("q{#=%50%5}", 1, 2, "no-key"),
        ("q{=a -> 1}", 1, 2, "too-few-pairs"),
        ("q{=a -> 1\n =b\n=c -> 2}", 2, 2, "bad-pair"),
        ("q{=a -> 1 =b -> =c -> 3}", 1, 11, "bad-pair"),
        ("q{x =a -> 1 =b -> 2}", 1, 3, "bad-pair"),
        ("q{>1\na}", 1, 2, "too-few-items"),
        ("q{" + "~a " * 501 + "}", 1, 3, "too-many-options"),
        ("q{>\n" + "a\n" * 502 + "}", 1, 3, "too-many-items"),
    ],
)
def test_faults(text: str, line: int, column: int, code: str) -> None:
    got = [f for f in taken(text).findings if f.severity == "error"]
    assert (line, column, code) in [(f.line, f.column, f.code) for f in got]
    after = taken(f"{text}\n\n[markdown]Which one?{{~this =that}}")
    assert after.questions == (DRAFT,), "the next question is read all the same"


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "keys"),
    [
        ("q{=a =b ~c}", 1, 6, "two-keys", "AB"),
        ("q{=%90%a ~b}", 1, 3, "bad-weight", "A"),
        ("q{~%33.33%a ~%33.33%b ~%33.33%c}", 1, 3, "bad-weight", "ABC"),
        ("q{~%50%a\n~%20%b}", 1, 3, "bad-weight", "AB"),
        ("q{x ~a =b}", 1, 3, "stray-text", "C"),
        ("q{t}", 1, 3, "lower-case", "A"),
        ("q{false}", 1, 3, "lower-case", "B"),
        ("q{=a ~b} and ~c}", 1, 14, "brace", "A"),
        ("See\n//docs.example.org/x\n{=a ~b}", 2, 1, "comment-address", "A"),
        ("$CATEGORY: x\nq{=a ~b}", 2, 1, "category", "A"),
        ("// [id:x]\n\nq{=a ~b}", 1, 1, "stray-comment", "A"),
        ("::q{=a ~b}", 1, 1, "title", "A"),
    ],
)
def test_warnings(text: str, line: int, column: int, code: str, keys: str) -> None:
    assert (line, column, "warning", code) in reported(text)
    got = taken(text)
    assert [f for f in got.findings if f.severity == "error"] == []
    assert [key(draft) for draft in got.questions] == [keys]


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("q{}", 1, 3, "An essay question was skipped."),
        ("q{####general}", 1, 3, "An essay question was skipped."),
        ("q{=a =%50%b}", 1, 6, "Answers that earn partial credit were left out."),
        ("q{=a =b*}", 1, 6, "Answers with the wildcard * were left out."),
        ("q{=a#why =b#this}", 1, 10, "Feedback on all but the first answer was left out."),
        ("A text.", 1, 1, "Text without answers was skipped."),
        ("q{=a ~%50%b}", 1, 6, "Weights of incorrect options were left out."),
        ("q{~%60%a ~%40%b}", 1, 3, "Correct options had different weights, which were left out."),
        ("q{#=1 =2}", 1, 7, "Only the first correct number was read."),
        ("q{#1 ~#no}", 1, 6, "Feedback for incorrect numbers was left out."),
        ('[html]q <img src\\="a/b.png">{=a ~b}', 1, 1, "Left out: image b.png."),
        ("q{=a\n~[html]b <script>x</script>}", 2, 1, "Left out: script."),
    ],
)
def test_losses(text: str, line: int, column: int, said: str) -> None:
    got = [(f.line, f.column, f.severity, f.code, f.message) for f in taken(text).findings]
    code = "skipped" if said.endswith("was skipped.") else "loss"
    assert got == [(line, column, "info", code, said)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("::A title::q{}", "A title"),
        ("// [id:x-1]\nq{}", "x-1"),
        ("[html]Some \\: stem\nand more{}", "Some : stem"),
    ],
)
def test_findings_name_the_question(text: str, label: str) -> None:
    assert [finding.id for finding in taken(text).findings] == [label]


def test_places_are_those_of_the_file() -> None:
    text = "// one\n\n\t::t::q \\{\\}\n// two\n  {\n\t=a\\n\\~ ~#x\n  }"
    assert reported(text) == [(6, 9, "error", "empty-option")]


def test_a_file_of_windows_is_read() -> None:
    got = read(InputFile("x", "caf\u00e9{=a ~b}".encode("cp1252")))
    assert got.questions[0].stem == "caf\u00e9"
    assert [finding.code for finding in got.findings] == ["not-utf-8"]


# Recognition


@pytest.mark.parametrize(
    ("path", "head", "sure"),
    [
        ("x.gift", "anything", 0.9),
        ("x.gift", "q{=a ~b}\n\n::t::q{T}", 0.95),
        ("x.txt", "::t::q{=a ~b}", 0.95),
        ("x.txt", "$CATEGORY: x\n", 0.8),
        ("x.txt", "// [id:x]\nq{}", 0.8),
        ("x.txt", "q {\n=a\n~b\n}", 0.75),
        ("x.txt", "q{TRUE}", 0.75),
        ("x.txt", "q{#1..5}", 0.75),
        ("x.txt", "[html]q{T}", 0.75),
        ("x.txt", "Which?\nA) this\nB) that\nANSWER: A\n", 0.0),
        ("x.txt", "if (x) { return {}; }", 0.0),
        ("x.md", "# Head {#anchor}\n", 0.0),
        ("x.md", "### q {=a}\n- [ ] a\n- [x] b\n", 0.0),
        ("x.json", '{"a": "::x::{=a}"}', 0.0),
        ("x.json", '[{"a": "{=a}"}]', 0.0),
        ("x.xml", "<quiz>{=a}</quiz>", 0.0),
        ("x.zip", "PK\x03\x04{=a}", 0.0),
        ("x.txt", "", 0.0),
    ],
)
def test_recognition(path: str, head: str, sure: float) -> None:
    assert detect(InputFile(path, head.encode())) == sure


def test_it_is_found_by_its_content() -> None:
    assert formats()["gift"] is FORMAT
    assert detect_format(InputFile("quiz.txt", written(DRAFT).encode())) is FORMAT


# Writing


def test_written() -> None:
    full = replace(
        DRAFT,
        id="x-1",
        title="A: title",
        domain="build",
        topic="s3",
        difficulty="hard",
        tags=("a]b",),
        note="n.md#x",
        group="g",
        stem="What?\n\n    {x}",
        options=(Option("a=b", correct=True, rationale="yes"), Option("%50% off")),
        explanation="Why.",
        references=("https://a.b/c",),
    )
    paper = QuestionSet("t", (full, DRAFT), (Group("g", "Read #1."), Group("other", "x")))
    assert write(paper).decode() == (
        "$CATEGORY: $course$/top/build\n"
        "\n"
        "// [tag:group:g]\n"
        "[markdown]Read \\#1.\n"
        "\n"
        "// [id:x-1] [tag:topic:s3] [tag:difficulty:hard] [tag:note:n.md#x] [tag:group:g]"
        " [tag:a\\]b]\n"
        "::A\\: title::[markdown]What?\\n\\n    \\{x\\} {\n"
        "=a\\=b#yes\n"
        "~[markdown]%50% off\n"
        "####Why.\\n\\nReferences\\:\\n\\n- https\\://a.b/c\n"
        "}\n"
        "\n"
        "$CATEGORY: $course$/top\n"
        "\n"
        "[markdown]Which one? {\n"
        "~this\n"
        "=that\n"
        "}\n"
    )
    back = read(InputFile("x", write(paper)))
    assert back == ReadResult((full, DRAFT), (Group("g", "Read #1."),), ())
    assert write(QuestionSet("t", back.questions, back.groups)) == write(paper)


def test_nothing_is_written_of_nothing() -> None:
    assert write(QuestionSet("t", ())) == b""


@pytest.mark.parametrize(
    ("draft", "answers"),
    [
        (Draft(type_="numeric", stem="q", answer=1822.0), " {#1822\n}\n"),
        (Draft(type_="numeric", stem="q", answer=-0.1, tolerance=1e-7), " {#-0.1:0.0000001\n}\n"),
        (
            Draft(type_="numeric", stem="q", answer=1e21, tolerance=25.0),
            f" {{#1{'0' * 21}:25\n}}\n",
        ),
        (
            Draft(
                type_="matching", stem="q", pairs=(("a -> b", "1"), ("c", "2 -> 3")), extra=("4",)
            ),
            " {\n=[html]<p>a -&gt; b</p> -> 1\n=c -> 2 -> 3\n= -> 4\n}\n",
        ),
        (
            Draft(type_="ordering", stem="q", items=("0", "// x", "a: {b} = ~", "a\\nb\nc")),
            " {>4 ALL VERTICAL ABSOLUTE SHOW none\n\\n0\n\\n// x\na: \\{b\\} = ~\na\\\\nb\\nc\n}\n",
        ),
    ],
)
def test_answers_written(draft: Draft, answers: str) -> None:
    assert written(draft) == f"[markdown]q{answers}"
    assert taken(written(draft)) == ReadResult((draft,))


@pytest.mark.parametrize(
    ("right", "wrong", "weights"),
    [
        (1, 1, "100 -100"),
        (2, 3, "50 -33.33333"),
        (3, 0, "33.33333"),
        (7, 6, "14.28571 -16.66667"),
        (10, 12, "10 -10"),
    ],
)
def test_weights_are_those_of_moodle(right: int, wrong: int, weights: str) -> None:
    options = [Option(f"o{i}", correct=i < right) for i in range(right + wrong)]
    draft = Draft(type_="multiple", stem="q", options=tuple(options))
    text = written(draft)
    assert list(dict.fromkeys(line.split("%")[1] for line in text.splitlines()[1:-1])) == (
        weights.split()
    )
    assert taken(text) == ReadResult((draft,))


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_go_through(text: str) -> None:
    if not text.strip():
        return
    draft = Draft(
        type_="single",
        stem=text,
        title=text,
        options=(Option(text, correct=True, rationale=text), Option("x", rationale=text)),
        explanation=f"{text} .",
    )
    assert round_trip(draft) == RoundTrip(normalize(draft))
    items = Draft(type_="ordering", stem=text, items=(text, f"x {text}"))
    if not may_act(text):
        assert round_trip(items) == RoundTrip(normalize(items))
    pairs = Draft(type_="matching", stem="q", pairs=(("a", text), (text, "b")), extra=(text,))
    assert round_trip(pairs) == RoundTrip(normalize(pairs))


def test_what_is_lost() -> None:
    got = round_trip(replace(DRAFT, evidence="x", domain="a\nb", tags=("a ", "topic:s3"), id=" x"))
    assert got.draft == replace(DRAFT, domain="a b", tags=("a",), topic="s3", id="x")
    assert [loss.part for loss in got.losses] == ["evidence", "id", "topic", "domain", "tags"]
    assert all(loss.why for loss in got.losses)


def test_an_arrow_on_the_left_that_html_cannot_carry() -> None:
    pairs = (("a  -> <b>", "1"), ("b", "2"))
    got = round_trip(Draft(type_="matching", stem="q", pairs=pairs))
    assert got.draft is not None
    assert got.draft.pairs[0] == ("a  -\\> &lt;b>", "1")
    assert [loss.part for loss in got.losses] == ["pairs"]


@pytest.mark.parametrize(
    "draft",
    [
        Draft(
            type_="multiple",
            stem="q",
            options=tuple(Option(f"o{i}", correct=True) for i in range(11)),
        ),
        Draft(type_="numeric", stem="q", answer=float("inf")),
        Draft(type_="numeric", stem="q", answer=1.0, tolerance=-1.0),
    ],
)
def test_what_cannot_be_carried_at_all(draft: Draft) -> None:
    got = round_trip(draft)
    assert got.draft is None
    assert [loss.part for loss in got.losses] == ["question"]


def _acts(draft: Draft) -> bool:
    """Whether any text of a question could act, which costs items and stems their form."""
    found: list[str] = []
    map_texts(draft, lambda text: found.append(text) or text)  # type: ignore[func-returns-value]
    return any(map(may_act, found))


@given(drafts())
@settings(max_examples=150)
def test_contract(draft: Draft) -> None:
    draft = replace(draft, group="case-1" if draft.id else "")
    got = round_trip(draft)
    if got.draft is None:
        assert any("->" in text or may_act(text) for text in draft.accepted)
        return
    paper = QuestionSet("t", (got.draft, DRAFT), (Group("case-1", normalize(draft).stem),))
    back = read(InputFile("x", write(paper)))
    assert back.questions == (got.draft, DRAFT)
    if not _acts(draft):
        assert back.groups == (paper.groups if draft.group else ())
    assert back.findings == ()
    assert write(QuestionSet("u", back.questions, back.groups)) == write(paper)
    assert round_trip(got.draft) == RoundTrip(got.draft)
    if not got.losses:
        assert got.draft == normalize(draft)
    assert {loss.part for loss in got.losses} <= {*all_but(*STORED), "pairs"} or _acts(draft)


def test_a_long_text_is_carried() -> None:
    long = replace(DRAFT, stem="\u00e9{x}: " * 11_000 + ".")
    assert round_trip(long) == RoundTrip(long)


# Hostile files


@pytest.mark.parametrize("unit", [*UNITS.split(), " ", "\x00", "{=a ~b}"])
def test_a_megabyte_on_one_line(unit: str) -> None:
    grows_evenly(FORMAT, unit, tail="}")


@pytest.mark.parametrize("unit", ["<a", "<!--", "</", "&a", "*", "_", "`", "[", "1. ", "\\n", "é "])
@pytest.mark.parametrize("head", ["q{=a#", "q<b>x</b>{=a#"])
def test_a_long_text_is_made_markdown(head: str, unit: str) -> None:
    grows_evenly(FORMAT, unit, head, "}")


@pytest.mark.parametrize("lines", ["q\n", "// x\n", "q{=a ~b}\n\n", "q\n\n", "{>\nx\n"])
def test_many_lines(lines: str) -> None:
    grows_evenly(FORMAT, lines)


@pytest.mark.fault("R52")
def test_any_bytes_are_read() -> None:
    chance = random.Random(7)  # noqa: S311
    text = "$CATEGORY: x\n\n// [id:x] [tag:y]\n::t::[html]<b>q</b>{=%50%a#b ~c####d}\n\nq{#1..2:3}"
    text += "\n\nq{=a -> b =c -> d}\n\nq{>2\na\nb}\n\nq{T#a#b}\n"
    bits = (b"{", b"}", b"~", b"=", b"#", b"%", b"->", b"\n", b"\n\n", b"\xff", b"\\", b"::", b"//")
    for _ in range(1500):
        data = bytearray(text.encode())
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = chance.choice(bits)
        got = read(InputFile("x", bytes(data)))
        assert all(f.line > 0 and f.column > 0 for f in got.findings)
        trips = map(round_trip, got.questions[:1])
        assert all(trip.draft or "answer" in trip.losses[0].why for trip in trips)
