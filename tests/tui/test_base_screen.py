"""What all screens share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Label

import examkit.tui.app
from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.base_screen import BaseScreen
from examkit.tui.dialogs import confirm_dialog
from examkit.tui.safe_screen import SafeScreen
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.text_screen import TextScreen
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane
from tests.screens import press, ready, shown, until
from tests.services import Desk

STEM = "A function reads from a queue and writes to a table. " * 4 + "What should be changed?"


class Stem(App[None]):
    CSS_PATH = Path(examkit.tui.app.__file__).with_name("app.tcss")
    CSS = "ScrollPane { height: auto; }"

    def compose(self) -> ComposeResult:
        yield ScrollPane(Prose([TextBlock(literal(STEM))]))


@pytest.mark.parametrize("width", range(40, 104, 3))
async def test_a_region_is_as_high_as_its_text_whatever_the_width(width: int) -> None:
    app = Stem()
    async with app.run_test(size=(width, 24)):
        assert app.query_one(ScrollPane).max_scroll_y == 0


async def test_a_small_window_shows_only_its_notice_until_it_grows(tmp_path: Path) -> None:
    engine = Desk(tmp_path).engine()
    app = ExamkitApp(engine, Config(), start=lambda router: router.open_attempt(engine.start_drill))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(50, 15)
        await until(app, lambda: app.size.width == 50)
        for keys in ("a", "s"):
            lines = (await press(pilot, keys)).splitlines()
            assert lines[0].startswith("This window is 50x15.")
            assert "".join(lines[2:]).strip() == ""
        await pilot.resize_terminal(80, 24)
        await until(app, lambda: "Question 1 of 10" in shown(app))


async def test_a_screen_closes_at_most_once_and_only_itself(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test() as pilot:
        await ready(app)
        below, above = TextScreen("Below", "text"), TextScreen("Above", "text")
        await app.push_screen(below)
        await app.push_screen(above)
        below.dismiss()
        assert app.screen is above
        above.dismiss()
        above.dismiss()
        await pilot.pause()
        assert app.screen is below


async def test_keys_wait_until_the_answer_to_a_dialog_is_processed(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test() as pilot:
        await ready(app)
        screen = TextScreen("Title", "text")
        await app.push_screen(screen)
        asking = screen.ask(confirm_dialog("Sure?", "", yes="Yes", no="No"))
        asked = app.run_worker(asking)
        await pilot.pause()
        assert screen.check_action("back", ()) is False
        await pilot.press("escape")
        assert await asked.wait() is None
        assert screen.check_action("back", ()) is True


async def test_a_message_moves_nothing_and_goes_with_the_next_key_or_click(tmp_path: Path) -> None:
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(app)
        for opens in ([], ["d"], ["h"], ["/"], ["comma"], ["b"]):
            before = (await press(pilot, opens)).splitlines()
            screen = app.screen
            assert isinstance(screen, BaseScreen)
            for ends in (pilot.press("f9"), pilot.click("TopBar")):
                screen.show_notice("A long [message] of two lines. " * 3)
                lines = (await press(pilot, [])).splitlines()
                assert lines[:-2] == before[:-2]
                assert lines[-2].strip().startswith("A long [message] of two lines.")
                await ends
                assert (await press(pilot, [])).splitlines() == before
            await press(pilot, ["escape"])


def quit_app(screen: Screen[None]) -> None:
    screen.app.exit()


def shut_app_down(screen: Screen[None]) -> None:
    # Textual's first step of its shutdown, which then waits for widgets.
    screen.app._running = False


@pytest.mark.parametrize("close", [Screen.remove, quit_app, shut_app_down])
async def test_a_screen_that_closes_while_it_opens_is_not_mounted(
    close: Callable[[Screen[None]], object],
) -> None:
    class Closing(SafeScreen[None]):
        opened = False

        def compose(self) -> ComposeResult:
            close(self)
            yield Vertical(Label("text", id="label"))

        def on_mount(self) -> None:
            self.opened = True
            self.query_one("#label")

        def on_resize(self) -> None:
            self.query_one("#label")

    app, screen = App[None](), Closing()
    async with app.run_test() as pilot:
        app.push_screen(screen)
        await pilot.pause()
        assert not screen.opened
