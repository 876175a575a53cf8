"""Write the page that shows which note sections teach each skill of an exam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from examkit.bank.bank import Bank
from examkit.bank.loader import load_bank
from examkit.bank.model import Exam, Question, Task

BANK = Path(__file__).parents[1] / "questionbank" / "aws-developer-associate"
SKILLS = BANK / "SKILLS.md"
INTRO = """\
# Skills and notes

What should you read for a skill? This page lists the [notes](notes/) for every skill of the exam.
Skills have the numbers of the exam guide, and titles in our own words.

A section is listed if it settles a question on the skill. The number after it counts the questions
that test this skill first. A number with a plus sign counts those that test another skill first."""
EMPTY = "No section yet."


def skills_page() -> str:
    """Return `SKILLS.md` of the shipped bank."""
    bank = load_bank(BANK).bank
    if bank is None:
        raise SystemExit("The bank has errors. Fix them first:\n  examkit bank check")
    return render_skills(bank)


def render_skills(bank: Bank) -> str:
    """Return the page on a bank's skills. The default exam comes first."""
    exams = sorted(bank.exams.values(), key=lambda exam: exam.id != bank.info.default_exam)
    return "\n\n".join([INTRO, *(part for exam in exams for part in _exam(bank, exam))]) + "\n"


def quoted_sections(bank: Bank, exam: str, skill: str) -> tuple[Counter[str], Counter[str]]:
    """Return how many questions on a skill quote each section: as main skill, and as another."""
    main, other = Counter[str](), Counter[str]()
    for question in _questions(bank):
        numbers = question.skills_in(exam)
        if skill in numbers and question.note:
            (main if skill == numbers[0] else other)[question.note] += 1
    return main, other


def _questions(bank: Bank) -> Iterator[Question]:
    return (p.question for p in bank.questions.values() if not p.question.retired)


def _exam(bank: Bank, exam: Exam) -> Iterator[str]:
    yield f"## {exam.title}"
    for domain in exam.domains:
        yield f"### {domain.title}"
        for task in exam.tasks:
            if task.domain == domain.id:
                yield from _task(bank, exam.id, task)


def _task(bank: Bank, exam: str, task: Task) -> Iterator[str]:
    """Yield a task with the sections of its skills, or with its own if it has no skills."""
    yield f"#### {task.number} {task.title}"
    for skill in task.skills:
        yield f"##### {skill.number} {skill.title}"
        yield _sections(bank, *quoted_sections(bank, exam, skill.number))
    if not task.skills:
        yield _sections(bank, *quoted_sections(bank, exam, task.number))


def _sections(bank: Bank, main: Counter[str], other: Counter[str]) -> str:
    """Return a line for each file; the files and sections of most questions come first."""
    files: dict[str, list[str]] = {}
    for note in sorted(main | other):
        files.setdefault(note.partition("#")[0], []).append(note)

    def questions(notes: list[str]) -> tuple[int, int]:
        return -sum(main[note] for note in notes), -sum(other[note] for note in notes)

    lines = []
    for file, notes in sorted(files.items(), key=lambda row: questions(row[1])):
        notes.sort(key=lambda note: questions([note]))
        links = (f"{_link(bank, note)} {_count(main[note], other[note])}" for note in notes)
        lines.append(f"- `{file}`: {', '.join(links)}")
    return "\n".join(lines) or EMPTY


def _link(bank: Bank, note: str) -> str:
    section = bank.section(note)
    return f"[{section.title if section else note}](notes/{note})"


def _count(main: int, other: int) -> str:
    """Return the counts of a section, such as `3`, `+1`, or `3+1`."""
    return f"{main or ''}{f'+{other}' if other else ''}"
