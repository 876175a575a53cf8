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
    """The sole right to go on with an attempt; the death of the process gives it back too."""

    def close(self) -> None:
        """Return it back. Doing it again changes nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...


class Store(Protocol):
    """Keeps attempts. What a method wrote is durable when it returns.

    All methods raise StoreError where the file cannot be read or written, is damaged or was
    made by a newer examkit; nothing is then half written. A store belongs to the thread and
    the process that opened it.
    """

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading alone; writing and `hold` then raise StoreError."""
        ...

    @property
    def unsaved(self) -> StoreError | None:
        """Why nothing is kept; None where all is."""
        ...

    def create_attempt(self, attempt: str, form: Form, first: Sequence[Event]) -> None:
        """Keep a new attempt: its frozen form and its first events."""
        ...

    def append(self, attempt: str, events: Sequence[Event]) -> None:
        """Add the events of one action, all or none.

        An event that is there already, equal in all parts, is passed over, so that a failed
        call can be made again. Raises StoreError for a gap, for another event at the same
        place and for anything after the end; ValueError for `Finished`, which is `finish`'s.
        """
        ...

    def finish(self, attempt: str, event: Event, outcomes: Sequence[SlotOutcome]) -> Event:
        """End an attempt and keep how its slots were marked; gives the end that stands.

        An attempt ends once: where it has ended already, its first end stands, and nothing
        is written. Raises ValueError where the event is not `Finished`.
        """
        ...

    def outbox(self, attempt: str) -> Outbox:
        """Return the way in for the events of an attempt that goes on, with what waits there."""
        ...

    def recreate_file(self, attempt: str, form: Form, events: Sequence[Event]) -> None:
        """Open what stands in the place of the file now, and add what it lacks of an attempt.

        For a file that was taken away, overwritten or damaged while it was open. Raises
        StoreError, also where any part of that file is damaged.
        """
        ...

    def form(self, attempt: str) -> Form:
        """Return the form of an attempt."""
        ...

    def events(self, attempt: str) -> tuple[Event, ...]:
        """Return all events of an attempt, in order, checked against their hash chain."""
        ...

    def stored(self, attempt: str) -> tuple[Event, ...]:
        """Return all events of an attempt as the file has them now, past all that is in memory.

        Raises StoreError where any part of the file is damaged.
        """
        ...

    def attempts(self, bank: str | None = None) -> tuple[AttemptRow, ...]:
        """List all attempts, or those on one bank, newest first; see `undated` for the rest."""
        ...

    def undated(self, bank: str) -> tuple[str, ...]:
        """Return the ids of the attempts on a bank that no list shows: their dates cannot be."""
        ...

    def unfinished(self) -> tuple[AttemptRow, ...]:
        """List the attempts that can be gone on with, newest first."""
        ...

    def exposures(self, bank: str) -> Mapping[str, LastExposure]:
        """Tell by question id when each question of a bank was last seen, if ever.

        Of an attempt that was handed in all were: its review shows their keys.
        """
        ...

    def topic_totals(self, bank: str) -> tuple[TopicTally, ...]:
        """Count questions by topic over all finished attempts on a bank, by topic id."""
        ...

    def answers(self, bank: str) -> tuple[PastAnswer, ...]:
        """Return how each slot of the finished attempts on a bank was answered, oldest first."""
        ...

    def acquire_lease(self, attempt: str) -> Lease:
        """Take the sole right to go on with an attempt.

        Raises HeldError where it is taken, by another program or by this one.
        """
        ...

    def close(self) -> None:
        """Close the file. Doing it again changes nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...
