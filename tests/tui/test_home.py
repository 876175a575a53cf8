"""The screen everything starts from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from examkit.bank.summary import ExamSummary
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.home import validity
from tests.engines import Desk
from tests.screens import ready, shown

DECEMBER, NOVEMBER = date(2026, 12, 1), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("since", "until", "today", "told"),
    [
        (DECEMBER, None, date(2026, 11, 23), ", from 1 December 2026"),
        (DECEMBER, None, DECEMBER, ""),
        (None, NOVEMBER, date(2026, 11, 23), ", until 30 November 2026"),
        (DECEMBER, date(2029, 11, 30), date(2027, 1, 1), ", until 30 November 2029"),
        (None, None, DECEMBER, ""),
    ],
)
def test_says_when_an_exam_is_held(
    since: date | None, until: date | None, today: date, told: str
) -> None:
    assert validity(ExamSummary("x", "X", since, until, 65, 130, 15, {}), today) == told


async def test_offers_to_go_on_only_where_there_is_something(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    app = ExamkitApp(desk.engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        assert "r go on" not in shown(app)
        assert "m mock exam" in shown(app)
        await pilot.press("m", "y", "a", "ctrl+q", "y")
        await pilot.pause()
        assert "r go on" in shown(app)
