"""A whole bank in memory, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
class PlacedGroup:
    """A shared stem with the file it stands in."""

    path: str
    index: int
    stem: str


@dataclass(frozen=True, slots=True)
class Bank:
    """Exams, questions and notes of one folder."""

    info: BankFile
    exams: Mapping[str, Exam]
    questions: Mapping[str, Placed]
    """By id, in the order of the files."""
    notes: Mapping[str, tuple[Section, ...]]
    """Sections by file, relative to the folder `notes`."""
    pools: Mapping[str, tuple[PoolItem, ...]]
    """Questions that can be drawn, by exam id."""
    groups: Mapping[str, PlacedGroup]
    """Shared stems by id."""

    def section(self, ref: str) -> Section | None:
        """Look a section up by its address, `file.md#slug`."""
        file, _, slug = ref.partition("#")
        return next((s for s in self.notes.get(file, ()) if s.slug == slug), None)


def pools_of(exams: Iterable[str], questions: Iterable[Placed]) -> dict[str, tuple[PoolItem, ...]]:
    """Sort questions by the exams that can draw them."""
    pools: dict[str, list[PoolItem]] = {exam: [] for exam in exams}
    for placed in questions:
        question = placed.question
        if question.retired:
            continue
        digest, kind = question.digest(), question.type
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
                        placed.index,
                    )
                )
    return {exam: tuple(pool) for exam, pool in pools.items()}
