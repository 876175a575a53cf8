"""Attempt services on small banks, with a clock that tests move."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path

from examkit.attempts.live_attempt import LiveAttempt
from examkit.attempts.service import AttemptService
from examkit.drills.learner_state import Preferences
from examkit.store.sqlite.store import open_store
from tests.banks import write_bank
from tests.factories import FakeClock


@dataclass
class Desk:
    """A folder with a bank and a store, on which services are opened as programs do."""

    folder: Path
    clock: FakeClock = field(default_factory=FakeClock)
    numbers: count[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        """Write the bank if there is none."""
        if not (self.folder / "bank").exists():
            write_bank(self.folder / "bank")

    def engine(
        self,
        entropy: Callable[[], str] | None = None,
        *,
        exam_day: date | None = None,
        bank: Path | None = None,
    ) -> AttemptService:
        """Open an attempt service."""
        store = open_store(self.folder / "data", clock=self.clock)
        return AttemptService(
            bank or self.folder / "bank",
            cache=self.folder / "cache",
            store=store,
            clock=self.clock,
            entropy=entropy or (lambda: f"{next(self.numbers):04x}"),
            preferences=Preferences(exam_date=exam_day),
        )


def answer(live: LiveAttempt, slot: int, *, right: bool = True) -> None:
    """Visit a slot and answer it."""
    question = live.form.slots[slot].question
    wrong = tuple(i for i in range(len(question.options)) if i not in question.keys)
    live.visit(slot)
    for option in question.keys if right else wrong[: len(question.keys)]:
        live.choose(slot, option)
