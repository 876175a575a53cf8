from __future__ import annotations

import pytest

from examkit.question_types.choice import all_numeric


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
