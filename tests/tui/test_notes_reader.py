"""The notes reader: its heading, its scroll bar, and how titles differ from links."""

from __future__ import annotations

from pathlib import Path

import pytest

from examkit.bank.notes import parse_notes
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.notes_reader import NotesReaderScreen
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane
from tests.screens import drawn, shown
from tests.services import Desk

NOTES = "# Long\n\nSee [a link](https://a.example).\n\n" + "A line.\n\n" * 80


@pytest.mark.parametrize("width", [80, 120, 160])
async def test_the_title_is_in_the_heading_once_it_is_scrolled_away(
    tmp_path: Path, width: int
) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(width, 24)):
        app.push_screen(NotesReaderScreen("long.md", parse_notes(NOTES)))
        await drawn(app)
        await drawn(app)
        assert shown(app).count("Long") == 1
        pane = app.screen.query_one(ScrollPane)
        assert pane.region.right == width
        assert app.screen.query_one(Prose).size.width <= 100
        pane.scroll_to(y=3, animate=False, immediate=True)
        await drawn(app)
        assert "Long" in shown(app).splitlines()[0]


async def test_a_title_does_not_look_like_a_link(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test():
        app.push_screen(NotesReaderScreen("long.md", parse_notes(NOTES)))
        await drawn(app)
        lines = app.screen.query_one(Prose).lines(80)
        styles = {line.plain: {str(span.style) for span in line.spans} for line in lines[:3]}
        assert styles["Long"] == {"bold $text-accent"}
        assert styles["See a link."] == {"underline"}
