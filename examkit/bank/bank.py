"""A question bank in memory: exams, questions, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from examkit.bank.model import BankFile, Exam, Question
from examkit.bank.notes import Section
from examkit.bank.pool import PoolItem


@dataclass(frozen=True, slots=True)
class LocatedQuestion:
    """A question with its location on disk."""

    path: str
    """Path of the file, relative to the bank's folder."""
    index: int
    """Position of the question in the file, from 0."""
    question: Question


@dataclass(frozen=True, slots=True)
class LocatedGroup:
    """A group's shared stem with its location on disk."""

    path: str
    """Path of the file, relative to the bank's folder."""
    index: int
    """Position of the group among the file's groups, from 0."""
    stem: str


@dataclass(frozen=True, slots=True)
class Bank:
    """The exams, questions, and notes of one bank, loaded completely."""

    info: BankFile
    exams: Mapping[str, Exam]
    """The bank's exams by exam id."""
    questions: Mapping[str, LocatedQuestion]
    """Questions by id, in file order, including retired ones."""
    notes: Mapping[str, tuple[Section, ...]]
    """Sections of each notes file, by the file's path relative to the folder `notes`."""
    pools: Mapping[str, tuple[PoolItem, ...]]
    """The questions that each exam can draw, by exam id."""
    groups: Mapping[str, LocatedGroup]
    """The groups' shared stems by group id."""

    def section(self, ref: str) -> Section | None:
        """Return the note section at an address, `file.md#slug`; None if there is none."""
        file, _, slug = ref.partition("#")
        return next((s for s in self.notes.get(file, ()) if s.slug == slug), None)


def build_pools(
    exams: Iterable[str], questions: Iterable[LocatedQuestion]
) -> dict[str, tuple[PoolItem, ...]]:
    """Return the questions that each exam can draw, by exam id.

    `exams` has the exams' ids. Retired questions are left out.
    """
    pools: dict[str, list[PoolItem]] = {exam: [] for exam in exams}
    for located in questions:
        _add_to_pools(pools, located)
    return {exam: tuple(pool) for exam, pool in pools.items()}


def _add_to_pools(pools: Mapping[str, list[PoolItem]], located: LocatedQuestion) -> None:
    question = located.question
    if question.retired:
        return
    kind, digest = question.type, question.digest()
    for exam, pool in pools.items():
        domain = question.domain_in(exam)
        if domain is not None:
            pool.append(
                PoolItem(
                    question.id,
                    domain,
                    question.topic,
                    kind,
                    question.difficulty,
                    digest,
                    question.enemies,
                    question.group,
                    located.index,
                    question.use or "exam",
                    question.skills_in(exam),
                )
            )
