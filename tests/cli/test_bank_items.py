"""Measuring the questions of a bank on the command line, from one store and several archives."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from examkit.attempts.maintenance import gather
from examkit.cli.main import main
from examkit.store.archive import dump
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.services import Desk, answer

CLASS, QUESTIONS = 32, 6
INVERTED, SLOW = "bread-0", "salt-1"
"""A question that only poor candidates know, and one that takes long."""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a bank, and an archive for each candidate of a class, who know 0 to 5 questions."""
    folder = tmp_path_factory.mktemp("school")
    write_bank(folder / "bank", each=3, questions=QUESTIONS, unscored=0, single=True)
    for number in range(CLASS):
        _write_archive(folder, number)
    return folder


def _write_archive(folder: Path, number: int) -> None:
    name, level = f"candidate-{number:02}", number % QUESTIONS
    desk = Desk(folder / name)
    desk.clock.pass_time(number)
    with desk.engine(bank=folder / "bank") as engine:
        live = engine.start_mock(seed="class")
        for slot, each in enumerate(live.form.slots):
            live.visit(slot)
            desk.clock.pass_time(400 if each.question.id == SLOW else 60)
            topic, place = each.question.id.split("-")
            rank = int(place) + 3 * (topic == "salt")
            answer(live, slot, right=rank <= level if rank else level < 2)
        live.submit()
    with open_store(desk.folder / "data", read_only=True) as store:
        lines = dump(gather(store).attempts, "1.0.0")
        (folder / f"{name}.jsonl").write_text("".join(lines), newline="\n")


def archives(school: Path) -> list[str]:
    return [str(path) for path in sorted(school.glob("*.jsonl"))]


def measured(
    capsys: pytest.CaptureFixture[str], school: Path, *arguments: str, code: int = 0
) -> Any:
    capsys.readouterr()
    command = ["bank", "items", *arguments, "--bank", str(school / "bank"), "--format", "json"]
    assert main(command) == code
    return json.loads(capsys.readouterr().out)


def test_several_archives_show_what_to_look_at(
    school: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["bank", "items", *archives(school), "--bank", str(school / "bank")]) == 0
    output = capsys.readouterr()
    lines = output.out.splitlines()
    assert lines[1] == "192 first answers to 6 of 6 questions, by 32 candidates in 32 attempts."
    place = next(number for number, line in enumerate(lines) if INVERTED in line)
    assert lines[place].split()[:5] == [INVERTED, "32", "38%", "60", "s"]
    assert (
        "Check the correct answer: B (62%) is picked more often than A (38%)." in lines[place + 1]
    )
    assert "candidates who do well elsewhere tend to miss this" in lines[place + 2]
    assert "    Slow: a typical answer takes 400 s. The exam allows 200 s per question." in lines
    assert max(map(len, lines[:-1])) <= 80
    assert lines[-1] == f"  examkit --bank {school / 'bank'} bank show ID"
    assert output.err == ""


def test_nothing_shows_who_answered(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "json", "csv"):
        command = ["bank", "items", *archives(school), "--bank", str(school / "bank")]
        assert main([*command, "--format", form]) == 0
        output = capsys.readouterr()
        assert "candidate-" not in output.out + output.err
        assert "2027" not in output.out  # the year of all attempts, and of their ids


def test_json_and_csv_have_the_same_values(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = measured(capsys, school, *archives(school))
    assert (values["candidates"], values["answers"], values["not_counted"]) == (32, 192, {})
    by_id = {row["question"]: row for row in values["questions"]}
    assert by_id[INVERTED]["discrimination"] < -0.5
    assert by_id["bread-2"]["discrimination"] > 0.4
    assert [each["rule"] for each in by_id[SLOW]["look_at"]] == ["key", "time", "distractor"]
    command = ["bank", "items", *archives(school), "--bank", str(school / "bank")]
    assert main([*command, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["question"] for row in rows] == [row["question"] for row in values["questions"]]
    assert {row["instead"] for row in rows} == {"B"}
    for row in rows:
        same = by_id[row["question"]]
        assert float(row["correct"]) == same["correct"]
        assert row["look_at"] == " ".join(each["reason"] for each in same["look_at"])


def test_topics_and_domains_are_selected(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bread = measured(capsys, school, *archives(school), "--topic", "bread")
    assert {row["topic"] for row in bread["questions"]} == {"bread"}
    assert bread["selected"] == 3
    secure = measured(capsys, school, *archives(school), "--domain", "secure")
    assert {row["domain"] for row in secure["questions"]} == {"secure"}
    command = ["bank", "items", "--bank", str(school / "bank"), "--topic", "cake"]
    assert main(command) == 2
    assert "Known topics: bread, salt." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 0: the rest of the file is missing."),
        ("not json", "line 1: not a valid line of an exported file."),
        ('{"kind":"other"}\n', "line 1: the file doesn't contain exported attempts."),
        ("\ud800", "line 0: not a valid line of an exported file."),
    ],
)
def test_a_malformed_archive_is_one_finding_and_the_others_count(
    school: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    reason: str,
) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(text.encode(errors="surrogatepass"))
    some = archives(school)
    command = ["bank", "items", some[0], str(bad), some[1], "--bank", str(school / "bank")]
    assert main(command) == 1
    output = capsys.readouterr()
    assert output.err == f"{bad}: {reason} Attempts read before the error: 0.\n"
    assert "by 2 candidates in 2 attempts" in output.out


def test_the_attempts_before_a_fault_count(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = Path(archives(school)[0]).read_text()
    cut = tmp_path / "cut.jsonl"
    cut.write_text("".join(text.splitlines(keepends=True)[:-1]), newline="\n")
    values = measured(capsys, school, str(cut), code=1)
    assert (values["candidates"], values["answers"]) == (1, QUESTIONS)


def test_a_missing_file_and_a_folder_are_findings(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["bank", "items", "missing", str(tmp_path), archives(school)[0]]
    assert main([*command, "--bank", str(school / "bank")]) == 1
    output = capsys.readouterr()
    assert output.err.splitlines() == [
        "missing can't be read: No such file or directory.",
        f"{tmp_path} can't be read: Is a directory.",
    ]
    assert "by 1 candidate in 1 attempt." in output.out


def test_the_same_archive_twice_counts_once(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = archives(school)[0]
    assert measured(capsys, school, one, one) == measured(capsys, school, one)


def test_the_own_store_is_measured_without_files(
    school: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bank = str(school / "bank")
    assert main(["bank", "items", "--bank", bank]) == 0
    output = capsys.readouterr().out
    assert "No finished attempts found for this bank." in output
    assert output.endswith("Ask each candidate to run:\n  examkit data export attempts.jsonl\n")
    assert main(["data", "import", archives(school)[3]]) == 0
    values = measured(capsys, school)
    assert (values["candidates"], values["attempts"], values["answers"]) == (1, 1, QUESTIONS)
    assert {row["enough"] for row in values["questions"]} == {False}


def test_a_formula_in_a_csv_stays_text(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from examkit.cli.bank_items import CSV_COLUMNS, to_csv

    row = dict.fromkeys(CSV_COLUMNS, None) | {
        "instead": "=1+1",
        "correct_answer": ["A", "B"],
        "look_at": [],
        "discrimination": -0.3,
    }
    line = to_csv([row]).splitlines()[1]
    assert "'=1+1" in line
    assert "A B" in line
    assert ",-0.3," in line
