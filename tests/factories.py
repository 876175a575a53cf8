"""Small, valid values. A test states only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from examkit.bank.model import Domain, Exam, Question, Scale
from examkit.bank.pool import PoolItem
from examkit.exam.events import Answered, Body, Event, Opened, Visited
from examkit.exam.form import Form, Mode, Slot
from examkit.question_types.base import Response
from examkit.question_types.choice import Option
from examkit.system_clock import ClockReading

SCALE = Scale.model_validate(
    {"min": 100, "max": 1000, "pass": 720, "cut_fraction": 0.72, "cut_source": "assumed"}
)


def make_exam(
    weights: dict[str, float] | None = None,
    *,
    questions: int = 4,
    unscored: int = 0,
    minutes: int = 10,
    scale: Scale | None = SCALE,
    **changes: Any,
) -> Exam:
    """Return an exam with these domain weights."""
    named = weights or {"build": 60, "secure": 40}
    domains = tuple(Domain(id=d, title=f"{d.title()} things", weight=w) for d, w in named.items())
    values: dict[str, Any] = {
        "id": "exam-1",
        "title": "Exam One",
        "questions": questions,
        "unscored": unscored,
        "minutes": minutes,
        "scale": scale,
        "domains": domains,
    }
    return Exam(**(values | changes))


def make_question(
    question_id: str = "q-one", *, options: int = 4, keys: Iterable[int] = (0,), **changes: Any
) -> Question:
    """Return a question with options `option 0`, `option 1`, and so on."""
    correct = set(keys)
    choices = tuple(
        Option(
            text=f"option {i} of {question_id}",
            correct=i in correct,
            rationale=f"Because of reason {i}.",
        )
        for i in range(options)
    )
    values: dict[str, Any] = {
        "id": question_id,
        "topic": "topic-a",
        "domain": "build",
        "difficulty": "medium",
        "stem": f"What about {question_id}?",
        "note": "topic-a.md#first",
        "evidence": "settles it",
        "options": choices,
    }
    return Question(**(values | changes))


def make_slot(question: Question | None = None, **changes: Any) -> Slot:
    """Return a slot with the options in the order of the file."""
    asked = question or make_question()
    domain = asked.domain if isinstance(asked.domain, str) else next(iter(asked.domain.values()))
    slot = Slot(
        question=asked,
        digest=asked.digest(),
        domain=domain,
        order=tuple(range(len(asked.options))),
    )
    return replace(slot, **changes)


def make_form(
    slots: Sequence[Slot | Question] | int = 4,
    *,
    mode: Mode = "mock",
    exam: Exam | None = None,
    limit: float | None = 600.0,
) -> Form:
    """Return a form of slots, questions, or just a number of questions."""
    if isinstance(slots, int):
        slots = [make_question(f"question-{i}") for i in range(slots)]
    filled = tuple(s if isinstance(s, Slot) else make_slot(s) for s in slots)
    return Form(
        mode=mode,
        bank="bank-1",
        bank_digest="0" * 64,
        exam=exam or make_exam(questions=len(filled)),
        seed="seed",
        limit=limit,
        slots=filled,
        engine_version="0.0.0",
        title="mock exam" if mode == "mock" else "drill",
    )


def make_item(
    item_id: str, domain: str = "build", topic: str = "topic-a", **changes: Any
) -> PoolItem:
    """Return an item of a question pool."""
    item = PoolItem(
        id=item_id, domain=domain, topic=topic, type="single", difficulty="medium", digest="0" * 16
    )
    return item._replace(**changes)


def answered(slot: int, *choices: int) -> Answered:
    """Return the event that sets a slot's choices; without any, it clears them."""
    return Answered(slot, Response(choices))


def typed(slot: int, text: str) -> Answered:
    """Return the event that sets a slot's typed answer."""
    return Answered(slot, Response(text=text))


@dataclass
class FakeClock:
    """A clock that a test moves. Wall and boot clock start at round numbers."""

    wall: float = 1_800_000_000.0
    boot: float = 1_000.0
    boot_id: str = "boot-1"

    def now(self) -> ClockReading:
        """Read all clocks at once."""
        return ClockReading(self.wall, self.boot, self.boot_id)

    def pass_time(self, seconds: float) -> None:
        """Let time pass, as it does while the machine runs or sleeps."""
        self.wall += seconds
        self.boot += seconds

    def step_wall(self, seconds: float) -> None:
        """Set the wall clock, as people and time servers do."""
        self.wall += seconds

    def reboot(self, seconds_off: float) -> None:
        """Restart the machine after a while."""
        self.wall += seconds_off
        self.boot = 5.0
        self.boot_id += "+"


@dataclass
class Script:
    """A list of events, each at a second of the attempt."""

    clock: FakeClock = field(default_factory=FakeClock)
    events: list[Event] = field(default_factory=list)

    def at(self, second: float, *bodies: Body) -> Script:
        """Add events at a second."""
        for body in bodies:
            wall = self.clock.wall + second
            self.events.append(Event(len(self.events), second, wall, body))
        return self

    def start(self) -> Script:
        """Add the events that every attempt starts with."""
        return self.at(0.0, Opened(self.clock.now()), Visited(0))
