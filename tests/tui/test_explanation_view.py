"""The verdict of an explanation, and what leaves the app from it."""

from __future__ import annotations

import pytest
from textual.content import Content

from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import explain
from examkit.question_types.base import Response
from examkit.tui.explanation_view import render_explanation, verdict
from examkit.tui.glyphs import UNICODE
from examkit.tui.sharing import answer_text, can_browse, can_copy, find_address, question_text
from tests.factories import make_question, make_slot


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ((1,), "✓ Correct"),
        ((0,), "✗ Incorrect · You chose A · Correct: B"),
        ((), "○ Not answered · Correct: B"),
    ],
)
def test_the_verdict_names_both_answers(choices: tuple[int, ...], expected: str) -> None:
    slot = make_slot(make_question(keys=(1,)))
    explanation = explain(slot, SlotState(response=Response(choices)), lambda _: None)
    assert verdict(explanation, UNICODE).plain == expected


def option_lines(chosen: int, width: int) -> list[Content]:
    """Return an explanation's lines of the options A to D, of which B is correct."""
    slot = make_slot(make_question(keys=(1,)))
    explanation = explain(slot, SlotState(response=Response((chosen,))), lambda _: None)
    return render_explanation([], explanation, UNICODE).lines(width)


def test_the_correct_option_and_a_wrong_choice_stand_out() -> None:
    lines = [line for line in option_lines(0, 80) if "option" in line.plain]
    styles = [{span.style for span in line.spans if span.end > len("✓ A  ")} for line in lines]
    assert styles == [
        {"bold $text-error", "$text-error"}, {"bold $text-success", "$text-success"}, set(), set()
    ]  # fmt: skip


def test_a_remark_is_not_broken() -> None:
    wide, narrow = ([line.plain for line in option_lines(1, width)] for width in (53, 52))
    assert "✓ B  option 1 of q-one  (correct answer, your answer)" in wide
    place = narrow.index("✓ B  option 1 of q-one")
    assert narrow[place + 1] == "     (correct answer, your answer)"


def test_a_copied_question_has_its_options_and_no_answer() -> None:
    slot = make_slot(make_question(keys=(1,)))
    text = question_text(slot)
    assert text.startswith(slot.question.stem.strip())
    assert all(option.text in text for option in slot.question.options)
    assert not any(
        option.rationale and option.rationale in text for option in slot.question.options
    )
    answers = answer_text(explain(slot, SlotState(response=Response((0,))), lambda _: None))
    assert answers.splitlines()[:2] == ["Your answer: A", "Correct answer: B"]
    assert answers.splitlines()[2:] == list(slot.question.references)


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        ((), ""),
        (("file:///etc/passwd", "javascript:alert(1)"), ""),
        (("ftp://a", "https://example.org/a"), "https://example.org/a"),
    ],
)
def test_only_web_pages_open(references: tuple[str, ...], expected: str) -> None:
    assert find_address(references) == expected


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":10", "SSH_CONNECTION": "a b"}, "linux", False),
        ({}, "darwin", True),
        ({"SSH_TTY": "/dev/pts/1"}, "darwin", False),
    ],
)
def test_a_browser_opens_only_on_the_screen_in_front_of_the_candidate(
    environment: dict[str, str], platform: str, expected: bool
) -> None:
    assert can_browse(environment, platform) == expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
    ],
)
def test_some_terminals_are_known_not_to_copy(environment: dict[str, str], expected: bool) -> None:
    assert can_copy(environment) == expected
