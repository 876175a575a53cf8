"""Walks through some questions of an attempt: all, those not fully answered, or those flagged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from examkit.exam.actions import slot_statuses
from examkit.exam.attempt_state import AttemptState
from examkit.exam.form import Form


class Walk(NamedTuple):
    """A walk through some slots of an attempt: its name, and the indexes of the slots in order."""

    name: str
    slots: Sequence[int]

    def step(self, current: int, step: int) -> int | None:
        """Return the walk's next slot after `current`, or its previous one if `step` is -1.

        Slots are given by index. Return None at the end or the start of the walk.
        """
        if step > 0:
            return next((slot for slot in self.slots if slot > current), None)
        return next((slot for slot in reversed(self.slots) if slot < current), None)

    def describe(self, current: int) -> str:
        """Return the walk's name and the place in it, such as "Review flagged: 2 of 5"."""
        passed = sum(slot <= current for slot in self.slots)
        return f"Review {self.name}: {passed} of {len(self.slots)}"


def make_walk(name: str, form: Form, state: AttemptState) -> Walk:
    """Return the walk through `all`, `incomplete`, or `flagged` questions.

    Questions without any answer are incomplete, too.
    """
    statuses = slot_statuses(form, state)
    wanted = {
        "all": [True] * len(statuses),
        "incomplete": [status != "answered" for status in statuses],
        "flagged": [slot.flagged for slot in state.slots],
    }[name]
    return Walk(name, [slot for slot, is_wanted in enumerate(wanted) if is_wanted])
