"""The skills behind a weak domain."""

from __future__ import annotations

from dataclasses import replace

from examkit.bank.model import Skill, Task
from examkit.report.render import text
from examkit.report.report import Report
from examkit.report.sections.weak_skills import WeakSkillsSection
from tests.report.example import Asked, form_of, make_facts, report_of

SKILLS = tuple(Skill(number=f"1.1.{n}", title=f"Skill {n}") for n in range(1, 6))
TASKS = (
    Task(number="1.1", title="Secure it", domain="secure", skills=SKILLS),
    Task(number="2.1", title="Keep it running", domain="resilient"),
)
MISSED = (6, 1, 5, 4, 0)
"""Incorrect answers of six, by skill."""
ASKED = [
    Asked(outcome="wrong" if n < missed else "right") for missed in MISSED for n in range(6)
] + [Asked(domain="resilient") for _ in range(10)]
NUMBERS = [skill.number for skill in SKILLS for _ in range(6)] + ["2.1"] * 10


def skilled_report(asked: list[Asked]) -> Report:
    form = form_of(asked)
    exam = form.exam.model_copy(update={"tasks": TASKS})
    names = [slot.question.id for slot in form.slots]
    facts = make_facts(asked, skills=dict(zip(names, NUMBERS, strict=True)))
    return report_of(asked, facts, exam=exam)


def test_a_weak_domain_names_the_three_skills_missed_most() -> None:
    section = skilled_report(ASKED)[WeakSkillsSection]

    assert [(row.number, row.asked, row.right) for row in section.skills] == [
        ("1.1.1", 6, 0),
        ("1.1.3", 6, 1),
        ("1.1.4", 6, 2),
    ]
    [items] = section.details()
    [text] = items.items  # type: ignore[union-attr]
    assert text == (
        "Secure: 1.1.1 Skill 1 (0 of 6 correct), 1.1.3 Skill 3 (1 of 6 correct), "
        "1.1.4 Skill 4 (2 of 6 correct)"
    )


def test_skills_are_shown_as_those_of_all_attempts() -> None:
    assert "WHERE YOU LOSE POINTS IN WEAK DOMAINS, ACROSS ALL ATTEMPTS" in text.render(
        skilled_report(ASKED)
    )


def test_tasks_are_named_while_no_skill_was_missed_twice() -> None:
    wrong = [Asked(outcome="wrong" if n % 6 == 0 else "right", fresh=n % 6 < 2) for n in range(30)]
    section = skilled_report([*wrong, *ASKED[30:]])[WeakSkillsSection]

    assert [(row.number, row.asked, row.right) for row in section.skills] == [("1.1", 10, 5)]


def test_domains_that_are_not_weak_name_none() -> None:
    asked = [replace(each, outcome="right") for each in ASKED]

    assert skilled_report(asked)[WeakSkillsSection].skills == ()


def test_an_exam_without_skills_has_none() -> None:
    assert report_of(ASKED)[WeakSkillsSection].skills == ()
