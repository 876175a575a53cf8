"""What the index holds of one questions file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from examkit.bank.bank import LocatedGroup, LocatedQuestion, pool_entries
from examkit.bank.candidates import Concepts, PoolItem
from examkit.bank.cross_references import QuestionRef, to_ref
from examkit.bank.model import Group, Question
from examkit.bank.parse import ParsedFile, read_questions
from examkit.bank.source_file import SourceFile
from examkit.bank.validate_question import QuestionChecker
from examkit.diagnostics import Finding


class CachedFile(NamedTuple):
    """What the index before this one holds of a file that did not change."""

    questions: tuple[tuple[int, str], ...]
    """Place in the file and JSON of each question."""
    groups: tuple[Group, ...]

    def read(self, path: str) -> ParsedFile:
        """Return the file as reading it again would."""
        placed = tuple(
            LocatedQuestion(path, place, Question.model_validate_json(body))
            for place, body in self.questions
        )
        ids = tuple((each.index, each.question.id) for each in placed)
        return ParsedFile(placed, ids, self.groups)


class QuestionRow(NamedTuple):
    """One question as the index holds it."""

    known: QuestionRef
    digest: str
    body: str
    """JSON, without what is as by default."""
    pool_entries: tuple[tuple[str, PoolItem], ...]
    """What it is in the pool of each exam that can draw it."""
    concepts: Concepts


class FileRows(NamedTuple):
    """One questions file; made of plain values, as it may come from another process."""

    path: str
    questions: list[QuestionRow]
    ids: tuple[tuple[int, str], ...]
    groups: dict[str, LocatedGroup]
    findings: list[Finding]


def index_file(
    source: SourceFile, kept: CachedFile | None, checker: QuestionChecker, exams: Iterable[str]
) -> FileRows:
    """Read a file, or take what is kept of it, and check each of its questions."""
    read = kept.read(source.path) if kept else read_questions(source)
    for placed in read.questions:
        checker.check(placed, source)
    known = tuple(exams)
    groups = {g.id: LocatedGroup(source.path, n, g.stem) for n, g in enumerate(read.groups)}
    bodies = dict(kept.questions) if kept else {}
    rows = [_row(placed, bodies, known) for placed in read.questions]
    return FileRows(source.path, rows, read.ids, groups, source.findings)


def _row(placed: LocatedQuestion, bodies: Mapping[int, str], exams: Sequence[str]) -> QuestionRow:
    question = placed.question
    body = bodies.get(placed.index) or question.model_dump_json(
        by_alias=True, exclude_defaults=True
    )
    digest = question.digest()
    drawn = tuple(pool_entries(exams, placed, digest))
    offered = (option.note for option in question.options if not option.correct)
    others = dict.fromkeys(note for note in offered if note and note != question.note)
    return QuestionRow(to_ref(placed), digest, body, drawn, Concepts(question.note, tuple(others)))
