"""Check the skills that exams list and questions name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from examkit.bank.model import Exam, Question, Skill
from examkit.bank.source_file import SourceFile
from examkit.bank.toml.reader import KeyPath
from examkit.diagnostics import did_you_mean
from examkit.question_types.base import Violation

MAX_LISTED = 12
"""Maximum number of names that a hint lists."""
SkillDomains = Mapping[str, Mapping[str, str]]
"""The domain id of each skill and task, by exam id and then by skill or task number."""


def map_skills(exams: Mapping[str, Exam]) -> SkillDomains:
    """Return the domain id of each skill and task, by exam id and then by skill or task number."""
    return {
        name: {each.number: task.domain for task, each in exam.skills()}
        for name, exam in exams.items()
    }


def check_tasks(source: SourceFile, exam: Exam) -> None:
    """Report an exam's tasks in unknown domains, and task or skill numbers that it uses twice."""
    domains = [domain.id for domain in exam.domains]
    numbers: set[str] = set()
    for index, task in enumerate(exam.tasks):
        place = ("tasks", index)
        if task.domain not in domains:
            hint = did_you_mean(task.domain, domains) or f"Known domains: {', '.join(domains)}."
            message = f"Unknown domain {task.domain}."
            source.add("unknown-domain", (*place, "domain"), message, hint)
        rows: list[tuple[KeyPath, Skill]] = [(place, task)]
        rows += [((*place, "skills", n), skill) for n, skill in enumerate(task.skills)]
        for loc, row in rows:
            if row.number in numbers:
                message = f"Two tasks or skills have the number {row.number}."
                source.add("duplicate-id", (*loc, "number"), message, "Change one of the numbers.")
            numbers.add(row.number)


def find_skill_faults(question: Question, known: SkillDomains) -> Iterator[Violation]:
    """Yield a violation for each fault in a question's skills; skip unknown exams.

    `known` is the result of `map_skills` for the bank's exams. The path in each violation starts
    with `skills` and the exam id.
    """
    for exam, numbers in question.skills.items():
        if exam not in known:
            continue
        domain = question.domain_in(exam)
        if domain is None:
            message = f"The question lists skills for {exam}, but that exam can't use the question."
            hint = f"Remove {exam} from skills, or add it to exams or domain."
            yield "foreign-skill", ("skills", exam), message, hint
        yield from _find_number_faults(exam, numbers, domain, known)


def _find_number_faults(
    exam: str, numbers: tuple[str, ...], domain: str | None, known: SkillDomains
) -> Iterator[Violation]:
    for index, number in enumerate(numbers):
        loc: KeyPath = ("skills", exam, index)
        if number in numbers[:index]:
            yield "duplicate-skill", loc, f"Skill {number} is listed twice.", "Remove one."
        elif number not in known[exam]:
            message = f"{exam} doesn't list skill {number}."
            yield "unknown-skill", loc, message, _hint(exam, number, known)
        elif index == 0 and domain is not None and known[exam][number] != domain:
            message = (
                f"The main skill, {number}, is in the {known[exam][number]} domain of {exam},"
                f" but the question is in the {domain} domain."
            )
            yield "misplaced-skill", loc, message, "Put a skill from the question's domain first."


def _hint(exam: str, number: str, known: SkillDomains) -> str:
    """Return a hint for a skill number that `exam` doesn't list.

    The hint names another exam that lists the number, or else numbers that `exam` lists.
    """
    others = [name for name, skills in known.items() if number in skills]
    if others:
        return f"List it under {others[0]}, which has that skill."
    if not known[exam]:
        return "Add tasks and skills to the exam file first."
    listed = ", ".join([*known[exam]][:MAX_LISTED])
    return did_you_mean(number, known[exam]) or f"Known skills: {listed}."
