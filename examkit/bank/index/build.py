"""Build the index of a bank, a SQLite file."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from examkit import __version__
from examkit.bank.bank import Bank
from examkit.bank.index.file import FORMAT, RACY_NS, FileStamp, content_hash, read_stamp
from examkit.bank.loader import LoadResult, load_bank
from examkit.bank.model import Question
from examkit.bank.safe_files import list_files

Stamps = Mapping[str, FileStamp | None]
"""Stamp of each file in a bank, by path; None if the file no longer exists."""

SCHEMA = """
create table meta (key text primary key, value text not null);
create table source (path blob primary key, size int, mtime_ns int, inode int, racy int,
                     sha256 text);
create table exam (id text primary key, body text not null);
create table question (id text primary key, path text, place int, digest text, exams text,
                       note text, offered text, body text not null);
create table pool (exam text primary key, columns text not null);
create table "group" (id text primary key, path text, stem text not null);
create table section (file text, place int, slug text, title text, level int, text text, line int,
                      gathered int, primary key (file, place));
"""


def rebuild(root: Path, target: Path) -> None:
    """Load and check the bank in `root`, and replace its index at `target`.

    Readers see either the old file or the complete new one. Raises OSError or sqlite3.Error if
    the file can't be written.
    """
    # Files are stamped before they are read, so that a later change can't look indexed.
    stamps = {path: read_stamp(root, path) for path in list_files(root)}
    loaded = load_bank(root)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.stem, suffix=".new")
    os.close(handle)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as db:
            _fill(db, root, loaded, stamps)
        _sync(Path(name))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _sync(path: Path) -> None:
    """Flush a file to disk, so that it is complete before it is renamed."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _fill(db: sqlite3.Connection, root: Path, loaded: LoadResult, stamps: Stamps) -> None:
    # A failed draft is deleted and a complete one synced, so SQLite need not protect it.
    db.execute("pragma journal_mode = off")
    db.execute("pragma synchronous = off")
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    db.execute("begin")
    if loaded.bank is not None:
        _fill_bank(db, loaded.bank)
    _insert(db, "source", _source_rows(root, stamps))
    _insert(db, "meta", _meta_rows(loaded).items())
    db.execute("commit")


def _fill_bank(db: sqlite3.Connection, bank: Bank) -> None:
    exams = ((exam.id, exam.model_dump_json(by_alias=True)) for exam in bank.exams.values())
    _insert(db, "exam", exams)
    _insert(db, "question", _question_rows(bank))
    # Stored by column, because reading rows would take most of the time to open a large bank.
    pools = ((exam, json.dumps([*zip(*pool, strict=True)])) for exam, pool in bank.pools.items())
    _insert(db, "pool", pools)
    _insert(db, "group", ((name, group.path, group.stem) for name, group in bank.groups.items()))
    _insert(db, "section", _section_rows(bank))


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    width = len(db.execute(f'pragma table_info("{table}")').fetchall())
    marks = ", ".join("?" * width)
    db.executemany(f'insert into "{table}" values ({marks})', rows)  # noqa: S608 -- names of ours


def _question_rows(bank: Bank) -> Iterator[tuple[Any, ...]]:
    drawn_by: dict[str, list[str]] = {name: [] for name in bank.questions}
    digests: dict[str, str] = {}
    for exam, pool in bank.pools.items():
        for item in pool:
            drawn_by[item.id].append(f" {exam} ")
            digests[item.id] = item.digest
    for name, located in bank.questions.items():
        question, exams = located.question, "".join(drawn_by[name])
        digest = digests.get(name, "")
        notes = " ".join(_distractor_notes(question))
        body = question.model_dump_json(by_alias=True, exclude_defaults=True)
        yield name, located.path, located.index, digest, exams, question.note, notes, body


def _distractor_notes(question: Question) -> Iterable[str]:
    """Return the addresses, each once, of the notes about a question's distractors.

    The address of the question's own note is left out.
    """
    notes = (option.note for option in question.options if not option.correct)
    return dict.fromkeys(note for note in notes if note and note != question.note)


def _section_rows(bank: Bank) -> Iterator[tuple[Any, ...]]:
    for file, sections in bank.notes.items():
        for place, s in enumerate(sections):
            yield file, place, s.slug, s.title, s.level, s.text, s.line, s.is_gathered


def _source_rows(root: Path, stamps: Stamps) -> Iterator[tuple[Any, ...]]:
    now = time.time_ns()
    for path, stamp in stamps.items():
        if stamp is not None:
            racy = now - stamp.mtime_ns < RACY_NS
            digest = content_hash(root, path) if racy else ""
            yield os.fsencode(path), stamp.size, stamp.mtime_ns, stamp.inode, int(racy), digest


def _meta_rows(loaded: LoadResult) -> dict[str, str]:
    values = {
        "version": [FORMAT, __version__],
        "digest": loaded.digest,
        "findings": [finding._asdict() for finding in loaded.findings],
        "summary": _summary(loaded),
    }
    return {key: json.dumps(value) for key, value in values.items()}


def _summary(loaded: LoadResult) -> dict[str, Any]:
    """Return the values of a loaded bank's `BankSummary`, as JSON values by field name.

    If `bank.toml` is unusable, the summary is empty except for the number of errors.
    """
    bank, errors = loaded.bank, loaded.errors
    if bank is None:
        empty = {"id": "", "title": "", "default_exam": "", "questions": 0, "notes": 0}
        lists: dict[str, Any] = {"exams": [], "topics": [], "notes_of_topics": []}
        return {**empty, **lists, "sections": 0, "errors": errors}
    info = bank.info
    return {
        "id": info.id,
        "title": info.title,
        "default_exam": info.default_exam,
        "exams": [_exam_values(bank, exam) for exam in _ordered_exams(bank)],
        "questions": sum(not located.question.retired for located in bank.questions.values()),
        "notes": len(bank.notes),
        "sections": sum(map(len, bank.notes.values())),
        "topics": [(topic.id, topic.title) for topic in info.topics],
        "notes_of_topics": [(topic.id, topic.notes) for topic in info.topics if topic.notes],
        "errors": errors,
    }


def _ordered_exams(bank: Bank) -> list[str]:
    """Return the ids of all exams: the default exam, then the others in alphabetical order."""
    return sorted(bank.exams, key=lambda exam: (exam != bank.info.default_exam, exam))


def _exam_values(bank: Bank, exam_id: str) -> dict[str, Any]:
    exam = bank.exams[exam_id]
    counts = {domain.id: 0 for domain in exam.domains}
    for item in bank.pools[exam_id]:
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
