"""A whole bank in memory, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from examkit.bank.model import BankFile, Exam, Question
from examkit.bank.notes import Section
from examkit.bank.pool import PoolItem


@dataclass(frozen=True, slots=True)
class Placed:
    """A question with the file it stands in."""

    path: str
    index: int
    """Its place in the file, from 0."""
    question: Question


@dataclass(frozen=True, slots=True)
class Bank:
    """Exams, questions and notes of one folder."""

    info: BankFile
    exams: Mapping[str, Exam]
    questions: Mapping[str, Placed]
    """By id, in the order of the files."""
    notes: Mapping[str, tuple[Section, ...]]
    """Sections by file, relative to the folder `notes`."""

    def section(self, ref: str) -> Section | None:
        """Look a section up by its address, `file.md#slug`."""
        file, _, slug = ref.partition("#")
        return next((s for s in self.notes.get(file, ()) if s.slug == slug), None)

    def pool(self, exam: str) -> tuple[PoolItem, ...]:
        """Questions that can be drawn for an exam."""
        items = (pool_item(placed.question, exam) for placed in self.questions.values())
        return tuple(item for item in items if item is not None)


def pool_item(question: Question, exam: str, digest: str | None = None) -> PoolItem | None:
    """Tell what assembly needs of a question, or None where the exam does not ask it.

    A `digest` that is known already spares computing it again.
    """
    domain = question.domain_in(exam)
    if domain is None or question.retired:
        return None
    return PoolItem(
        id=question.id,
        domain=domain,
        topic=question.topic,
        type=question.type,
        difficulty=question.difficulty,
        digest=digest or question.digest(),
        enemies=question.enemies,
    )
