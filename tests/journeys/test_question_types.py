"""Every kind of question, sat line by line and on the screen, to the report and its review."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from textual.widgets import Digits

from examkit.cli.main import main
from examkit.config import Config
from examkit.drills.request import DrillRequest
from examkit.exam.actions import slot_status
from examkit.exam.attempt_state import replay
from examkit.tui.app import ExamkitApp
from tests.banks import write_every_type
from tests.screens import shown
from tests.services import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    write_every_type(tmp_path / "bank")
    return Desk(tmp_path)


def test_line_by_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = str(desk.folder / "bank")
    live = desk.engine().start_mock(questions=5, seed="s")
    kinds = [slot.question.id for slot in live.form.slots]
    letters = {slot.question.id: _letters(slot) for slot in live.form.slots}
    answers = {
        "order-1": " ".join(letters["order-1"]),
        "match-1": " ".join(f"{n}{letter}" for n, letter in enumerate(letters["match-1"], 1)),
        "number-1": "= 38,5",
        "case-1": "= 5",
        "case-2": letters["case-2"][0],
    }
    lines = [f"g {place}\n{answers[name]}" for place, name in enumerate(kinds, 1)]
    typed = "\n".join([*lines, "o", "submit", "yes"]) + "\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert main(["exam", "--plain", "--bank", bank, "--questions", "5", "--seed", "s"]) == 0
    output = capsys.readouterr().out
    assert "Saved: 38.5 minutes." in output
    assert f"Saved: {' '.join(letters['order-1']).upper()}." in output
    assert "4 of 5 correct" in output
    assert output.count("A bakery bakes two loaves at a time.") >= 2
    assert abs(kinds.index("case-1") - kinds.index("case-2")) == 1
    assert main(["review", "--bank", bank, "--format", "json"]) == 0
    rows = {row["question"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["case-1"]["response"] == "5"
    assert rows["case-1"]["answer"] == "4"
    assert rows["case-1"]["outcome"] == "wrong"
    assert rows["match-1"]["solution"] == ["Yeast: rises", "Oven: bakes"]
    for kind in ("text", "markdown"):
        assert main(["review", "--bank", bank, "--format", kind]) == 0
        assert "Let it rise" in capsys.readouterr().out


def _letters(slot) -> list[str]:  # type: ignore[no-untyped-def]
    return [
        "abcdefgh"[slot.order.index(choice)] for choice in slot.question.correct_response.choices
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_on_the_screen(desk: Desk, size: tuple[int, int]) -> None:
    engine = desk.engine()
    request = DrillRequest(count=5, domains=("build",))
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda a: a.open_attempt(lambda: engine.start_drill(request=request)),
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        [row] = engine._store.unfinished()
        form = engine._store.form(row.id)
        for slot in form.slots:
            match slot.question.id:
                case "order-1":
                    await pilot.press(*_letters(slot))
                    assert "[1]" in shown(app)
                    assert "3 of 3 placed" in shown(app)
                case "match-1":
                    await pilot.press(*_letters(slot))
                    assert "2 of 2 matched" in shown(app)
                case "number-1" | "case-1":
                    assert "space type answer" in shown(app)
                    await pilot.press("space")
                    await pilot.press(*"x", "enter")
                    assert "isn't a number" in shown(app)
                    await pilot.press("backspace", *"4", "enter")
                case _:
                    await pilot.press(*_letters(slot))
            await pilot.pause()
            if slot.shared:
                assert "A bakery bakes" in shown(app)
            await pilot.press("s")
            await pilot.pause()
            right = "Incorrect" if slot.question.id == "number-1" else "Correct"
            assert right in shown(app)
            await pilot.press("n")
            await pilot.pause()
        assert "of 5 correct" in shown(app)
        assert app.screen.query_one(Digits).value == "4"
        await pilot.press("r")
        await pilot.pause()
        assert "Review" in shown(app)


@pytest.mark.parametrize("name", ["order-1", "match-1", "number-1"])
async def test_enter_deselects_nothing_and_continues_from_a_complete_answer(
    desk: Desk, name: str
) -> None:
    engine = desk.engine()
    app = ExamkitApp(
        engine, Config(), start=lambda a: a.open_attempt(lambda: engine.start_mock(questions=5))
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        [row] = engine._store.unfinished()
        slots = engine._store.form(row.id).slots
        place = [slot.question.id for slot in slots].index(name)
        await pilot.press(*"n" * place)
        if name == "number-1":
            await pilot.press("a", *"38", "enter")
        else:
            first, *others = _letters(slots[place])
            moves = name == "match-1"
            await pilot.press(first, *["up"] * moves, "enter")
            assert "more, or press → to continue." in shown(app)
            await pilot.press(*["down"] * moves, *others)
        await pilot.pause()
        before = replay(engine._store.form(row.id), engine._store.events(row.id))
        await pilot.press("enter")
        await pilot.pause()
        after = replay(engine._store.form(row.id), engine._store.events(row.id))
        assert after.slots[place].response == before.slots[place].response
        assert slot_status(slots[place], after.slots[place]) == "answered"
        here = min(place + 1, len(slots) - 1) + 1
        assert f"Question {here} of 5" in shown(app) or place == len(slots) - 1
