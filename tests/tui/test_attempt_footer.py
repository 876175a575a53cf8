"""The keys below a question: the letters it has, the way out, and what scrolls while it is cut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.tui.app import ExamkitApp
from examkit.tui.widgets.bars import NoticeBar
from examkit.tui.widgets.scroll_pane import ScrollPane
from tests.banks import OPTION, write_bank
from tests.screens import drawn, press, shown, until
from tests.services import Desk

CUT = "Luck " * 240


def mock_app(folder: Path, *, option: str = "Luck", options: Sequence[int] = ()) -> ExamkitApp:
    """Return an app in a mock whose options are long, or of different numbers."""
    bank = write_bank(folder / "bank", each=12, questions=12, single=True)
    for path in (bank / "questions").iterdir():
        path.write_text(path.read_text().replace('text = "Luck', f'text = "{option}'))
        for more in options:
            add_options(path, more)
    engine = Desk(folder).engine()
    return ExamkitApp(engine, Config(), start=lambda router: router.open_attempt(engine.start_mock))


def add_options(path: Path, more: int) -> None:
    """Give each question after the first ones more options than the one before it."""
    head, *questions = path.read_text().split("[[questions]]")
    extra = [
        OPTION.format(text=f"Sand {i}", topic=path.stem, number="", about="", correct="")
        for i in range(more)
    ]
    questions = [
        text + "".join(extra[: number % (more + 1)]) for number, text in enumerate(questions)
    ]
    path.write_text("[[questions]]".join([head, *questions]))


def bar(app: ExamkitApp) -> str:
    """Return the line with the keys."""
    return shown(app).splitlines()[-1]


async def test_the_letters_are_those_of_the_question(tmp_path: Path) -> None:
    app = mock_app(tmp_path, options=[2])
    seen = set()
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(app)
        for _ in range(12):
            count = len(app.screen.slot.order)  # type: ignore[attr-defined]
            seen.add(count)
            assert bar(app).startswith(f" a-{'abcdef'[count - 1]} answer")
            await press(pilot, "n")
            await drawn(app)
    assert seen == {4, 5, 6}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("option", ["Luck", CUT])
async def test_the_way_out_and_the_help_are_always_shown(
    tmp_path: Path, size: tuple[int, int], option: str
) -> None:
    app = mock_app(tmp_path, option=option)
    async with app.run_test(size=size) as pilot:
        await drawn(app)
        assert "esc leave" in bar(app)
        assert "? help" in bar(app)
        assert "esc back" in (await press(pilot, ["tab"])).splitlines()[-1]
        assert "ctrl+s submit" in bar(app) or size[0] < 80


async def test_the_key_that_scrolls_is_shown_while_there_is_more_below(tmp_path: Path) -> None:
    app = mock_app(tmp_path, option=CUT)
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(app)
        for _ in range(6):
            panes = [pane for pane in app.screen.query(ScrollPane) if pane.display]
            has_more = any(pane.scroll_y < pane.max_scroll_y for pane in panes)
            assert ("pgdn more" in bar(app)) == has_more
            await press(pilot, ["pagedown"])
            await drawn(app)
        assert any(pane.scroll_y > 0 for pane in panes)
        assert "pgdn" not in bar(app)
        await press(pilot, ["pageup"] * 6)
        await drawn(app)
        assert "pgdn more" in bar(app)


async def test_the_key_that_scrolls_is_shown_with_a_long_explanation(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank")
    engine = Desk(tmp_path).engine()
    drill = DrillRequest(count=4)
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda router: router.open_attempt(lambda: engine.start_drill(request=drill)),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(app)
        await press(pilot, ["s"])
        await until(app, lambda: "enter next" in bar(app))
        pane = app.screen.query_one("#options", ScrollPane)
        pane.scroll_home(animate=False)
        await drawn(app)
        assert ("pgdn more" in bar(app)) == (pane.max_scroll_y > 0)
        assert "esc leave" in bar(app)


@pytest.mark.parametrize("drill", [False, True])
async def test_enter_says_that_it_chooses_the_option_under_the_cursor(
    tmp_path: Path, drill: bool
) -> None:
    write_bank(tmp_path / "bank")
    engine = Desk(tmp_path).engine()
    begin = partial(engine.start_drill, request=DrillRequest(count=4))
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda router: router.open_attempt(begin if drill else engine.start_mock),
    )
    otherwise = "enter check" if drill else "enter next"
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(app)
        assert otherwise in bar(app)
        await press(pilot, ["a"])
        assert otherwise in bar(app)
        await press(pilot, ["down"])
        assert "enter choose" in bar(app)
        await press(pilot, ["x"])
        assert otherwise in bar(app)


async def test_a_column_is_free_between_a_text_and_its_scroll_bar(tmp_path: Path) -> None:
    app = mock_app(tmp_path, option=CUT)
    async with app.run_test(size=(80, 24)):
        await drawn(app)
        pane = app.screen.query_one("#options", ScrollPane)
        assert pane.show_vertical_scrollbar
        lines = shown(app).splitlines()[pane.region.y : pane.region.bottom]
        assert {line[-2] for line in lines} == {" "}
        assert any("Luck" in line for line in lines)


async def test_a_restored_file_is_reported_in_the_line_for_messages(tmp_path: Path) -> None:
    app = mock_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await drawn(app)
        app.screen.attempt.outbox.renewed = True  # type: ignore[attr-defined]
        app.screen._tick()  # type: ignore[attr-defined]
        await drawn(app)
        message = "The attempts file was changed or removed, so this attempt was saved again."
        assert message in shown(app)
        assert app.screen.query_one(NoticeBar)._text.plain == message
        assert len(app._notifications) == 0
        assert message not in await press(pilot, ["down"])


@pytest.mark.parametrize(("height", "fits"), [(24, False), (40, True)])
async def test_the_help_shows_that_there_is_more_below(
    tmp_path: Path, height: int, *, fits: bool
) -> None:
    app = mock_app(tmp_path)
    async with app.run_test(size=(80, height)) as pilot:
        await drawn(app)
        await press(pilot, ["question_mark"])
        await drawn(app)
        assert ("pgdn more below" in shown(app)) != fits
        assert "esc close" in shown(app)
        await press(pilot, ["pagedown"] * 3)
        await drawn(app)
        assert "more below" not in shown(app)
        assert "Show the keys for this screen." in shown(app)
