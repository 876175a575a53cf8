"""What a slot asks, as blocks and rows for its screen; one shape for every kind of question."""

from __future__ import annotations

from examkit.exam.attempt_state import SlotState
from examkit.exam.form import Slot
from examkit.exam.response_text import format_response
from examkit.question_types.lettered import LETTERS
from examkit.tui.blocks import Block, SideBySide, indent, literal
from examkit.tui.markdown import to_blocks
from examkit.tui.widgets.options import OptionRow

TYPE_PROMPT = "press a to type your number"


def stem_blocks(slot: Slot) -> list[Block | SideBySide]:
    """Return the stem; beside it the one it shares, below it the right sides of a matching."""
    stem = to_blocks(slot.question.stem)
    blocks: list[Block | SideBySide] = list(stem)
    if slot.shared:
        blocks = [SideBySide(to_blocks(slot.shared), stem)]
    if slot.question.type == "matching":
        for place, choice in enumerate(slot.order):
            text = to_blocks(slot.question.choices[choice])
            side = list(indent(text, literal(f"  {LETTERS[place]}  ", "bold")))
            blocks += side if place == 0 else [side[0].close(), *side[1:]]
    return blocks


def option_rows(slot: Slot, state: SlotState) -> list[OptionRow]:
    """Return what the cursor walks over: options, items, left sides, or the one answer."""
    match slot.question.type:
        case "matching":
            return [_left(slot, state, left) for left in range(len(slot.question.pairs))]
        case "numeric":
            text = format_response(slot, state) or TYPE_PROMPT
            return [OptionRow("a", (Block(literal(text)),), chosen=state.answered)]
        case "single" | "multiple" | "ordering":
            return [_choice(slot, state, place, choice) for place, choice in enumerate(slot.order)]


def _choice(slot: Slot, state: SlotState, place: int, choice: int) -> OptionRow:
    mark, chosen = "", state.response.choices
    if slot.question.type == "ordering":
        mark = f"{chosen.index(choice) + 1}" if choice in chosen else " "
    return OptionRow(
        LETTERS[place].lower(),
        tuple(to_blocks(slot.question.choices[choice])),
        chosen=choice in chosen,
        struck=choice in state.struck,
        mark=mark,
    )


def _left(slot: Slot, state: SlotState, left: int) -> OptionRow:
    choice = state.response.choices[left] if state.response else -1
    return OptionRow(
        f"{left + 1}",
        tuple(to_blocks(slot.question.pairs[left][0])),
        chosen=choice >= 0,
        mark=LETTERS[slot.order.index(choice)] if choice >= 0 else " ",
    )
