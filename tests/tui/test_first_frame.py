"""What is done before a frame that a candidate waits for."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from examkit.config import Config
from examkit.tui.app import ExamkitApp
from examkit.tui.screens.home import HomeScreen
from tests.screens import press, ready, shown
from tests.services import Desk

SIZES = [((60, 20), {"-narrow", "-tiny"}), ((80, 24), {"-narrow", "-low"}), ((160, 50), {"-wide"})]


@pytest.mark.parametrize(("size", "classes"), SIZES)
async def test_home_is_styled_once_for_its_size_before_the_first_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], classes: set[str]
) -> None:
    done, first = list[str](), list[frozenset[str]]()
    reparse, update_styles, display = Stylesheet.reparse, App.update_styles, App._display

    def count_reparse(self: Stylesheet) -> None:
        done.append("all styles read again")
        reparse(self)

    def count_update(self: App[object], node: object, animate: bool = True) -> None:
        if isinstance(node, HomeScreen) and node.children:
            done.append("all widgets styled again")
        update_styles(self, node, animate)  # type: ignore[arg-type]

    def keep_first(self: App[object], screen: object, renderable: object) -> None:
        if isinstance(screen, HomeScreen) and renderable is not None and not first:
            first.append(screen.classes)
            done.append("first frame")
        display(self, screen, renderable)  # type: ignore[arg-type]

    monkeypatch.setattr(Stylesheet, "reparse", count_reparse)
    monkeypatch.setattr(App, "update_styles", count_update)
    monkeypatch.setattr(App, "_display", keep_first)
    app = ExamkitApp(Desk(tmp_path).engine(), Config())
    async with app.run_test(size=size):
        await ready(app)
    assert done[0] == "first frame"
    assert first[0] >= {*classes, "-first"}


async def test_the_next_question_is_shown_without_a_search_through_all_widgets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = list[object]()
    engine = Desk(tmp_path).engine()
    app = ExamkitApp(engine, Config(), start=lambda router: router.open_attempt(engine.start_mock))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "n")
        query = DOMNode.query

        def count(self: DOMNode, selector: object = None) -> object:
            searches.append(selector)
            return query(self, selector)  # type: ignore[call-overload]

        monkeypatch.setattr(DOMNode, "query", count)
        await press(pilot, "n")
        monkeypatch.undo()
        assert "Question 3 of" in shown(app)
    assert searches == []
