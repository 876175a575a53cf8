"""Screens with text from strangers: shown as it is, and nothing of it runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.tui.app import ExamkitApp
from tests.screens import CONFIRM, FLAG, NAVIGATOR, SUBMIT, shown
from tests.services import Desk

HOSTILE = [
    "[@click=app.quit]click[/]",
    "a[/] b [/red] c",
    "arr[0] = b[i] and list[int]",
    "[link=file:///etc/passwd]x[/link]",
    "[bold red on blue]x[/]",
    "漢字" * 30,
    "x" * 400,
    "🇩🇪👩‍👩‍👧‍👦 e" + "\u0301" * 30,
    "[foo=\"bar]",
    "\\[red]x",
]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, text: str) -> Desk:
    made = Desk(tmp_path)
    questions = tmp_path / "bank" / "questions" / "bread.toml"
    literal = text.replace("\\", "\\\\").replace('"', '\\"')
    questions.write_text(questions.read_text().replace("Somebody", text))
    questions.write_text(questions.read_text().replace('text = "Water', f'text = "{literal}'))
    notes = tmp_path / "bank" / "notes" / "bread.md"
    notes.write_text(notes.read_text().replace("An oven is hot.", text))
    return made


async def walk(pilot: Pilot[int]) -> Iterator[str]:
    """Go through every screen of an attempt."""
    texts = []
    for key in (
        "a",
        FLAG,
        "x",
        "question_mark",
        "escape",
        NAVIGATOR,
        SUBMIT,
        *CONFIRM,
        "w",
        "n",
        "o",
        "q",
        "q",
        "q",
    ):
        await pilot.press(key)
        await pilot.pause()
        texts.append(shown(pilot.app))  # type: ignore[arg-type]
    return iter(texts)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_nothing_hostile_runs_or_breaks(desk: Desk, text: str, size: tuple[int, int]) -> None:
    engine = desk.engine()
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda a: a.open_attempt(
            lambda: engine.start_drill(request=DrillRequest(topics=("bread",)))
        ),
    )
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        assert "Question 1 of" in shown(app)
        for screen in await walk(pilot):
            assert "\x1b" not in screen
            assert max(cell_len(line) for line in screen.splitlines()) <= size[0]
        assert app.is_running


@pytest.mark.fault("R40")
@pytest.mark.parametrize("text", ["[@click=app.quit]click[/] arr[0] = b[i]"])
async def test_markup_is_shown_as_it_is(desk: Desk, text: str) -> None:
    engine = desk.engine()
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda a: a.open_attempt(
            lambda: engine.start_drill(request=DrillRequest(topics=("bread",)))
        ),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert text in shown(app)
        rows = [y for y, line in enumerate(shown(app).splitlines()) if "click" in line]
        assert rows
        for row in rows:
            for column in range(1, 60, 3):
                await pilot.click(offset=(column, row))
        assert app.is_running


@pytest.mark.parametrize("text", ["plain"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_key_bar_keeps_help(desk: Desk, text: str, size: tuple[int, int]) -> None:
    engine = desk.engine()
    app = ExamkitApp(engine, Config(ascii=True), start=lambda a: a.open_attempt(engine.start_mock))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for screen in [shown(app), *(await walk(pilot))]:
            assert any(text in screen for text in ("? help", "Keep working", "Keys on"))
