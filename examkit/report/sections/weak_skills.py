"""The skills missed most in each weak domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from examkit.report.blocks import Blocks, Items
from examkit.report.report import Report, Section
from examkit.report.sections.domains import DomainsSection

_MAX_SKILLS = 3
"""Maximum number of skills for a domain."""


@dataclass(frozen=True, slots=True)
class SkillRow:
    """How many answers a skill's questions got, and how many were correct."""

    domain: str
    """Id of the domain."""
    number: str
    title: str
    asked: int
    """Number of answers that count for estimates, from all attempts."""
    right: int

    @property
    def misses(self) -> int:
        """Return how many of the answers were not correct."""
        return self.asked - self.right


@dataclass(frozen=True, slots=True)
class WeakSkillsSection(Section):
    name = "weak-skills"
    heading = "Skills behind weak domains"

    skills: tuple[SkillRow, ...]
    _titles: tuple[tuple[str, str], ...]
    """Id and title of each weak domain."""

    @classmethod
    def build(cls, report: Report) -> WeakSkillsSection:
        weak = [row for row in report[DomainsSection].domains if row.verdict == "weak"]
        missed = sorted(
            (row for row in _skill_rows(report) if row.misses),
            key=lambda row: (-row.misses, row.right, row.number),
        )
        shown = (
            row
            for domain in weak
            for row in [each for each in missed if each.domain == domain.id][:_MAX_SKILLS]
        )
        return cls(tuple(shown), tuple((row.id, row.title) for row in weak))

    def details(self) -> Blocks:
        yield Items(
            f"{title}: {', '.join(texts)}"
            for domain, title in self._titles
            if (texts := [_skill_text(row) for row in self.skills if row.domain == domain])
        )


def _skill_rows(report: Report) -> Iterator[SkillRow]:
    """Yield each skill of the exam with the usable answers to its questions."""
    skills = report.facts.skills
    asked = Counter(skills.get(answer.question, "") for answer in report.usable)
    right = Counter(
        skills.get(answer.question, "") for answer in report.usable if answer.outcome == "right"
    )
    for task, skill in report.form.exam.skills():
        number = skill.number
        yield SkillRow(task.domain, number, skill.title, asked[number], right[number])


def _skill_text(row: SkillRow) -> str:
    return f"{row.number} {row.title} ({row.right} of {row.asked} correct)"
