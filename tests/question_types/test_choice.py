from __future__ import annotations

from typing import Any

import pytest

from examkit.question_types.choice import all_numeric
from examkit.question_types.registry import find_type
from tests.question_types.questions import make_typed


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("5", "10", "20"), True),
        (("5 RCU", "10 RCU", "1,000 RCU"), True),
        (("15 minutes", "1.5 hours"), True),
        (("5", "many"), False),
        (("Use 5 shards", "Use 10 shards"), False),
    ],
)
def test_numbers_are_recognized(texts: tuple[str, ...], expected: bool) -> None:
    assert all_numeric(texts) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"options": [{"text": "10"}, {"text": "20", "correct": True}]}, True),
        ({"options": [{"text": "x"}, {"text": "y", "correct": True}]}, False),
        ({"options": [{"text": "x"}, {"text": "y", "correct": True}], "ordered": True}, True),
    ],
)
def test_numbers_keep_their_order_and_so_do_options_that_say_so(
    fields: dict[str, Any], expected: bool
) -> None:
    question = make_typed(**fields)
    assert find_type(question).keeps_order(question) is expected
