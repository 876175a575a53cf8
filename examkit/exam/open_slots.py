"""The questions that have no complete answer, or are flagged, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from examkit.exam.actions import Status, slot_statuses
from examkit.exam.attempt_state import AttemptState
from examkit.exam.form import Form

OPEN: tuple[Status, ...] = ("unseen", "unanswered", "incomplete")
"""The statuses of a question without a complete answer."""


def format_numbers(values: Sequence[int]) -> str:
    """Return ascending numbers as text, with consecutive ones as a range from first to last."""
    runs: list[list[int]] = []
    for value in values:
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return ", ".join(
        f"{run[0]}\N{EN DASH}{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs
    )


def describe_open_slots(form: Form, state: AttemptState) -> str:
    """Return a line for each kind of open question, such as `2 flagged: questions 1, 5`.

    The kinds are unseen, unanswered, incomplete, and flagged. Without any of the first three, the
    first line is "Every question is answered."
    """
    numbers = open_slots(form, state)
    lines = [] if numbers.keys() - {"flagged"} else ["Every question is answered."]
    lines += [
        f"{len(found)} {name}: {'question' if len(found) == 1 else 'questions'} "
        f"{format_numbers(found)}"
        for name, found in numbers.items()
    ]
    return "\n".join(lines)


def open_slots(form: Form, state: AttemptState) -> Mapping[str, Sequence[int]]:
    """Return the numbers, from 1, of the questions that are open or flagged.

    The keys are `unseen`, `unanswered`, `incomplete`, and `flagged`. A question can be under two
    keys. Keys without questions are absent.
    """
    statuses = list(enumerate(slot_statuses(form, state), start=1))
    numbers: dict[str, list[int]] = {
        name: [i for i, status in statuses if status == name] for name in OPEN
    }
    numbers["flagged"] = [i for i, slot in enumerate(state.slots, start=1) if slot.flagged]
    return {name: found for name, found in numbers.items() if found}
