"""Tasks and skills of an exam, and the skills and the use of a question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examkit.bank.index.index import open_or_build
from examkit.bank.loader import load_bank
from examkit.bank.model import Question
from examkit.cli.main import main
from tests.banks import write_bank, write_bank_with_tasks
from tests.factories import make_exam, make_form, make_question

BREAD = "questions/bread.toml"
SALT = "questions/salt.toml"
EXAM = "exams/exam-1.toml"
OTHER = """
id = "exam-2"
title = "Exam Two"
questions = 4
minutes = 10

[[domains]]
id = "build"
title = "Building things"
weight = 60

[[tasks]]
number = "9.1"
title = "All of it"
domain = "build"
"""
SKILLS = 'skills = { exam-1 = ["1.1.1", "1.1.2"] }'


def skilled_bank(folder: Path) -> Path:
    """Write a bank with tasks, one question with skills, and one for drills only."""
    root = write_bank_with_tasks(folder)
    (root / "exams" / "exam-2.toml").write_text(OTHER)
    changes = {"bread-1": SKILLS, "bread-2": 'use = "drill"'}
    text = (root / BREAD).read_text()
    for name, line in changes.items():
        text = text.replace(f'id = "{name}"\n', f'id = "{name}"\n{line}\n')
    (root / BREAD).write_text(text)
    return root


def test_a_bank_with_skills_has_no_findings(tmp_path: Path) -> None:
    assert load_bank(skilled_bank(tmp_path)).findings == ()


FAULTS = [
    # code, file, what is replaced, by what, text of the line, part of message or hint
    ("duplicate-id", EXAM, 'number = "1.1.2"', 'number = "1.1.1"', "1.1.1", "have the number"),
    ("duplicate-id", EXAM, 'number = "2.1"', 'number = "1.1.2"', "1.1.2", "have the number"),
    ("unknown-domain", EXAM, 'domain = "secure"', 'domain = "secrue"', "secrue", "secure?"),
    ("wrong-type", EXAM, 'number = "2.1"', "number = 2.1", "number = 2.1", '"1.2.3"'),
    ("missing-key", EXAM, 'title = "Bake it"\n', "", "[[tasks.skills]]", "title"),
    ("unknown-key", EXAM, 'title = "Bake it"', 'titel = "Bake it"', "titel", "Did you mean title?"),
    ("unknown-key", EXAM, 'title = "Salt"', 'titel = "Salt"', "titel", "Did you mean title?"),
    ("unknown-skill", BREAD, '"1.1.2"]', '"1.1.3"]', "skills", "list skill 1.1.3"),
    ("unknown-skill", BREAD, '"1.1.2"]', '"9.1"]', "skills", "List it under exam-2"),
    ("duplicate-skill", BREAD, '"1.1.2"]', '"1.1.1"]', "skills", "listed twice"),
    ("misplaced-skill", BREAD, '["1.1.1", "1.1.2"]', '["2.1"]', "skills", "in the secure domain"),
    ("unknown-exam", BREAD, SKILLS, 'skills = { exam-3 = ["1.1"] }', "skills", "exam-3"),
    ("foreign-skill", BREAD, SKILLS, f'exams = ["exam-2"]\n{SKILLS}', "skills", "but that exam"),
    ("wrong-type", BREAD, SKILLS, 'skills = ["1.1.1"]', "skills", "{ exam-1 = "),
    ("wrong-type", BREAD, SKILLS, "skills = { exam-1 = [1.1] }", "skills", "text in quotes"),
    ("wrong-value", BREAD, '"drill"', '"drills"', "use", "can't be"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "path", "old", "new", "line", "words"), FAULTS)
def test_a_fault_of_skills_is_one_finding_at_its_line(
    *, tmp_path: Path, code: str, path: str, old: str, new: str, line: str, words: str
) -> None:
    root = skilled_bank(tmp_path)
    text = (root / path).read_text()
    assert text.count(old) == 1
    (root / path).write_text(text.replace(old, new))

    findings = [f for f in load_bank(root).findings if f.severity == "error"]
    [finding] = [f for f in findings if (f.code, f.path) == (code, path)]
    assert line in (root / path).read_text().split("\n")[finding.line - 1]
    assert words in f"{finding.message} {finding.hint}"


def test_only_the_main_skill_has_to_be_in_the_questions_domain(tmp_path: Path) -> None:
    root = skilled_bank(tmp_path)
    text = (root / BREAD).read_text().replace('"1.1.2"]', '"2.1"]')
    (root / BREAD).write_text(text)

    assert load_bank(root).findings == ()


def test_the_use_at_the_head_of_a_file_holds_for_its_questions(tmp_path: Path) -> None:
    root = skilled_bank(tmp_path)
    text = (root / BREAD).read_text().replace(SKILLS, 'use = "exam"')
    (root / BREAD).write_text(f'use = "drill"\n{text}')
    (root / SALT).write_text(f'use = "drill"\n{(root / SALT).read_text()}')

    result = load_bank(root)
    assert result.bank is not None
    uses = {item.id: item.use for item in result.bank.pools["exam-1"]}
    assert [name for name, use in uses.items() if use == "exam"] == ["bread-1"]
    assert {f.code for f in result.findings} == {"thin-domain"}


def test_the_index_has_use_and_skills(tmp_path: Path) -> None:
    index = open_or_build(skilled_bank(tmp_path / "bank"), tmp_path / "cache")
    items = {item.id: item for item in index.pool("exam-1")}

    assert (items["bread-1"].skills, items["bread-1"].skill) == (("1.1.1", "1.1.2"), "1.1.1")
    assert (items["bread-2"].use, items["bread-2"].skill) == ("drill", "")
    assert [item.skills for item in index.pool("exam-2") if item.id == "bread-1"] == [()]
    assert index.questions(["bread-1"])["bread-1"].skills_in("exam-1") == ("1.1.1", "1.1.2")
    assert [task.number for task in index.exam("exam-1").tasks] == ["1.1", "2.1"]
    index.close()


def test_a_bank_for_drills_only_refuses_a_mock_in_words(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_bank(tmp_path / "bank")
    for path in (BREAD, SALT):
        (root / path).write_text(f'use = "drill"\n{(root / path).read_text()}')

    assert main(["exam", "--bank", str(root), "--plain"]) != 0
    assert "for drills only" in capsys.readouterr().err


def test_stats_count_by_use_and_main_skill(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = skilled_bank(tmp_path)
    assert main(["bank", "stats", str(root), "--format", "json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["use"] == {"exam": 23, "drill": 1}
    assert counts["skills"] == {
        "1.1.1": {"exam": 1, "drill": 0, "title": "Make it rise"},
        "1.1.2": {"exam": 0, "drill": 0, "title": "Bake it"},
        "2.1": {"exam": 0, "drill": 0, "title": "Salt"},
        "none": {"exam": 22, "drill": 1, "title": "Without a skill"},
    }
    assert main(["bank", "stats", str(root)]) == 0
    assert "1.1.1     1      0  Make it rise" in capsys.readouterr().out


def test_skills_and_use_change_no_digest() -> None:
    plain = make_question()
    skilled = make_question(skills={"exam-1": ("1.1.1",)}, use="drill")

    assert plain.digest() == skilled.digest()


def test_what_names_no_skills_is_stored_as_in_version_1_0_0() -> None:
    form = make_form(1)
    question = form.slots[0].question.model_dump(by_alias=True)

    assert not {"use", "skills"} & question.keys()
    assert "tasks" not in make_exam().model_dump()
    assert Question.model_validate(question) == form.slots[0].question
