"""The skills missed most in each weak domain, in all attempts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from examkit.humanize import join_titles
from examkit.report.blocks import Blocks, Items
from examkit.report.report import Report, Section
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.missed_topics import Missed, missed_often

_MAX_ROWS = 3
"""Maximum number of skills for a domain."""


@dataclass(frozen=True, slots=True)
class SkillRow(Missed):
    """How many answers the questions of a skill or task got, and how many were correct."""

    domain: str
    """Id of the domain."""
    number: str
    title: str
    asked: int
    """Number of answers that count for estimates, from all attempts."""
    right: int


@dataclass(frozen=True, slots=True)
class WeakSkillsSection(Section):
    name = "weak-skills"
    heading = "Where you lose points in weak domains, across all attempts"

    skills: tuple[SkillRow, ...]
    _titles: tuple[tuple[str, str], ...]
    """Id and title of each weak domain."""

    @classmethod
    def build(cls, report: Report) -> WeakSkillsSection:
        weak = [row for row in report[DomainsSection].domains if row.verdict == "weak"]
        tallies = _Tallies(report)
        rows = (row for domain in weak for row in tallies.missed_most(domain.id))
        return cls(tuple(rows), tuple((row.id, row.title) for row in weak))

    def details(self) -> Blocks:
        yield Items(
            f"{title}: {join_titles(texts)}"
            for domain, title in self._titles
            if (texts := [_row_text(row) for row in self.skills if row.domain == domain])
        )


class _Tallies:
    """For each main skill, counts of the answers that estimates use, and of the correct ones."""

    def __init__(self, report: Report) -> None:
        skills = report.facts.skills
        answers = [(skills.get(a.question, ""), a.outcome) for a in report.usable]
        self._asked = Counter(skill for skill, _ in answers)
        self._right = Counter(skill for skill, outcome in answers if outcome == "right")
        self._exam = report.form.exam

    def missed_most(self, domain: str) -> list[SkillRow]:
        """Return up to three of a domain's most missed skills, or of its tasks.

        Returns tasks if no skill was missed twice, and an empty list if no task was either.
        `domain` is an id.
        """
        pairs = [(task, each) for task, each in self._exam.skills() if task.domain == domain]
        skills = (
            self._row(domain, skill.number, skill.title, [skill.number])
            for task, skill in pairs
            if skill is not task
        )
        tasks = (
            self._row(domain, task.number, task.title, [n.number for t, n in pairs if t is task])
            for task, each in pairs
            if each is task
        )
        return _most_missed(skills) or _most_missed(tasks)

    def _row(self, domain: str, number: str, title: str, counted: list[str]) -> SkillRow:
        """Return a row for a skill or task that counts the answers on the skills in `counted`.

        `counted` has the numbers of the skill itself, or of all skills of the task.
        """
        asked = sum(self._asked[skill] for skill in counted)
        return SkillRow(domain, number, title, asked, sum(self._right[skill] for skill in counted))


def _most_missed(rows: Iterable[SkillRow]) -> list[SkillRow]:
    return sorted(missed_often(rows), key=lambda row: (-row.misses, row.right))[:_MAX_ROWS]


def _row_text(row: SkillRow) -> str:
    return f"{row.number} {row.title} ({row.right} of {row.asked} correct)"
