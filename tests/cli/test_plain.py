"""Plain mode: a dialogue with piped input."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from pathlib import Path
from unittest.mock import ANY

import pytest

from examkit.cli.main import main
from tests.banks import write_bank
from tests.factories import FakeClock
from tests.services import Desk


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank"))


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Return a function that runs a command with lines as input and returns its output."""

    def run(*arguments: str, lines: str = "") -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{x}\n" for x in lines.split("|"))))
        assert main(list(arguments)) == 0
        return capsys.readouterr().out

    return run


def test_a_whole_exam(bank: str, say) -> None:  # type: ignore[no-untyped-def]
    output = say("exam", "--plain", "--bank", bank, "--seed", "s", lines="a|n|b|m|o|submit|yes")

    assert "20 min left. Type t to check the time again." in output
    assert "[question 1 of 10, 0 answered] > " in output
    assert re.search(r"question 2:  (answered|incomplete), flagged", output)
    assert "question 3:  unseen" in output
    assert re.search(r"8 unseen: questions 3 to 10", output)
    assert "1 flagged: question 2" in output
    assert "DO NEXT" in output


def test_a_drill_that_is_submitted_early_covers_what_was_answered(bank: str, say) -> None:  # type: ignore[no-untyped-def]
    drill = ("drill", "--plain", "--bank", bank, "--questions", "6", "--seed", "t")
    output = say(*drill, lines="a|n|b|n|submit|yes")

    assert "Your result will include the 2 questions you answered." in output
    assert "Questions you haven't seen remain new." in output
    assert "can't change your answers" not in output
    [row] = json.loads(say("history", "--bank", bank, "--format", "json"))
    assert row["asked"] == 2


def test_the_prompt_counts_answered_and_incomplete_questions(bank: str, say) -> None:  # type: ignore[no-untyped-def]
    lines = "|".join(f"g {number}|a" for number in range(1, 11))
    output = say("exam", "--plain", "--bank", bank, "--seed", "s", lines=f"{lines}|o")

    states = re.findall(r"question \d+: +(\w+)", output)
    done, some = states.count("answered"), states.count("incomplete")
    assert done + some == 10
    assert f"[question 10 of 10, {done} answered, {some} incomplete] > " in output
    assert some > 0


def test_the_end_of_input_saves_the_attempt(bank: str, say) -> None:  # type: ignore[no-untyped-def]
    output = say("exam", "--plain", "--bank", bank, "--seed", "s", lines="g 4|a")
    assert f"Saved. Resume with:\n  examkit --bank {bank} resume " in output

    output = say("resume", "--plain", "--bank", bank, lines="o|quit")
    assert "[question 4 of 10, 1 answered" in output


def test_a_drill_says_how_to_see_the_explanation(bank: str, say) -> None:  # type: ignore[no-untyped-def]
    output = say("drill", "--plain", "--bank", bank, "--seed", "s", lines="a|a b|s")
    assert "Type s to see the explanation.\n" in output
    assert "Correct answer: " in output
    assert "Type s" not in say("exam", "--plain", "--bank", bank, "--seed", "s", lines="a|a b")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("z", "That isn't an option or a command. Type a letter from a to"),
        ("a a", "Saved: A."),
        ("a b c", "Choose"),
        ("g 99", "Question 99 doesn't exist."),
        ("g 0", "Question 0 doesn't exist."),
        ("2", "Rated: fairly sure."),
        ("2|2", "Cleared."),
        ("m|m", "Not flagged."),
        ("flag", "Flagged."),
        ("navigator", "question 10: unseen"),
        ("next", "[question 2 of 10"),
        ("time", "20 min left."),
        ("g 9|u", "[question 10 of 10"),
        ("g 10|u", "[question 1 of 10"),
        ("submit|no", "9 unseen: questions 2 to 10"),
        ("t", "20 min left."),
        ("s", "Answers are shown after the exam."),
        ("help", "rate your confidence"),
        ("submit|no", "Not submitted."),
        ("a|-", "Cleared."),
        ("p", "[question 1 of 10"),
        ("g 10|n", "[question 10 of 10"),
        ("\x1b]52;c;x\x07", "That isn't an option or a command."),
    ],
)
def test_each_command_answers(bank: str, say, line: str, answer: str) -> None:  # type: ignore[no-untyped-def]
    output = say("exam", "--plain", "--bank", bank, "--seed", "s", lines=line)

    assert answer in output
    assert "\x1b" not in output


def test_a_drill_explains_right_away(bank: str, say) -> None:  # type: ignore[no-untyped-def]
    arguments = ("drill", "--plain", "--bank", bank, "--topic", "salt", "--questions", "2")
    output = say(*arguments, lines="a|s|b|quit")

    assert "Correct answer: " in output
    assert re.search(r"(From the note|The question is about) Rising \(salt.md#rising\):", output)
    assert "so yours is final" in output


def test_history_report_and_review_as_json(bank: str, say) -> None:  # type: ignore[no-untyped-def]
    say("exam", "--plain", "--bank", bank, "--seed", "s", lines="a|submit|yes")

    [row] = json.loads(say("history", "--bank", bank, "--format", "json"))
    assert list(row) == [
        "attempt", "mode", "bank", "exam", "started", "finished", "asked", "right", "fresh",
        "left_out", "too_quick",
    ]  # fmt: skip
    report = json.loads(say("report", "--bank", bank, "--format", "json"))
    keys = (
        "attempt mode asked right unanswered scored scaled domains topics notes_to_read next fresh"
    )
    assert set(keys.split()) <= set(report)
    assert report["attempt"] == row["attempt"]
    review = json.loads(say("review", "--bank", bank, "--format", "json"))
    assert len(review) == 10
    assert {"stem", "options", "outcome", "excerpt", "evidence"} <= set(review[0])
    missed = json.loads(say("review", "--bank", bank, "--missed", "--format", "json"))
    assert all(question["outcome"] != "right" for question in missed)
    assert json.loads(say("review", "--bank", bank, "--wrong", "--format", "json")) == missed


def test_a_step_of_the_report_reviews_the_sure_misses(bank: str, say) -> None:  # type: ignore[no-untyped-def]
    lines = "|".join(f"g {number}|{'3|' * (number % 2)}b|a b" for number in range(1, 11))
    say("exam", "--plain", "--bank", bank, "--seed", "s", lines=f"{lines}|submit|yes")
    output = say("report", "--bank", bank)
    step = r"Review (\d+) questions? you were sure.*?\n +examkit (.*)"
    [(count, command)] = re.findall(step, output)
    sure = json.loads(say(*shlex.split(command), "--format", "json"))
    missed = json.loads(say("review", "--bank", bank, "--missed", "--format", "json"))
    assert len(sure) == int(count) < len(missed)
    assert all(question in missed for question in sure)


@pytest.mark.parametrize("command", ["report", "review"])
def test_a_file_is_written_on_request(bank: str, say, command: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    say("exam", "--plain", "--bank", bank, lines="submit|yes")
    target = tmp_path / "out.md"
    say(command, "--bank", bank, "--format", "markdown", "--output", str(target))

    assert target.read_text().startswith("# ")


@pytest.mark.parametrize("command", ["report", "review", "compare", "resume"])
def test_a_missing_attempt_is_not_a_usage_error(
    bank: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [command, "--bank", bank, *(["--plain"] if command == "resume" else [])]
    assert main(words) == 1
    assert f"hint: Start a mock exam:\n  examkit --bank {bank} exam\n" in capsys.readouterr().err


def test_an_unknown_attempt_id_is_a_usage_error(
    bank: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "2020", "--bank", bank]) == 2
    assert "No attempt ID starts with '2020'." in capsys.readouterr().err


def test_one_mock_alone_cannot_be_compared(
    bank: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("submit\nyes\n"))
    assert main(["exam", "--plain", "--bank", bank]) == 0
    assert main(["compare", "--bank", bank]) == 1
    assert (
        "This is your first mock exam, so there's nothing to compare it with."
        in capsys.readouterr().err
    )


def test_the_exam_of_the_settings_is_for_the_banks_that_have_it(  # type: ignore[no-untyped-def]
    bank: str, home: Path, say
) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text('exam = "dva-c02"')
    assert "Exam One" in say("exam", "--plain", "--bank", bank, lines="submit|yes")
    assert "Today's practice" in say("plan", "--bank", bank)
    assert say("drill", "--plain", "--bank", bank, "--questions", "1", lines="q")
    assert main(["exam", "--plain", "--bank", bank, "--exam", "dva-c02"]) == 2


@pytest.mark.parametrize("command", ["exam", "drill", "plan"])
def test_a_typo_in_the_exam_of_the_settings_is_named_once(  # type: ignore[no-untyped-def]
    bank: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys, command: str
) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(f'bank = "{bank}"\nexam = "exam-l"\n')
    words = [command, *(["--plain"] if command != "plan" else [])]
    warning = "Your settings name an unknown exam, 'exam-l'. Known exams: exam-1. Using exam-1.\n"

    for extra, expected in (([], warning), (["--bank", bank], ""), (["--exam", "exam-1"], "")):
        monkeypatch.setattr(sys, "stdin", io.StringIO("quit\n"))
        assert main([*words, *extra]) == 0
        assert capsys.readouterr().err == expected


def test_without_a_terminal_the_app_suggests_plain_mode(
    bank: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["exam", "--bank", bank]) == 2
    assert f"examkit --bank {bank} exam --plain" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("extra_minutes = ", "config.toml:1:"),
        ("extra_time = 3", "unknown setting 'extra_time'"),
        ('exam_date = "soon"', "exam_date isn't a valid date"),
        ("exam_date = 20261215", "exam_date must be text in quotes"),
        ("extra_minutes = true", "extra_minutes must be a whole number"),
        ("extra_minutes = 601", "from 0 to 600"),
    ],
)
def test_an_invalid_setting_is_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "config.toml").write_text(text)

    assert main(["history"]) == 1
    assert says in capsys.readouterr().err


def test_a_damaged_store_is_named_and_left_unchanged(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "data" / "attempts.db"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database" * 500)

    assert main(["exam", "--plain"]) == 1
    assert str(path) in capsys.readouterr().err
    assert path.read_bytes() == b"no database" * 500


def test_the_app_and_the_dialogue_share_attempts(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    live = desk.engine().start_mock()
    live.choose(0, 1)
    live.suspend()

    assert desk.engine().resume().state.slots[0].response.choices == (1,)


@pytest.mark.parametrize("answer", ["a", "a b"])
def test_an_answer_to_covered_options_shows_them_first(bank: str, say, answer: str) -> None:  # type: ignore[no-untyped-def]
    drill = ("drill", "--plain", "--bank", bank, "--note", "salt.md#rising", "--hide-options")
    first, second = say(*drill, lines=f"{answer}|a|quit").split("Look at the options first,")
    assert "Saved" not in first
    assert second.index("A. ") < second.index("Saved: A.")
    assert second.count("Saved:") == 1


@pytest.mark.fault("R35")
@pytest.mark.parametrize("handing_in", ["resume", "exam", "drill"])
def test_reports_name_expired_attempts_and_the_next_attempt_submits_them(  # type: ignore[no-untyped-def]
    home: Path, say, capsys: pytest.CaptureFixture[str], handing_in: str
) -> None:
    desk = Desk(home, FakeClock(wall=1_700_000_000.0, boot_id="another run"))
    bank = ["--bank", str(desk.folder / "bank")]
    engine = desk.engine()
    over = engine.start_mock()
    over.choose(0, 1)
    over.suspend()
    engine.close()

    output = f"Attempt {over.attempt_id} ran out of time, but it hasn't been submitted."
    hint = f"Submit it:\n  examkit --bank {bank[1]} resume {over.attempt_id}"
    for command in ("report", "review"):
        assert main([command, *bank]) == 1
        assert capsys.readouterr().err == f"error: {output}\nhint: {hint}\n"
    for _ in range(2):
        assert main(["history", *bank]) == 0
        assert capsys.readouterr() == (ANY, f"{output} {hint}\n")
    say(handing_in, "--plain", *bank, lines="q")
    assert over.attempt_id in say("report", over.attempt_id, *bank, "--format", "json")
    assert main(["history", *bank]) == 0
    assert capsys.readouterr().err == ""


def test_an_untimed_exam_has_no_time_limit(bank: str, say, capsys) -> None:  # type: ignore[no-untyped-def]
    output = say("exam", "--plain", "--bank", bank, "--untimed", lines="t|submit|yes")
    assert "No time limit." in output
    assert "untimed" in output
    with pytest.raises(SystemExit):
        say("exam", "--plain", "--bank", bank, "--untimed", "--minutes", "5")
    assert "not allowed with" in capsys.readouterr().err
