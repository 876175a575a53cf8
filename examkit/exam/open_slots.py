"""The questions that are unanswered, incomplete, or flagged, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from examkit.exam.actions import slot_statuses
from examkit.exam.attempt_state import AttemptState
from examkit.exam.form import Form


def format_numbers(values: Sequence[int]) -> str:
    """Return ascending numbers as text, with consecutive ones as a range, such as 7 to 12."""
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
    """Return how many questions are unanswered, incomplete, or flagged, and then which."""
    numbers = {name: found for name, found in _open_slots(form, state).items() if found}
    if not numbers:
        return "Every question is answered."
    counts = [f"{len(found)} {name}" for name, found in numbers.items()]
    total = sum(map(len, numbers.values()))
    lines = [f"You have {_join(counts)} question{'s' if total > 1 else ''}."]
    lines += [f"  {name.capitalize()}: {format_numbers(found)}" for name, found in numbers.items()]
    return "\n".join(lines)


def _open_slots(form: Form, state: AttemptState) -> Mapping[str, Sequence[int]]:
    """Return the numbers of the open questions by what is open about them."""
    statuses = list(enumerate(slot_statuses(form, state), start=1))
    return {
        "unanswered": [i for i, status in statuses if status in ("unseen", "unanswered")],
        "incomplete": [i for i, status in statuses if status == "incomplete"],
        "flagged": [i for i, slot in enumerate(state.slots, start=1) if slot.flagged],
    }


def _join(parts: Sequence[str]) -> str:
    """Return parts as a list in words: `a`, `a and b`, or `a, b, and c`."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"
