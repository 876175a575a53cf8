"""The text that an app shows, and keys pressed in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from textual._wait import wait_for_idle
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from examkit.tui.app import ExamkitApp
from examkit.tui.list_screen import ListScreen
from examkit.tui.screens.home import HomeScreen

PATIENCE = 120
"""Seconds after which a screen that hasn't appeared never will."""
CONFIRM = ("left", "enter")
"""The keys that confirm in a dialog whose focus is on the button to cancel."""
NAVIGATOR, SUBMIT, FLAG = "tab", "ctrl+s", "exclamation_mark"


def shown(app: ExamkitApp) -> str:
    """Return the text on screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def press(pilot: Pilot[int], keys: Iterable[str]) -> str:
    """Press keys one after the other, and return the text on screen."""
    await pilot.press(*keys)
    await pilot.pause()
    assert isinstance(pilot.app, ExamkitApp)
    # The app can hold a key until its screen is open, and only then passes it on.
    await handled(pilot.app)
    await handled(pilot.app.screen)
    await pilot.pause()
    return shown(pilot.app)


async def handled(pump: App[int] | Screen[object]) -> None:
    """Wait until the app or a screen has handled all earlier messages, or is closed."""
    done = asyncio.Event()
    pump.call_later(done.set)
    while not done.is_set() and pump.is_running:
        await asyncio.sleep(0.001)


async def open_row(pilot: Pilot[int], name: str) -> str:
    """Open the row of a list with the ID `name`, and return the text on screen."""
    screen = pilot.app.screen
    assert isinstance(screen, ListScreen)
    await pilot.press("home")
    for _ in range(screen.query_one(OptionList).option_count):
        if screen.highlighted == name:
            break
        await pilot.press("down")
    assert screen.highlighted == name
    return await press(pilot, ["enter"])


async def drawn(app: ExamkitApp) -> None:
    """Wait until all pending changes are drawn."""
    done = asyncio.Event()
    app.call_later(app.call_after_refresh, done.set)
    await done.wait()


async def until(app: ExamkitApp, is_true: Callable[[], bool]) -> None:
    """Wait until a condition holds, however busy the computer is. Raises TimeoutError if never."""
    async with asyncio.timeout(PATIENCE):
        while not is_true():
            await asyncio.sleep(0.01)
    await drawn(app)


async def ready(app: ExamkitApp) -> None:
    """Wait until the bank is read and Home shows it."""
    homes = [screen for screen in app.screen_stack if isinstance(screen, HomeScreen)]
    while not all(home.is_ready for home in homes):
        await asyncio.sleep(0.01)
    await app.workers.wait_for_complete()
    await wait_for_idle(0)
