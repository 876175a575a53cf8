"""Moodle XML: each type of question, what it reports, and the round trip."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from examkit.formats.moodle import FORMAT, detect, read, round_trip, write
from examkit.formats.registry import detect_format
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from tests.formats.draft_cases import NASTY, choices, drafts
from tests.formats.promises import keeps, reported, survives_damage
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "moodle"
KINDS = {
    "multichoice": (
        "<single>true</single><answer fraction='100'><text>a</text></answer>"
        "<answer fraction='0'><text>b</text></answer>"
    ),
    "truefalse": (
        "<answer fraction='0'><text>true</text></answer>"
        "<answer fraction='100'><text>false</text></answer>"
    ),
    "numerical": "<answer fraction='100'><text>4</text><tolerance>0.5</tolerance></answer>",
    "matching": (
        "<subquestion><text>1</text><answer><text>one</text></answer></subquestion>"
        "<subquestion><text>2</text><answer><text>two</text></answer></subquestion>"
        "<subquestion><text></text><answer><text>three</text></answer></subquestion>"
    ),
    "ordering": (
        "<answer fraction='1'><text>first</text></answer>"
        "<answer fraction='2'><text>second</text></answer>"
    ),
}


def quiz(*questions: str) -> ReadResult:
    text = "\n".join(['<?xml version="1.0"?>', "<quiz>", *questions, "</quiz>"])
    return read(InputFile("q.xml", text.encode()))


def question(kind: str, inside: str, stem: str = "What?", form: str = "html") -> str:
    asked = f'<questiontext format="{form}"><text><![CDATA[{stem}]]></text></questiontext>'
    return f'<question type="{kind}"><name><text>n</text></name>{asked}{inside}</question>'


def only(back: ReadResult) -> Draft:
    [draft] = back.questions
    return draft


def test_a_choice_keeps_its_weights_and_feedback() -> None:
    inside = (
        "<answer fraction='50'><text>a</text><feedback><text>yes</text></feedback></answer>"
        "<answer fraction='50'><text>b</text></answer>"
        "<answer fraction='-100'><text>c</text></answer><single>false</single>"
    )
    draft = only(quiz(question("multichoice", inside)))
    assert draft.type == "multiple"
    assert draft.options == (
        Option("a", True, "yes"),
        Option("b", True),
        Option("c"),
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("multichoice", {"type": "single"}),
        ("truefalse", {"options": (Option("True"), Option("False", correct=True))}),
        ("numerical", {"type": "numeric", "answer": 4.0, "tolerance": 0.5}),
        ("matching", {"pairs": (("1", "one"), ("2", "two")), "extra": ("three",)}),
        ("ordering", {"items": ("first", "second")}),
    ],
)
def test_each_type_is_read(kind: str, expected: dict[str, object]) -> None:
    back = quiz(question(kind, KINDS[kind]))
    draft = only(back)
    assert {name: getattr(draft, name) for name in expected} == expected
    assert (draft.title, draft.stem, draft.line, back.findings) == ("n", "What?", 3, ())


def test_category_id_tags_and_references_come_along() -> None:
    rest = (
        "<generalfeedback format='markdown'><text>Why.\n\nReferences:\n\n- https://a.b\n"
        "</text></generalfeedback><idnumber>q-1</idnumber>"
        "<tags><tag><text>topic:s3</text></tag><tag><text>x</text></tag></tags>"
    )
    place = (
        '<question type="category"><category><text>$course$/top/A/B</text></category></question>'
    )
    draft = only(quiz(place, question("multichoice", KINDS["multichoice"] + rest)))
    assert (draft.domain, draft.id, draft.topic, draft.tags) == ("A/B", "q-1", "s3", ("x",))
    assert (draft.explanation, draft.references) == ("Why.", ("https://a.b",))


@pytest.mark.parametrize(
    ("form", "stem", "expected"),
    [
        ("html", "<p>a <b>b</b> &lt;i&gt;</p>", "a **b** <i>"),
        ("markdown", "a **b** <i>\n\n    code", "a **b** <i>\n\n    code"),
        ("plain_text", "a *b* <i>\nc", "a \\*b\\* <i>\\\nc"),
        ("moodle_auto_format", "a *b* 1 < 2\nc", "a \\*b\\* 1 < 2\\\nc"),
        ("moodle_auto_format", "a <b>b</b>", "a **b**"),
    ],
)
def test_each_format_becomes_markdown(form: str, stem: str, expected: str) -> None:
    assert only(quiz(question("ordering", KINDS["ordering"], stem, form))).stem == expected


def test_a_description_is_the_stem_of_the_group_that_its_tag_names() -> None:
    tag = "<tags><tag><text>group:shop</text></tag></tags>"
    back = quiz(
        question("description", tag, "A shop."),
        question("numerical", KINDS["numerical"] + tag),
        question("description", "", "Read this."),
    )
    assert back.groups == (Group("shop", "A shop."),)
    assert only(back).group == "shop"
    assert reported(back, ["info"]) == [("skipped", 5, 1)]


@pytest.mark.parametrize(
    ("inside", "codes"),
    [
        ("<answer fraction='0'><text>a</text></answer>"
         "<answer fraction='0'><text>b</text></answer>", ["no-key"]),
        ("<answer fraction='100'><text>a</text></answer>", ["too-few-options"]),
        ("<answer fraction='100'><text>a</text></answer>"
         "<answer fraction='0'><text> </text></answer>", ["empty-option"]),
        ("<answer fraction='100'><text>a</text></answer>"
         "<answer fraction='0'><text>a</text></answer>", ["duplicate-option"]),
    ],
)  # fmt: skip
def test_faults_leave_a_question_out(inside: str, codes: list[str]) -> None:
    back = quiz(question("multichoice", inside))
    assert back.questions == ()
    assert [code for code, _, _ in reported(back, ["error"])] == codes


@pytest.mark.parametrize(
    ("single", "fractions", "codes", "kind"),
    [
        ("true", ("100", "100"), ["two-keys"], "multiple"),
        ("true", ("90", "0"), ["bad-weight"], "single"),
        ("false", ("33.33", "66.67"), ["bad-weight", "bad-weight"], "multiple"),
        ("false", ("30", "30"), ["bad-weight"], "multiple"),
        ("true", ("nan", "100"), [], "single"),
    ],
)
def test_where_moodle_is_silent_something_is_said(
    single: str, fractions: tuple[str, str], codes: list[str], kind: str
) -> None:
    answers = "".join(
        f"<answer fraction='{each}'><text>{at}</text></answer>"
        for at, each in enumerate((*fractions, "0"))
    )
    back = quiz(question("multichoice", f"<single>{single}</single>{answers}"))
    assert [code for code, _, _ in reported(back)] == codes
    assert only(back).type == kind


@pytest.mark.parametrize(
    ("kind", "inside", "message"),
    [
        ("essay", "", "A question of type essay was skipped."),
        ("calculatedmulti", "", "A question of type calculatedmulti was skipped."),
        ("multichoice", "<hint><text>look</text></hint>", "Left out: hint."),
        (
            "multichoice",
            "<incorrectfeedback><text>no</text></incorrectfeedback>",
            "Left out: incorrectfeedback.",
        ),
        ("multichoice", "<image_base64>AA</image_base64>", "An image was left out."),
        ("numerical", "<answer fraction='50'><text>1</text></answer>",
         "Only the first correct number was read."),
        ("numerical", "<units><unit><unit_name>m</unit_name></unit></units>",
         "Units were left out."),
        ("ordering", "<selecttype>RANDOM</selecttype><selectcount>2</selectcount>"
         "<answer fraction='3'><text>third</text></answer>",
         "The setting to show only 2 of the items was left out."),
    ],
)  # fmt: skip
def test_what_is_left_out_is_reported(kind: str, inside: str, message: str) -> None:
    back = quiz(question(kind, KINDS.get(kind, "") + inside))
    assert [f.message for f in back.findings] == [message]


def test_usual_feedback_is_no_loss() -> None:
    usual = "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
    assert quiz(question("multichoice", KINDS["multichoice"] + usual)).findings == ()


def test_a_bad_number_and_a_pair_without_a_right_side_are_errors() -> None:
    number = "<answer fraction='100'><text>x</text></answer>"
    pair = "<subquestion><text>3</text><answer><text></text></answer></subquestion>"
    back = quiz(question("numerical", number), question("matching", KINDS["matching"] + pair))
    assert [code for code, _, _ in reported(back, ["error"])] == ["bad-number", "bad-pair"]


@pytest.mark.parametrize(
    ("name", "kind", "losses"),
    [
        ("prez.xml", "single", ["Left out: image 4r.png.", "Left out: file 4r.png."]),
        ("calculated.xml", "", ["A question of type calculatedmulti was skipped."]),
    ],
)
def test_files_of_others(name: str, kind: str, losses: list[str]) -> None:
    file = InputFile(name, (DATA / name).read_bytes())
    assert detect_format(file) is FORMAT
    back = read(file)
    assert [draft.type for draft in back.questions] == ([kind] if kind else [])
    assert [f.message for f in back.findings] == losses


@pytest.mark.parametrize(
    ("data", "sure"),
    [
        (b'<?xml version="1.0"?><quiz></quiz>', True),
        (b"\xef\xbb\xbf<quiz><question type='essay'/></quiz>", True),
        (b"<?xml version='1.0'?><!-- c --><quiz/>", True),
        (b"<quiz>\nWhich?\n\n- [x] a\n- [ ] b\n</quiz>", False),
        (b"<questestinterop/>", False),
        (b"", False),
    ],
)
def test_recognition(data: bytes, sure: bool) -> None:
    assert (detect(InputFile("q", data)) >= 0.9) is sure


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_changed(text: str) -> None:
    options = (Option(f"a {text} b", True, f"{text} r"), Option(f"c {text}"))
    keeps(FORMAT, Draft(type_="single", stem=f"What {text} is?", options=options))


@given(drafts())
@settings(max_examples=150)
def test_the_contract(draft: Draft) -> None:
    keeps(FORMAT, draft)


@given(choices(), drafts())
@settings(max_examples=30)
def test_several_questions_stay_apart(one: Draft, other: Draft) -> None:
    keeps(FORMAT, one, other)


def test_a_group_comes_back_with_its_stem() -> None:
    draft = only(quiz(question("numerical", KINDS["numerical"])))
    grouped = [Draft(type_="numeric", stem=s, answer=1.0, group="g") for s in ("a", "b")]
    data = write(QuestionSet("t", (draft, *grouped), (Group("g", "A *shop*."),)))
    assert read(InputFile("q.xml", data)).groups == (Group("g", "A *shop*."),)


def test_what_no_xml_holds_and_too_many_keys_are_losses() -> None:
    odd = Draft(type_="numeric", stem="a\x00b\ufffe", answer=1.0, evidence="e")
    assert [loss.part for loss in round_trip(odd).losses] == ["evidence", "stem"]
    many = tuple(Option(str(n), n < 11) for n in range(12))
    assert round_trip(Draft(type_="multiple", stem="?", options=many)).draft is None


@pytest.mark.fault("R52")
def test_any_bytes_are_read() -> None:
    survives_damage(FORMAT, (DATA / "prez.xml").read_bytes(), 150)


def test_work_grows_as_the_file_does() -> None:
    inside = question("multichoice", KINDS["multichoice"])
    grows_evenly(FORMAT, inside, "<quiz>", "</quiz>")
