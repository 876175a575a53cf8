"""What is typed as an answer in the plain mode, as the event it would become."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from examkit.errors import ActionError
from examkit.exam.events import Answered
from examkit.question_types.base import Response
from examkit.question_types.lettered import LETTERS

if TYPE_CHECKING:
    from examkit.exam.attempt_state import SlotState
    from examkit.exam.form import Slot


def parse_response(number: int, slot: Slot, state: SlotState, words: Sequence[str]) -> Answered:
    """Read letters, pairs such as 1b, or = and a number. Raises ActionError."""
    if words[0].startswith("="):
        return Answered(number, Response(text=" ".join(words).removeprefix("=").strip()))
    match slot.question.type:
        case "matching":
            return Answered(number, Response(_matched(slot, state, words)))
        case "ordering":
            return Answered(number, Response(tuple(dict.fromkeys(_choices(slot, words)))))
        case "single" | "multiple" | "numeric":
            return Answered(number, Response(tuple(sorted(set(_choices(slot, words))))))


def _choices(slot: Slot, words: Sequence[str]) -> list[int]:
    known = LETTERS[: len(slot.order)].lower()
    if not known:
        raise ActionError("Not understood.", "Type = and a number; help lists commands.")
    if any(len(word) != 1 or word not in known for word in words):
        hint = f"Options are {known[0]} to {known[-1]}; help lists commands."
        raise ActionError("Not understood.", hint)
    return [slot.order[known.index(word)] for word in words]


def _matched(slot: Slot, state: SlotState, words: Sequence[str]) -> tuple[int, ...]:
    """Match left sides, each with its own; a right side that stood elsewhere moves."""
    lefts, known = len(slot.question.pairs), LETTERS[: len(slot.order)].lower()
    sides = list(state.response.choices or (-1,) * lefts)
    for word in words:
        left, letter = word[:-1], word[-1]
        if not (left.isdecimal() and len(left) < 3 and 0 < int(left) <= lefts and letter in known):
            hint = "Type the number of a left side with a letter, for example 1b 2a."
            raise ActionError("Not understood.", hint)
        choice = slot.order[known.index(letter)]
        sides = [-1 if side == choice else side for side in sides]
        sides[int(left) - 1] = choice
    return tuple(sides)
