"""The interface of a store, as the attempts package uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from examkit.errors import StoreError
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.exam.past_answer import PastAnswer
    from examkit.store.durability.outbox import Outbox
    from examkit.store.records import (
        AttemptRow,
        LastExposure,
        SlotOutcome,
        TopicTally,
    )


class Lease(Protocol):
    """The sole right to continue an attempt. It also ends when the process does."""

    def close(self) -> None:
        """Give up the right. A second call changes nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...


class Store(Protocol):
    """Saves attempts. Everything a method writes is durable when it returns.

    All methods raise StoreError if the file can't be read or written, is damaged, or comes from a
    newer examkit. Nothing is then half written. A store belongs to the thread and the process
    that opened it.
    """

    @property
    def read_only(self) -> bool:
        """Return whether the store is read-only; writing and leasing then raise StoreError."""
        ...

    @property
    def unsaved(self) -> StoreError | None:
        """Return why nothing is saved, or None if everything is."""
        ...

    def create_attempt(self, attempt: str, form: Form, first: Sequence[Event]) -> None:
        """Save a new attempt: its frozen form and its first events."""
        ...

    def append(self, attempt: str, events: Sequence[Event]) -> None:
        """Add the events of one action, all or none.

        Skips an event that is stored already, which makes it safe to repeat a failed call. Raises
        StoreError for a gap, for a different event at the same place, and for anything after the
        end. Raises ValueError for `Finished`; use `finish`.
        """
        ...

    def finish(self, attempt: str, event: Event, outcomes: Sequence[SlotOutcome]) -> Event:
        """End an attempt, save its slots' outcomes, and return the event that ended it.

        An attempt ends once: if it has ended before, return its first end and write nothing.
        Raises ValueError unless the event is `Finished`.
        """
        ...

    def outbox(self, attempt: str) -> Outbox:
        """Return the outbox of an unfinished attempt, with any events that wait in a journal."""
        ...

    def recreate_file(self, attempt: str, form: Form, events: Sequence[Event]) -> None:
        """Open the file that is there now, and add what it lacks of an attempt.

        Use this after the file was moved, overwritten, or damaged while open. Raises StoreError,
        also if any part of the new file is damaged.
        """
        ...

    def form(self, attempt: str) -> Form:
        """Return the form of an attempt."""
        ...

    def events(self, attempt: str) -> tuple[Event, ...]:
        """Return all events of an attempt, in order, checked against their hash chain."""
        ...

    def stored(self, attempt: str) -> tuple[Event, ...]:
        """Return all events of an attempt from the file itself, bypassing anything in memory.

        Raises StoreError if any part of the file is damaged.
        """
        ...

    def attempts(self, bank: str | None = None) -> tuple[AttemptRow, ...]:
        """List all attempts, or those on one bank, newest first; see `undated` for the rest."""
        ...

    def undated(self, bank: str) -> tuple[str, ...]:
        """Return the ids of a bank's attempts that no list shows: their dates are invalid."""
        ...

    def unfinished(self) -> tuple[AttemptRow, ...]:
        """List the attempts that can be resumed, newest first."""
        ...

    def exposures(self, bank: str) -> Mapping[str, LastExposure]:
        """Return when each seen question of a bank was last seen, by question id.

        Every question of a submitted attempt counts as seen, because its review shows the key.
        """
        ...

    def topic_totals(self, bank: str) -> tuple[TopicTally, ...]:
        """Count questions by topic over all finished attempts on a bank, by topic id."""
        ...

    def answers(self, bank: str) -> tuple[PastAnswer, ...]:
        """Return how each slot of the finished attempts on a bank was answered, oldest first."""
        ...

    def acquire_lease(self, attempt: str) -> Lease:
        """Acquire the sole right to continue an attempt.

        Raises HeldError if another program, or this one, holds it.
        """
        ...

    def close(self) -> None:
        """Close the file. A second call changes nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...
