"""A short-text question from its bank through both ways to sit it, to report, review and export."""

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
from examkit.question_types.base import Response
from examkit.tui.app import ExamkitApp
from tests.banks import write_every_type
from tests.screens import shown
from tests.services import Desk

QUESTIONS = """\
topic = "bread"
domain = "build"
difficulty = "easy"

[[questions]]
id = "leaven-1"
type = "short-text"
stem = "What makes bread rise?"
accepted = ["Baker's yeast", "yeast"]
explanation = "It turns *sugar* into gas."

[[questions]]
id = "leaven-2"
type = "short-text"
stem = "Which bread is from Paris?"
accepted = ["Baguette"]
ignore_case = false
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    bank = write_every_type(tmp_path / "bank")
    exam = bank / "exams" / "exam-1.toml"
    exam.write_text(exam.read_text().replace("questions = 6", "questions = 2"))
    (bank / "questions" / "bread.toml").write_text(QUESTIONS)
    return Desk(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main([*command]) == 0
    return capsys.readouterr().out


def test_line_by_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = str(desk.folder / "bank")
    assert "2 questions, 0 errors" in run(capsys, "bank", "check", bank)
    assert "Baker's yeast (or yeast)" in run(capsys, "bank", "show", "leaven-1", "--bank", bank)
    first = desk.engine().start_mock(questions=2, seed="s").form.slots[0].question.id
    lines = {"leaven-1": "= BAKER\u2019S  Yeast", "leaven-2": "= baguette"}
    order = ["leaven-1", "leaven-2"] if first == "leaven-1" else ["leaven-2", "leaven-1"]
    typed = "\n".join(["yeast", lines[order[0]], "n", lines[order[1]], "submit", "yes"]) + "\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    output = run(capsys, "exam", "--plain", "--bank", bank, "--questions", "2", "--seed", "s")
    assert output.count("Type = followed by a word or phrase") == 3
    assert "Saved: BAKER\u2019S Yeast." in output
    assert "1 of 2 correct" in output
    rows = {
        r["question"]: r
        for r in json.loads(run(capsys, "review", "--bank", bank, "--format", "json"))
    }
    assert rows["leaven-1"]["type"] == "short-text"
    assert (rows["leaven-1"]["outcome"], rows["leaven-2"]["outcome"]) == ("right", "wrong")
    assert rows["leaven-1"]["answer"] == "Baker's yeast (or yeast)"
    assert rows["leaven-2"]["response"] == "baguette"
    for kind in ("text", "markdown"):
        shown_text = run(capsys, "review", "--bank", bank, "--format", kind)
        assert "Correct answer: Baguette, your answer: baguette" in shown_text
    file = desk.folder / "out.gift"
    run(capsys, "export", "--bank", bank, "--to", "gift", "--output", str(file), "--allow-lossy")
    assert "=Baker's yeast" in file.read_text()


async def test_on_the_screen(desk: Desk) -> None:
    engine = desk.engine()
    request = DrillRequest(count=2, domains=("build",))
    app = ExamkitApp(
        engine,
        Config(),
        start=lambda a: a.open_attempt(lambda: engine.start_drill(request=request)),
    )
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        [row] = engine._store.unfinished()
        for slot in engine._store.form(row.id).slots:
            assert "no answer yet" in shown(app)
            assert "space type answer" in shown(app)
            await pilot.press("a")
            assert "Type a word or phrase." in shown(app)
            is_first = slot.question.id == "leaven-1"
            await pilot.press(*("yeast" if is_first else "Baguette"), "enter")
            await pilot.pause()
            assert ("yeast" if is_first else "Baguette") in shown(app)
            await pilot.press("enter")
            await pilot.pause()
            assert "Correct" in shown(app)
            assert ("Baker's yeast (or yeast)" in shown(app)) is is_first
            await pilot.press("n")
            await pilot.pause()
        assert "of 2 correct" in shown(app)
        assert app.screen.query_one(Digits).value == "2"
    given = [event.body.response for event in engine._store.events(row.id)
             if hasattr(event.body, "response")]  # fmt: skip
    assert sorted(given, key=lambda each: each.text) == [
        Response(text="Baguette"), Response(text="yeast"),
    ]  # fmt: skip
