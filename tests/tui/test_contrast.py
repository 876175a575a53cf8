"""Every word can be read: 4.5 to 1 in every theme, on every screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES
from textual.widgets import Button

from examkit.bank.notes import parse_notes
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.contrast import MIN_CONTRAST, TEXTS, ratio, readable
from examkit.tui.dialogs import confirm_dialog
from examkit.tui.screens.notes_reader import NotesReaderScreen
from examkit.tui.widgets.scroll_pane import ScrollPane
from tests.gallery import scenes
from tests.screens import drawn, ready
from tests.services import Desk

THEMES = ["high-contrast", *(name for name in BUILTIN_THEMES if not name.startswith("ansi"))]
"""Those whose colours are not the terminal's own."""
LOOKED_AT = {
    "home", "exam-chosen", "exam-help", "report", "review", "review-navigator", "drill-answer",
    "search", "search-found", "settings", "settings-theme",
}  # fmt: skip
PAIRS = {
    ("background", "foreground"),
    *product(
        ("foreground", "text-muted", *TEXTS), ("background", "surface", "row-tint", "evidence-tint")
    ),
}
"""Names of a word's color and of the color behind it: on a highlighted line, and elsewhere."""
DRAWN = set("─━│┃▌▋▐·█▁▂▃▄▅▆▇┤├┼●╭╮╰╯")
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


def drawn_pairs(app: ExamkitApp) -> Iterator[tuple[str, Color, Color]]:
    """Yield each word on the top screen with its color and the color behind it."""
    top = app.screen.children[0].region if app.screen.is_modal else app.screen.region
    for strip in app.screen._compositor.render_strips()[top.y : top.bottom]:
        for segment in strip.crop(top.x, top.right):
            style, text = segment.style, segment.text.strip()
            if set(text) - DRAWN and style and style.color and style.bgcolor:
                assert not style.dim, text
                yield text, Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)


def theme_pairs(app: ExamkitApp) -> set[tuple[Color, Color]]:
    """Return the colors of the app's theme in which words are drawn, with those behind them."""
    values = app.get_css_variables()
    return {(Color.parse(values[one]), Color.parse(values[other])) for one, other in PAIRS}


@pytest.mark.parametrize("reduced", [False, True])
async def test_nothing_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, reduced: bool
) -> None:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    app = ExamkitApp(Desk(tmp_path).engine(), Config(reduced_motion=reduced))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.animation_level == "none"
        await ready(app)
        pane = await open_long_note(pilot)
        pane.scroll_end()
        app.notify("A message.")
        await pilot.pause()
        assert pane.scroll_y == pane.max_scroll_y > 0
        assert app.animator._animations == {}


async def open_long_note(pilot: Pilot[int]) -> ScrollPane:
    """Open a note that is longer than the window, and return its pane."""
    notes = parse_notes("# Long\n\n" + "A line.\n\n" * 50)
    pilot.app.push_screen(NotesReaderScreen("long.md", notes, "long", ""))
    await pilot.pause()
    return pilot.app.screen.query_one(ScrollPane)


async def test_the_theme_of_high_contrast_is_one(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config(theme="high-contrast")).run_test() as p:
        variables = p.app.get_css_variables()
        black = Color.parse(variables["background"])
        words = ("foreground", *TEXTS, "text-muted")
        assert min(ratio(Color.parse(variables[name]), black) for name in words) >= 7


async def test_each_color_of_high_contrast_has_one_meaning(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config(theme="high-contrast")).run_test() as p:
        variables = p.app.get_css_variables()
        assert len({variables[name] for name in ("foreground", *TEXTS)}) == 1 + len(TEXTS)
        fills = ("secondary", "accent", "warning", "success", "error")
        assert len({variables[name] for name in fills}) == len(fills)


async def test_each_button_has_a_face_and_can_be_read_in_every_theme(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config()).run_test() as pilot:
        assert isinstance(pilot.app, ExamkitApp)
        await ready(pilot.app)
        pilot.app.push_screen(confirm_dialog("Delete?", "", yes="Delete", no="Keep"))
        for theme in THEMES:
            pilot.app.theme = theme
            await drawn(pilot.app)
            for button in pilot.app.screen.query(Button):
                _, _, ground, color = button.colors
                assert ratio(color, ground) >= MIN_CONTRAST, theme
                assert ratio(ground, button.background_colors[0]) > 1.2, theme


async def test_words_are_drawn_only_in_known_pairs_of_colors(tmp_path: Path) -> None:
    desk, looked_at = Desk(tmp_path), set()
    async for name, app in scenes(desk.engine(), desk.clock, (100, 40)):
        if name in LOOKED_AT:
            looked_at.add(name)
            for theme in ("textual-light", "nord", "ansi-dark", "textual-dark"):
                app.theme = theme
                await drawn(app)
                if not theme.startswith("ansi"):
                    known = theme_pairs(app)
                    strange = {word for word, *pair in drawn_pairs(app) if tuple(pair) not in known}
                    assert strange == set(), f"{name} in {theme}"
    assert looked_at == LOOKED_AT


async def test_every_known_pair_can_be_read_in_every_theme(tmp_path: Path) -> None:
    async with ExamkitApp(Desk(tmp_path).engine(), Config()).run_test() as pilot:
        assert isinstance(pilot.app, ExamkitApp)
        await ready(pilot.app)
        for theme in THEMES:
            pilot.app.theme = theme
            contrasts = {pair: ratio(*pair) for pair in theme_pairs(pilot.app)}
            assert min(contrasts.values()) >= MIN_CONTRAST, theme
