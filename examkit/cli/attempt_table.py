"""The table of attempts that `examkit history` prints."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from examkit.cli.table import align
from examkit.exam.time_bounds import is_date
from examkit.humanize import name_attempt
from examkit.report.number_text import percent

if TYPE_CHECKING:
    from examkit.store.records import AttemptRow

_HEADS = ("ATTEMPT", "DATE", "EXAM", "TYPE", "CORRECT", "", "NEW", "CHANGE")
_TYPE, _RIGHT = 3, (4, 5, 6, 7)


def attempt_lines(
    rows: Sequence[AttemptRow],
    titles: Mapping[str, str],
    width: int | None,
    careless: Collection[str] = (),
) -> list[str]:
    """Return a line of column headings, then a line for each attempt.

    `titles` maps ids of domains and topics to their titles. If `width` is set, lines that are
    wider, in terminal columns, are shortened. The last column has a mock's change since the
    previous mock on the same exam, in percentage points. Attempts whose ids are in `careless` have
    no change: their answers were given too quickly.
    """
    changes = _changes([row for row in rows if row.id not in careless])
    changes |= dict.fromkeys(careless, "too fast")
    cells = [_cells(row, titles, changes.get(row.id, "")) for row in rows]
    return align([_HEADS, *cells], right=_RIGHT, width=width, cut=_TYPE)


def _cells(row: AttemptRow, titles: Mapping[str, str], change: str) -> tuple[str, ...]:
    name = name_attempt(row.mode, row.title, titles)
    start = (row.id, _day(row.started), row.exam.upper(), name)
    if row.finished is None:
        return (*start, "unfinished", "", "", "")
    if not row.asked:
        return (*start, "-", "", "", "")
    new = "all" if row.fresh == row.asked else str(row.fresh)
    counts = (f"{row.correct}/{row.asked}", percent(row.correct / row.asked), new)
    return (*start, *counts, "left out" if row.left_out else change)


def _day(seconds: float) -> str:
    """Return the day of a moment in UTC seconds since 1970, or a hyphen if it is out of range."""
    if not is_date(seconds):
        return "-"
    day = datetime.fromtimestamp(seconds, UTC).astimezone()
    return f"{day:%b} {day.day:>2}"


def _changes(rows: Sequence[AttemptRow]) -> dict[str, str]:
    """Return a mapping from each mock's id to its change since the previous one, such as `+4`.

    Changes are in percentage points. Only mocks on the same exam are compared. An exam's first mock
    has no change, and neither do mocks that are unfinished or left out of estimates. `rows` start
    with the newest attempt.
    """
    latest: dict[str, int] = {}
    changes: dict[str, str] = {}
    for row in reversed(rows):
        if row.mode != "mock" or row.finished is None or not row.asked or row.left_out:
            continue
        points = round(100 * row.correct / row.asked)
        if row.exam in latest:
            changes[row.id] = f"{points - latest[row.exam]:+d}"
        latest[row.exam] = points
    return changes
