"""Texts that name a key name the candidate's own key."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.config import Config
from examkit.tui.app import ExamkitApp
from tests.screens import press, ready, shown
from tests.services import Desk
from tests.tui.test_settings import go_to

OWN = {"mock": "f3", "continue": "f4", "select": "f5"}


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ([], "f4  Start with 10 questions"),
        (["h"], "press f3 for a mock exam or f4 for today's practice"),
        (["d", "end", "f4"], "f4 start"),
        (["down", "f4"], "f4 save   esc cancel"),
        (["f3"], "f4 start"),
        (["f3", "f4"], "Don't show this again (f5)"),
        ([*go_to("theme"), "f4"], "f4 choose   esc cancel"),
    ],
)
async def test_a_text_names_the_candidates_own_key(
    tmp_path: Path, keys: list[str], text: str
) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config(keys=OWN))
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(app)
        words = " ".join((await press(pilot, keys)).split())
        assert " ".join(text.split()) in words


async def test_home_names_the_key_of_a_mock_exam_before_the_first_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.engine().start_drill().release()
    app = ExamkitApp(desk.engine(), Config(keys=OWN))
    async with app.run_test(size=(80, 24)):
        await ready(app)
        assert "Press f3 for a mock exam to see your chance of passing." in shown(app)
