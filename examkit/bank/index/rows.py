"""What the index holds of one questions file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from examkit.bank.bank import Placed, PlacedGroup, drawn_as
from examkit.bank.candidates import Concepts, PoolItem
from examkit.bank.cross_references import Known, known_of
from examkit.bank.model import Group, Question
from examkit.bank.parse import ReadFile, read_questions
from examkit.bank.source_file import Source
from examkit.bank.validate_question import QuestionChecker
from examkit.diagnostics import Finding


class Kept(NamedTuple):
    """What the index before this one holds of a file that did not change."""

    questions: tuple[tuple[int, str], ...]
    """Place in the file and JSON of each question."""
    groups: tuple[Group, ...]

    def read(self, path: str) -> ReadFile:
        """Give the file as reading it again would."""
        placed = tuple(
            Placed(path, place, Question.model_validate_json(body))
            for place, body in self.questions
        )
        ids = tuple((each.index, each.question.id) for each in placed)
        return ReadFile(placed, ids, self.groups)


class QuestionRow(NamedTuple):
    """One question as the index holds it."""

    known: Known
    digest: str
    body: str
    """JSON, without what is as by default."""
    drawn: tuple[tuple[str, PoolItem], ...]
    """What it is in the pool of each exam that can draw it."""
    concepts: Concepts


class FileRows(NamedTuple):
    """One questions file; made of plain values, as it may come from another process."""

    path: str
    questions: list[QuestionRow]
    ids: tuple[tuple[int, str], ...]
    groups: dict[str, PlacedGroup]
    findings: list[Finding]


def rows_of(
    source: Source, kept: Kept | None, checker: QuestionChecker, exams: Iterable[str]
) -> FileRows:
    """Read a file, or take what is kept of it, and check each of its questions."""
    read = kept.read(source.path) if kept else read_questions(source)
    for placed in read.questions:
        checker.check(placed, source)
    known = tuple(exams)
    groups = {g.id: PlacedGroup(source.path, n, g.stem) for n, g in enumerate(read.groups)}
    bodies = dict(kept.questions) if kept else {}
    rows = [_row(placed, bodies, known) for placed in read.questions]
    return FileRows(source.path, rows, read.ids, groups, source.findings)


def _row(placed: Placed, bodies: Mapping[int, str], exams: Sequence[str]) -> QuestionRow:
    question = placed.question
    body = bodies.get(placed.index) or question.model_dump_json(
        by_alias=True, exclude_defaults=True
    )
    digest = question.digest()
    drawn = tuple(drawn_as(exams, placed, digest))
    offered = (option.note for option in question.options if not option.correct)
    others = dict.fromkeys(note for note in offered if note and note != question.note)
    return QuestionRow(
        known_of(placed), digest, body, drawn, Concepts(question.note, tuple(others))
    )
