"""What an explanation tells first, and which notes it needs."""

from __future__ import annotations

from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Slot


def explanation_order(slot: Slot, state: SlotState) -> list[tuple[int, int]]:
    """Screen position and option, in the order to explain: a wrong pick, the keys, the others.

    After a right answer the order of the screen stays.
    """
    if not slot.question.options:
        return []
    shown = list(enumerate(slot.order))
    keys = set(slot.question.keys)
    if not state.response or set(state.response) == keys:
        return shown
    wrong = set(state.response) - keys
    return sorted(shown, key=lambda pair: (pair[1] not in wrong, pair[1] not in keys))


def notes_of_wrong_choices(slot: Slot, state: SlotState) -> list[str]:
    """Addresses of the notes about what was picked instead of a key, without the question's own."""
    if not slot.question.options:
        return []
    options = (slot.question.options[number] for number in state.response)
    refs = [option.note for option in options if option.note and not option.correct]
    return [ref for ref in dict.fromkeys(refs) if ref != slot.question.note]
