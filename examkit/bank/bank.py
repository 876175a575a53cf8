"""A whole bank in memory, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from examkit.bank.candidates import PoolItem
from examkit.bank.model import BankFile, Exam, Question
from examkit.bank.notes import Section


@dataclass(frozen=True, slots=True)
class LocatedQuestion:
    """A question with the file it stands in."""

    path: str
    index: int
    """Its place in the file, from 0."""
    question: Question


@dataclass(frozen=True, slots=True)
class LocatedGroup:
    """A shared stem with the file it stands in."""

    path: str
    index: int
    stem: str


@dataclass(frozen=True, slots=True)
class BankContext:
    """All of a bank but its questions, which each of them is checked against."""

    info: BankFile
    exams: Mapping[str, Exam]
    notes: Mapping[str, tuple[Section, ...]]
    """Sections by file, relative to the folder `notes`."""

    @classmethod
    def empty(cls) -> BankContext:
        """Return those of a bank whose `bank.toml` cannot be used."""
        return cls(BankFile(format=1, id="none", title="none", default_exam="none"), {}, {})


@dataclass(frozen=True, slots=True)
class Bank:
    """Exams, questions and notes of one folder."""

    info: BankFile
    exams: Mapping[str, Exam]
    questions: Mapping[str, LocatedQuestion]
    """By id, in the order of the files."""
    notes: Mapping[str, tuple[Section, ...]]
    """Sections by file, relative to the folder `notes`."""
    pools: Mapping[str, tuple[PoolItem, ...]]
    """Questions that can be drawn, by exam id."""
    groups: Mapping[str, LocatedGroup]
    """Shared stems by id."""

    def section(self, ref: str) -> Section | None:
        """Look a section up by its address, `file.md#slug`."""
        file, _, slug = ref.partition("#")
        return next((s for s in self.notes.get(file, ()) if s.slug == slug), None)


def build_pools(
    exams: Iterable[str], questions: Iterable[LocatedQuestion]
) -> dict[str, tuple[PoolItem, ...]]:
    """Sort questions by the exams that can draw them."""
    pools: dict[str, list[PoolItem]] = {exam: [] for exam in exams}
    for placed in questions:
        for exam, item in pool_entries(pools, placed, placed.question.digest()):
            pools[exam].append(item)
    return {exam: tuple(pool) for exam, pool in pools.items()}


def pool_entries(
    exams: Iterable[str], placed: LocatedQuestion, digest: str
) -> Iterator[tuple[str, PoolItem]]:
    """Return what a question is in the pool of each exam that can draw it."""
    q = placed.question
    if q.retired:
        return
    kind = q.type
    for exam in exams:
        domain = q.domain_in(exam)
        if domain is not None:
            yield (
                exam,
                PoolItem(
                    q.id,
                    domain,
                    q.topic,
                    kind,
                    q.difficulty,
                    digest,
                    q.enemies,
                    q.group,
                    placed.index,
                ),
            )
