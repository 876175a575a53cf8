"""A program that answers and acknowledges, for tests that kill it or cut its power.

`python -m tests.faults.writer FOLDER [COUNT]` begins an attempt or goes on with it, and prints
the number of the last event that is saved, a line each. With a count of 0 it only opens the store.
`python -m tests.faults.writer FOLDER COUNT notes` writes notes instead, and prints their numbers.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from examkit.exam.events import Answered, Event
from examkit.question_types.base import Response
from examkit.store.annotations import Subject
from examkit.store.sqlite.store import open_store
from tests.factories import FakeClock, Script, make_form

ATTEMPT = "a1"
NOTE = Subject("note", "bank", "q-1")


def main(folder: Path, count: int) -> None:
    """Answer that many times."""
    with open_store(folder, clock=FakeClock()) as store:
        if count == 0:
            return
        if not store.attempts():
            store.create_attempt(ATTEMPT, make_form(4), Script().start().events)
        start = len(store.events(ATTEMPT))
        os.write(1, f"{start - 1}\n".encode())
        for seq in range(start, start + count):
            store.append(ATTEMPT, [Event(seq, 1.0, 1.0, Answered(seq % 4, Response((seq % 3,))))])
            os.write(1, f"{seq}\n".encode())


def write_notes(folder: Path, count: int) -> None:
    """Change a note and discard an attempt that many times."""
    with open_store(folder, clock=FakeClock()) as store:
        for number in range(count):
            store.annotate(NOTE, f"number {number}")
            os.write(1, f"{number}\n".encode())
            store.discard(ATTEMPT, on=number % 2 == 0)


if __name__ == "__main__":
    run = write_notes if sys.argv[3:] == ["notes"] else main
    run(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
