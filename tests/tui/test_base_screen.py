"""What all screens share."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

import examkit.tui.app
from examkit.tui.blocks import Block, literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane

STEM = "A function reads from a queue and writes to a table. " * 4 + "What should be changed?"


class Stem(App[None]):
    CSS_PATH = Path(examkit.tui.app.__file__).with_name("app.tcss")
    CSS = "Region { height: auto; }"

    def compose(self) -> ComposeResult:
        yield ScrollPane(Prose([Block(literal(STEM))]))


@pytest.mark.parametrize("width", range(40, 104, 3))
async def test_a_region_is_as_high_as_its_text_whatever_the_width(width: int) -> None:
    app = Stem()
    async with app.run_test(size=(width, 24)):
        assert app.query_one(ScrollPane).max_scroll_y == 0
