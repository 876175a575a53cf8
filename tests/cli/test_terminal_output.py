"""What commands print: aligned tables, and rendered Markdown on a terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from examkit.cli.attempt_table import attempt_lines
from examkit.cli.main import main
from examkit.cli.styled_text import color_report
from examkit.cli.table import align
from examkit.store.records import AttemptRow
from tests.banks import write_bank
from tests.terminal import Terminal

CODES = re.compile(r"\x1b\[[\d;]*m")


def attempt(number: int, **changes: object) -> AttemptRow:
    """Return a finished mock of ten questions, as old as its number is low."""
    row = AttemptRow(
        id=f"20261130-10000{number}-aaaa",
        mode="mock",
        bank="bank-1",
        exam="dva-c03",
        title="mock exam",
        started=1_796_000_000.0 + number * 86_400,
        finished=1_796_000_000.0 + number * 86_400 + 60,
        reason="submitted",
        asked=10,
        correct=5 + number,
        scored_asked=8,
        scored_correct=4,
        fresh=10,
    )
    return row._replace(**changes)  # type: ignore[arg-type]


def test_columns_are_aligned() -> None:
    assert align([("a", "10"), ("bcd", "9")], right=(1,)) == ["a    10", "bcd   9"]
    assert align([("wide title", "x")], width=11) == ["wide ti…  x"]
    assert align([("試験", "x"), ("a", "y")]) == ["試験  x", "a     y"]


def test_mocks_have_the_change_since_the_one_before() -> None:
    rows = [attempt(3), attempt(2, mode="drill", correct=0), attempt(1), attempt(0)]
    lines = attempt_lines(rows, {}, None)

    assert lines[0].split() == ["ATTEMPT", "DATE", "EXAM", "TYPE", "CORRECT", "NEW", "CHANGE"]
    assert [line.split()[-1] for line in lines[1:]] == ["+20", "all", "+10", "all"]
    assert "DVA-C03" in lines[1]


def test_an_attempt_left_out_or_unfinished_is_no_step_of_the_trend() -> None:
    rows = [attempt(3), attempt(2, left_out=True), attempt(1, finished=None), attempt(0)]
    lines = attempt_lines(rows, {}, None)

    assert lines[1].endswith("+30")
    assert lines[2].endswith("left out")
    assert lines[3].endswith("unfinished")


def test_a_drill_is_named_as_on_screen() -> None:
    rows = [attempt(0, mode="drill", title="drill: due, build")]
    assert "Drill: Due for review, Building" in attempt_lines(rows, {"build": "Building"}, None)[1]


def test_a_mock_that_was_clicked_through_is_no_step_of_the_trend() -> None:
    rows = [attempt(2), attempt(1, correct=0), attempt(0)]
    lines = attempt_lines(rows, {}, None, {rows[1].id})

    assert lines[1].endswith("+20")
    assert lines[2].endswith("too fast")


def test_a_long_title_is_cut_to_the_width() -> None:
    rows = [attempt(0, title="drill: " + "long title " * 20)]
    assert max(map(len, attempt_lines(rows, {}, 80))) == 80
    assert "…" not in "".join(attempt_lines(rows, {}, None))


def test_a_report_has_color_where_it_has_a_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    row = " Security ███┃█─  53%  9/17  needs improvement"
    text = f" BELOW PASS  630 of 1000\n DOMAINS\n{row}\n borders"
    monkeypatch.delenv("NO_COLOR", raising=False)
    lines = color_report(text).split("\n")

    assert CODES.sub("", "\n".join(lines)) == text
    assert "\x1b[31mBELOW PASS" in lines[0]
    assert "\x1b[31m███┃█\x1b[0m─" in lines[2]
    assert lines[3] == " borders"
    monkeypatch.setenv("NO_COLOR", "1")
    assert color_report(text) == text


@pytest.mark.parametrize(
    "command", [["history"], ["report"], ["plan"], ["review"], ["bank", "list"]]
)
def test_commands_print_on_an_output_for_ascii_only(home: Path, command: list[str]) -> None:
    bank = str(write_bank(home / "b–nk"))
    environment = {**os.environ, "EXAMKIT_HOME": str(home), "PYTHONIOENCODING": "ascii"}

    def run(*arguments: str, lines: str = "") -> str:
        program = [sys.executable, "-m", "examkit", "--bank", bank, *arguments]
        done = subprocess.run(
            program, input=lines, capture_output=True, text=True, check=True, env=environment
        )
        return done.stdout

    run("exam", "--plain", lines="a\nsubmit\nyes\n")
    assert run(*command).isascii()


def test_review_renders_markdown_on_a_terminal_only(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = str(write_bank(home / "bank"))
    with Terminal("exam", "--plain", "--bank", bank, home=home) as terminal:
        terminal.wait_for("> ").press("a\r").wait_for("Saved: A")
        terminal.press("submit\r").wait_for("yes").press("yes\r").wait_for_exit()
    with Terminal("review", "--bank", bank, home=home, rows=400) as terminal:
        assert terminal.wait_for_exit() == 0
        shown = terminal.raw.decode()
    assert main(["review", "--bank", bank]) == 0
    plain = capsys.readouterr().out

    assert "\x1b[" in shown
    assert "\x1b[" not in plain
    assert "Question 1  " in CODES.sub("", shown)
    assert "**" not in shown
    assert "**" in plain
    assert "▌" in shown
