"""The hash chain: each event's row has a hash of itself and of the row before it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from examkit.errors import StoreError


class ChainedEvent(NamedTuple):
    """One event as it is stored in a row."""

    seq: int
    """Position of the event in the attempt, from 0."""
    kind: str
    """Stored name of the event; see `codec.KINDS`."""
    slot: int | None
    """Position of the event's slot, from 0; None for events about no slot.

    The body has it too, but SQL needs it as a column to join events with slots.
    """
    at: float
    """Time of the event in seconds since the attempt started."""
    wall: float
    """Time of the event in UTC seconds since 1970."""
    body: str
    """The event's other values as JSON."""

    def seal(self, previous: bytes) -> bytes:
        """Return the SHA-256 of this event and `previous`, the hash of the row before it.

        The hash therefore covers all events so far.
        """
        # Damage can turn a value into bytes, which JSON can't encode; their repr fails the check.
        text = json.dumps(self, separators=(",", ":"), default=repr)
        return _hash(previous + text.encode())


class ChainHead(NamedTuple):
    """The end of an attempt's hash chain, to which the next event is added."""

    seq: int
    """Position of the last event; -1 if there is no event yet."""
    kind: str
    seal: bytes

    def advance(self, link: ChainedEvent) -> ChainHead:
        """Return the new end of the chain after the event `link` is added."""
        return ChainHead(link.seq, link.kind, link.seal(self.seal))


def seal_form(attempt: str, body: str) -> bytes:
    """Return the SHA-256 of an attempt's form, with which the attempt's chain starts."""
    return _hash(f"{attempt}\0{body}".encode())


def _hash(data: bytes) -> bytes:
    # Loads OpenSSL, which the home screen doesn't need.
    from hashlib import sha256

    return sha256(data).digest()


def verify(
    attempt: str, first: object, head: object, rows: Iterable[tuple[Any, ...]]
) -> list[ChainedEvent]:
    """Return the events in an attempt's rows after checking their hashes.

    Each row has the fields of a `ChainedEvent`, then its hash. `first` and `head` are the stored
    hashes of the form and of the last event. Raises StoreError if any hash doesn't match.
    """
    current, links = to_head(attempt, -1, "", first), list[ChainedEvent]()
    for *parts, stored in rows:
        link = ChainedEvent(*parts)
        following = current.advance(link)
        if link.seq != current.seq + 1 or following.seal != stored:
            raise damage_error(attempt, f"event {current.seq + 1} doesn't match its checksum")
        links.append(link)
        current = following
    if current.seal != head:
        raise damage_error(attempt, f"the events after event {current.seq} are missing")
    return links


def to_head(attempt: str, seq: object, kind: str, seal: object) -> ChainHead:
    """Return the end of an attempt's hash chain from stored values.

    Raises StoreError if their types are wrong.
    """
    if not isinstance(seq, int) or not isinstance(seal, bytes):
        raise damage_error(attempt, "its checksums can't be read")
    return ChainHead(seq, kind, seal)


def damage_error(attempt: str, what: str) -> StoreError:
    """Return the error for an attempt whose stored data can't be trusted.

    `what` describes the damage in a clause, such as `event 3 is missing`.
    """
    return StoreError(
        f"Attempt {attempt} is damaged: {what}.",
        "Restore a backup from before the damage. Other attempts can still be read.",
    )
