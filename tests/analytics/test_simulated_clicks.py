"""A mock that is clicked through moves no chance of passing, in a world without our assumptions."""

from __future__ import annotations

import pytest
from simulate_clicks import MOVED, SECONDS, change, of_the_exam, own_median

PEOPLE = 6


@pytest.mark.parametrize("seconds", SECONDS)
def test_a_clicked_mock_moves_no_chance(seconds: float) -> None:
    changes = [change(number, seconds, of_the_exam) for number in range(PEOPLE)]
    assert all(each is not None and abs(each) < MOVED for each in changes)


def test_it_would_if_the_clicks_set_their_own_limit() -> None:
    changes = [change(number, 3.0, own_median) for number in range(PEOPLE)]
    assert sum(each is not None and each <= -MOVED for each in changes) > PEOPLE / 2
