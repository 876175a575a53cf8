"""QTI 2 and 3: items and packages of others, and packages of ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from examkit.formats.qti import FORMAT, detect, read
from examkit.formats.qti.writer import write
from examkit.formats.registry import detect_format
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, parse_xml
from examkit.formats.shared.zip_package import packed
from examkit.question_types.choice import Option
from tests.formats.draft_cases import NASTY, drafts
from tests.formats.promises import keeps, reported, survives_damage
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "qti"
FULL = Draft(
    type_="multiple",
    stem="Which **two** `a<b`?\n\n- a\n- b\n\n```py\nx < 1\n```",
    options=(
        Option("One", True, "It is.\n\nReally."),
        Option("Two\n\n```\ncode\n```", correct=True),
        Option("Three"),
    ),
    id="q-1",
    domain="dev",
    explanation="Since.",
    references=("https://a.b/c",),
    note="a.md#b",
    evidence="it is",
)
MATCHED = Draft(
    type_="matching",
    stem="Match.",
    pairs=(("a", "x"), ("b", "y"), ("c", "x")),
    extra=("z",),
    id="m-1",
)
ORDERED = Draft(type_="ordering", stem="Order.", items=("a", "c", "b"), id="o-1")
NUMBER = Draft(type_="numeric", stem="How many?", answer=2.5, tolerance=0.5, id="n-1")


def item(body: str, declared: str = "", rest: str = "", base: str = "identifier") -> ReadResult:
    text = (
        '<assessmentItem identifier="i" title="t">\n'
        f'<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="{base}">'
        f"{declared}</responseDeclaration>\n<itemBody>{body}</itemBody>{rest}</assessmentItem>"
    )
    return read(InputFile("i.xml", text.encode()))


def right(*values: str) -> str:
    each = "".join(f"<value>{value}</value>" for value in values)
    return f"<correctResponse>{each}</correctResponse>"


def choices(*texts: str, tag: str = "choiceInteraction") -> str:
    inside = "".join(
        f'<simpleChoice identifier="{chr(65 + at)}">{text}</simpleChoice>'
        for at, text in enumerate(texts)
    )
    return f'<{tag} responseIdentifier="RESPONSE">{inside}</{tag}>'


def fixture(name: str) -> ReadResult:
    file = InputFile(f"{name}.xml", (DATA / f"{name}.xml").read_bytes())
    assert detect_format(file) is FORMAT
    return read(file)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def third(data: bytes) -> bytes:
    """Write an item of version 2 with the names of version 3."""

    def name(found: re.Match[bytes]) -> bytes:
        words = re.sub(rb"([A-Z])", lambda m: b"-" + m[1].lower(), found[2])
        return found[1] + b"qti-" + words

    tags = (
        rb"(</?)((?:assessment|response|outcome|correct|item|choice|simple|order|match|text|modal"
    )
    renamed = re.sub(tags + rb"|value|prompt|mapping|map)\w*)", name, data)
    pairs = ((b"baseType", b"base-type"), (b"responseIdentifier", b"response-identifier"))
    for old, new in pairs:
        renamed = renamed.replace(old, new)
    return renamed


@pytest.mark.parametrize(
    ("name", "kind", "keys"),
    [
        ("choice_match_correct", "single", ["A"]),
        ("modalFeedback_basic", "single", ["A"]),
        (
            "qti22_basic_i9b_map_response",
            "multiple",
            ["Mapped Value = 1", "Mapped Value = 2", "Mapped Value = 5"],
        ),
    ],
)
@pytest.mark.parametrize("version", [lambda data: data, third])
def test_choices_of_others(
    name: str, kind: str, keys: list[str], version: Callable[[bytes], bytes]
) -> None:
    data = version((DATA / f"{name}.xml").read_bytes())
    [draft] = read(InputFile("i.xml", data)).questions
    assert draft.type == kind
    assert [option.text for option in draft.options if option.correct] == keys


def test_an_order_of_others() -> None:
    [draft] = fixture("qti22_basic_q4_order_interaction").questions
    assert (draft.stem, draft.items) == (
        "Put the steps in chronological order.",
        ("Step 1", "Step 2", "Step 3"),
    )


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("qti22_basic_q20", ("info", "A question of type textEntry was skipped.")),
        ("ordered_match", ("info", "A question with no interaction was skipped.")),
        ("qti22_basic_q2_single", ("error", "No option is marked as correct.")),
        (
            "responseProcessing_equalRounded_tolerance",
            ("error", "The question has no numeric answer."),
        ),
    ],
)
def test_what_is_no_question_is_reported(name: str, found: tuple[str, str]) -> None:
    back = fixture(name)
    assert back.questions == ()
    assert (back.findings[-1].severity, back.findings[-1].message) == found


def test_a_package_of_others_is_read_in_the_order_of_its_manifest() -> None:
    folder = DATA.parent / "qti-package"
    data = packed({path.name: path.read_bytes() for path in sorted(folder.glob("*.xml"))})
    file = InputFile("p.zip", data)
    assert detect_format(file) is FORMAT
    back = read(file)
    assert [draft.id for draft in back.questions] == [
        "choice_simple", "choice_multiple", "text_entry", "inline_choice", "match_interaction"
    ]  # fmt: skip
    assert back.questions[4].pairs == (
        ("France", "Paris"), ("Germany", "Berlin"), ("Italy", "Rome")
    )  # fmt: skip
    assert back.questions[3].stem == "The Earth orbits around the\n_____\nonce every 365 days."
    assert back.questions[2].accepted == ("42",)


def test_sections_of_a_test_are_domains() -> None:
    plain = members(write(QuestionSet("t", (FULL, NUMBER))))
    del plain["examkit.json"]
    back = read(InputFile("p.zip", packed(plain)))
    assert [draft.domain for draft in back.questions] == ["dev", "Questions"]


@pytest.mark.parametrize("draft", [FULL, MATCHED, ORDERED, NUMBER])
@pytest.mark.parametrize("version", [lambda data: data, third])
def test_items_of_ours_say_the_same_to_other_programs(
    draft: Draft, version: Callable[[bytes], bytes]
) -> None:
    data = members(write(QuestionSet("t", (draft,))))["items/q00001.xml"]
    back = read(InputFile("i.xml", version(data)))
    assert back.findings == ()
    [got] = back.questions
    for name in ("type", "id", "items", "pairs", "extra", "answer", "tolerance", "explanation"):
        assert getattr(got, name) == getattr(draft, name), name
    assert got.stem == draft.stem.replace("```py", "```py")
    assert got.options == draft.options
    assert got.references == draft.references


def test_a_changed_item_is_read_as_it_stands() -> None:
    held = members(write(QuestionSet("t", (FULL, NUMBER))))
    held["items/q00001.xml"] = held["items/q00001.xml"].replace(b">Three<", b">Four<")
    first, second = read(InputFile("p.zip", packed(held))).questions
    assert (first.options[2].text, first.note) == ("Four", "")
    assert second == NUMBER


def test_a_shared_stem_stands_in_each_item_and_comes_back_once() -> None:
    grouped = [Draft(type_="numeric", stem=s, answer=1.0, group="g") for s in ("a", "b")]
    paper = QuestionSet("t", tuple(grouped), (Group("g", "A *shop*."),))
    data = write(paper)
    assert b"<em>shop</em>" in members(data)["items/q00002.xml"]
    back = read(InputFile("p.zip", data))
    assert back.groups == paper.groups
    assert back.questions == paper.questions


@pytest.mark.parametrize(
    ("body", "declared", "codes"),
    [
        (choices("a", "b"), right("C"), [("no-key", 3, 11)]),
        (choices("a"), right("A"), [("too-few-options", 3, 11)]),
        (choices("a", "a"), right("A"), [("duplicate-option", 3, 11)]),
        (choices("a", "b", tag="orderInteraction"), right("A"), [("too-few-items", 3, 11)]),
    ],
)
def test_faults_have_a_place(body: str, declared: str, codes: list[tuple[str, int, int]]) -> None:
    stemmed = item(f"<p>What?</p>{body}", declared)
    found = [(code, line) for code, line, _ in reported(stemmed, ["error"])]
    assert found[0][0] == codes[0][0]
    assert found[0][1] in (2, 3)


def test_feedback_inside_an_option_is_its_rationale() -> None:
    inside = "a<feedbackInline identifier='A'>since</feedbackInline>"
    back = item(f"<p>What?</p>{choices(inside, 'b')}", right("A"))
    assert back.questions[0].options[0] == Option("a", True, "since")


def test_the_body_of_feedback_in_version_three_is_passed_through() -> None:
    reported = (
        "<modalFeedback identifier='A'><contentBody><p>since</p></contentBody></modalFeedback>"
    )
    back = item(f"<p>What?</p>{choices('a', 'b')}", right("A"), reported)
    assert (back.questions[0].options[0].rationale, back.findings) == ("since", ())


def test_rubrics_prompts_and_images() -> None:
    rubric = '<rubricBlock view="candidate"><p>Read.</p></rubricBlock>'
    hidden = '<rubricBlock view="scorer"><p>Secret.</p></rubricBlock>'
    back = item(f"{rubric}{hidden}<p>What? <img src='x/a.png' alt='A'/></p>{choices('a', 'b')}",
                right("A"))  # fmt: skip
    assert back.questions[0].stem == "Read.\n\nWhat? [A]"
    assert [f.message for f in back.findings] == ["Left out: image a.png."]


def test_a_tolerance_in_percent_becomes_one_in_numbers() -> None:
    entry = '<p>N? <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    rest = (
        '<responseProcessing><equal toleranceMode="relative" tolerance="10"/></responseProcessing>'
    )
    back = item(entry, right("20"), rest, base="float")
    assert (back.questions[0].answer, back.questions[0].tolerance) == (20.0, 2.0)


@pytest.mark.parametrize("value", ["A B", "A", "B A C", "A X"])
def test_pairs_that_are_none_are_no_question(value: str) -> None:
    sides = "".join(
        f'<simpleMatchSet><simpleAssociableChoice identifier="{n}">{n}</simpleAssociableChoice>'
        f'<simpleAssociableChoice identifier="{n}2">{n}2</simpleAssociableChoice></simpleMatchSet>'
        for n in "AB"
    )
    body = f'<p>M</p><matchInteraction responseIdentifier="RESPONSE">{sides}</matchInteraction>'
    back = item(body, right(value))
    assert back.questions == ()
    assert back.findings


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (b'<?xml version="1.0"?><assessmentItem identifier="a"/>', True),
        (b'<qti-assessment-item identifier="a"/>', True),
        (b'<q:assessmentItem xmlns:q="x"/>', True),
        (b"<assessmentTest/>", False),
        (b"<questestinterop/>", False),
        (packed({"imsmanifest.xml": b"imsqti_item_xmlv2p2"}), True),
        (packed({"imsmanifest.xml": b"imsqti_xmlv1p2"}), False),
        (packed({"a.xml": b"<assessmentItem/>"}), False),
        (b"PK\x03\x04", False),
    ],
)
def test_recognition(data: bytes, sure: bool) -> None:
    assert (detect(InputFile("q", data)) >= 0.9) is sure


@pytest.mark.parametrize("text", [*NASTY, "\x00", "\ufffe", "<script>", "![a](b.png)"])
def test_items_are_well_formed_whatever_the_text(text: str) -> None:
    options = (Option(f"a {text}", True, text), Option("b"))
    draft = Draft(type_="single", stem=f"What\n\n{text}", options=options, explanation=text,
                  title=text, domain=text)  # fmt: skip
    for name, data in members(write(QuestionSet(text, (draft,)))).items():
        if name.endswith(".xml"):
            root = parse_xml(InputFile(name, data))
            assert isinstance(root, Element)
            assert not any(root.every("script", "img"))


@given(drafts())
@settings(max_examples=60)
def test_the_contract(draft: Draft) -> None:
    keeps(FORMAT, draft)


def test_several_questions_stay_apart() -> None:
    keeps(FORMAT, FULL, MATCHED, ORDERED, NUMBER)


@pytest.mark.fault("R52")
def test_any_bytes_are_read() -> None:
    survives_damage(FORMAT, (DATA / "modalFeedback_basic.xml").read_bytes(), 150)
    survives_damage(FORMAT, write(QuestionSet("t", (FULL, MATCHED))), 150)


def test_a_damaged_source_is_passed_over() -> None:
    for source in (b"", b"{", b'{"examkit": 2}', b'{"examkit": 1, "items": [1, [2]]}'):
        held = members(write(QuestionSet("t", (NUMBER,)))) | {"examkit.json": source}
        [draft] = read(InputFile("p.zip", packed(held))).questions
        assert (draft.stem, draft.answer) == ("How many?", 2.5)


def test_work_grows_as_the_file_does() -> None:
    one = members(write(QuestionSet("t", (FULL,))))["items/q00001.xml"]

    def package(data: bytes) -> bytes:
        many = {f"i{at}.xml": one for at in range(len(data) // 500)}
        return packed({"imsmanifest.xml": b"imsqti_item_xmlv2p1"} | many)

    grows_evenly(FORMAT, "x", made=package)
    grows_evenly(FORMAT, "x", "<assessmentItem>" + "<p>" * 150)
