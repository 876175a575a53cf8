"""Create attempts in the store: a form without slots first, then the form with its first events."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from examkit import __version__
from examkit.exam.events import Event, Opened, Visited
from examkit.exam.form import Form, Mode

if TYPE_CHECKING:
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Exam
    from examkit.store.sqlite.store import SqliteStore
    from examkit.system_clock import ClockReading


def empty_form(
    bank: BankIndex, mode: Mode, title: str, exam: Exam, seed: str, limit: float | None
) -> Form:
    """Return a new form without slots, to fill later. `limit` is in seconds; None if untimed."""
    return Form(
        mode=mode,
        bank=bank.info.id,
        bank_digest=bank.digest,
        exam=exam,
        seed=seed,
        limit=limit,
        slots=(),
        engine_version=__version__,
        title=title,
    )


def create_attempt(store: SqliteStore, form: Form, now: ClockReading, entropy: str) -> str:
    """Save a new attempt on a form, open at its first slot, and return the attempt's id.

    The id is the UTC time of `now` and the first four characters of `entropy`. Raises StoreError if
    nothing can be saved.
    """
    day = datetime.fromtimestamp(now.wall, UTC)
    attempt = f"{day:%Y%m%d-%H%M%S}-{entropy[:4]}"
    first = [Event(0, 0.0, now.wall, Opened(now)), Event(1, 0.0, now.wall, Visited(0))]
    store.create_attempt(attempt, form, first)
    return attempt
