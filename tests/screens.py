"""What an app shows, as text, and keys pressed on it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual.pilot import Pilot

from examkit.tui.app import ExamkitApp


def shown(app: ExamkitApp) -> str:
    """Give the lines of the screen."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def press(pilot: Pilot[int], keys: Iterable[str]) -> str:
    """Press keys one after the other, and give what is shown then."""
    await pilot.press(*keys)
    await pilot.pause()
    assert isinstance(pilot.app, ExamkitApp)
    return shown(pilot.app)


async def ready(app: ExamkitApp) -> None:
    """Wait until the bank has been read and home knows it."""
    while not app.engine.library.is_indexed():
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.3)
