"""The attempt that a candidate names by its ID, or by the start of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from examkit.command_lines import command
from examkit.errors import ExamkitError, UsageError

if TYPE_CHECKING:
    from examkit.store.records import AttemptRow


def find_attempt(attempt: str | None, rows: Sequence[AttemptRow], none: str) -> AttemptRow:
    """Return the attempt whose id starts with `attempt`, or the first of `rows` if that is None.

    Raises UsageError unless exactly one id matches; a full id always does. Without `attempt` and
    without rows, raises ExamkitError with the message `none`.
    """
    if attempt is None:
        if not rows:
            raise ExamkitError(none, "Start a mock exam.", command=command("exam"))
        return rows[0]
    matching = match_attempts(attempt, rows)
    if not matching:
        message = f"No attempt ID starts with {attempt!r}."
        raise UsageError(message, "List your attempts.", command=command("history"))
    if len(matching) > 1:
        raise UsageError(f"Several attempt IDs start with {attempt!r}.", _name_some(matching))
    return matching[0]


def match_attempts(attempt: str, rows: Sequence[AttemptRow]) -> Sequence[AttemptRow]:
    """Return the attempt with the id `attempt`, or else those whose ids start with it."""
    exact = [row for row in rows if row.id == attempt]
    return exact or [row for row in rows if row.id.startswith(attempt)]


def _name_some(rows: Sequence[AttemptRow], most: int = 10) -> str:
    """Return a hint to choose one of these attempts, which lists up to `most` of their IDs."""
    ids = [row.id for row in rows[:most]] + ["…"] * (len(rows) > most)
    return f"Choose one: {', '.join(ids)}"
