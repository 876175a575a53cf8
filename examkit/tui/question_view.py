"""Converts a question of any type to text blocks and rows."""

from __future__ import annotations

from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import format_response
from examkit.exam.form import Slot
from examkit.question_types.registry import find_type
from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import SideBySide, TextBlock, indent, literal
from examkit.tui.widgets.options import OptionRow

TYPE_PROMPT = "press a to type your answer"


def stem_blocks(slot: Slot) -> list[TextBlock | SideBySide]:
    """Return the stem, with the group's stem next to it and the lettered choices below, if any."""
    stem = to_blocks(slot.question.stem)
    blocks: list[TextBlock | SideBySide] = list(stem)
    if slot.shared:
        blocks = [SideBySide(to_blocks(slot.shared), stem)]
    for place, (letter, text) in enumerate(
        find_type(slot.question).legend(slot.question, slot.order)
    ):
        side = list(indent(to_blocks(text), literal(f"  {letter}  ", "bold")))
        blocks += side if place == 0 else [side[0].close(), *side[1:]]
    return blocks


def option_rows(slot: Slot, state: SlotState) -> list[OptionRow]:
    """Return the rows to choose from: options, items, left sides, or the typed answer."""
    kind = find_type(slot.question)
    if kind.takes_text:
        text = format_response(slot, state) or TYPE_PROMPT
        return [OptionRow("a", (TextBlock(literal(text)),), chosen=state.answered)]
    eliminated = [choice in state.eliminated for choice in slot.order]
    return [
        OptionRow(
            row.label,
            tuple(to_blocks(row.text)),
            chosen=row.is_answered,
            eliminated=kind.can_eliminate and eliminated[place],
            box=row.mark,
        )
        for place, row in enumerate(kind.rows(slot.question, state.response, slot.order))
    ]
