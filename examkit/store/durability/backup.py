"""Back up the store while it is in use, and delete old backups."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from math import inf
from pathlib import Path

from examkit.errors import StoreError
from examkit.store.private_files import delete_quietly, private_file, private_folder, sync_folder
from examkit.store.sqlite.connection import connect, pragma
from examkit.store.sqlite.errors import describe_error, translated_errors
from examkit.system_clock import DAY

INTERVAL = 1_800.0
"""Minimum time between two backups, in seconds."""
DAILY, WEEKLY = 10, 8
"""Number of recent days, and of recent weeks, of which the latest backup is retained."""
_STAMP = "%Y%m%dT%H%M%SZ"


def backup_name(path: Path, version: int, wall: float) -> str:
    """Return the file name for a backup made before an upgrade from schema `version`.

    `path` is the store's path, and `wall` the time of the backup in UTC seconds.
    """
    return f"{path.stem}-v{version}-{datetime.fromtimestamp(wall, UTC):{_STAMP}}.db"


def back_up(path: Path, copy: Path) -> None:
    """Copy the store at `path` as of its last commit to the file `copy`.

    The copy is complete and checked, or not written at all. Raises StoreError if it can't be
    written, or if the store is damaged.
    """
    with translated_errors(path), closing(connect(path, "ro")) as source:
        copy_connection(source, copy)


def copy_connection(source: sqlite3.Connection, copy: Path) -> None:
    """Copy an open database to a file, which is complete and checked or not written at all.

    Raises StoreError if the copy can't be written, or if the database is damaged.
    """
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
    """Back up a store unless the last backup is less than `INTERVAL` old, and delete old backups.

    Return the path of the new backup, or None if none was made. `wall` is the time now in UTC
    seconds. Raises StoreError if the store is damaged or can't be copied; nothing is deleted then.
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
    """Return which of `moments`, the times of all backups, belong to backups to retain.

    These are the latest backups of each recent day and week. Times are in UTC seconds. Backups
    dated after `wall` come from a wrong clock. They are chosen separately, so that they don't
    displace others.
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
    """Return a folder's backups with their times in UTC seconds, taken from their names."""
    backups = []
    for path in folder.glob("*.db"):
        try:
            stamp = datetime.strptime(f"{path.stem.rsplit('-', 1)[-1]}+0000", f"{_STAMP}%z")
        except ValueError:
            continue
        backups.append((stamp.timestamp(), path))
    return backups
