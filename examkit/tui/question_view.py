"""What a slot asks, as blocks and rows for its screen; one shape for every kind of question."""

from __future__ import annotations

from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Slot
from examkit.exam.response_text import LETTERS as CAPITALS
from examkit.exam.response_text import with_unit
from examkit.tui.blocks import (
    Beside,
    Block,
    indent,
    shown,
)
from examkit.tui.formatting import LETTERS
from examkit.tui.markdown import blocks_of
from examkit.tui.widgets.options import OptionRow

TYPE_IT = "press a to type your number"


def stem_blocks(slot: Slot) -> list[Block | Beside]:
    """Give the stem; beside it the one it shares, below it the right sides of a matching."""
    stem = blocks_of(slot.question.stem)
    blocks: list[Block | Beside] = list(stem)
    if slot.shared:
        blocks = [Beside(blocks_of(slot.shared), stem)]
    if slot.question.type == "matching":
        for place, choice in enumerate(slot.order):
            text = blocks_of(slot.question.choices[choice])
            side = list(indent(text, shown(f"  {CAPITALS[place]}  ", "bold")))
            blocks += side if place == 0 else [side[0].close(), *side[1:]]
    return blocks


def option_rows(slot: Slot, state: SlotState) -> list[OptionRow]:
    """Give what the cursor walks over: options, items, left sides, or the one answer."""
    match slot.question.type:
        case "matching":
            return [_left(slot, state, left) for left in range(len(slot.question.pairs))]
        case "numeric":
            entry = with_unit(slot.question, state.entry) if state.entry else TYPE_IT
            return [OptionRow("a", (Block(shown(entry)),), chosen=bool(state.entry))]
        case "single" | "multiple" | "ordering":
            return [_choice(slot, state, place, choice) for place, choice in enumerate(slot.order)]


def _choice(slot: Slot, state: SlotState, place: int, choice: int) -> OptionRow:
    mark = ""
    if slot.question.type == "ordering":
        mark = f"{state.response.index(choice) + 1}" if choice in state.response else " "
    return OptionRow(
        LETTERS[place],
        tuple(blocks_of(slot.question.choices[choice])),
        chosen=choice in state.response,
        struck=choice in state.struck,
        mark=mark,
    )


def _left(slot: Slot, state: SlotState, left: int) -> OptionRow:
    choice = state.response[left] if state.response else -1
    return OptionRow(
        f"{left + 1}",
        tuple(blocks_of(slot.question.pairs[left][0])),
        chosen=choice >= 0,
        mark=CAPITALS[slot.order.index(choice)] if choice >= 0 else " ",
    )
