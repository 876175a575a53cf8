from __future__ import annotations

import pytest

from examkit.bank.model import MarkingRule
from examkit.exam.grading import Grade, grade_response
from examkit.question_types.base import Response
from tests.factories import make_question


@pytest.mark.parametrize(
    ("keys", "response", "rule", "expected"),
    [
        ((1,), (1,), "all-or-nothing", Grade("right", 1.0)),
        ((1,), (2,), "all-or-nothing", Grade("wrong", 0.0)),
        ((1,), (), "all-or-nothing", Grade("unanswered", 0.0)),
        ((1, 3), (1, 3), "all-or-nothing", Grade("right", 1.0)),
        ((1, 3), (1,), "all-or-nothing", Grade("wrong", 0.0)),
        ((1, 3), (1, 2), "all-or-nothing", Grade("wrong", 0.0)),
        ((1, 3), (1,), "partial", Grade("partial", 0.5)),
        ((0, 1, 2, 3), (0, 1, 2, 4), "partial", Grade("partial", 0.5)),
        ((1, 3), (0, 2), "partial", Grade("wrong", 0.0)),
        ((1,), (0,), "partial", Grade("wrong", 0.0)),
    ],
)
def test_a_response_is_graded_by_the_rule(
    keys: tuple[int, ...], response: tuple[int, ...], rule: MarkingRule, expected: Grade
) -> None:
    question = make_question(options=5, keys=keys)

    assert grade_response(question, Response(response), rule) == expected
