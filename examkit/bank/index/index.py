"""Read a bank through its cached index, without parsing the bank or loading pydantic.

To build the index in a separate process, run `python -m examkit.bank.index.index ROOT CACHE`.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from examkit.bank.index.file import (
    DAMAGE,
    build,
    connect,
    index_path,
    is_current,
    read_rows,
    trust_stamps,
)
from examkit.bank.pool import Concepts, PoolItem
from examkit.bank.summary import to_summary
from examkit.command_lines import bare_command
from examkit.diagnostics import Finding, quoted
from examkit.errors import BankError, UsageError
from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.bank.model import Exam, Question
    from examkit.bank.notes import Section

LISTS = tuple(map(PoolItem._fields.index, ("enemies", "skills")))
"""Positions of a pool's columns that contain lists."""
P = ParamSpec("P")
T = TypeVar("T")


def open_if_current(root: Path, cache: Path) -> BankIndex | None:
    """Open a bank's index; return None if it is missing, damaged, or outdated.

    This takes one stat call for each file of the bank. The bank can have errors.
    """
    path = index_path(root, cache)
    try:
        db = connect(path)
    except sqlite3.Error:
        return None
    try:
        if is_current(db, root):
            trust_stamps(db, path)
            return BankIndex(db, root, cache)
    except DAMAGE:
        pass
    db.close()
    return None


def open_or_build(root: Path, cache: Path) -> BankIndex:
    """Open a bank's index; build it first if it isn't current.

    Raises BankError with all findings if the bank has errors, and ExamkitError if the index
    can't be written.
    """
    index = open_if_current(root, cache)
    if index is None:
        index = BankIndex(connect(build(root, cache)), root, cache)
    return raise_on_errors(index, root)


def raise_on_errors(index: BankIndex, root: Path) -> BankIndex:
    """Return the index unchanged. If the bank has errors, close the index and raise BankError."""
    if index.info.errors:
        findings = index.findings()
        index.close()
        message = f"The bank in {root} has {pluralize(index.info.errors, 'error')}."
        hint = f"Fix {'it' if index.info.errors == 1 else 'them'}, then check the bank again."
        check = bare_command("bank", "check", root)
        raise BankError(message, hint, findings, command=check)
    return index


def _repairing(
    read: Callable[Concatenate[BankIndex, P], T],
) -> Callable[Concatenate[BankIndex, P], T]:
    """Wrap a method so that it rebuilds a damaged index once and then tries again."""

    @wraps(read)
    def repaired(self: BankIndex, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(self, *args, **kwargs)
        except DAMAGE:
            if self.was_rebuilt:
                raise
            self.rebuild()
            return read(self, *args, **kwargs)

    return repaired


class BankIndex:
    """An open index; each method reads a part of the bank.

    Any method can raise BankError or ExamkitError if a damaged index has to be rebuilt.
    """

    def __init__(self, db: sqlite3.Connection, root: Path, cache: Path) -> None:
        """Read the bank's summary. Raises one of the errors in `DAMAGE` if the file is damaged."""
        self._root, self._cache = root, cache
        self.was_rebuilt = False
        self._read_summary(db)

    def _read_summary(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.info = to_summary(self._meta("summary"))
        # SHA-256 of the bank's paths and contents, in hex.
        self.digest: str = self._meta("digest")
        self._pools: dict[str, tuple[PoolItem, ...]] = {}

    def rebuild(self) -> None:
        """Build the index again.

        Raises BankError if the bank has errors, and ExamkitError if the file can't be written.
        """
        self.was_rebuilt = True
        self.close()
        index_path(self._root, self._cache).unlink(missing_ok=True)
        self._read_summary(connect(build(self._root, self._cache)))
        raise_on_errors(self, self._root)

    def close(self) -> None:
        """Close the index's file."""
        self._db.close()

    @_repairing
    def findings(self) -> tuple[Finding, ...]:
        """Return all findings about the bank, except those of lint."""
        return tuple(Finding(**row) for row in self._meta("findings"))

    @_repairing
    def exam(self, exam: str) -> Exam:
        """Return an exam by its id. Raises UsageError, with the known ids, if there is none."""
        from examkit.bank.model import Exam

        rows = self._rows("select body from exam where id = ?", exam)
        if not rows:
            known = f"Known exams: {', '.join(row.id for row in self.info.exams)}."
            raise UsageError(f"This bank has no exam with the ID {quoted(exam)}.", known)
        return Exam.model_validate_json(rows[0][0])

    @_repairing
    def pool(self, exam: str) -> tuple[PoolItem, ...]:
        """Return the questions that an exam can draw; empty for an unknown exam."""
        if exam not in self._pools:
            self._pools[exam] = self._read_pool(exam)
        return self._pools[exam]

    def _read_pool(self, exam: str) -> tuple[PoolItem, ...]:
        rows = self._rows("select columns from pool where exam = ?", exam)
        columns = json.loads(rows[0][0]) if rows else []
        if not columns:
            return ()
        for column in LISTS:
            columns[column] = map(tuple, columns[column])
        return tuple(map(PoolItem._make, zip(*columns, strict=True)))

    @_repairing
    def concepts(self) -> dict[str, Concepts]:
        """Return a mapping from question ids to the addresses of the notes they are about."""
        rows = self._rows("select id, note, offered from question")
        return {name: Concepts(note, tuple(offered.split())) for name, note, offered in rows}

    @_repairing
    def digests(self, ids: Iterable[str]) -> dict[str, str]:
        """Map the ids to the questions' digests; leave out questions that no exam can draw."""
        rows = self._rows(
            "select id, digest from question where exams <> ''"
            " and id in (select value from json_each(?))",
            json.dumps(list(ids)),
        )
        return dict(rows)

    @_repairing
    def count_drawable(self, exam: str, ids: Iterable[str]) -> int:
        """Return how many of the questions with the ids `ids` an exam can draw."""
        rows = self._rows(
            "select count(*) from question where instr(exams, ?)"
            " and id in (select value from json_each(?))",
            f" {exam} ",
            json.dumps(list(ids)),
        )
        return int(rows[0][0])

    @_repairing
    def groups(self) -> dict[str, str]:
        """Return the groups' shared stems by group id."""
        return dict(self._rows('select id, stem from "group"'))

    @_repairing
    def ids(self) -> list[str]:
        """Return the ids of all questions, including retired ones."""
        return [row[0] for row in self._rows("select id from question")]

    @_repairing
    def questions(self, ids: Sequence[str]) -> dict[str, Question]:
        """Return a mapping from the ids to their questions; unknown ids are left out."""
        from examkit.bank.model import Question

        statement = "select id, body from question where id in (select value from json_each(?))"
        rows = self._rows(statement, json.dumps(list(ids)))
        return {name: Question.model_validate_json(body) for name, body in rows}

    @_repairing
    def section(self, ref: str) -> Section | None:
        """Return the note section at an address, `file.md#slug`; None if there is none."""
        file, _, slug = ref.partition("#")
        return next(iter(self._sections("file = ? and slug = ?", file, slug)), None)

    @_repairing
    def note(self, file: str) -> tuple[Section, ...]:
        """Return all sections of a notes file, in order; empty if there is no such file."""
        return self._sections("file = ?", file)

    @_repairing
    def sections(self) -> tuple[tuple[str, Section], ...]:
        """Return pairs of address and section for all notes files, in order."""
        files = [row[0] for row in self._rows("select distinct file from section order by 1")]
        return tuple(
            (f"{file}#{section.slug}", section) for file in files for section in self.note(file)
        )

    def _sections(self, where: str, *values: str) -> tuple[Section, ...]:
        from examkit.bank.notes import Section

        columns = "slug, title, level, text, line, gathered"
        statement = f"select {columns} from section where {where} order by place"  # noqa: S608
        return tuple(Section(*row) for row in self._rows(statement, *values))

    def _meta(self, key: str) -> Any:
        return json.loads(self._rows("select value from meta where key = ?", key)[0][0])

    def _rows(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        return read_rows(self._db, statement, values)


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
