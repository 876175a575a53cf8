"""Making the index: files that did not change are taken from the one before."""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from examkit import __version__
from examkit.bank.bank import Bank, Placed
from examkit.bank.files import list_files
from examkit.bank.freshness import FORMAT, RACY_NS, Stamp, content_hash, stamp_of, unchanged_paths
from examkit.bank.load import (
    Loaded,
    Parts,
    assemble,
    read_part,
    read_sources,
)
from examkit.bank.model import Group, Question
from examkit.bank.notes import Section
from examkit.bank.pause import gc_paused
from examkit.bank.read import ReadFile
from examkit.bank.source import Source

SCHEMA = """
create table meta (key text primary key, value text not null);
create table source (path text primary key, size int, mtime_ns int, inode int, racy int,
                     sha256 text);
create table exam (id text primary key, body text not null);
create table question (id text primary key, path text, place int, body text not null);
create table pool (exam text, id text, domain text, topic text, type text, difficulty text,
                   digest text, enemies text, "group" text, place int);
create table "group" (id text primary key, path text, stem text not null);
create table concept (question text primary key, note text, offered text);
create table section (file text, place int, slug text, title text, level int, text text, line int,
                      primary key (file, place));
"""


def refresh(root: Path, target: Path) -> Loaded:
    """Read what changed, check the whole, and put a new index in place of the old one."""
    with gc_paused():
        stamps = {path: stamp_of(root, path) for path in list_files(root)}
        sources = read_sources(root)
        parts = _unchanged(target, root)
        for source in sources.values():
            if not _is_there(source, parts):
                read_part(source, parts)
        loaded = assemble(parts, sources)
        _write(root, target, loaded, stamps)
    return loaded


def _is_there(source: Source, parts: Parts) -> bool:
    return source.path in parts.files or source.path.removeprefix("notes/") in parts.notes


def _unchanged(target: Path, root: Path) -> Parts:
    """Take questions and notes of files that did not change and had no findings."""
    parts = Parts()
    try:
        with closing(sqlite3.connect(f"{target.as_uri()}?mode=ro", uri=True)) as db:
            meta = dict(db.execute("select key, value from meta").fetchall())
            if json.loads(meta["version"]) != [FORMAT, __version__]:
                return Parts()
            blamed = {row["path"] for row in json.loads(meta["findings"])}
            same = unchanged_paths(db, root) - blamed
            _take_questions(db, same, parts)
            _take_sections(db, same, parts)
    except (sqlite3.Error, KeyError, ValueError):
        return Parts()
    return parts


def _take_questions(db: sqlite3.Connection, same: set[str], parts: Parts) -> None:
    found: dict[str, list[Placed]] = {p: [] for p in sorted(same) if p.startswith("questions/")}
    rows = db.execute("select path, place, body from question order by path, place")
    for path, place, body in rows.fetchall():
        if path in found:
            found[path].append(Placed(path, place, Question.model_validate_json(body)))
    groups = db.execute('select id, path, stem from "group" order by rowid').fetchall()
    for path, placed in found.items():
        ids = tuple((p.index, p.question.id) for p in placed)
        own = tuple(Group(id=name, stem=stem) for name, at, stem in groups if at == path)
        parts.files[path] = ReadFile(tuple(placed), ids, own)


def _take_sections(db: sqlite3.Connection, same: set[str], parts: Parts) -> None:
    for path in sorted(same):
        if path.startswith("notes/"):
            file = path.removeprefix("notes/")
            rows = db.execute(
                "select slug, title, level, text, line from section where file = ? order by place",
                (file,),
            ).fetchall()
            parts.notes[file] = tuple(Section(*row) for row in rows)


def _write(root: Path, target: Path, loaded: Loaded, stamps: Mapping[str, Stamp | None]) -> None:
    """Write beside the old index and replace it at once, so that a reader never sees a half."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=target.stem, suffix=".new")
    os.close(handle)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as db:
            _fill(db, root, loaded, stamps)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _fill(
    db: sqlite3.Connection, root: Path, loaded: Loaded, stamps: Mapping[str, Stamp | None]
) -> None:
    # The file is thrown away if anything goes wrong, so nothing has to reach the disk early.
    db.execute("pragma journal_mode = off")
    db.execute("pragma synchronous = off")
    for statement in SCHEMA.split(";"):
        db.execute(statement)
    db.execute("begin")
    if loaded.bank is not None:
        _fill_bank(db, loaded.bank)
        groups = ((name, g.path, g.stem) for name, g in loaded.bank.groups.items())
        db.executemany('insert into "group" values (?, ?, ?)', groups)
    db.executemany("insert into source values (?, ?, ?, ?, ?, ?)", _source_rows(root, stamps))
    db.executemany("insert into meta values (?, ?)", _meta_rows(loaded).items())
    db.execute("commit")


def _source_rows(root: Path, stamps: Mapping[str, Stamp | None]) -> Iterable[tuple[Any, ...]]:
    now = time.time_ns()
    for path, stamp in stamps.items():
        if stamp is not None:
            racy = now - stamp.mtime_ns < RACY_NS
            digest = content_hash(root, path) if racy else ""
            yield path, stamp.size, stamp.mtime_ns, stamp.inode, int(racy), digest


def _fill_bank(db: sqlite3.Connection, bank: Bank) -> None:
    db.executemany(
        "insert into exam values (?, ?)",
        ((exam.id, exam.model_dump_json(by_alias=True)) for exam in bank.exams.values()),
    )
    db.executemany(
        "insert into question values (?, ?, ?, ?)",
        (
            (
                p.question.id,
                p.path,
                p.index,
                p.question.model_dump_json(by_alias=True, exclude_defaults=True),
            )
            for p in bank.questions.values()
        ),
    )
    db.executemany("insert into pool values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _pool_rows(bank))
    db.executemany("insert into concept values (?, ?, ?)", _concept_rows(bank))
    db.executemany(
        "insert into section values (?, ?, ?, ?, ?, ?, ?)",
        (
            (file, place, s.slug, s.title, s.level, s.text, s.line)
            for file, sections in bank.notes.items()
            for place, s in enumerate(sections)
        ),
    )


def _pool_rows(bank: Bank) -> Iterable[tuple[str | int, ...]]:
    for exam, pool in bank.pools.items():
        for item in pool:
            yield (
                exam, item.id, item.domain, item.topic, item.type, item.difficulty,
                item.digest, " ".join(item.enemies), item.group, item.place,
            )  # fmt: skip


def _concept_rows(bank: Bank) -> Iterable[tuple[str, ...]]:
    for placed in bank.questions.values():
        question = placed.question
        offered = (option.note for option in question.options if not option.correct)
        others = dict.fromkeys(note for note in offered if note and note != question.note)
        yield question.id, question.note, " ".join(others)


def _meta_rows(loaded: Loaded) -> dict[str, str]:
    values = {
        "version": [FORMAT, __version__],
        "digest": loaded.digest,
        "findings": [finding._asdict() for finding in loaded.findings],
        "summary": summary(loaded),
    }
    return {key: json.dumps(value) for key, value in values.items()}


def summary(loaded: Loaded) -> dict[str, Any]:
    """Give what `BankSummary` holds, as JSON values."""
    bank = loaded.bank
    found = {
        "errors": loaded.errors,
        "warnings": len(loaded.findings) - loaded.errors,
    }
    if bank is None:
        empty = {"id": "", "title": "", "default_exam": "", "questions": 0, "notes": 0}
        return {**empty, "exams": [], "sections": 0, "topics": [], "notes_of_topics": [], **found}
    return {
        "id": bank.info.id,
        "title": bank.info.title,
        "default_exam": bank.info.default_exam,
        "exams": [_exam_values(bank, exam) for exam in _ordered(bank)],
        "questions": sum(not p.question.retired for p in bank.questions.values()),
        "notes": len(bank.notes),
        "sections": sum(map(len, bank.notes.values())),
        "topics": [(topic.id, topic.title) for topic in bank.info.topics],
        "notes_of_topics": [(t.id, t.notes) for t in bank.info.topics if t.notes],
        **found,
    }


def _ordered(bank: Bank) -> list[str]:
    """Put the default exam first."""
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
