"""Files of a bank as models, each on its own; what they have to do with each other comes later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from examkit.bank.bank import LocatedQuestion
from examkit.bank.model import (
    BankFile,
    Exam,
    Group,
    Question,
)
from examkit.bank.source_file import SourceFile
from examkit.bank.toml.reader import parse
from examkit.diagnostics import did_you_mean

DEFAULTS = ("topic", "domain", "exams", "difficulty", "note", "as_of")
"""Keys of a questions file that hold for all its questions."""
MAX_QUESTIONS = 20_000


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A questions file as far as it can be used."""

    questions: tuple[LocatedQuestion, ...]
    ids: tuple[tuple[int, str], ...]
    """Place and id of every question, the broken ones included."""
    groups: tuple[Group, ...] = ()


def read_bank_file(source: SourceFile) -> BankFile | None:
    """Read `bank.toml`."""
    values = _parsed(source)
    return None if values is None else source.validated(BankFile, values)


def read_exam(source: SourceFile) -> Exam | None:
    """Read an exam and check what is in it."""
    values = _parsed(source)
    exam = None if values is None else source.validated(Exam, values)
    if exam is not None:
        _check_exam(source, exam)
    return exam


def read_questions(source: SourceFile) -> ParsedFile:
    """Read a questions file; each question stands or falls alone."""
    values = _parsed(source)
    if values is None:
        return ParsedFile((), ())
    rows = _rows(source, values)
    defaults = {name: values[name] for name in DEFAULTS if name in values}
    placed = tuple(_questions(source, rows, defaults))
    ids = [(i, row["id"]) for i, row in enumerate(rows) if isinstance(row.get("id"), str)]
    return ParsedFile(placed, tuple(ids), tuple(_groups(source, values.get("groups", []))))


def _groups(source: SourceFile, rows: object) -> Iterator[Group]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        hint = "Each shared stem starts with [[groups]], in double brackets."
        source.add("wrong-type", ("groups",), "groups is not a list of tables.", hint)
        return
    known: set[str] = set()
    for index, row in enumerate(rows):
        group = source.validated(Group, row, ("groups", index))
        if group is not None and group.id in known:
            said = f"The group {group.id} is there twice."
            source.add("duplicate-id", ("groups", index, "id"), said, "Rename one.")
        elif group is not None:
            known.add(group.id)
            yield group


def _parsed(source: SourceFile) -> dict[str, Any] | None:
    values, findings = parse(source.path, source.text)
    source.findings += findings
    return values


def _rows(source: SourceFile, values: dict[str, Any]) -> list[dict[str, Any]]:
    for name in values:
        if name not in (*DEFAULTS, "groups", "questions"):
            hint = did_you_mean(name, (*DEFAULTS, "groups", "questions"))
            if name in ("question", "item", "items"):
                hint = "Questions start with [[questions]]."
            source.add("unknown-key", (name,), f"There is no key {name} here.", hint)
    rows = values.get("questions", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        hint = "Each question starts with [[questions]], in double brackets."
        source.add("wrong-type", ("questions",), "questions is not a list of tables.", hint)
        return []
    if not rows and "question" not in values:
        source.add("no-questions", (), "No question in this file.", "Add one.", severity="warning")
    return rows


def _questions(
    source: SourceFile, rows: list[dict[str, Any]], defaults: dict[str, Any]
) -> Iterator[LocatedQuestion]:
    for index, row in enumerate(rows):
        name = row.get("id")
        question = source.validated(
            Question,
            {**defaults, **row},
            ("questions", index),
            question=name if isinstance(name, str) else "",
        )
        if question is not None:
            yield LocatedQuestion(source.path, index, question)


def _check_exam(source: SourceFile, exam: Exam) -> None:
    for index, domain in enumerate(exam.domains):
        if (domain.weight is None) == (domain.questions is None):
            source.add(
                "weight-or-questions",
                ("domains", index),
                f"The domain {domain.id} needs either weight or questions.",
                "Give one of them.",
            )
        if domain.id in [other.id for other in exam.domains[:index]]:
            said = f"The domain {domain.id} is there twice."
            source.add("duplicate-id", ("domains", index, "id"), said, "Rename one.")
    if exam.unscored >= exam.questions:
        said = "unscored must be less than questions."
        source.add("wrong-value", ("unscored",), said, "Lower it.")
    if exam.scale and not exam.scale.min < exam.scale.pass_ < exam.scale.max:
        source.add("wrong-value", ("scale", "pass"), "The pass mark lies outside the scale.", "")
    if exam.valid_from and exam.valid_until and exam.valid_from > exam.valid_until:
        source.add("wrong-value", ("valid_until",), "It ends before it starts.", "Mend a date.")
