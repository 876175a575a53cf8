"""`examkit bank`, as its users call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examkit.bank.json_schema import SchemaName, make_schema
from examkit.cli.main import main
from tests.banks import write_bank, write_every_type

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bank(tmp_path: Path) -> str:
    return str(write_bank(tmp_path / "bank"))


def test_check_of_a_sound_bank(bank: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "check", bank]) == 0
    assert capsys.readouterr().out == "24 questions, 0 errors, 0 warnings\n"


def test_check_takes_the_bank_that_is_named_before_the_command(
    bank: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--bank", bank, "bank", "check"]) == 0
    assert capsys.readouterr().out.startswith("24 questions")
    assert main(["--bank", bank, "bank", "show", "bread-1"]) == 0


def test_check_tells_place_code_and_hint(bank: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(bank) / "questions" / "bread.toml"
    path.write_text(path.read_text().replace('"medium"', '"middling"', 1))

    assert main(["bank", "check", bank, "--format", "json"]) == 1
    output = json.loads(capsys.readouterr().out)
    assert (output["errors"], output["warnings"]) == (1, 0)
    assert output["findings"][0] == {
        "path": "questions/bread.toml",
        "line": 5,
        "column": 1,
        "code": "wrong-value",
        "severity": "error",
        "message": 'difficulty can\'t be "middling".',
        "hint": 'Write "easy", "medium", or "hard".',
        "id": "bread-0",
    }


def test_warnings_fail_only_when_strict(bank: str) -> None:
    (Path(bank) / "questions" / "later.toml").write_text("")

    assert main(["bank", "check", bank]) == 0
    assert main(["bank", "check", bank, "--strict"]) == 1


@pytest.mark.parametrize("command", ["check", "stats"])
def test_a_bank_with_few_choices_among_other_types(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_every_type(tmp_path / "bank")
    assert main(["bank", command, str(root)]) == 0
    assert "error" not in capsys.readouterr().out.replace("0 errors", "")


def test_stats_count(bank: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "stats", bank, "--format", "json"]) == 0
    output = json.loads(capsys.readouterr().out)
    assert output["domains"] == {"build": 12, "secure": 12}
    others = {"ordering": 0, "matching": 0, "numeric": 0, "short-text": 0}
    assert output["types"] == {"single": 18, "multiple": 6, **others}
    keys = "questions exam domains exams topics types difficulty features notes sections"
    keys += " use skills wording"
    assert " ".join(output) == keys


def test_show_prints_a_question(bank: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "show", "bread-1", "--bank", bank]) == 0
    assert "* A  Yeast for bread 1" in capsys.readouterr().out


def test_a_wrong_id_gets_a_hint(bank: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "show", "bred-1", "--bank", bank]) == 2
    assert "Did you mean bread-1?" in capsys.readouterr().err


def test_an_id_like_no_other_is_answered_with_the_command_that_lists_ids(
    bank: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bank", "show", "nope", "--bank", bank]) == 2
    assert capsys.readouterr().err.endswith(f"List the IDs:\n  examkit --bank {bank} bank items\n")


def test_several_questions_and_notes_are_shown(
    bank: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from examkit.bank.loader import load_bank

    loaded = load_bank(Path(bank)).bank
    assert loaded is not None
    note = next(each.question.note for each in loaded.questions.values() if each.question.note)
    assert main(["bank", "show", "bread-1", note, "--bank", bank]) == 0
    assert "bread-1" in capsys.readouterr().out
    assert main(["bank", "show", "bread.md#nothing", "--bank", bank]) == 2
    assert "This bank has no note 'bread.md#nothing'." in capsys.readouterr().err


def test_a_bank_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "check", "aws-developer"]) == 2
    assert "Did you mean aws-developer-associate?" in capsys.readouterr().err


def test_an_exam_on_a_broken_bank_does_not_start(
    bank: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(bank) / "questions" / "bread.toml"
    path.write_text(path.read_text().replace("bread.md#rising", "bread.md#x"))

    assert main(["exam", "--plain", "--bank", bank]) == 1
    output = capsys.readouterr().err
    assert output.count("unknown-note") == 12
    assert "12 errors" in output


def test_a_new_bank_works_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "My own bank"
    assert main(["bank", "new", str(folder)]) == 0
    assert main(["bank", "check", str(folder), "--strict"]) == 0
    assert 'id = "my-own-bank"' in (folder / "bank.toml").read_text()
    assert main(["bank", "new", str(folder)]) == 2


def test_the_shipped_bank_is_listed_and_clean(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank", "list"]) == 0
    assert "aws-developer-associate" in capsys.readouterr().out
    assert main(["bank", "check", "--strict"]) == 0


@pytest.mark.parametrize("kind", ["bank", "exam", "question"])
def test_the_schemas_in_the_repository_are_current(kind: SchemaName) -> None:
    stored = (ROOT / "questionbank" / f"{kind}.schema.json").read_text(encoding="utf-8")

    assert stored == make_schema(kind), f"run: examkit bank schema {kind} > questionbank/..."
