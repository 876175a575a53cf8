from __future__ import annotations

import pytest

from examkit.bank.model import MarkingRule
from examkit.exam.grading import Mark, mark
from tests.factories import make_question


@pytest.mark.parametrize(
    ("keys", "response", "rule", "expected"),
    [
        ((1,), (1,), "all-or-nothing", Mark("right", 1.0, 1.0)),
        ((1,), (2,), "all-or-nothing", Mark("wrong", 0.0, 0.0)),
        ((1,), (), "all-or-nothing", Mark("unanswered", 0.0, 0.0)),
        ((1, 3), (1, 3), "all-or-nothing", Mark("right", 1.0, 1.0)),
        ((1, 3), (1,), "all-or-nothing", Mark("wrong", 0.0, 0.5)),
        ((1, 3), (1, 2), "all-or-nothing", Mark("wrong", 0.0, 0.0)),
        ((1, 3), (1,), "partial", Mark("partial", 0.5, 0.5)),
        ((0, 1, 2, 3), (0, 1, 2, 4), "partial", Mark("partial", 0.5, 0.5)),
        ((1, 3), (0, 2), "partial", Mark("wrong", 0.0, 0.0)),
        ((1,), (0,), "partial", Mark("wrong", 0.0, 0.0)),
    ],
)
def test_a_response_is_marked_by_the_rule(
    keys: tuple[int, ...], response: tuple[int, ...], rule: MarkingRule, expected: Mark
) -> None:
    question = make_question(options=5, keys=keys)

    assert mark(question, response, rule) == expected
