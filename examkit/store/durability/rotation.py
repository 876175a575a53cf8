"""Rotation: which daily and weekly backups of the store to keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from math import inf
from pathlib import Path

from examkit.store.durability.backup import back_up
from examkit.system_clock import DAY

APART = 1_800.0
"""Seconds between copies."""
DAILY, WEEKLY = 10, 8
"""Days and weeks of which the latest copy is kept."""
_STAMP = "%Y%m%dT%H%M%SZ"


def rotate(path: Path, wall: float) -> Path | None:
    """Copy the file unless that was done lately, and drop copies that are not kept any more.

    Gives the new copy, if any; `wall` in UTC seconds since 1970. Raises StoreError, also where
    the file is damaged: a bad copy must not push a good one out.
    """
    folder = path.parent / "backups" / "kept"
    # One from later than now was made under a wrong clock, and tells nothing of when.
    newest = max((moment for moment, _ in _copies(folder) if moment <= wall), default=0.0)
    if wall - newest < APART or not path.exists():
        return None
    copy = folder / f"{path.stem}-{datetime.fromtimestamp(wall, UTC):{_STAMP}}.db"
    back_up(path, copy)
    copies = _copies(folder)
    kept = backups_to_keep([moment for moment, _ in copies], wall)
    for moment, old in copies:
        if moment not in kept:
            old.unlink(missing_ok=True)
    return copy


def backups_to_keep(moments: Iterable[float], wall: float = inf) -> set[float]:
    """Choose the copies to keep: the latest of each of the last days and of each of the weeks.

    Those from later than `wall` are counted by themselves: a wrong clock pushes none out.
    """
    found = set(moments)
    later = {moment for moment in found if moment > wall}
    return _latest(found - later) | _latest(later)


def _latest(moments: Iterable[float]) -> set[float]:
    latest_first = sorted(moments, reverse=True)
    kept: set[float] = set()
    for length, most in ((DAY, DAILY), (7 * DAY, WEEKLY)):
        spans: dict[int, float] = {}
        for moment in latest_first:
            spans.setdefault(int(moment // length), moment)
        kept.update(list(spans.values())[:most])
    return kept


def _copies(folder: Path) -> list[tuple[float, Path]]:
    found = []
    for path in folder.glob("*.db"):
        try:
            stamp = datetime.strptime(f"{path.stem.rsplit('-', 1)[-1]}+0000", f"{_STAMP}%z")
        except ValueError:
            continue
        found.append((stamp.timestamp(), path))
    return found
