"""Archives: attempts as JSON Lines, complete, hashed, and byte-identical after a round trip.

The first line describes the file. Each attempt follows with its form, its events, and its seal.
The last line hashes everything before it, so reading detects any changed or missing byte.
"""

# Annotations are not postponed: a named tuple would compile each of them from its text.
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from examkit.errors import ExamkitError
from examkit.store.hash_chain import (
    ChainedEvent,
    ChainHead,
    damage_error,
    seal_form,
)

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.store.records import SlotOutcome

ATTEMPT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""An attempt is called so that it can name a file."""
FORMAT = 1
KIND = "examkit attempts"


@dataclass(frozen=True, slots=True)
class ArchivedAttempt:
    """One attempt as the store holds it."""

    attempt: str
    form: str
    """JSON of the form, as it was written."""
    links: tuple[ChainedEvent, ...]

    @property
    def seal(self) -> bytes:
        """Hash of the form and all events."""
        tail = ChainHead(-1, "", seal_form(self.attempt, self.form))
        for link in self.links:
            tail = tail.advance(link)
        return tail.seal


class Unpacked(NamedTuple):
    """An attempt that was read, ready to be stored."""

    packed: ArchivedAttempt
    form: "Form"
    events: Sequence["Event"]
    marks: Sequence["SlotOutcome"]
    """How its slots were marked at its end; empty where it goes on."""


def check_shape(packed: ArchivedAttempt) -> None:
    """Check what a store needs to know before it looks at an attempt. Raises StoreError."""
    if not isinstance(packed.attempt, str) or not ATTEMPT_ID.fullmatch(packed.attempt):
        raise damage_error(repr(packed.attempt)[:120], "its id cannot name a file")
    if not isinstance(packed.form, str):
        raise damage_error(packed.attempt, "its form is no text")
    places = [link.seq for link in packed.links]
    if not places or places != list(range(len(places))):
        raise damage_error(packed.attempt, "its events are not numbered from 0 without gaps")


def dump(attempts: Sequence[ArchivedAttempt], version: str) -> Iterator[str]:
    """Write attempts as lines, each with its line end."""
    total = sha256()
    for line in _lines(attempts, version):
        total.update(line.encode())
        yield line
    yield _line({"end": len(attempts), "hash": total.hexdigest()})


def _lines(attempts: Sequence[ArchivedAttempt], version: str) -> Iterator[str]:
    yield _line({"kind": KIND, "format": FORMAT, "examkit": version, "attempts": len(attempts)})
    for each in attempts:
        yield _line({"attempt": each.attempt, "form": each.form})
        yield from (_line({"event": list(link)}) for link in each.links)
        yield _line({"seal": each.seal.hex()})


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def parse_archive(lines: Iterable[str], *, partial: bool = False) -> tuple[ArchivedAttempt, ...]:
    """Read lines back. Raises ExamkitError naming the line of the first fault.

    With `partial`, what comes before the fault is given instead, whole attempts only.
    """
    reader = _Reader()
    try:
        for line in lines:
            reader.read(line)
        if not reader.ended:
            raise ValueError("the file is cut off")
    except (ValueError, KeyError, TypeError) as error:
        if partial and reader.begun:
            return tuple(reader.found)
        hint = "Read what comes before it with --partial." if reader.found else ""
        raise ExamkitError(f"line {reader.number}: {_told(error)}.", hint) from None
    return tuple(reader.found)


def _told(error: Exception) -> str:
    return str(error) if type(error) is ValueError else "this is no line of such a file"


def _parsed(line: str) -> Any:
    """Read a line of JSON. Raises ValueError in our words, whatever is wrong."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("this is no line of such a file") from None


class _Reader:
    """Checks one line after the other."""

    def __init__(self) -> None:
        self.found: list[ArchivedAttempt] = []
        self.begun = self.ended = False
        self.number = 0
        """Lines that were begun."""
        self._open: tuple[str, str, list[ChainedEvent]] | None = None
        self._expected = 0
        self._total = sha256()

    def read(self, line: str) -> None:
        """Take a line. Raises ValueError, KeyError or TypeError where it is not the next one."""
        self.number += 1
        values = _parsed(line)
        if self.ended or not isinstance(values, dict) or _line(values) != line:
            raise ValueError("this line was changed")
        if not self.begun:
            self._begin(values)
        elif "end" in values:
            self._end(values)
        else:
            self._part(values)
        self._total.update(line.encode())

    def _begin(self, values: dict[str, Any]) -> None:
        if values.get("kind") != KIND:
            raise ValueError("this is no file of attempts")
        if values["format"] != FORMAT:
            raise ValueError("it was made by a newer examkit: update to read it")
        self._expected = values["attempts"]
        self.begun = True

    def _part(self, values: dict[str, Any]) -> None:
        if "attempt" in values and self._open is None:
            self._open = (values["attempt"], values["form"], [])
        elif "event" in values and self._open is not None:
            self._open[2].append(ChainedEvent(*values["event"]))
        elif "seal" in values and self._open is not None:
            name, form, links = self._open
            packed = ArchivedAttempt(name, form, tuple(links))
            if packed.seal.hex() != values["seal"]:
                raise ValueError(f"attempt {name} does not match its seal")
            self.found.append(packed)
            self._open = None
        else:
            raise ValueError("this line does not belong here")

    def _end(self, values: dict[str, Any]) -> None:
        whole = self._open is None and len(self.found) == values["end"] == self._expected
        if not whole or values["hash"] != self._total.hexdigest() or len(values) != 2:
            raise ValueError("the file does not match its hash")
        self.ended = True
