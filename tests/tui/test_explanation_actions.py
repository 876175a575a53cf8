"""What the keys of an explanation do in a mock exam and in a drill."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.config import Config
from examkit.tui import explanation_actions
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.attempt import AttemptScreen
from tests.screens import press, shown
from tests.services import Desk


async def test_a_mock_exam_copies_the_question_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(explanation_actions, "open_browser", opened.append)
    engine = Desk(tmp_path).engine()
    app = ExamkitApp(engine, Config(), start=lambda a: a.open_attempt(engine.start_mock))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Question copied." in await press(pilot, ["a", "y"])
        assert "What makes it rise?" in app.clipboard
        assert "answer" not in app.clipboard
        assert "example.org" not in app.clipboard
        await press(pilot, ["O", "o"])
        assert isinstance(app.screen, AttemptScreen)
    assert opened == []


async def test_a_checked_answer_shows_the_verdict_and_the_evidence(tmp_path: Path) -> None:
    engine = Desk(tmp_path).engine()
    app = ExamkitApp(engine, Config(), start=lambda a: a.open_attempt(engine.start_drill))
    async with app.run_test(size=(110, 24)) as pilot:
        await pilot.pause()
        assert "▌ " not in shown(app)
        screen = await press(pilot, "s")
        await pilot.pause()
        assert "Not answered · Correct: " in screen
        assert "▌ " in shown(app)
        await press(pilot, "y")
        assert "Correct answer: " in app.clipboard
