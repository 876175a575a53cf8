"""The index of one bank in the cache folder: opening it costs no parsing.

It is made from the files and never the only copy of anything: a broken one, one of another
version or an outdated one is made again. It opens without pydantic, so that the first screen
need not wait for it.

`python -m examkit.bank.index ROOT CACHE` makes it in a process of its own.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examkit import __version__
from examkit.bank.freshness import FORMAT, is_unchanged, settle
from examkit.bank.pause import gc_paused
from examkit.bank.pool import Concepts, PoolItem
from examkit.bank.summary import BankSummary, ExamSummary
from examkit.errors import BankError, ExamkitError, UsageError
from examkit.findings import Finding

if TYPE_CHECKING:
    from examkit.bank.model import Exam, Question
    from examkit.bank.notes import Section

ENEMIES = PoolItem._fields.index("enemies")


def index_path(root: Path, cache: Path) -> Path:
    """Give the index's file; each folder with a bank has its own.

    Should two ever share one, they would make it anew in turn.
    """
    path = str(root.resolve()).encode("utf-8", "surrogateescape")
    return cache / f"bank-{zlib.crc32(path):08x}-{len(path)}.db"


def open_fresh(root: Path, cache: Path) -> BankIndex | None:
    """Open the index where no file of the bank has changed since; takes one stat a file.

    The bank may have errors.
    """
    path = index_path(root, cache)
    try:
        db = _connect(path)
        if _version(db) == [FORMAT, __version__] and is_unchanged(db, root):
            _settle(db, path)
            return BankIndex(db)
        db.close()
    except sqlite3.Error:
        pass
    return None


def open_index(root: Path, cache: Path) -> BankIndex:
    """Open the index, making it again where it is not fresh.

    Raises BankError with all findings where the bank has errors.
    """
    return without_errors(open_fresh(root, cache) or _made(root, cache), root)


def without_errors(index: BankIndex, root: Path) -> BankIndex:
    """Close the index of a bank that has errors and raise BankError with all findings."""
    if index.info.errors:
        findings = index.findings()
        index.close()
        raise _broken(root, findings)
    return index


def _made(root: Path, cache: Path) -> BankIndex:
    from examkit.bank.indexing import refresh

    path = index_path(root, cache)
    try:
        refresh(root, path)
    except OSError as error:
        said = f"The bank cannot be indexed in {cache}: {error.strerror or error}."
        raise ExamkitError(said, "Set EXAMKIT_HOME to a folder you can write to.") from None
    return BankIndex(_connect(path))


def _settle(db: sqlite3.Connection, path: Path) -> None:
    """Spare the next start reading files that had just been written when they were indexed."""
    if db.execute("select 1 from source where racy limit 1").fetchone():
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as writing,
        ):
            settle(writing)


def _broken(root: Path, findings: Sequence[Finding]) -> BankError:
    errors = sum(finding.severity == "error" for finding in findings)
    said = "1 error" if errors == 1 else f"{errors} errors"
    hint = f"Mend them; examkit bank check {root} lists them again."
    return BankError(f"The bank in {root} has {said} and does not run.", hint, findings)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)


def _version(db: sqlite3.Connection) -> list[Any]:
    row = db.execute("select value from meta where key = 'version'").fetchone()
    return list(json.loads(row[0])) if row else []


class BankIndex:
    """A checked bank, read piece by piece."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.info = _summary(self._meta("summary"))
        self.digest: str = self._meta("digest")
        self._pools: dict[str, tuple[PoolItem, ...]] = {}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def findings(self) -> tuple[Finding, ...]:
        """Give what a check says about the bank."""
        return tuple(Finding(**row) for row in self._meta("findings"))

    def exam(self, exam: str) -> Exam:
        """Give a version of the exam. Raises UsageError naming those there are."""
        from examkit.bank.model import Exam

        row = self._db.execute("select body from exam where id = ?", (exam,)).fetchone()
        if row is None:
            known = ", ".join(row.id for row in self.info.exams)
            raise UsageError(f"This bank has no exam {exam!r}.", f"Known: {known}.")
        return Exam.model_validate_json(row[0])

    def pool(self, exam: str) -> tuple[PoolItem, ...]:
        """Give the questions that can be drawn for an exam."""
        if exam not in self._pools:
            with gc_paused():
                self._pools[exam] = self._read_pool(exam)
        return self._pools[exam]

    def concepts(self) -> dict[str, Concepts]:
        """Give what each question is about, by its id."""
        rows = self._db.execute("select id, note, offered from question").fetchall()
        return {name: Concepts(note, tuple(offered.split())) for name, note, offered in rows}

    def _read_pool(self, exam: str) -> tuple[PoolItem, ...]:
        row = self._db.execute("select columns from pool where exam = ?", (exam,)).fetchone()
        columns = json.loads(row[0]) if row else []
        if not columns:
            return ()
        columns[ENEMIES] = map(tuple, columns[ENEMIES])
        return tuple(map(PoolItem._make, zip(*columns, strict=True)))

    def digests(self, ids: Iterable[str]) -> dict[str, str]:
        """Give the digests of questions that can be drawn, without reading the pools."""
        rows = self._db.execute(
            "select id, digest from question where exams <> ''"
            " and id in (select value from json_each(?))",
            (json.dumps(list(ids)),),
        )
        return dict(rows.fetchall())

    def count_of(self, exam: str, ids: Iterable[str]) -> int:
        """Count how many of some questions can be drawn for an exam."""
        row = self._db.execute(
            "select count(*) from question where instr(exams, ?)"
            " and id in (select value from json_each(?))",
            (f" {exam} ", json.dumps(list(ids))),
        ).fetchone()
        return int(row[0])

    def groups(self) -> dict[str, str]:
        """Give the shared stems by id."""
        return dict(self._db.execute('select id, stem from "group"').fetchall())

    def ids(self) -> list[str]:
        """Give the ids of all questions, retired ones included."""
        return [row[0] for row in self._db.execute("select id from question").fetchall()]

    def questions(self, ids: Sequence[str]) -> dict[str, Question]:
        """Give questions by id."""
        from examkit.bank.model import Question

        marks = ",".join("?" * len(ids))
        rows = self._db.execute(
            f"select id, body from question where id in ({marks})",  # noqa: S608 -- marks only
            tuple(ids),
        ).fetchall()
        return {name: Question.model_validate_json(body) for name, body in rows}

    def section(self, ref: str) -> Section | None:
        """Look a note section up by its address, `file.md#slug`."""
        file, _, slug = ref.partition("#")
        found = self._sections("file = ? and slug = ?", (file, slug))
        return found[0] if found else None

    def note(self, file: str) -> tuple[Section, ...]:
        """Give all sections of a notes file, in order."""
        return self._sections("file = ?", (file,))

    def sections(self) -> tuple[tuple[str, Section], ...]:
        """Give all note sections with their addresses, in order."""
        files = [row[0] for row in self._db.execute("select distinct file from section order by 1")]
        return tuple(
            (f"{file}#{section.slug}", section) for file in files for section in self.note(file)
        )

    def _sections(self, where: str, values: Iterable[str]) -> tuple[Section, ...]:
        from examkit.bank.notes import Section

        columns = "slug, title, level, text, line, gathered"
        rows = self._db.execute(
            f"select {columns} from section where {where} order by place",  # noqa: S608
            tuple(values),
        ).fetchall()
        return tuple(Section(*row) for row in rows)

    def _meta(self, key: str) -> Any:
        row = self._db.execute("select value from meta where key = ?", (key,)).fetchone()
        return json.loads(row[0])


def _summary(values: dict[str, Any]) -> BankSummary:
    for name in ("topics", "notes_of_topics"):
        values[name] = tuple(map(tuple, values[name]))
    values["exams"] = tuple(_exam_summary(row) for row in values["exams"])
    return BankSummary(**values)


def _exam_summary(values: dict[str, Any]) -> ExamSummary:
    for name in ("valid_from", "valid_until"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    return ExamSummary(**values)


if __name__ == "__main__":
    from examkit.bank.indexing import refresh as make

    make(Path(sys.argv[1]), index_path(Path(sys.argv[1]), Path(sys.argv[2])))
