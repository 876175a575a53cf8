"""Convert each file of a bank to models, without checking it against other files.

Faults are reported as findings of the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from examkit.bank.bank import LocatedQuestion
from examkit.bank.model import BankFile, Exam, Group, Question
from examkit.bank.skill_checks import check_tasks
from examkit.bank.source_file import SourceFile
from examkit.bank.toml.reader import parse
from examkit.command_lines import bare_command
from examkit.diagnostics import did_you_mean

DEFAULTS = ("topic", "domain", "exams", "difficulty", "note", "as_of", "use")
"""Keys that a questions file can set at the top for all its questions that don't set them."""
KEYS = (*DEFAULTS, "groups", "questions")


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """The valid questions and groups of a questions file."""

    questions: tuple[LocatedQuestion, ...]
    ids: tuple[tuple[int, str], ...]
    """Position and id of every question in the file, including invalid ones."""
    groups: tuple[Group, ...] = ()


def read_bank_file(source: SourceFile) -> BankFile | None:
    """Convert `bank.toml` to a model; if it has faults, report them and return None."""
    values = _read_table(source)
    return None if values is None else source.validate(BankFile, values)


def read_exam(source: SourceFile) -> Exam | None:
    """Convert an exam file to a model and check it; report its faults.

    Return None if a value is invalid.
    """
    values = _read_table(source)
    exam = None if values is None else source.validate(Exam, values)
    if exam is not None:
        _check_exam(source, exam)
    return exam


def read_questions(source: SourceFile) -> ParsedFile:
    """Convert a questions file to models; report its faults.

    Invalid questions and groups are left out.
    """
    values = _read_toml(source)
    if values is None:
        return ParsedFile((), ())
    _check_keys(source, values)
    rows = _rows(source, values)
    defaults = {name: values[name] for name in DEFAULTS if name in values}
    questions = tuple(_questions(source, rows, defaults))
    ids = [(i, row["id"]) for i, row in enumerate(rows) if isinstance(row.get("id"), str)]
    return ParsedFile(questions, tuple(ids), tuple(_groups(source, values.get("groups", []))))


def _read_toml(source: SourceFile) -> dict[str, Any] | None:
    values, findings = parse(source.path, source.text)
    source.findings += findings
    return values


def _read_table(source: SourceFile) -> dict[str, Any] | None:
    """Return the values of `bank.toml` or an exam file.

    If the file is empty or isn't valid TOML, report that and return None.
    """
    values = _read_toml(source)
    if values == {}:
        starter = bare_command("bank", "new", "DIR")
        hint = f"Copy the file from a starter bank, which you can create with: {starter}"
        source.add("missing-key", (), "The file is empty.", hint)
    return values or None


def _check_keys(source: SourceFile, values: dict[str, Any]) -> None:
    """Report unknown keys at the top of a questions file."""
    for name in values:
        if name not in KEYS:
            hint = did_you_mean(name, KEYS) or f"Known keys: {', '.join(KEYS)}."
            if name in ("question", "item", "items"):
                hint = "Start each question with [[questions]]."
            source.add("unknown-key", (name,), f"Unknown key {name}.", hint)


def _rows(source: SourceFile, values: dict[str, Any]) -> list[dict[str, Any]]:
    rows = values.get("questions", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        hint = "Start each question with [[questions]], in double brackets."
        source.add("wrong-type", ("questions",), "questions must be a list of tables.", hint)
        return []
    if not rows and "question" not in values:
        message, hint = "The file has no questions.", "Add one, or delete the file."
        source.add("no-questions", (), message, hint, severity="warning")
    return rows


def _questions(
    source: SourceFile, rows: list[dict[str, Any]], defaults: dict[str, Any]
) -> Iterator[LocatedQuestion]:
    absent = _report_absent(source, rows, defaults)
    for index, row in enumerate(rows):
        name, loc = row.get("id"), ("questions", index)
        about = name if isinstance(name, str) else ""
        question = source.validate(Question, {**defaults, **row}, loc, about, absent)
        if question is not None:
            yield LocatedQuestion(source.path, index, question)


def _report_absent(
    source: SourceFile, rows: list[dict[str, Any]], defaults: dict[str, Any]
) -> list[str]:
    """Return the required keys that a file sets neither at the top nor in any question.

    Each is reported once for the whole file, unless the file has only one question. `rows` has the
    keys of each question, and `defaults` those at the top of the file.
    """
    absent = [
        name
        for name in ("topic", "difficulty")
        if name not in defaults and len(rows) > 1 and not any(name in row for row in rows)
    ]
    suggested = {finding.hint for finding in source.findings if finding.code == "unknown-key"}
    for name in absent:
        if did_you_mean(name, [name]) not in suggested:
            hint = "Add it to the top of the file, or to each question."
            source.add("missing-key", (), f"{name} is missing.", hint)
    return absent


def _groups(source: SourceFile, rows: object) -> Iterator[Group]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        hint = "Start each shared stem with [[groups]], in double brackets."
        source.add("wrong-type", ("groups",), "groups must be a list of tables.", hint)
        return
    ids: set[str] = set()
    for index, row in enumerate(rows):
        group = source.validate(Group, row, ("groups", index))
        if group is not None and group.id in ids:
            _add_duplicate(source, ("groups", index, "id"), "group", group.id)
        elif group is not None:
            ids.add(group.id)
            yield group


def _check_exam(source: SourceFile, exam: Exam) -> None:
    _check_domains(source, exam)
    check_tasks(source, exam)
    if exam.unscored >= exam.questions:
        message = "unscored must be less than questions."
        source.add("wrong-value", ("unscored",), message, "Use a smaller number.")
    if exam.scale and not exam.scale.min < exam.scale.pass_ < exam.scale.max:
        message = "pass must be between min and max."
        source.add("wrong-value", ("scale", "pass"), message, "Change one of the three numbers.")
    if exam.valid_from and exam.valid_until and exam.valid_from > exam.valid_until:
        message = "valid_until is before valid_from."
        source.add("wrong-value", ("valid_until",), message, "Correct one of the dates.")


def _check_domains(source: SourceFile, exam: Exam) -> None:
    ids: set[str] = set()
    for index, domain in enumerate(exam.domains):
        if (domain.weight is None) == (domain.questions is None):
            which = "neither weight nor" if domain.weight is None else "both weight and"
            message = f"The domain {domain.id} sets {which} questions."
            loc, hint = ("domains", index), "Set either weight or questions, but not both."
            source.add("weight-or-questions", loc, message, hint)
        if domain.id in ids:
            _add_duplicate(source, ("domains", index, "id"), "domain", domain.id)
        ids.add(domain.id)


def _add_duplicate(source: SourceFile, loc: tuple[str | int, ...], kind: str, name: str) -> None:
    message, hint = f"The {kind} ID {name} is used twice.", "Change one of the two IDs."
    source.add("duplicate-id", loc, message, hint)
