"""The hash chain: each event's row is sealed by a hash over itself and the row before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from examkit.errors import StoreError


class ChainedEvent(NamedTuple):
    """One event as its row holds it."""

    seq: int
    kind: str
    slot: int | None
    """Stands in the body too; kept apart so that events can be joined with slots."""
    at: float
    wall: float
    body: str
    """JSON."""

    def seal(self, previous: bytes) -> bytes:
        """Hash this event, and with it all before it."""
        # Damage can turn a value into bytes, which JSON lacks; as text it fails the check.
        text = json.dumps(self, separators=(",", ":"), default=repr)
        return _hash(previous + text.encode())


class ChainHead(NamedTuple):
    """The end of a chain: what the next event follows."""

    seq: int
    """Place of the last event; -1 where there is none yet."""
    kind: str
    seal: bytes

    def advance(self, link: ChainedEvent) -> ChainHead:
        """Return the tail after one more event."""
        return ChainHead(link.seq, link.kind, link.seal(self.seal))


def seal_form(attempt: str, body: str) -> bytes:
    """Hash the form of an attempt, which its first event follows."""
    return _hash(f"{attempt}\0{body}".encode())


def _hash(data: bytes) -> bytes:
    # It loads OpenSSL, which home does not need.
    from hashlib import sha256

    return sha256(data).digest()


def verify(
    attempt: str, first: object, head: object, rows: Iterable[tuple[Any, ...]]
) -> list[ChainedEvent]:
    """Check rows, each a `Link` and its hash, between the seals of the form and of the last.

    Raises StoreError for damage.
    """
    tail, links = tail_at(attempt, -1, "", first), list[ChainedEvent]()
    for *parts, stored in rows:
        link = ChainedEvent(*parts)
        grown = tail.advance(link)
        if link.seq != tail.seq + 1 or grown.seal != stored:
            raise damage_error(attempt, f"event {tail.seq + 1} does not match its checksum")
        links.append(link)
        tail = grown
    if tail.seal != head:
        raise damage_error(attempt, f"what happened after event {tail.seq} is missing")
    return links


def tail_at(attempt: str, seq: object, kind: str, seal: object) -> ChainHead:
    """Make a tail of stored values. Raises StoreError where damage changed their type."""
    if not isinstance(seq, int) or not isinstance(seal, bytes):
        raise damage_error(attempt, "its checksums cannot be read")
    return ChainHead(seq, kind, seal)


def damage_error(attempt: str, what: str) -> StoreError:
    """Make the error for an attempt whose stored data cannot be trusted."""
    return StoreError(
        f"Attempt {attempt} is damaged: {what}.",
        "Restore a copy of the data from before the damage; other attempts can still be read.",
    )
