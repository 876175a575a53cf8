"""Make the data of version 1.0.0 beside this file; README.md says when and how it was run."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path

HERE = Path(__file__).parent
HOME = HERE / "home"
BANK = HOME / "data" / "banks" / "kitchen"
START = 1_795_939_200.0  # 2026-11-29 08:00:00 UTC
DAY = 86_400.0


@dataclass
class Clock:
    wall: float = START
    boot: float = 1_000.0

    def now(self):
        from examkit.system_clock import ClockReading

        return ClockReading(self.wall, self.boot, "boot-1")

    def spend(self, seconds: float) -> None:
        self.wall += seconds
        self.boot += seconds


def main() -> None:
    clear()
    clock = Clock()
    with tempfile.TemporaryDirectory() as cache:
        engine = open_engine(HOME, Path(cache), clock)
        sit_everything(engine, clock)
        leave_open(engine, clock)
        engine.close()
    shutil.rmtree(HOME / "data" / "locks")
    (HOME / "data" / "attempts.db-journal").unlink()
    write("now.json", json.dumps(clock.__dict__ | {"boot_id": "boot-1"}) + "\n")
    record(clock)


def clear() -> None:
    for name in ("reports", "reviews"):
        shutil.rmtree(HERE / name, ignore_errors=True)
    for name in ("attempts.jsonl", "history.json", "now.json"):
        (HERE / name).unlink(missing_ok=True)
    for path in (HOME / "data").glob("*.*"):
        path.unlink()


def open_engine(home: Path, cache: Path, clock: Clock):
    from examkit.attempts.service import AttemptService
    from examkit.drills.learner_state import Preferences
    from examkit.store.sqlite.store import open_store

    numbers = count()
    data = home / "data"
    return AttemptService(
        BANK,
        cache=cache,
        store=open_store(data, clock=clock, journals=(data,)),
        clock=clock,
        entropy=lambda: f"{next(numbers):04x}",
        preferences=Preferences(half_life_days=21.0, prior_strength=12.5),
    )


def sit_everything(engine, clock: Clock) -> None:
    from examkit.drills.request import DrillRequest

    mock(engine.start_mock(seed="a"), clock, right=5)
    clock.spend(DAY)
    drill(engine.start_drill(request=DrillRequest(due_first=True, count=6), seed="b"), clock, right=6)
    clock.spend(2 * DAY)
    mock(engine.start_mock(seed="c"), clock, right=7)
    clock.spend(DAY)
    mock(engine.start_mock("cook-2", seed="d"), clock, right=6)
    drill(engine.start_drill(request=DrillRequest(kinds=frozenset({"mistakes"})), seed="e"), clock, 7)
    clock.spend(2 * DAY)
    run_out(engine.start_mock(seed="f", questions=6), clock)
    clock.spend(DAY)
    mock(engine.start_mock(seed="g"), clock, right=8)
    clock.spend(DAY)


def roll(sitting, slot: int, sides: int) -> int:
    name = f"{sitting.attempt}/{slot}"
    return int.from_bytes(sha256(name.encode()).digest()[:4]) % sides


def respond(sitting, slot: int, right: bool) -> None:
    """Answer a question of any type."""
    question = sitting.form.slots[slot].question
    match question.type:
        case "numeric":
            sitting.enter(slot, f"{question.answer:g}" if right else "7,5")
        case "ordering":
            order = range(len(question.items))
            for item in order if right else (*order[1:], 0):
                sitting.choose(slot, item)
        case "matching":
            most = len(question.pairs)
            for left in range(most):
                sitting.match(slot, left, left if right or left > 1 else 1 - left)
        case _:
            wrong = [i for i in range(len(question.options)) if i not in question.keys]
            for option in question.keys if right else wrong[: len(question.keys)]:
                sitting.choose(slot, option)


def mock(sitting, clock: Clock, right: int) -> None:
    """Sit a mock with everything one can do in it, leave it once and hand it in."""
    for slot in range(len(sitting.form.slots)):
        sitting.go(slot)
        clock.spend(20 + roll(sitting, slot, 60))
        if slot == len(sitting.form.slots) - 1:
            continue  # The last one stays unanswered.
        question = sitting.form.slots[slot].question
        in_part = sitting.form.exam.marking == "partial" and question.type == "ordering"
        respond(sitting, slot, not in_part and roll(sitting, slot, 10) < right)
        mark(sitting, slot)
    change_of_mind(sitting, clock)
    sitting.submit()
    sitting.release()


def mark(sitting, slot: int) -> None:
    if slot % 3 == 0:
        sitting.flag(slot)
    if slot % 2 == 0:
        sitting.rate(slot, 1 + roll(sitting, slot, 3))
    question, state = sitting.form.slots[slot].question, sitting.session.slots[slot]
    free = [i for i in range(len(question.options)) if i not in state.response]
    if free and slot % 4 == 1:
        sitting.strike(slot, free[0])


def change_of_mind(sitting, clock: Clock) -> None:
    """Go back, change an answer, take a flag, a strike and a rating back."""
    for slot, each in enumerate(sitting.form.slots):
        if each.question.type == "single" and sitting.session.slots[slot].response:
            sitting.go(slot)
            clock.spend(9)
            [before] = sitting.session.slots[slot].response
            sitting.choose(slot, 0 if before else 1)
            break
    sitting.flag(0)
    if level := sitting.session.slots[0].sureness:
        sitting.rate(0, level)
    for slot, state in enumerate(sitting.session.slots):
        for option in state.struck:
            sitting.strike(slot, option)
            return


def drill(sitting, clock: Clock, right: int) -> None:
    for slot in range(len(sitting.form.slots)):
        sitting.go(slot)
        clock.spend(15 + roll(sitting, slot, 40))
        respond(sitting, slot, roll(sitting, slot, 10) < right)
        mark(sitting, slot)
        sitting.reveal(slot)
        clock.spend(12)
        if slot % 3 == 1:
            sitting.postpone(slot)
        if slot == 4:
            sitting.postpone(1)  # Taken back.
    sitting.submit()
    sitting.release()


def run_out(sitting, clock: Clock) -> None:
    """Answer three questions, then let the time run out."""
    for slot in range(3):
        sitting.go(slot)
        clock.spend(60)
        respond(sitting, slot, slot != 1)
    clock.spend(DAY)
    sitting.tick()
    sitting.release()


def leave_open(engine, clock: Clock) -> None:
    """Leave a drill and a mock open; the last answers of the mock wait in its journal."""
    from examkit.drills.request import DrillRequest

    sitting = engine.start_drill(request=DrillRequest(count=5, domains=("baking",)), seed="h")
    for slot in range(2):
        sitting.go(slot)
        clock.spend(30)
        respond(sitting, slot, slot == 0)
        sitting.reveal(slot)
    sitting.leave()
    clock.spend(600)
    clock.wall += 3_600  # The clock of the machine is set forward.
    sitting = engine.resume(sitting.attempt)
    sitting.leave()
    sitting = engine.start_mock(seed="i")
    for slot in range(4):
        sitting.go(slot)
        clock.spend(25)
        respond(sitting, slot, slot != 2)
        mark(sitting, slot)
    with closing(sqlite3.connect(HOME / "data" / "attempts.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for slot in (4, 5):
            sitting.go(slot)
            clock.spend(25)
            respond(sitting, slot, slot == 4)
        sitting.flag(5)
        # As after a crash: neither left nor saved.
    clock.spend(30)


def record(clock: Clock) -> None:
    """Write what version 1.0.0 exports and shows of all this, read from a copy."""
    import examkit.system_clock

    examkit.clock.SystemClock.now = lambda self: clock.now()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(HOME, Path(folder) / "home")
        os.environ["EXAMKIT_HOME"] = str(Path(folder) / "home")
        run("data", "export", str(HERE / "attempts.jsonl"))
        write("history.json", run("history", "--format", "json"))
        for row in json.loads((HERE / "history.json").read_text(encoding="utf-8")):
            if row["finished"]:
                name = row["attempt"]
                write(f"reports/{name}.json", run("report", name, "--format", "json"))
                write(f"reviews/{name}.json", run("review", name, "--format", "json"))


def run(*arguments: str) -> str:
    from examkit.cli.main import main as examkit

    with contextlib.redirect_stdout(io.StringIO()) as told:
        assert examkit(list(arguments)) == 0
    return told.getvalue()


def write(name: str, text: str) -> None:
    path = HERE / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
