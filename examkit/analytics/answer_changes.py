"""Answers that the candidate changed, and whether changing them helped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from examkit.exam.events import Answered, Event
from examkit.exam.form import Form
from examkit.exam.grading import grade_response
from examkit.question_types.base import Response
from examkit.question_types.registry import find_type

ChangeKind = Literal["wrong to right", "right to wrong", "wrong to wrong"]
MIN_CHANGES = 10
"""Minimum number of changes for a report to show whether they helped."""
_Z80 = 1.2816


@dataclass(frozen=True, slots=True)
class Change:
    """A slot whose first complete response differs from its last."""

    slot: int
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class Changes:
    """All changed answers of an attempt."""

    slots: tuple[Change, ...] = ()

    def count(self, kind: ChangeKind) -> int:
        """Return how many of the changes are of a kind, such as "wrong to right"."""
        return sum(change.kind == kind for change in self.slots)

    @property
    def helped(self) -> bool | None:
        """Return True if changing helped, False if it hurt, and None if neither is clear.

        Changing helped if, of the changes that altered the outcome, Wilson's 80% range of the
        share that became correct is above one half. It hurt if the range is below one half. With
        fewer than `MIN_CHANGES` changes, nothing is clear.
        """
        good, bad = self.count("wrong to right"), self.count("right to wrong")
        if len(self.slots) < MIN_CHANGES or good + bad == 0:
            return None
        low, high = wilson_interval(good, good + bad)
        return True if low > 0.5 else False if high < 0.5 else None


def find_changes(form: Form, events: Iterable[Event]) -> Changes:
    """Return the slots in which the first complete response differs from the last response."""
    first: dict[int, Response] = {}
    last: dict[int, Response] = {}
    for event in events:
        if isinstance(event.body, Answered):
            slot, response = event.body.slot, event.body.response
            last[slot] = response
            question = form.slots[slot].question
            if find_type(question).is_complete(question, response):
                first.setdefault(slot, response)
    changes = (_change(form, slot, was, last[slot]) for slot, was in sorted(first.items()))
    return Changes(tuple(change for change in changes if change is not None))


def _change(form: Form, slot: int, was: Response, now: Response) -> Change | None:
    if was == now:
        return None
    question, rule = form.slots[slot].question, form.exam.marking
    before = grade_response(question, was, rule).outcome == "right"
    after = grade_response(question, now, rule).outcome == "right"
    if before:
        return Change(slot, "right to wrong")
    return Change(slot, "wrong to right" if after else "wrong to wrong")


def wilson_interval(good: int, asked: int, z: float = _Z80) -> tuple[float, float]:
    """Return the lower and upper end of Wilson's score interval (1927) for a share.

    The share is `good` of `asked`. The default `z` gives an 80% interval.
    """
    share = good / asked
    middle = share + z * z / (2 * asked)
    spread = z * sqrt(share * (1 - share) / asked + z * z / (4 * asked * asked))
    below = 1 + z * z / asked
    return (middle - spread) / below, (middle + spread) / below
