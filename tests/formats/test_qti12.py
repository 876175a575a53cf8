"""QTI 1.2 of Canvas, Blackboard and Common Cartridge."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from examkit.formats.qti12 import FORMAT, detect, read
from examkit.formats.shared.draft import Draft, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.zip_package import packed
from tests.formats.promises import reported, survives_damage
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "canvas"
MATERIAL = '<material><mattext texttype="text/html">{}</mattext></material>'


def label(name: str, text: str = "") -> str:
    return f'<response_label ident="{name}">{MATERIAL.format(text or name)}</response_label>'


ASKED = MATERIAL.format("q")
LABELS = "".join(map(label, "abc"))


def rule(inner: str, points: str = "100") -> str:
    scored = f"<setvar>{points}</setvar>" if points else ""
    return f"<respcondition><conditionvar>{inner}</conditionvar>{scored}</respcondition>"


def equal(value: str, to: str = "r") -> str:
    return f'<varequal respident="{to}">{value}</varequal>'


def item(shown: str, rules: str, kind: str = "", more: str = "") -> str:
    """Return an item whose presentation is on line 2 and whose scoring is on line 3."""
    field = f"<fieldlabel>question_type</fieldlabel><fieldentry>{kind}</fieldentry>"
    meta = f"<itemmetadata><qtimetadatafield>{field}</qtimetadatafield></itemmetadata>"
    return (
        f'<item ident="i1" title="Question">{meta if kind else ""}\n'
        f"<presentation>{shown}</presentation>\n<resprocessing>{rules}</resprocessing>{more}</item>"
    )


def choice(rules: str, kind: str = "", more: str = "", many: str = "Single") -> str:
    lid = f'<response_lid ident="r" rcardinality="{many}"><render_choice>{LABELS}</render_choice>'
    return item(f"{ASKED}{lid}</response_lid>", rules, kind, more)


RIGHT = choice(rule(equal("a")))


def taken(*items: str) -> ReadResult:
    return read(
        InputFile("quiz.xml", f"<questestinterop>{''.join(items)}</questestinterop>".encode())
    )


def fixture(name: str) -> ReadResult:
    return read(InputFile(f"{name}.xml", (DATA / f"{name}.xml").read_bytes()))


def only(back: ReadResult) -> Draft:
    (draft,) = back.questions
    return draft


def keys(draft: Draft) -> str:
    return "".join("ABCDEFGH"[at] for at, option in enumerate(draft.options) if option.correct)


# Files of other tools


@pytest.mark.parametrize(
    ("name", "kind", "stem", "found"),
    [
        ("multiple_choice", "single", "How much time should you spend", "D"),
        ("multiple_answer_canvas", "multiple", "Multiple Answer pick A C and D", "ACD"),
        ("true_false", "single", "If I get a 3, I must have done something wrong.", "B"),
        ("mc_feedback", "single", "Feedback Check", "A"),
    ],
)
def test_choices_of_canvas(name: str, kind: str, stem: str, found: str) -> None:
    back = fixture(name)
    draft = only(back)
    assert (draft.type, keys(draft)) == (kind, found)
    assert draft.stem.startswith(stem)
    assert reported(back) == []


def test_feedback_of_canvas() -> None:
    back = fixture("mc_feedback")
    draft = only(back)
    assert [option.rationale for option in draft.options] == [
        f"Answer {letter} Feedback" for letter in "ABCD"
    ]
    assert draft.explanation == "General Feedback\n\nGeneral Correct Feedback"
    assert [(f.code, f.line, f.column) for f in back.findings] == [("loss", 123, 9)]
    assert (draft.id, draft.title, draft.line) == ("g5a997009fe86a353f1616f0c81746649", "", 11)


def test_images_are_named() -> None:
    back = fixture("multiple_choice")
    assert only(back).title == "How much time each week?"
    assert [(f.message, f.line, f.column) for f in back.findings] == [
        ("Left out: image image.png.", 8, 13)
    ]


def test_matching_of_canvas() -> None:
    draft = only(fixture("matching"))
    assert draft.stem == "**Match the statements with the correct type of microscope**"
    assert [left for left, _ in draft.pairs] == ["Light Microscope", "Electron Microscopes"]
    assert [right[:12] for _, right in draft.pairs] == ["Magnify up t", "Uses a beam "]
    assert draft.extra == ("A distractor answer.",)


def test_numbers_of_canvas() -> None:
    back = fixture("numeric_exact_match")
    assert [(d.answer, d.tolerance) for d in back.questions] == [(1234.0, 0.0), (4321.0, 0.0)]
    assert [(f.code, f.line, f.column) for f in back.findings] == [("loss", 61, 11)]
    draft = only(fixture("numeric_within_range"))
    assert (draft.type, draft.answer, draft.tolerance) == ("numeric", 11.5, 10.5)


# Scoring


NOT_B = f"<and>{equal('a')}<not>{equal('b')}</not>{equal('c')}</and>"


@pytest.mark.parametrize(
    ("rules", "many", "found", "lost"),
    [
        (rule(equal("a"), "0") + rule(equal("b")), "Single", "B", 0),
        (rule(equal("a"), "50") + rule(equal("b")), "Single", "B", 1),
        (rule(equal("a"), "") + rule(equal("b"), "SCORE.max"), "Single", "B", 0),
        (rule(NOT_B), "Multiple", "AC", 0),
        (rule(equal("a"), "50") + rule(equal("c"), "50"), "Multiple", "AC", 1),
        (rule(equal("a")) + rule(equal("b"), "-100"), "Multiple", "A", 0),
    ],
)
def test_keys(rules: str, many: str, found: str, lost: int) -> None:
    back = taken(choice(rules, many=many))
    draft = only(back)
    assert keys(draft) == found
    assert draft.type == many.lower()
    assert [f.code for f in back.findings] == ["loss"] * lost


@pytest.mark.parametrize(
    ("kind", "taken_as"),
    [
        ("multiple_choice_question", "single"),
        ("multiple_answers_question", "multiple"),
        ("cc.multiple_choice.v0p1", "single"),
        ("cc.true_false.v0p1", "single"),
        ("Multiple Choice", "single"),
    ],
)
def test_types_that_are_read(kind: str, taken_as: str) -> None:
    assert only(taken(choice(rule(equal("a")), kind))).type == taken_as


@pytest.mark.parametrize("label", ["cc_profile", "bbmd_questiontype", "QUESTION_TYPE"])
@pytest.mark.parametrize(
    "kind",
    [
        "essay_question", "short_answer_question", "fill_in_multiple_blanks_question",
        "multiple_dropdowns_question", "text_only_question", "calculated_question",
        "cc.fib.v0p1", "cc.pattern_match.v0p1", "cc.essay.v0p1", "Fill in the Blank",
    ],
)  # fmt: skip
def test_other_types_are_skipped(label: str, kind: str) -> None:
    skipped = choice(rule(equal("a")), kind).replace("question_type", label, 1)
    back = taken(skipped, RIGHT)
    assert len(back.questions) == 1
    assert [(f.code, f.severity, f.line, f.column, f.id) for f in back.findings] == [
        ("skipped", "info", 1, 18, "i1")
    ]


def test_an_order() -> None:
    lid = f'<response_lid ident="r" rcardinality="Ordered">{LABELS}</response_lid>'
    rules = rule(equal("c") + equal("a") + equal("b"))
    assert only(taken(item(ASKED + lid, rules))).items == ("c", "a", "b")


def lids(*lefts: str) -> str:
    shown = [MATERIAL.format(left) if left else "" for left in lefts]
    return "".join(
        f'<response_lid ident="r{at}">{left}{LABELS}</response_lid>'
        for at, left in enumerate(shown)
    )


def test_matching() -> None:
    rules = rule(equal("b", "r0"), "50") + rule(equal("b", "r1"), "50")
    draft = only(taken(item(ASKED + lids("l", "m"), rules)))
    assert draft.pairs == (("l", "b"), ("m", "b"))
    assert draft.extra == ("a", "c")


def test_gaps_are_skipped() -> None:
    back = taken(item(ASKED + lids("", ""), rule(equal("b", "r0"))))
    assert back.questions == ()
    assert [f.code for f in back.findings] == ["skipped"]


STR = '<response_str ident="r"><render_fib fibtype="Decimal"/></response_str>'


@pytest.mark.parametrize(
    ("inner", "answer", "tolerance"),
    [
        (equal("3"), 3.0, 0.0),
        ("<vargte>1</vargte><varlte>4</varlte>", 2.5, 1.5),
        (f"<or>{equal('3')}<and><vargte>2.9</vargte><varlte>3.1</varlte></and></or>", 3.0, 0.1),
        (f"<vargt>2</vargt>{equal('3')}", 3.0, 1.0),
    ],
)
def test_numbers(inner: str, answer: float, tolerance: float) -> None:
    draft = only(taken(item(ASKED + STR, rule(inner))))
    assert (draft.type, draft.answer, draft.tolerance) == ("numeric", answer, tolerance)


def test_a_numeric_type_and_an_answer_in_words() -> None:
    shown = ASKED + "<response_str/>"
    assert reported(taken(item(shown, rule(equal("x")), "numerical_question"))) == [
        ("bad-number", 3, 1)
    ]
    back = taken(item(shown, rule(equal("x"))))
    assert [(f.code, f.severity) for f in back.findings] == [("skipped", "info")]


# Texts


@pytest.mark.parametrize(
    ("kind", "source", "found"),
    [
        ("text/html", "&lt;p&gt;a &lt;b&gt;c&lt;/b&gt;&lt;/p&gt;", "a **c**"),
        ("text/html", "&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;", "a"),
        ("text/html", "<![CDATA[a <code>c</code>]]>", "a `c`"),
        ("text/html", "<p>a <b>c</b><br/>d &lt; e</p>", "a **c**\\\nd < e"),
        ("text/html", "a &amp;lt;b&amp;gt;", "a <b>"),
        ("text/plain", "2 * 3 &lt;b&gt;", "2 * 3 <b>"),
        ("text/plain", "*a*\nb", "\\*a\\*\\\nb"),
        ("", "&lt;b&gt;a&lt;/b&gt;", "**a**"),
        ("", "a_b_", "a_b\\_"),
    ],
)
def test_texts(kind: str, source: str, found: str) -> None:
    old = ASKED
    kind = f' texttype="{kind}"' if kind else ""
    new = f"<material><mattext{kind}>{source}</mattext></material>"
    assert only(taken(RIGHT.replace(old, new))).stem == found


def test_media_are_named() -> None:
    media = '<matimage uri="x/pic.png"/><matvideo uri="v.mp4"/></material>'
    back = taken(RIGHT.replace("</material>", media, 1))
    assert [f.message for f in back.findings] == [
        "Left out: image x/pic.png.",
        "Left out: video v.mp4.",
    ]


def test_material_inside_flows() -> None:
    shown = f"<flow>{ASKED}<flow>{MATERIAL.format('r')}</flow></flow>"
    back = taken(RIGHT.replace(ASKED, shown))
    assert only(back).stem == "q\n\nr"


def test_the_name_of_a_bank_is_the_domain() -> None:
    field = "<fieldlabel>bank_title</fieldlabel><fieldentry>S3</fieldentry>"
    meta = f"<qtimetadata><qtimetadatafield>{field}</qtimetadatafield></qtimetadata>"
    back = taken(f"<objectbank>{meta}{RIGHT}</objectbank>")
    assert only(back).domain == "S3"


# Faults


@pytest.mark.parametrize(
    ("text", "code", "token"),
    [
        (choice(""), "no-key", "<resprocessing"),
        (choice(rule(f"<or>{equal('a')}{equal('b')}</or>")), "two-keys", "<resprocessing"),
        (RIGHT.replace(">q<", "><"), "empty-stem", "<presentation"),
        (RIGHT.replace(label("b") + label("c"), ""), "too-few-options", "<render_choice"),
        (RIGHT.replace(">c<", ">b<"), "duplicate-option", "<render_choice"),
        (RIGHT.replace(">c<", "><"), "empty-option", "<render_choice"),
        (
            item(ASKED + lids("l", "m"), rule(equal("a", "r0"))),
            "no-key",
            '<response_lid ident="r1"',
        ),
        (item(ASKED + STR, ""), "no-number", "<resprocessing"),
    ],
)
def test_faults(text: str, code: str, token: str) -> None:
    back = taken(text, RIGHT)
    line, found = next((n, row) for n, row in enumerate(text.split("\n"), 1) if token in row)
    assert reported(back) == [(code, line, found.index(token) + 1)]
    assert back.findings[0].id == "i1"
    assert len(back.questions) == 1


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("<questestinterop>\n<item></questestinterop>", "xml-syntax", 2),
        ("<questestinterop/>", "no-questions", 1),
        ("<quiz><item/></quiz>", "no-questions", 1),
        ('<!DOCTYPE a [\n<!ENTITY b "c">]><questestinterop/>', "xml-refused", 2),
        ("<questestinterop>\n" + "<a>" * 300, "xml-refused", 2),
    ],
)
def test_files_that_are_not_right(text: str, code: str, line: int) -> None:
    back = read(InputFile("quiz.xml", text.encode()))
    assert [(found.code, found.line) for found in back.findings] == [(code, line)]


# Packages


QUIZ = f"<questestinterop>{RIGHT}</questestinterop>".encode()
MANIFEST = b'<manifest><resource type="imsqti_xmlv1p2"/></manifest>'


def test_a_package() -> None:
    data = packed(
        {"imsmanifest.xml": MANIFEST, "g1/g1.xml": QUIZ, "g1/assessment_meta.xml": b"<a/>"}
    )
    file = InputFile("quiz.zip", data)
    assert detect(file) == 0.9
    assert len(read(file).questions) == 1


def test_a_cartridge_is_read_once() -> None:
    fuller = QUIZ.replace(b">q<", b">fuller<")
    data = packed({
        "imsmanifest.xml": MANIFEST, "g1/assessment_qti.xml": QUIZ, "g2/assessment_qti.xml": QUIZ,
        "non_cc_assessments/g1.xml.qti": fuller,
    })  # fmt: skip
    file = InputFile("course.imscc", data)
    assert detect(file) == 0.95
    assert [draft.stem for draft in read(file).questions] == ["q", "fuller"]


def test_faults_inside_a_package_name_the_member() -> None:
    back = read(InputFile("quiz.zip", packed({"a/b.xml": QUIZ.replace(b">100<", b">0<")})))
    assert [(f.path, f.code, f.line) for f in back.findings] == [("quiz.zip!/a/b.xml", "no-key", 3)]


def test_a_package_without_questions() -> None:
    back = read(InputFile("quiz.zip", packed({"a.xml": b"<a/>"})))
    assert reported(back) == [("no-questions", 1, 1)]


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (QUIZ, 0.95),
        (b"<quiz><question/></quiz>", 0.0),
        (b'<assessmentItem xmlns="imsqti_v2p1"/>', 0.0),
        (packed({"imsmanifest.xml": b'<resource type="imsqti_item_xmlv2p1"/>'}), 0.0),
        (packed({"collection.anki2": b""}), 0.0),
        (b"PK\x03\x04", 0.0),
        (b"", 0.0),
    ],
)
def test_recognition(data: bytes, sure: float) -> None:
    file = InputFile("x", data)
    assert detect(file) == sure
    assert file.findings == []


# Whatever comes in


@pytest.mark.fault("R52")
@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.xml")))
def test_any_bytes_are_read(name: str) -> None:
    survives_damage(FORMAT, (DATA / name).read_bytes(), 60)


def test_any_elements_are_read() -> None:
    chance = random.Random(7)  # noqa: S311
    for path in sorted(DATA.glob("*.xml")):
        head, end, text = path.read_text("latin-1").partition("?>")
        words = ["1", "", "and", "not", *sorted(set(re.findall(r"[\w.]+", text)))]
        for _ in range(60):
            old, new = chance.choice(words), chance.choice(words)
            swapped = re.sub(rf"\b{re.escape(old)}\b", new, text) if old else text
            back = read(InputFile("quiz.xml", f"{head}{end}{swapped}".encode("latin-1")))
            assert all(found.line > 0 and found.column > 0 for found in back.findings)


START = "<questestinterop><item><presentation><material><mattext>"


@pytest.mark.parametrize("start", ["", START])
@pytest.mark.parametrize("unit", ["a", '"', "<p>", "&lt;", "&amp;lt;", "<!--", "]]>"])
def test_a_megabyte_on_one_line(start: str, unit: str) -> None:
    grows_evenly(FORMAT, unit, start)


def test_a_megabyte_of_questions() -> None:
    one = RIGHT
    assert len(taken(one * 1_000).questions) == 1_000
    grows_evenly(FORMAT, one, "<questestinterop>", "</questestinterop>")
