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
from examkit.bank.bank import Surroundings
from examkit.bank.index.file import DAMAGE, connect, read_rows
from examkit.bank.index.parallel import in_halves
from examkit.bank.index.pause import gc_paused
from examkit.bank.index.rows import FileRows, Kept, rows_of
from examkit.bank.index.staleness import FORMAT, stamp_of, unchanged_paths
from examkit.bank.index.writer import Everything, write
from examkit.bank.loader import (
    Parts,
    digest_of,
    read_part,
    read_sources,
)
from examkit.bank.model import Group
from examkit.bank.notes import Section
from examkit.bank.safe_files import list_files
from examkit.bank.source_file import Source
from examkit.bank.validate_bank import Contents, check_contents
from examkit.bank.validate_question import QuestionChecker

ALONE = 2 << 20
"""Characters to read below which a second process would take longer than it spares."""


def refresh(root: Path, target: Path) -> None:
    """Read what changed, check the whole, and put a new index in place of the old one."""
    with gc_paused():
        stamps = {path: stamp_of(root, path) for path in list_files(root)}
        sources = read_sources(root)
        asked = [source for path, source in sources.items() if path.startswith("questions/")]
        kept, parts = _kept(target, root), Parts()
        parts.notes.update(kept.notes)
        for path in sources.keys() - {source.path for source in asked}:
            if path.removeprefix("notes/") not in kept.notes:
                read_part(sources[path], parts)
        files = _rows(parts.around, asked, kept.files)
        for file in files:
            sources[file.path].findings[:] = file.findings
        contents = _contents(parts, files)
        check_contents(parts.around, contents, sources)
        findings = sorted(f for source in sources.values() for f in source.findings)
        held = Everything(parts.around, files, contents, findings, digest_of(sources), stamps)
        write(root, target, held)


def _rows(
    around: Surroundings | None, sources: Sequence[Source], kept: Mapping[str, Kept]
) -> list[FileRows]:
    """Read and check the questions files; of a bank without a usable `bank.toml`, none."""
    checker = QuestionChecker(around or Surroundings.of_nothing())
    exams = tuple(around.exams) if around else ()
    fine = [source for source in sources if not source.findings]

    def work(some: Sequence[Source]) -> list[FileRows]:
        return [rows_of(source, kept.get(source.path), checker, exams) for source in some]

    sizes = [len(source.text) for source in fine]
    return in_halves(work, fine, sizes) if sum(sizes) > ALONE else work(fine)


def _contents(parts: Parts, files: Iterable[FileRows]) -> Contents:
    found = Contents({}, {}, {}, {exam: [] for exam in parts.exams})
    for file in files:
        found.ids[file.path] = file.ids
        found.groups.update(file.groups)
        for row in file.questions:
            if found.questions.setdefault(row.known.id, row.known) is row.known:
                for exam, item in row.drawn:
                    found.pools[exam].append(item)
    return found


class _Unchanged(NamedTuple):
    """What the index holds of files that did not change and had no findings."""

    files: dict[str, Kept]
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


def _kept_files(db: sqlite3.Connection, paths: Iterable[str]) -> dict[str, Kept]:
    wanted = {path for path in paths if path.startswith("questions/")}
    rows = read_rows(db, "select path, place, body from question order by path, place")
    bodies = {
        path: tuple((place, body) for _, place, body in found)
        for path, found in groupby(rows, key=lambda row: row[0])
        if path in wanted
    }
    groups = read_rows(db, 'select path, id, stem from "group" order by rowid')
    return {
        path: Kept(
            bodies.get(path, ()),
            tuple(Group(id=name, stem=stem) for at, name, stem in groups if at == path),
        )
        for path in wanted
    }
