"""Making the index: files that did not change are taken from the one before."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from examkit import __version__
from examkit.bank.bank import BankContext
from examkit.bank.index.file import DAMAGE, connect, read_rows
from examkit.bank.index.rows import CachedFile, FileRows, index_file
from examkit.bank.index.staleness import FORMAT, read_stamp, unchanged_paths
from examkit.bank.index.writer import IndexContents, write_index
from examkit.bank.loader import (
    ParsedBank,
    compute_digest,
    parse_file,
    read_sources,
)
from examkit.bank.model import Group
from examkit.bank.notes import Section
from examkit.bank.safe_files import list_files
from examkit.bank.source_file import SourceFile
from examkit.bank.validate_bank import BankContents, check_contents
from examkit.bank.validate_question import QuestionChecker


def rebuild(root: Path, target: Path) -> None:
    """Read what changed, check the whole, and put a new index in place of the old one."""
    stamps = {path: read_stamp(root, path) for path in list_files(root)}
    sources = read_sources(root)
    asked = [source for path, source in sources.items() if path.startswith("questions/")]
    kept, parts = _kept(target, root), ParsedBank()
    parts.notes.update(kept.notes)
    for path in sources.keys() - {source.path for source in asked}:
        if path.removeprefix("notes/") not in kept.notes:
            parse_file(sources[path], parts)
    files = _rows(parts.context, asked, kept.files)
    for file in files:
        sources[file.path].findings[:] = file.findings
    contents = _contents(parts, files)
    check_contents(parts.context, contents, sources)
    findings = sorted(f for source in sources.values() for f in source.findings)
    held = IndexContents(parts.context, files, contents, findings, compute_digest(sources), stamps)
    write_index(root, target, held)


def _rows(
    around: BankContext | None, sources: Sequence[SourceFile], kept: Mapping[str, CachedFile]
) -> list[FileRows]:
    """Read and check the questions files; of a bank without a usable `bank.toml`, none."""
    checker = QuestionChecker(around or BankContext.empty())
    exams = tuple(around.exams) if around else ()
    return [
        index_file(source, kept.get(source.path), checker, exams)
        for source in sources
        if not source.findings
    ]


def _contents(parts: ParsedBank, files: Iterable[FileRows]) -> BankContents:
    found = BankContents({}, {}, {}, {exam: [] for exam in parts.exams})
    for file in files:
        found.ids[file.path] = file.ids
        found.groups.update(file.groups)
        for row in file.questions:
            if found.questions.setdefault(row.known.id, row.known) is row.known:
                for exam, item in row.pool_entries:
                    found.pools[exam].append(item)
    return found


class _Unchanged(NamedTuple):
    """What the index holds of files that did not change and had no findings."""

    files: dict[str, CachedFile]
    notes: dict[str, tuple[Section, ...]]
    """By file, relative to the folder `notes`."""


def _kept(target: Path, root: Path) -> _Unchanged:
    try:
        with closing(connect(target)) as db:
            meta = dict(read_rows(db, "select key, value from meta"))
            if json.loads(meta["version"]) != [FORMAT, __version__]:
                return _Unchanged({}, {})
            blamed = {row["path"] for row in json.loads(meta["findings"])}
            same = unchanged_paths(db, root) - blamed
            return _Unchanged(_kept_files(db, same), _kept_notes(db, same))
    except DAMAGE:
        return _Unchanged({}, {})


def _kept_notes(db: sqlite3.Connection, paths: Iterable[str]) -> dict[str, tuple[Section, ...]]:
    wanted = {path.removeprefix("notes/") for path in paths if path.startswith("notes/")}
    columns = "file, slug, title, level, text, line, gathered"
    rows = read_rows(db, f"select {columns} from section order by file, place")  # noqa: S608
    return {
        file: tuple(Section(*row[1:]) for row in found)
        for file, found in groupby(rows, key=lambda row: row[0])
        if file in wanted
    }


def _kept_files(db: sqlite3.Connection, paths: Iterable[str]) -> dict[str, CachedFile]:
    wanted = {path for path in paths if path.startswith("questions/")}
    rows = read_rows(db, "select path, place, body from question order by path, place")
    bodies = {
        path: tuple((place, body) for _, place, body in found)
        for path, found in groupby(rows, key=lambda row: row[0])
        if path in wanted
    }
    groups = read_rows(db, 'select path, id, stem from "group" order by rowid')
    return {
        path: CachedFile(
            bodies.get(path, ()),
            tuple(Group(id=name, stem=stem) for at, name, stem in groups if at == path),
        )
        for path in wanted
    }
