"""The page on skills is current, and every skill of the shipped exams has a note section."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from generate_skill_page import BANK, EMPTY, SKILLS, quoted_sections, render_skills

from examkit.bank.bank import Bank
from examkit.bank.loader import load_bank
from tests.banks import write_bank_with_tasks


def load(root: Path) -> Bank:
    bank = load_bank(root).bank
    assert bank is not None
    return bank


@cache
def shipped() -> Bank:
    return load(BANK)


def test_the_page_of_skills_is_current() -> None:
    assert SKILLS.read_text("utf-8") == render_skills(shipped()), (
        "run: .venv/bin/python scripts/generate_docs.py"
    )


@pytest.mark.parametrize("exam", ["dva-c03", "dva-c02"])
def test_each_skill_has_a_note_section(exam: str) -> None:
    tasks = shipped().exams[exam].tasks
    skills = [skill.number for task in tasks for skill in task.skills or (task,)]

    assert len(skills) >= len(tasks) > 0
    assert [n for n in skills if not quoted_sections(shipped(), exam, n)[0]] == []


SKILLS_OF = {"bread-0": '["1.1.2"]', "bread-1": '["1.1.2"]', "bread-2": '["1.1.1", "1.1.2"]'}
RISING = 'bread.md#rising"\nevidence = "rises because of yeast"'
BAKING = 'bread.md#baking"\nevidence = "An oven is hot."'


def skilled_bank(folder: Path) -> Path:
    """Write a bank with three questions on skills. Baking settles the first, Rising the others."""
    root = write_bank_with_tasks(folder)
    questions = root / "questions" / "bread.toml"
    text = questions.read_text().replace(RISING, BAKING, 1)
    for name, numbers in SKILLS_OF.items():
        head = f'id = "{name}"\n'
        text = text.replace(head, f"{head}skills = {{ exam-1 = {numbers} }}\n")
    questions.write_text(text)
    return root


def test_a_skill_lists_the_sections_of_most_questions_first(tmp_path: Path) -> None:
    page = render_skills(load(skilled_bank(tmp_path / "bank")))

    first, second = page.split("##### ")[1:]
    assert first.splitlines() == [
        "1.1.1 Make it rise", "", "- `bread.md`: [Rising](notes/bread.md#rising) 1", "",
    ]  # fmt: skip
    assert second.splitlines()[2] == (
        "- `bread.md`: [Rising](notes/bread.md#rising) 1+1, [Baking](notes/bread.md#baking) 1"
    )
    assert "### Securing things" in second


def test_a_skill_without_questions_says_so(tmp_path: Path) -> None:
    page = render_skills(load(write_bank_with_tasks(tmp_path / "bank")))

    assert page.count(EMPTY) == 3, "two skills, and a task without skills"
