"""Every screen, on the way a candidate takes: to look at, and to compare with the last look."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

from textual.pilot import Pilot
from textual.screen import Screen

from examkit.attempts.service import AttemptService
from examkit.bank.notes import parse_notes
from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.attempt import AttemptScreen
from examkit.tui.screens.confusions import ConfusionsScreen
from examkit.tui.screens.notes_reader import NotesReaderScreen
from examkit.tui.setting_list import SECTIONS
from tests.factories import FakeClock
from tests.screens import CONFIRM, FLAG, NAVIGATOR, SUBMIT, ready
from tests.services import answer

SINGLE = "single"
"""Stands for the keys that lead to the next question with one correct option."""
SETTINGS = [setting.name for section in SECTIONS.values() for setting in section]
BEFORE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("home-first", ()),
    ("attempts-first", ("h",)),
    ("search-first", ("escape", "slash")),
    ("drills-first", ("escape", "d")),
    ("offer-drill", ("enter",)),
    ("offer-mock", ("escape", "escape", "m")),
    ("start-dialog", ("down", "right", "up")),
    ("instructions", ("escape", "m", "enter")),
    ("exam", ("enter",)),
    ("exam-chosen", ("b", "x", "down", FLAG, "2")),
    ("exam-help", ("question_mark",)),
    ("leave", ("escape", "ctrl+q")),
    ("home-running", CONFIRM),
    ("exam-resumed", ("enter",)),
)
"""Scenes up to the first question, each with the keys that lead to it from the last."""
AFTER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("navigator", (NAVIGATOR,)),
    ("navigator-end", ("down",) * 8),
    ("submit", (SUBMIT,)),
    ("report", CONFIRM),
    ("report-domains", ("2",)),
    ("report-topics", ("3",)),
    ("report-time", ("4",)),
    ("report-confidence", ("5",)),
    ("report-changes", ("6",)),
    ("report-method", ("7",)),
    ("review", ("1", "w")),
    ("review-below", ("pagedown",)),
    ("review-navigator", (NAVIGATOR, "down")),
    ("review-note", ("o",)),
    ("drill", ("escape", "escape", "escape", "d", SINGLE)),
    ("drill-covered", ("v",)),
    ("drill-answer", ("v", "a", "enter")),
    ("drill-note", ("N", *"Three days, not seven")),
    ("drill-yours", (SUBMIT, "B")),
    ("home", ("ctrl+q", "enter", "escape")),
    ("drills", ("d",)),
    ("choose", ("end", "enter")),
    ("attempts", ("escape", "escape", "h")),
    ("discard", ("delete",)),
    ("bank", ("escape", "escape", "b")),
    ("reader", ("enter",)),
    ("search", ("escape", "escape", "slash")),
    ("search-nothing", tuple("qqqq")),
    ("search-found", (*["backspace"] * 4, *"time")),
    ("settings", ("escape", "comma")),
    ("settings-theme", (*["down"] * SETTINGS.index("theme"), "enter")),
)
"""Scenes once the exam has been worked on."""


TABLE = """\
# Two stores

Both store encrypted values, and the requirement decides.

| Need | Secrets Manager | Parameter Store |
| --- | --- | --- |
| automatic rotation built in | yes | no |
| policy for other accounts | yes | no (advanced parameters can be shared through AWS RAM) |
| `charge` for standard use | per secret and call | none for standard parameters |

```python
client.get_parameter(Name="/app/url", WithDecryption=True)
```
"""
"""A note with a table and code."""


async def scenes(
    engine: AttemptService,
    clock: FakeClock,
    size: tuple[int, int],
    *,
    config: Config | None = None,
    last: str = "",
) -> AsyncIterator[tuple[str, ExamkitApp]]:
    """Walk through the program, up to a scene; gives each one's name, and the app that shows it."""
    app = ExamkitApp(engine, config or Config())
    async with app.run_test(size=size) as pilot:
        await ready(app)
        for name, keys in BEFORE:
            yield name, await shows(pilot, keys)
        work(app, clock)
        for name, keys in AFTER:
            yield name, await shows(pilot, keys)
            if name == last:
                return
        await pilot.press("escape", "escape")
        app.push_screen(ConfusionsScreen())
        yield "mix-ups", await shows(pilot, ())
        notes = parse_notes(TABLE)
        app.push_screen(
            NotesReaderScreen("stores.md", notes, "two-stores", "shared through AWS RAM")
        )
        yield "reader-table", await shows(pilot, ())
        clock.pass_time(60)
        app.router.start_drill(DrillRequest(count=4))
        await shows(pilot, ())
        work(app, clock)
        yield "drill-result", await shows(pilot, (NAVIGATOR, SUBMIT, *CONFIRM))
        app.router.show_report(careless_mock(engine, clock))
        yield "report-careless", await shows(pilot, ())
        yield "compare", await shows(pilot, ("c",))
        app.router.open_attempt(engine.start_mock)
        await shows(pilot, ())
        for name, seconds in (("five-minutes-left", 300), ("time-up", -1)):
            pass_until(app, clock, seconds)
            yield name, await shows(pilot, ())


def pass_until(app: ExamkitApp, clock: FakeClock, seconds: float) -> None:
    """Let time pass until the exam on screen has so many seconds left."""
    screen = app.screen
    assert isinstance(screen, AttemptScreen)
    clock.pass_time((screen.attempt.remaining() or 0) - seconds)
    screen._tick()


def careless_mock(engine: AttemptService, clock: FakeClock) -> str:
    """Take a mock whose answers are too quick to have been read; return its id."""
    clock.pass_time(60)
    live = engine.start_mock()
    for slot in range(len(live.form.slots)):
        clock.pass_time(1)
        answer(live, slot, right=slot % 3 > 0)
    live.submit()
    live.release()
    return live.attempt_id


async def shows(pilot: Pilot[int], keys: tuple[str, ...]) -> ExamkitApp:
    """Press keys, and wait until all of what they lead to is shown."""
    for key in keys:
        for each in steps_to_single(pilot.app.screen) if key == SINGLE else (key,):
            await pilot.press(each)
            await pilot.pause()
    await pilot.pause(0.1)
    assert isinstance(pilot.app, ExamkitApp)
    return pilot.app


def steps_to_single(screen: Screen[object]) -> str:
    """Return the keys from the question on screen to the next with one correct option."""
    assert isinstance(screen, AttemptScreen)
    slots = screen.attempt.form.slots[screen.current :]
    return "n" * next(i for i, slot in enumerate(slots) if len(slot.question.keys) == 1)


def work(app: ExamkitApp, clock: FakeClock) -> None:
    """Answer most of the exam that is on screen, right three times of four."""
    screen = app.screen
    assert isinstance(screen, AttemptScreen)
    live = screen.attempt
    slots = len(live.form.slots)
    for slot in range(1, slots - slots // 8):
        clock.pass_time(timedelta(minutes=1, seconds=slot % 40).total_seconds())
        answer(live, slot, right=slot % 4 > 0)
        if slot % 9 == 4:
            live.flag(slot)


def drawn(svg: str) -> str:
    """Take out fonts that would be fetched, and a number that is new each time."""
    plain = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", plain).replace("Fira Code", "monospace")
