"""Drills by what they are about, on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from examkit.attempts.live_attempt import LiveAttempt
from examkit.cli.main import main
from examkit.drills.preview import DrillPreview
from examkit.errors import ExamkitError
from examkit.system_clock import SystemClock
from tests.banks import write_bank


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("EXAMKIT_HOME", str(tmp_path / "home"))
    return str(write_bank(tmp_path / "bank", each=12, questions=8))


def run(monkeypatch: pytest.MonkeyPatch, text: str, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return main(list(arguments))


def test_mistakes_come_back(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drill = ("drill", "--plain", "--bank", bank)
    assert run(monkeypatch, "submit\nyes\n", *drill, "--questions", "2", "--topic", "salt") == 0
    capsys.readouterr()
    assert run(monkeypatch, "submit\nyes\n", *drill, "--mistakes") == 0
    assert "Drill: Mistakes" in capsys.readouterr().out


@pytest.mark.parametrize("aim", ["--mistakes", "--due", "--flagged"])
def test_a_drill_without_questions_is_an_error_in_words(
    bank: str, aim: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "", "drill", "--plain", "--bank", bank, aim) != 0
    output = capsys.readouterr().err
    assert f"No questions found for this drill: {aim.removeprefix('--')}" in output
    assert "hint:" in output


def test_today_and_weak_areas_are_two_drills(bank: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["drill", "--plain", "--bank", bank, "--due-first", "--adaptive"])
    assert ended.value.code == 2
    assert "argument --adaptive: not allowed with argument --due-first" in capsys.readouterr().err


def test_the_hint_on_an_unknown_note_leads_to_one(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drill = ("drill", "--plain", "--bank", bank, "--note")
    assert run(monkeypatch, "", *drill, "ovens") == 2
    assert (
        f"hint: Search for the note to find its address:\n  examkit --bank {bank} search WORD\n"
        in capsys.readouterr().err
    )
    assert main(["search", "--bank", bank, "oven"]) == 0
    address = capsys.readouterr().out.split()[1].rstrip(":")
    assert run(monkeypatch, "submit\nyes\n", *drill, address) == 0


@pytest.mark.parametrize(
    ("aim", "title"),
    [
        ("--due-first", "Today's practice"),
        ("--adaptive", "Weak areas"),
        ("--unseen", "New questions"),
    ],
)
def test_the_engine_chooses(
    bank: str,
    aim: str,
    title: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(monkeypatch, "submit\nyes\n", "drill", "--plain", "--bank", bank, aim) == 0
    assert f"Drill: {title}" in capsys.readouterr().out


def test_a_drill_first_shows_its_length_and_reasons(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "", "drill", "--plain", "--bank", bank, "--questions", "3") == 0
    output = capsys.readouterr().out
    assert output.startswith("3 questions, about 8 min.\n3 new (")


def test_on_a_note_with_the_options_covered_and_timed(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drill = (
        "drill",
        "--plain",
        "--bank",
        bank,
        "--note",
        "salt.md#rising",
        "--hide-options",
        "--timed",
    )
    assert run(monkeypatch, "\nl\ns\nl\nl\n", *drill) == 0
    output = capsys.readouterr().out
    assert "Drill: One note, timed" in output
    covered, shown = output.split("The options are hidden. Press Enter to show them.")
    assert ("A. " in covered, "A. " in shown) == (False, True)
    assert "You haven't seen the answer yet. Check your answer first." in shown
    repeats, stops = "This question will repeat later.", "This question won't repeat."
    assert shown.index(repeats) < shown.index(stops)
    assert "22 min left" in covered


def test_the_plan_shows_today_and_saves_the_exam_date(
    bank: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plan", "--bank", bank]) == 0
    output = capsys.readouterr().out
    assert f"Set a date:\n  examkit --bank {bank} plan --exam-date" in output
    assert "Today's practice: 10 questions, about 25 min" in output
    assert main(["plan", "--bank", bank, "--exam-date", "Jan 1, 2999"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("Exam date: January 1, 2999\n\n")
    assert "days until the exam." in output
    assert main(["plan", "--bank", bank, "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["plan"]["mock"] == "first"
    assert sum(part["count"] for part in values["today"]) == 10
    assert (values["unseen"], values["reserved"], values["mix_ups"]) == (24, 8, [])
    assert (values["weak"], values["weak_basis"], values["estimates"]) == ([], "nothing", {})
    assert main(["plan", "--bank", bank, "--exam-date", "2020-02-29"]) == 0
    output = capsys.readouterr().out
    assert "Your exam date, February 29, 2020, has passed." in output
    assert "No day" not in output
    with pytest.raises(SystemExit):
        main(["plan", "--bank", bank, "--exam-date", "soon"])
    assert 'use a date such as "December 20, 2026"' in capsys.readouterr().err
    assert main(["plan", "--bank", bank, "--exam-date", "none"]) == 0
    assert "No exam date is set." in capsys.readouterr().out
    assert 'exam_date = ""' in next(home.rglob("config.toml")).read_text()


def test_the_drill_is_as_long_as_the_plan(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.fromtimestamp(SystemClock().now().wall, UTC).astimezone()
    tomorrow = now.date() + timedelta(days=1)
    assert main(["plan", "--bank", bank, "--exam-date", tomorrow.isoformat()]) == 0
    output = capsys.readouterr().out
    assert "Today: 10 new questions." in output
    assert "Today's practice: 10 questions, about" in output
    assert run(monkeypatch, "", "drill", "--plain", "--bank", bank, "--due-first") == 0
    assert "10 questions, about" in capsys.readouterr().out
    short = ("drill", "--plain", "--bank", bank, "--due-first", "--questions", "3")
    assert run(monkeypatch, "", *short) == 0
    assert "3 questions, about" in capsys.readouterr().out


def test_saving_the_exam_date_changes_no_other_setting(home: Path, tmp_path: Path) -> None:
    from examkit.config_file import save_settings

    folder = tmp_path / "settings"
    folder.mkdir()
    file = folder / "config.toml"
    file.write_text('# mine\nhide_clock = true\nexam_date = "2026-12-01"  # soon\n')
    save_settings(folder, {"exam_date": "2026-12-15"})
    assert file.read_text() == '# mine\nhide_clock = true\nexam_date = "2026-12-15"  # soon\n'
    file.write_text("no toml [")
    with pytest.raises(ExamkitError, match=r"config\.toml:"):
        save_settings(folder, {"exam_date": "2026-12-15"})
    assert file.read_text() == "no toml ["


def test_search_prints_matches_and_exits_with_1_if_there_are_none(
    bank: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "--bank", bank, "oven"]) == 0
    output = capsys.readouterr().out
    assert output.startswith("note bread.md#baking: Baking\n    An oven is hot.")
    assert main(["search", "--bank", bank, "oven", "--format", "json"]) == 0
    assert {hit["ref"] for hit in json.loads(capsys.readouterr().out)} == {
        "bread.md#baking",
        "salt.md#baking",
    }
    assert main(["search", "--bank", bank, "zebra"]) == 1
    assert capsys.readouterr().out == ""


def test_search_is_refused_during_a_mock(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "a\n", "exam", "--plain", "--bank", bank) == 0
    assert main(["search", "--bank", bank, "oven"]) == 1
    assert "Notes and search are off while a mock exam is unfinished" in capsys.readouterr().err


@pytest.fixture
def small(tmp_path: Path, bank: str) -> str:
    """A bank with three questions on each topic."""
    return str(write_bank(tmp_path / "small", each=3, questions=4))


def test_a_drill_shorter_than_requested_warns_before_it_starts(
    small: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drill = ("drill", "--plain", "--bank", small, "--topic", "salt")
    assert run(monkeypatch, "quit\n", *drill, "--questions", "5") == 0
    before, _ = capsys.readouterr().out.split("Question 1 of 3")
    assert "You asked for 5 questions. Only 3 match.\n" in before

    for wanted in (["--questions", "3"], []):
        assert run(monkeypatch, "quit\n", *drill, *wanted) == 0
        assert "You asked for" not in capsys.readouterr().out


def test_the_app_asks_before_it_starts_a_shorter_drill(
    small: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    class Shown:
        def offer_drill(self, plan: DrillPreview, wanted: int) -> None:
            done.append(f"offered {len(plan.selection.items)} of {wanted}")

        def open_attempt(self, begin: Callable[[], LiveAttempt]) -> None:
            done.append(f"sat {len(begin().form.slots)}")

    monkeypatch.setattr("examkit.cli.launch.require_terminal", lambda _: None)
    monkeypatch.setattr("examkit.cli.launch.run_app", lambda *args, **_: args[3](Shown()) or 0)
    for count in ("5", "3"):
        assert main(["drill", "--bank", small, "--topic", "salt", "--questions", count]) == 0
    assert done == ["offered 3 of 5", "sat 3"]
