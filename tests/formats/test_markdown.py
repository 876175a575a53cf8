"""Questions in Markdown: the shapes others use, and our own that comes back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from examkit.formats.markdown import FORMAT, detect, read, round_trip, write
from examkit.formats.registry import detect_format
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from tests.formats.draft_cases import NASTY, choices, drafts
from tests.formats.promises import keeps, reported, survives_damage
from tests.formats.work import grows_evenly

DATA = Path(__file__).parent / "data" / "markdown"
BOXES = """# Pool

## Storage

### Q7. Which service stores objects? ##

```py
# heading in code
- [x] no option
```

- [ ] EBS
- [x] Amazon `S3`
  with more

  > It does.
* [ ] EFS

Because it is an object store. [reference](https://docs.example.org)

**[⬆ Back to Top](#top)**
"""
UNFOLDED = """1. Which of these? (Choose TWO)
    - A. One
    - B. Two
    - C. Three

    <details markdown=1><summary markdown='span'>Answer</summary>

      Correct answer: B, C

      Explanation: for a reason.
    </details>

2. One that
goes on?
    - A. One
    - B. Two

    <details><summary>Answer</summary> Correct answer: A </details>

###### 3. What's the output?

- A: `x`
- B: `y`

<details><summary><b>Answer</b></summary>
<p>

#### Answer: B

Because *y*.

</p>
</details>
"""


def taken(text: str) -> ReadResult:
    return read(InputFile("quiz.md", text.encode()))


def test_boxes_below_a_heading() -> None:
    [draft] = taken(BOXES).questions
    assert (draft.type, draft.domain, draft.line) == ("single", "Storage", 5)
    assert draft.stem.startswith("Which service stores objects?\n\n```py\n# heading")
    assert draft.options == (
        Option("EBS"),
        Option("Amazon `S3`\nwith more", True, "It does."),
        Option("EFS"),
    )
    assert draft.explanation.endswith("[reference](https://docs.example.org)")


def test_letters_with_answers_that_unfold() -> None:
    back = taken(UNFOLDED)
    assert back.findings == ()
    keys = [[option.text for option in d.options if option.correct] for d in back.questions]
    assert keys == [["Two", "Three"], ["One"], ["`y`"]]
    assert [d.stem for d in back.questions] == [
        "Which of these? (Choose TWO)", "One that\ngoes on?", "What's the output?"
    ]  # fmt: skip
    assert [d.explanation for d in back.questions] == ["for a reason.", "", "Because *y*."]


def test_quizzes_of_mkdocs() -> None:
    file = InputFile("demo-quiz.md", (DATA / "demo-quiz.md").read_bytes())
    assert detect_format(file) is FORMAT
    back = read(file)
    assert [(d.type, d.line, len(d.options)) for d in back.questions] == [
        ("single", 3, 3), ("multiple", 24, 3)
    ]  # fmt: skip
    assert [(f.code, f.line, f.message) for f in back.findings] == [
        ("skipped", 13, "A question with blanks was skipped.")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## A?\n\n- [ ] a\n- [ ] b\n", ("no-key", 3, 1)),
        ("## A?\n\n- [x] a\n", ("too-few-options", 3, 1)),
        ("## A?\n\n- [x] a\n- [ ] \n", ("empty-option", 3, 1)),
        ("## A?\n\n  - [x] a\n  - [ ] a\n", ("duplicate-option", 3, 3)),
        ("1. A?\n   - A. x\n   - B. y\n\n<details>Answer: C</details>\n", ("no-key", 2, 4)),
        ("Just text.\n", ("no-questions", 1, 1)),
    ],
)
def test_faults_have_a_place(text: str, expected: tuple[str, int, int]) -> None:
    assert reported(taken(text), ["error"]) == [expected]


def test_what_is_left_out_is_reported() -> None:
    text = "## A ![x](../y/z.png)\n\n- [x] a\n- [ ] b\n\n## And this?\n\nText.\n"
    back = taken(text)
    assert [(f.line, f.message) for f in back.findings] == [(1, "Left out: image z.png.")]
    assert back.questions[0].stem == "A \\[x]"
    assert [f.message for f in taken("## And this?\n").findings] == [
        "A question without options was skipped."
    ]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (BOXES, True),
        (UNFOLDED, True),
        ("# Notes\n\n- a list\n- [ ] a plan\n", False),
        ("Which?\nA) a\nB) b\nANSWER: A\n", False),
        ("::t:: - {=a ~b}\n", False),
        ("<?xml version='1.0'?><quiz>- [x] a</quiz>", False),
        ("", False),
    ],
)
def test_recognition(text: str, sure: bool) -> None:
    assert (detect(InputFile("q.txt", text.encode())) >= 0.5) is sure
    assert (detect_format(InputFile("q.txt", text.encode())) is FORMAT) is sure


@pytest.mark.parametrize("text", [*NASTY, "**Order**", "<!---->x", "> q", "<!-- examkit {} -->"])
def test_no_text_is_changed(text: str) -> None:
    options = (Option(f"a\n{text}\nb", True, f"{text}\nr"), Option(f"c {text}"))
    draft = Draft(type_="single", stem=f"What\n{text}\nis?", options=options, explanation=text)
    keeps(FORMAT, draft)
    assert round_trip(draft).losses == ()


@given(drafts())
@settings(max_examples=200)
def test_the_contract(draft: Draft) -> None:
    keeps(FORMAT, draft)


@given(choices(), drafts())
@settings(max_examples=40)
def test_several_questions_stay_apart(one: Draft, other: Draft) -> None:
    keeps(FORMAT, one, other)


def test_a_group_comes_back_with_its_stem() -> None:
    grouped = tuple(Draft(type_="numeric", stem=s, answer=1.5, group="g") for s in ("a", "b"))
    back = taken(
        write(QuestionSet("t", grouped, (Group("g", "A shop.\n\n## Not a heading"),))).decode()
    )
    assert back.groups == (Group("g", "A shop.\n\n## Not a heading"),)
    assert [d.group for d in back.questions] == ["g", "g"]


def test_several_answers_of_which_one_is_right_stay_several() -> None:
    options = (Option("a", correct=True), Option("b"))
    keeps(FORMAT, Draft(type_="multiple", stem="?", options=options))


def test_a_comment_that_is_no_json_is_a_fault() -> None:
    text = write(QuestionSet("t", (Draft(type_="numeric", stem="?", answer=1.0, id="a"),))).decode()
    back = taken(text.replace('"a"', '"a'))
    assert reported(back) == [("bad-comment", 6, 1)]


@pytest.mark.fault("R52")
@pytest.mark.parametrize("text", [BOXES, UNFOLDED])
def test_any_bytes_are_read(text: str) -> None:
    survives_damage(FORMAT, text.encode(), 150)
    own = write(QuestionSet("t", taken(text).questions))
    survives_damage(FORMAT, own, 150)


@pytest.mark.parametrize(
    "unit",
    [BOXES, "# ", "#", "- [x] a\n", "<details>", "<summary>", "[[", "![", "answer ", " ", "\t",
     "**", "`", "```\n", "<!--", "-->", "1. a\n", "> ", "## #####", "Answer: A "],
)  # fmt: skip
def test_work_grows_as_the_file_does(unit: str) -> None:
    grows_evenly(FORMAT, unit, "- [x] a\n<details> answer\n- A. b\n")
    grows_evenly(FORMAT, unit, "## a\n- [x] a\n- A. b\n\n")
