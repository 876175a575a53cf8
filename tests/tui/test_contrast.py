"""Every word can be read: 4.5 to 1 in every theme, on every screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.contrast import MIN_CONTRAST, ratio, readable
from tests.gallery import scenes
from tests.screens import drawn
from tests.services import Desk

THEMES = ["high-contrast", *(name for name in BUILTIN_THEMES if not name.startswith("ansi"))]
"""Those whose colours are not the terminal's own."""
LOOKED_AT = {
    "home", "exam-chosen", "exam-help", "report", "review", "drill-answer",
    "search", "search-found", "exam-day",
}  # fmt: skip
DRAWN = set("─│┃▌▐·█▁▂▃▄▅▆▇┤├┼●╭╮╰╯")
BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (BLACK, WHITE, 21.0),
        (WHITE, WHITE, 1.0),
        (Color(0x77, 0x77, 0x77), WHITE, 4.48),
        (Color(255, 0, 0), WHITE, 4.0),
    ],
)
def test_the_ratio_is_that_of_the_guidelines(one: Color, other: Color, expected: float) -> None:
    assert ratio(one, other) == ratio(other, one) == pytest.approx(expected, abs=0.01)


def test_a_colour_moves_no_further_than_it_must() -> None:
    assert readable(BLACK, [WHITE], WHITE) == BLACK
    found = readable(Color(200, 200, 0), [WHITE], BLACK)
    assert MIN_CONTRAST <= ratio(found, WHITE) < 6
    assert readable(Color(120, 120, 120), [Color(118, 118, 118)], BLACK) == BLACK


def faint(app: ExamkitApp) -> Iterator[str]:
    """Return the words on the top screen that are hard to read."""
    top = app.screen.children[0].region if app.screen.is_modal else app.screen.region
    for strip in app.screen._compositor.render_strips()[top.y : top.bottom]:
        for segment in strip.crop(top.x, top.right):
            style, text = segment.style, segment.text.strip()
            if set(text) - DRAWN and style and style.color and style.bgcolor:
                colours = (Color.from_rich_color(c) for c in (style.color, style.bgcolor))
                if style.dim or ratio(*colours) < MIN_CONTRAST:
                    yield text


async def test_nothing_moves(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config()).run_test() as pilot:
        assert pilot.app.animation_level == "none"


async def test_the_theme_of_high_contrast_is_one(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config(theme="high-contrast")).run_test() as p:
        variables = p.app.get_css_variables()
        black = Color.parse(variables["background"])
        words = ("foreground", "text-accent", "text-success", "text-error", "text-muted")
        assert min(ratio(Color.parse(variables[name]), black) for name in words) >= 7


async def test_every_word_can_be_read_in_every_theme(tmp_path: Path) -> None:
    desk, looked_at = Desk(tmp_path), set()
    async for name, app in scenes(desk.engine(), desk.clock, (100, 40)):
        if name in LOOKED_AT:
            looked_at.add(name)
            for theme in THEMES:
                app.theme = theme
                await drawn(app)
                assert list(faint(app)) == [], f"{name} in {theme}"
            app.theme = "ansi-dark"
            await drawn(app)
            app.theme = "textual-dark"
    assert looked_at == LOOKED_AT
