"""The index of one bank in the cache folder: opening it costs no parsing.

It opens without pydantic, so that the first screen need not wait for it.

`python -m examkit.bank.index ROOT CACHE` makes it in a process of its own.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from examkit.bank.candidates import Concepts, PoolItem
from examkit.bank.index.file import (
    DAMAGE,
    connect,
    index_path,
    is_current,
    make,
    read_rows,
    settle_file,
)
from examkit.bank.summary import summary_of
from examkit.command_lines import bare_command
from examkit.diagnostics import Finding, quoted
from examkit.errors import BankError, UsageError
from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.bank.model import Exam, Question
    from examkit.bank.notes import Section

ENEMIES = PoolItem._fields.index("enemies")
P = ParamSpec("P")
T = TypeVar("T")


def open_if_current(root: Path, cache: Path) -> BankIndex | None:
    """Open the index if no file of the bank has changed since; takes one stat per file.

    The bank may have errors.
    """
    path = index_path(root, cache)
    try:
        db = connect(path)
    except sqlite3.Error:
        return None
    try:
        if is_current(db, root):
            settle_file(db, path)
            return BankIndex(db, root, cache)
    except DAMAGE:
        pass
    db.close()
    return None


def open_or_build(root: Path, cache: Path) -> BankIndex:
    """Open the index, making it again if it is not fresh.

    Raises BankError with all findings if the bank has errors, and ExamkitError if the index
    cannot be written.
    """
    found = open_if_current(root, cache)
    if found is None:
        found = BankIndex(connect(make(root, cache)), root, cache)
    return raise_on_errors(found, root)


def raise_on_errors(index: BankIndex, root: Path) -> BankIndex:
    """Close the index of a bank that has errors and raise BankError with all findings."""
    if index.info.errors:
        findings = index.findings()
        index.close()
        errors = sum(finding.severity == "error" for finding in findings)
        message = f"The bank in {root} has {pluralize(errors, 'error')}."
        check = bare_command("bank", "check", root)
        raise BankError(message, "Fix them, then check the bank again.", findings, command=check)
    return index


def _repairing(
    read: Callable[Concatenate[BankIndex, P], T],
) -> Callable[Concatenate[BankIndex, P], T]:
    """Make a damaged index again, once, and read from the new one."""

    @wraps(read)
    def repaired(self: BankIndex, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return read(self, *args, **kwargs)
        except DAMAGE:
            if self.was_remade:
                raise
            self.remake()
            return read(self, *args, **kwargs)

    return repaired


class BankIndex:
    """A checked bank, read piece by piece."""

    def __init__(self, db: sqlite3.Connection, root: Path, cache: Path) -> None:
        self._root, self._cache = root, cache
        self.was_remade = False
        self._take(db)

    def _take(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.info = summary_of(self._meta("summary"))
        self.digest: str = self._meta("digest")
        self._pools: dict[str, tuple[PoolItem, ...]] = {}

    def remake(self) -> None:
        """Delete the file and make it from the bank again. Raises as `open_index` does."""
        self.was_remade = True
        self.close()
        index_path(self._root, self._cache).unlink(missing_ok=True)
        self._take(connect(make(self._root, self._cache)))
        raise_on_errors(self, self._root)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @_repairing
    def findings(self) -> tuple[Finding, ...]:
        """Return what a check says about the bank."""
        return tuple(Finding(**row) for row in self._meta("findings"))

    @_repairing
    def exam(self, exam: str) -> Exam:
        """Return a version of the exam. Raises UsageError naming those there are."""
        from examkit.bank.model import Exam

        rows = self._rows("select body from exam where id = ?", exam)
        if not rows:
            known = ", ".join(row.id for row in self.info.exams)
            raise UsageError(f"This bank has no exam {quoted(exam)}.", f"Known: {known}.")
        return Exam.model_validate_json(rows[0][0])

    @_repairing
    def pool(self, exam: str) -> tuple[PoolItem, ...]:
        """Return the questions that can be drawn for an exam."""
        if exam not in self._pools:
            self._pools[exam] = self._read_pool(exam)
        return self._pools[exam]

    @_repairing
    def concepts(self) -> dict[str, Concepts]:
        """Return what each question is about, by its id."""
        rows = self._rows("select id, note, offered from question")
        return {name: Concepts(note, tuple(offered.split())) for name, note, offered in rows}

    def _read_pool(self, exam: str) -> tuple[PoolItem, ...]:
        rows = self._rows("select columns from pool where exam = ?", exam)
        columns = json.loads(rows[0][0]) if rows else []
        if not columns:
            return ()
        columns[ENEMIES] = map(tuple, columns[ENEMIES])
        return tuple(map(PoolItem._make, zip(*columns, strict=True)))

    @_repairing
    def digests(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the digests of questions that can be drawn, without reading the pools."""
        rows = self._rows(
            "select id, digest from question where exams <> ''"
            " and id in (select value from json_each(?))",
            json.dumps(list(ids)),
        )
        return dict(rows)

    @_repairing
    def count_of(self, exam: str, ids: Iterable[str]) -> int:
        """Count how many of some questions can be drawn for an exam."""
        rows = self._rows(
            "select count(*) from question where instr(exams, ?)"
            " and id in (select value from json_each(?))",
            f" {exam} ",
            json.dumps(list(ids)),
        )
        return int(rows[0][0])

    @_repairing
    def groups(self) -> dict[str, str]:
        """Return the shared stems by id."""
        return dict(self._rows('select id, stem from "group"'))

    @_repairing
    def ids(self) -> list[str]:
        """Return the ids of all questions, retired ones included."""
        return [row[0] for row in self._rows("select id from question")]

    @_repairing
    def questions(self, ids: Sequence[str]) -> dict[str, Question]:
        """Return questions by id."""
        from examkit.bank.model import Question

        marks = ",".join("?" * len(ids))
        rows = self._rows(
            f"select id, body from question where id in ({marks})",  # noqa: S608 -- marks only
            *ids,
        )
        return {name: Question.model_validate_json(body) for name, body in rows}

    @_repairing
    def section(self, ref: str) -> Section | None:
        """Look a note section up by its address, `file.md#slug`."""
        file, _, slug = ref.partition("#")
        found = self._sections("file = ? and slug = ?", (file, slug))
        return found[0] if found else None

    @_repairing
    def note(self, file: str) -> tuple[Section, ...]:
        """Return all sections of a notes file, in order."""
        return self._sections("file = ?", (file,))

    @_repairing
    def sections(self) -> tuple[tuple[str, Section], ...]:
        """Return all note sections with their addresses, in order."""
        files = [row[0] for row in self._rows("select distinct file from section order by 1")]
        return tuple(
            (f"{file}#{section.slug}", section) for file in files for section in self.note(file)
        )

    def _sections(self, where: str, values: Iterable[str]) -> tuple[Section, ...]:
        from examkit.bank.notes import Section

        columns = "slug, title, level, text, line, gathered"
        rows = self._rows(
            f"select {columns} from section where {where} order by place",  # noqa: S608
            *values,
        )
        return tuple(Section(*row) for row in rows)

    def _meta(self, key: str) -> Any:
        return json.loads(self._rows("select value from meta where key = ?", key)[0][0])

    def _rows(self, statement: str, *values: str) -> list[tuple[Any, ...]]:
        return read_rows(self._db, statement, values)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
