"""Write and read archives, which are files of complete attempts in JSON Lines.

The first line describes the file. Each attempt follows with its form, its events, and its seal.
The candidate's notes and bookmarks on questions come after the attempts. The last line has a hash
of everything before it, so that any changed or missing byte is detected.
An archive that is imported and exported again has the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from examkit.errors import ExamkitError
from examkit.exam.time_bounds import is_date
from examkit.store.annotations import Annotation
from examkit.store.hash_chain import ChainedEvent, ChainHead, damage_error, seal_form
from examkit.store.records import Discard

if TYPE_CHECKING:
    from examkit.exam.events import Event
    from examkit.exam.form import Form
    from examkit.store.records import SlotOutcome

ATTEMPT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""Pattern of attempt ids, which also name files."""
FORMAT = 2
"""Format of archives with notes or bookmarks. Those without have format 1, as all had in 1.0.0."""
KIND = "examkit attempts"
NOT_A_LINE = "not a valid line of an exported file"


@dataclass(frozen=True, slots=True)
class ArchivedAttempt:
    """One attempt as it is stored, which is also how archives contain it."""

    attempt: str
    form: str
    """The form's JSON, exactly as it was saved."""
    links: tuple[ChainedEvent, ...]
    left_out: bool = False
    """Whether the candidate excluded the attempt from estimates."""
    discard: Discard | None = None
    """Whether and when the candidate discarded the attempt; None if they never did."""

    @property
    def is_left_out(self) -> bool:
        """Return whether the candidate excluded the attempt from estimates or discarded it."""
        return self.left_out or (self.discard is not None and self.discard.on)

    @property
    def seal(self) -> bytes:
        """Return the SHA-256 of the attempt's form and all its events."""
        head = ChainHead(-1, "", seal_form(self.attempt, self.form))
        for link in self.links:
            head = head.advance(link)
        return head.seal


class Archive(NamedTuple):
    """The contents of an archive."""

    attempts: tuple[ArchivedAttempt, ...]
    annotations: tuple[Annotation, ...]
    """Notes and bookmarks, whose values are not checked yet."""


class DecodedAttempt(NamedTuple):
    """An archived attempt that has been decoded and checked, ready to be stored."""

    archived: ArchivedAttempt
    form: Form
    events: Sequence[Event]
    outcomes: Sequence[SlotOutcome]
    """The grades of the attempt's slots; empty if the attempt is unfinished."""


def check_shape(archived: ArchivedAttempt) -> None:
    """Check an attempt's id, form, and event numbers before it is decoded.

    Raises StoreError if any of them is invalid.
    """
    if not isinstance(archived.attempt, str) or not ATTEMPT_ID.fullmatch(archived.attempt):
        raise damage_error(repr(archived.attempt)[:120], "its ID can't be used as a file name")
    if (discard := archived.discard) and not (
        isinstance(discard.on, bool) and is_date(discard.changed)
    ):
        raise damage_error(archived.attempt, "the time it was discarded is invalid")
    if not isinstance(archived.form, str):
        raise damage_error(archived.attempt, "its form isn't text")
    numbers = [link.seq for link in archived.links]
    if not numbers or numbers != list(range(len(numbers))):
        raise damage_error(archived.attempt, "its events aren't numbered consecutively from 0")


def dump(
    attempts: Sequence[ArchivedAttempt], version: str, annotations: Sequence[Annotation] = ()
) -> Iterator[str]:
    """Yield the lines of an archive, including line endings.

    `version` is the version of examkit that writes it.
    """
    total = sha256()
    for line in _lines(attempts, version, annotations):
        total.update(line.encode())
        yield line
    yield _line({"end": len(attempts), "hash": total.hexdigest()})


def _lines(
    attempts: Sequence[ArchivedAttempt], version: str, annotations: Sequence[Annotation]
) -> Iterator[str]:
    number = FORMAT if annotations else 1
    yield _line({"kind": KIND, "format": number, "examkit": version, "attempts": len(attempts)})
    for each in attempts:
        extra: dict[str, Any] = {"left_out": True} if each.left_out else {}
        if each.discard is not None:
            extra["discarded"] = list(each.discard)
        yield _line({"attempt": each.attempt, "form": each.form, **extra})
        yield from (_line({"event": list(link)}) for link in each.links)
        yield _line({"seal": each.seal.hex()})
    yield from (_line({"annotation": list(each)}) for each in annotations)


def _line(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n"


def parse_archive(lines: Iterable[str], *, partial: bool = False) -> Archive:
    """Return the attempts, notes, and bookmarks in the lines of an archive.

    Raises ExamkitError, with the line number, at the first fault. With `partial`, return what is
    complete before the fault instead, provided that the first line is valid.
    """
    parser, fault = _parse(lines)
    if fault and not (partial and parser.begun):
        hint = "Use --partial to import everything before this line." if parser.attempts else ""
        raise ExamkitError(fault, hint)
    return Archive(tuple(parser.attempts), tuple(parser.annotations))


def salvage_archive(lines: Iterable[str]) -> tuple[tuple[ArchivedAttempt, ...], str]:
    """Return the complete attempts before the first fault of an archive, and that fault.

    The fault is a sentence with the line number, or empty if there is none.
    """
    parser, fault = _parse(lines)
    return tuple(parser.attempts), fault


def _parse(lines: Iterable[str]) -> tuple[_ArchiveParser, str]:
    parser = _ArchiveParser()
    try:
        for line in lines:
            parser.read(line)
        if not parser.ended:
            raise ValueError("the rest of the file is missing")
    except (ValueError, KeyError, TypeError) as error:
        return parser, f"line {parser.number}: {_describe(error)}."
    return parser, ""


def _describe(error: Exception) -> str:
    return str(error) if type(error) is ValueError else NOT_A_LINE


def _parsed(line: str) -> Any:
    """Return the value of a line of JSON.

    If the line is invalid, raise ValueError with a message for the user.
    """
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError(NOT_A_LINE) from None


class _ArchiveParser:
    """Parses and checks the lines of an archive one by one."""

    def __init__(self) -> None:
        self.attempts: list[ArchivedAttempt] = []
        self.annotations: list[Annotation] = []
        self.begun = self.ended = False
        self.number = 0
        """Number of the current line, from 1."""
        self._open: ArchivedAttempt | None = None
        self._links: list[ChainedEvent] = []
        self._expected = 0
        self._total = sha256()

    def read(self, line: str) -> None:
        """Parse the next line. Raises ValueError, KeyError, or TypeError if it is invalid."""
        self.number += 1
        values = _parsed(line)
        if self.ended or not isinstance(values, dict) or _line(values) != line:
            raise ValueError("changed after the export")
        if not self.begun:
            self._begin(values)
        elif "end" in values:
            self._end(values)
        else:
            self._part(values)
        self._total.update(line.encode())

    def _begin(self, values: dict[str, Any]) -> None:
        if values.get("kind") != KIND:
            raise ValueError("the file doesn't contain exported attempts")
        if values["format"] not in (1, FORMAT):
            raise ValueError(
                "this file is from a newer version of examkit, so update examkit to read it"
            )
        self._expected = values["attempts"]
        self.begun = True

    def _part(self, values: dict[str, Any]) -> None:
        if "attempt" in values and self._open is None:
            self._open, self._links = _opened(values), []
        elif "event" in values and self._open is not None:
            self._links.append(ChainedEvent(*values["event"]))
        elif "seal" in values and self._open is not None:
            archived = replace(self._open, links=tuple(self._links))
            if archived.seal.hex() != values["seal"]:
                raise ValueError(f"attempt {archived.attempt} doesn't match its checksum")
            self.attempts.append(archived)
            self._open = None
        elif "annotation" in values and self._open is None:
            self.annotations.append(Annotation(*values["annotation"]))
        else:
            raise ValueError("not expected here")

    def _end(self, values: dict[str, Any]) -> None:
        is_complete = self._open is None and len(self.attempts) == values["end"] == self._expected
        if not is_complete or values["hash"] != self._total.hexdigest() or len(values) != 2:
            raise ValueError("the file doesn't match its checksum")
        self.ended = True


def _opened(values: dict[str, Any]) -> ArchivedAttempt:
    """Return an attempt without events from the values of its first line in the archive."""
    discard = Discard(*values["discarded"]) if "discarded" in values else None
    left_out = values.get("left_out") is True
    return ArchivedAttempt(values["attempt"], values["form"], (), left_out, discard)
