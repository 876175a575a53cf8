"""Where an explanation is scrolled to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import explain
from examkit.question_types.base import Response
from examkit.tui.answer_position import answer_lines, find_position
from examkit.tui.explanation_view import render_explanation
from examkit.tui.glyphs import UNICODE
from examkit.tui.question_view import stem_blocks
from tests.factories import make_question, make_slot


@pytest.mark.parametrize(
    ("correct", "chosen", "evidence", "height", "expected"),
    [
        (range(4, 6), [], [8, 9], 10, 0),
        (range(4, 6), [], [12, 13], 10, 4),
        (range(4, 6), [], [20, 21], 10, 0),
        (range(14, 16), [], [20, 21], 10, 12),
        (range(14, 16), [], [40, 41], 10, 6),
        (range(14, 16), range(10, 12), [20, 21], 12, 10),
        (range(14, 16), range(10, 12), [20, 21], 10, 6),
        (range(14, 16), range(2, 4), [20, 21], 10, 12),
        (range(14, 40), [], [41], 10, 14),
        (range(0), [], [20, 21], 10, 12),
        (range(0), [], range(20, 40), 10, 20),
        (range(0), [], [], 10, 0),
    ],
)
def test_the_correct_answer_is_in_view_and_the_candidates_and_the_evidence_if_they_fit(
    correct: range, chosen: Sequence[int], evidence: Sequence[int], height: int, expected: int
) -> None:
    assert find_position(correct, chosen, evidence, height=height) == expected


@pytest.mark.parametrize(
    ("starts", "expected"),
    [([0, 5, 9, 14], 9), ([0, 6, 11, 14], 6), ([0, 3, 14], 14), ([0, 5, 15], 6), ([], 6)],
)
def test_the_first_line_on_screen_is_the_start_of_an_option_if_nothing_wanted_is_hidden(
    starts: Sequence[int], expected: int
) -> None:
    assert find_position(range(14, 16), height=10, starts=starts) == expected


def test_the_lines_of_both_answers_are_known_and_options_keep_their_order() -> None:
    slot = make_slot(make_question(keys=(1, 2)))
    explanation = explain(slot, SlotState(response=Response((0,))), lambda _: None)
    stem = stem_blocks(slot)
    lines = [line.plain for line in render_explanation(stem, explanation, UNICODE).lines(80)]
    found = answer_lines(stem, explanation, UNICODE, 80)
    letters = [line[:3].strip() for line in lines if line[:3].strip()[-1:] in set("ABCD")]
    assert letters == ["✗ A", "✓ B", "✓ C", "D"], "the order on screen"
    assert [lines[number].strip() for number in found.correct if lines[number]] == [
        "✓ B  option 1 of q-one  (correct answer)", "Because of reason 1.",
        "✓ C  option 2 of q-one  (correct answer)", "Because of reason 2.",
    ]  # fmt: skip
    first = [" ".join(lines[start : start + 2]).split()[:2] for start in found.starts]
    assert first[1:5] == [["✗", "A"], ["✓", "B"], ["✓", "C"], ["D", "option"]]
    assert [lines[number].strip() for number in found.chosen if lines[number]] == [
        "✗ A  option 0 of q-one  (your answer)", "Because of reason 0.",
    ]  # fmt: skip
