"""Processes that race and die; run as a program of its own, so that it may fork.

`python -m tests.store.crashes kill|read|race|create FOLDER` prints one JSON line of figures.
"""

from __future__ import annotations

import json
import os
import random
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from examkit.errors import StoreError
from examkit.exam.events import Answered, Event
from examkit.question_types.base import Response
from examkit.store import codec
from examkit.store.records import SlotOutcome
from examkit.store.sqlite.connection import COMMAND_SECONDS
from examkit.store.sqlite.store import open_store
from tests.factories import Script, make_form
from tests.store.sample import end

ROUNDS = 20
READS = 100
RACERS = 4
ATTEMPTS = 15

open_patiently = partial(open_store, patience=COMMAND_SECONDS)
"""Opens a store as commands do."""


def fork(work: Callable[[], None]) -> int:
    """Run a function in a process of its own; gives its id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(code)


def write_on(folder: Path, acknowledge: int, *, rests: bool = False) -> None:
    """Answer as fast as the disk allows, or rest as long as that took; tell what is saved."""
    with open_patiently(folder) as store:
        seq, parent = len(store.events("a1")), os.getppid()
        while os.getppid() == parent:
            begun = time.monotonic()
            store.append("a1", [Event(seq, 1.0, 1.0, Answered(seq % 4, Response((seq % 3,))))])
            took = time.monotonic() - begun
            os.write(acknowledge, struct.pack("q", seq))
            seq += 1
            time.sleep(took if rests else 0)


def last_acknowledged(pipe: int) -> int:
    """Return the number of the last event reported as saved, or -1 if there is none."""
    output = b""
    while chunk := os.read(pipe, 1 << 16):
        output += chunk
    return max((seq for (seq,) in struct.iter_unpack("q", output)), default=-1)


def kill(folder: Path) -> dict[str, int]:
    """Kill writers at random moments, and look for what they had acknowledged."""
    chance, lost, acknowledged = random.Random(1), 0, 0  # noqa: S311
    with open_patiently(folder) as store:
        store.create_attempt("a1", make_form(4), Script().start().events)
    for _ in range(ROUNDS):
        pipe, acknowledge = os.pipe()
        child = fork(lambda end=acknowledge: write_on(folder, end))  # type: ignore[misc]
        os.close(acknowledge)
        time.sleep(chance.uniform(0.005, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        last = last_acknowledged(pipe)
        os.close(pipe)
        acknowledged = max(acknowledged, last)
        with open_patiently(folder) as store:
            lost += max(0, last + 1 - len(store.events("a1")))
    return {"acknowledged": acknowledged, "lost": lost}


def read(folder: Path) -> dict[str, int]:
    """Open and read while another process writes: that must never look like damage."""
    with open_patiently(folder) as store:
        store.create_attempt("a1", make_form(4), Script().start().events)
    _, acknowledge = os.pipe()
    child = fork(lambda: write_on(folder, acknowledge, rests=True))
    seen = []
    try:
        for turn in range(READS):
            with open_patiently(folder, read_only=turn % 2 == 0) as store:
                seen.append(len(store.events("a1")))
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return {"reads": len(seen), "backwards": sum(b < a for a, b in pairwise(seen))}


def race(folder: Path) -> dict[str, int]:
    """Let several processes finish the same attempts, and count the ends they were given."""
    names = [f"a{i}" for i in range(ATTEMPTS)]
    with open_patiently(folder) as store:
        for name in names:
            store.create_attempt(name, make_form(3), Script().start().events)
    pipe, sink = os.pipe()

    def finish_all(racer: int) -> None:
        with open_patiently(folder) as store:
            for name in names:
                outcomes = [SlotOutcome(slot, "right") for slot in range(3)]
                stands = store.finish(name, end(2, second=float(racer)), outcomes)
                os.write(sink, f"{name} {stands.at}\n".encode())

    together([lambda racer=racer: finish_all(racer) for racer in range(RACERS)])  # type: ignore[misc]
    os.close(sink)
    given = os.read(pipe, 1 << 16).decode().splitlines()
    with open_patiently(folder) as store:
        finished = sum(row.finished is not None and row.correct == 3 for row in store.attempts())
        ends = sum(len(store.events(name)) - 2 for name in names)
    return {
        "reported": len(given),
        "different": len(set(given)),
        "finished": finished,
        "ends": ends,
    }


def create(folder: Path) -> dict[str, int]:
    """Let several processes make the same store at once, and each keep an attempt in it."""

    def begin(racer: int) -> None:
        with open_patiently(folder) as store:
            store.create_attempt(f"a{racer}", make_form(2), Script().start().events)

    together([lambda racer=racer: begin(racer) for racer in range(RACERS)])  # type: ignore[misc]
    with open_patiently(folder) as store:
        return {"attempts": len(store.attempts()), "files": len(list(folder.iterdir()))}


def together(works: list[Callable[[], None]]) -> None:
    """Run functions at once, each in its own process. Raises where one fails."""
    children = [fork(work) for work in works]
    for child in children:
        if os.waitpid(child, 0)[1] != 0:
            raise StoreError("a process failed")


if __name__ == "__main__":
    codec.encode_form(make_form(1))
    run = {"kill": kill, "read": read, "race": race, "create": create}[sys.argv[1]]
    print(json.dumps(run(Path(sys.argv[2]))))  # noqa: T201
