"""Whether a file is still the one that was indexed."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from examkit.bank.files import list_files

FORMAT = 1
"""Of the index; another number means that it is made again."""
RACY_NS = 2_000_000_000
"""A file changed this shortly before it was indexed may have changed again unseen."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells a file from another version of itself without reading it."""

    size: int
    mtime_ns: int
    inode: int


def stamp_of(root: Path, path: str) -> Stamp | None:
    """Read a file's stamp; None where it is gone."""
    try:
        found = os.lstat(root / path)
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def known_stamps(db: sqlite3.Connection) -> dict[str, Stamp]:
    """Give the stamps of the indexed files; those in doubt are left out."""
    rows = db.execute("select path, size, mtime_ns, inode, racy from source").fetchall()
    return {path: Stamp(*stamp) for path, *stamp, racy in rows if not racy}


def stale_paths(db: sqlite3.Connection, root: Path) -> set[str]:
    """Give the files that are new, changed, gone or in doubt."""
    known = known_stamps(db)
    indexed = {row[0] for row in db.execute("select path from source").fetchall()}
    there = {path: stamp_of(root, path) for path in list_files(root)}
    changed = {path for path, stamp in there.items() if known.get(path) != stamp}
    return changed | (indexed - there.keys() - {"bank.toml"})
