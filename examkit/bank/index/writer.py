"""Writing the index of a bank."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from examkit import __version__
from examkit.bank.bank import BankContext
from examkit.bank.index.rows import FileRows, QuestionRow
from examkit.bank.index.staleness import (
    FORMAT,
    RACY_NS,
    FileStamp,
    content_hash,
    stored_path,
)
from examkit.bank.validate_bank import BankContents
from examkit.diagnostics import Finding

SCHEMA = """
create table meta (key text primary key, value text not null);
create table source (path text primary key, size int, mtime_ns int, inode int, racy int,
                     sha256 text);
create table exam (id text primary key, body text not null);
create table question (id text primary key, path text, place int, digest text, exams text,
                       note text, offered text, body text not null);
create table pool (exam text primary key, columns text not null);
create table "group" (id text primary key, path text, stem text not null);
create table section (file text, place int, slug text, title text, level int, text text, line int,
                      gathered int, primary key (file, place));
"""


class IndexContents(NamedTuple):
    """What is written."""

    around: BankContext | None
    files: Sequence[FileRows]
    contents: BankContents
    findings: Sequence[Finding]
    digest: str
    stamps: Mapping[str, FileStamp | None]


def write_index(root: Path, target: Path, held: IndexContents) -> None:
    """Write next to the old index and replace it whole, so that a reader never sees a half."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.stem, suffix=".new")
    os.close(handle)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as db:
            _fill(db, root, held)
        _sync(Path(name))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    """Wait until a file is on disk, so that a power cut cannot leave the new name on a hole."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _fill(db: sqlite3.Connection, root: Path, held: IndexContents) -> None:
    # The file is thrown away if anything goes wrong, and synced once when it is complete.
    db.execute("pragma journal_mode = off")
    db.execute("pragma synchronous = off")
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    db.execute("begin")
    if held.around is not None:
        _fill_bank(db, held, held.around)
    db.executemany("insert into source values (?, ?, ?, ?, ?, ?)", _source_rows(root, held.stamps))
    db.executemany("insert into meta values (?, ?)", _meta_rows(held).items())
    db.execute("commit")


def _fill_bank(db: sqlite3.Connection, held: IndexContents, around: BankContext) -> None:
    exams = ((exam.id, exam.model_dump_json(by_alias=True)) for exam in around.exams.values())
    db.executemany("insert into exam values (?, ?)", exams)
    # Of an id that is there twice, the first counts.
    db.executemany(
        "insert or ignore into question values (?, ?, ?, ?, ?, ?, ?, ?)",
        (_question_row(row) for file in held.files for row in file.questions),
    )
    # In columns, as they are read all at once: this is most of the time to open a large bank.
    pools = (
        (exam, json.dumps([*zip(*pool, strict=True)])) for exam, pool in held.contents.pools.items()
    )
    db.executemany("insert into pool values (?, ?)", pools)
    groups = ((name, g.path, g.stem) for name, g in held.contents.groups.items())
    db.executemany('insert into "group" values (?, ?, ?)', groups)
    db.executemany(
        "insert into section values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (file, place, s.slug, s.title, s.level, s.text, s.line, s.is_gathered)
            for file, sections in around.notes.items()
            for place, s in enumerate(sections)
        ),
    )


def _question_row(row: QuestionRow) -> tuple[str | int, ...]:
    known, concepts = row.known, row.concepts
    exams = "".join(f" {exam} " for exam, _ in row.pool_entries)
    offered = " ".join(concepts.distractor_notes)
    return known.id, known.path, known.place, row.digest, exams, concepts.note, offered, row.body


def _source_rows(root: Path, stamps: Mapping[str, FileStamp | None]) -> Iterable[tuple[Any, ...]]:
    now = time.time_ns()
    for path, stamp in stamps.items():
        if stamp is not None:
            racy = now - stamp.mtime_ns < RACY_NS
            digest = content_hash(root, path) if racy else ""
            yield stored_path(path), stamp.size, stamp.mtime_ns, stamp.inode, int(racy), digest


def _meta_rows(held: IndexContents) -> dict[str, str]:
    values = {
        "version": [FORMAT, __version__],
        "digest": held.digest,
        "findings": [finding._asdict() for finding in held.findings],
        "summary": _summary(held),
    }
    return {key: json.dumps(value) for key, value in values.items()}


def _summary(held: IndexContents) -> dict[str, Any]:
    """Return what `BankSummary` holds, as JSON values."""
    errors = sum(finding.severity == "error" for finding in held.findings)
    found = {"errors": errors, "warnings": len(held.findings) - errors}
    around = held.around
    if around is None:
        empty = {"id": "", "title": "", "default_exam": "", "questions": 0, "notes": 0}
        return {**empty, "exams": [], "sections": 0, "topics": [], "notes_of_topics": [], **found}
    return {
        "id": around.info.id,
        "title": around.info.title,
        "default_exam": around.info.default_exam,
        "exams": [_exam_values(around, held.contents, exam) for exam in _ordered(around)],
        "questions": sum(not known.retired for known in held.contents.questions.values()),
        "notes": len(around.notes),
        "sections": sum(map(len, around.notes.values())),
        "topics": [(topic.id, topic.title) for topic in around.info.topics],
        "notes_of_topics": [(t.id, t.notes) for t in around.info.topics if t.notes],
        **found,
    }


def _ordered(around: BankContext) -> list[str]:
    """Put the default exam first."""
    return sorted(around.exams, key=lambda exam: (exam != around.info.default_exam, exam))


def _exam_values(around: BankContext, contents: BankContents, exam_id: str) -> dict[str, Any]:
    exam = around.exams[exam_id]
    counts = {domain.id: 0 for domain in exam.domains}
    for item in contents.pools[exam_id]:
        counts[item.domain] = counts.get(item.domain, 0) + 1
    return {
        "id": exam.id,
        "title": exam.title,
        "valid_from": exam.valid_from.isoformat() if exam.valid_from else None,
        "valid_until": exam.valid_until.isoformat() if exam.valid_until else None,
        "questions": exam.questions,
        "minutes": exam.minutes,
        "unscored": exam.unscored,
        "domains": counts,
    }
