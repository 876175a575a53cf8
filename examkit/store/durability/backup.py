"""Backups of the store: copies made while it is in use, and which of them to keep."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from math import inf
from pathlib import Path

from examkit.errors import StoreError
from examkit.store.private_files import (
    delete_quietly,
    private_file,
    private_folder,
    sync_folder,
)
from examkit.store.sqlite.connection import connect, pragma
from examkit.store.sqlite.errors import describe_error, translated_errors
from examkit.system_clock import DAY

INTERVAL = 1_800.0
"""Shortest time between two backups, in seconds."""
DAILY, WEEKLY = 10, 8
"""Days and weeks of which the latest backup is kept."""
_STAMP = "%Y%m%dT%H%M%SZ"


def backup_name(path: Path, version: int, wall: float) -> str:
    """Name a backup made before an upgrade from a schema version, at `wall` (UTC seconds)."""
    return f"{path.stem}-v{version}-{datetime.fromtimestamp(wall, UTC):{_STAMP}}.db"


def back_up(path: Path, copy: Path) -> None:
    """Copy a store as of its last commit; `copy` appears complete and checked, or not at all.

    Raises StoreError, also if the store is damaged, because a bad copy must not look good.
    """
    with translated_errors(path), closing(connect(path, "ro")) as source:
        copy_connection(source, copy)


def copy_connection(source: sqlite3.Connection, copy: Path) -> None:
    """Copy what an open connection reads, with the promises of `back_up`."""
    draft = copy.with_suffix(".new")
    private_folder(copy.parent)
    private_file(draft)
    try:
        with translated_errors(copy):
            _copy(source, draft)
        draft.replace(copy)
    except OSError as error:
        raise StoreError(f"{copy} can't be written: {error.strerror}.") from error
    finally:
        delete_quietly(draft)
    sync_folder(copy.parent)


def _copy(source: sqlite3.Connection, draft: Path) -> None:
    with closing(connect(draft, "rw")) as target:
        source.backup(target)
        if pragma(target, "quick_check") != "ok":
            raise describe_error(draft, "SQLITE_CORRUPT")


def rotate(path: Path, wall: float) -> Path | None:
    """Back up a store unless that was done recently, and delete backups that are too old.

    Return the new backup, if any. `wall` is now, in UTC seconds. Raises StoreError, also if the
    store is damaged, because a bad copy must not replace a good one.
    """
    folder = path.parent / "backups" / "kept"
    # A backup from the future was made under a wrong clock, so its age is unknown.
    newest = max((moment for moment, _ in _backups(folder) if moment <= wall), default=0.0)
    if wall - newest < INTERVAL or not path.exists():
        return None
    copy = folder / f"{path.stem}-{datetime.fromtimestamp(wall, UTC):{_STAMP}}.db"
    back_up(path, copy)
    backups = _backups(folder)
    keep = backups_to_keep([moment for moment, _ in backups], wall)
    for moment, old in backups:
        if moment not in keep:
            old.unlink(missing_ok=True)
    return copy


def backups_to_keep(moments: Iterable[float], wall: float = inf) -> set[float]:
    """Choose the latest backup of each of the last days and weeks, by time in UTC seconds.

    Backups from after `wall` are chosen separately, so a wrong clock displaces none.
    """
    all_moments = set(moments)
    later = {moment for moment in all_moments if moment > wall}
    return _latest(all_moments - later) | _latest(later)


def _latest(moments: Iterable[float]) -> set[float]:
    latest_first = sorted(moments, reverse=True)
    keep: set[float] = set()
    for length, most in ((DAY, DAILY), (7 * DAY, WEEKLY)):
        spans: dict[int, float] = {}
        for moment in latest_first:
            spans.setdefault(int(moment // length), moment)
        keep.update(list(spans.values())[:most])
    return keep


def _backups(folder: Path) -> list[tuple[float, Path]]:
    """Return backups with their time in UTC seconds, from their names."""
    backups = []
    for path in folder.glob("*.db"):
        try:
            stamp = datetime.strptime(f"{path.stem.rsplit('-', 1)[-1]}+0000", f"{_STAMP}%z")
        except ValueError:
            continue
        backups.append((stamp.timestamp(), path))
    return backups
