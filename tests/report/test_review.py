"""The review as Markdown: what comes from a bank stays text, and its code stays code."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from examkit.bank.notes import Section
from examkit.exam.attempt_state import SlotState, replay
from examkit.exam.grading import score_form
from examkit.question_types.base import Response
from examkit.report.issue_report import write_issue
from examkit.report.markdown_text import escape_block, escape_line, fenced, link
from examkit.report.review import as_json, as_markdown, as_text, rows
from tests.factories import Script, answered, make_form, make_question, make_slot, typed
from tests.hostile_markdown import EVIL, TEXTS, acting, tokens


def headings(text: str) -> int:
    return sum(token.type == "heading_open" for token in tokens(text))


def review_of(evil: str) -> str:
    """Review questions in which every text is the same."""
    note = "a.md#b"
    choice = make_question("q-one").model_copy(
        update={"stem": evil, "explanation": evil, "note": note, "evidence": evil,
                "references": ("https://example.org/ok",)}
    )  # fmt: skip
    options = tuple(replace(o, text=evil, rationale=evil) for o in choice.options)
    choice = choice.model_copy(update={"options": options})
    order = choice.model_copy(update={"type_": "ordering", "options": (), "items": (evil, "b")})
    match = choice.model_copy(
        update={"type_": "matching", "options": (), "pairs": ((evil, evil), ("c", "d"))}
    )
    number = choice.model_copy(
        update={"type_": "numeric", "options": (), "answer": 1.0, "unit": evil}
    )
    slots = [
        make_slot(choice, shared=evil), make_slot(order, order=(0, 1)),
        make_slot(match, order=(0, 1)), make_slot(number),
    ]  # fmt: skip
    form = make_form(slots)
    script = Script().start().at(1, answered(0, 1), answered(1, 1, 0))
    session = replay(form, script.at(2, typed(3, evil)).events)
    section = Section("b", "B", 1, evil, 1)
    return as_markdown(rows(form, score_form(form, session), {note: section}.get))


def test_own_notes_are_shown_in_every_format() -> None:
    form = make_form([make_slot(make_question("q-one")), make_slot(make_question("q-two"))])
    sheet = score_form(form, replay(form, Script().start().events))
    reviewed = rows(form, sheet, lambda _: None, {"q-two": "Mind\n# the salt"})
    assert as_text(reviewed).count("Your note:\nMind\n# the salt") == 1
    assert as_markdown(reviewed).count("Your note:\n\n> Mind\n> \\# the salt") == 1
    own = [row["own_note"] for row in json.loads(as_json(reviewed))]
    assert own == ["", "Mind\n# the salt"]


@pytest.mark.fault("R54")
@pytest.mark.parametrize("evil", EVIL)
def test_nothing_from_a_bank_acts_in_a_review(evil: str) -> None:
    text = review_of(evil)
    assert acting(text) == []
    assert headings(text) == 5
    assert "\x1b" not in text


@pytest.mark.fault("R54")
@given(evil=TEXTS)
@settings(max_examples=400)
def test_no_mix_of_them_acts(evil: str) -> None:
    assert acting(escape_block(evil)) == []
    assert acting(escape_line(evil)) == []
    text = review_of(evil)
    assert acting(text) == []
    assert headings(text) == 5


@pytest.mark.parametrize(
    "text",
    [
        "A *word* and **two**, `a<b>` and ``x ` y``.",
        "- one\n- two\n\n1. three",
        "```yaml\nKey: <value> [x](y)\n\n  more: `a`\n```",
        "| a | b |\n| --- | --- |\n| `c` | d |",
    ],
)
def test_what_only_formats_stays_as_it_is(text: str) -> None:
    assert escape_block(text) == text


def test_code_shows_as_it_was_written() -> None:
    text = "~~~\n```\n<i>\n~~~"
    assert escape_block(text) == "````\n```\n<i>\n````"
    assert fenced("a ``` b") == "````text\na ``` b\n````"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/a_b", "<https://example.org/a_b>"),
        ("https://x.y/><script>z</script>", "<https://x.y/%3E%3Cscript%3Ez%3C/script%3E>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_an_address_ends_where_it_ends(address: str, shown: str) -> None:
    assert link(address) == shown


@pytest.mark.parametrize("evil", [text for text in EVIL if "\n" not in text])
def test_nothing_from_a_bank_acts_in_a_doubt(evil: str) -> None:
    question = make_question("q-one").model_copy(
        update={"type_": "numeric", "options": (), "answer": 1.0, "unit": evil,
                "note": f"{evil}.md#a", "stem": evil}
    )  # fmt: skip
    form = make_form([make_slot(question)])
    text = write_issue(form, form.slots[0], SlotState(response=Response(text=evil)), evil)[1]
    assert acting(text) == []
    assert headings(text) == 5
