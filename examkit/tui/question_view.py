"""Converts a question of any type to text blocks and rows."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import format_response
from examkit.exam.form import Slot
from examkit.question_types.registry import find_type
from examkit.tui.glyphs import UNICODE, Glyphs
from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import SideBySide, TextBlock, indent, literal
from examkit.tui.widgets.options import OptionRow, OptionsView

TYPE_PROMPT = "no answer yet"
OPTIONS_MARGIN = 1
"""Number of empty lines between a question and its options."""


def stem_blocks(slot: Slot) -> list[TextBlock | SideBySide]:
    """Return the stem, with the group's stem next to it and the lettered choices below, if any."""
    stem = _emphasize_question(to_blocks(slot.question.stem))
    blocks: list[TextBlock | SideBySide] = list(stem)
    if slot.shared:
        blocks = [SideBySide(to_blocks(slot.shared), stem)]
    for place, (letter, text) in enumerate(
        find_type(slot.question).legend(slot.question, slot.order)
    ):
        side = list(indent(to_blocks(text), literal(f"  {letter}  ", "bold")))
        blocks += side if place == 0 else [side[0].close(), *side[1:]]
    return blocks


def _emphasize_question(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Return a stem's blocks, with the last paragraph in bold if it asks about earlier ones."""
    *others, last = blocks
    asks = last.content.plain.rstrip(")").endswith(("?", "."))
    if not others or last.code or last.first or not asks:
        return list(blocks)
    return [*others, last._replace(content=last.content.stylize("bold"))]


def option_rows(slot: Slot, state: SlotState, glyphs: Glyphs = UNICODE) -> list[OptionRow]:
    """Return the rows to choose from: options, items, left sides, or the typed answer."""
    kind = find_type(slot.question)
    marks = glyphs.one if kind.takes_one else glyphs.many
    if kind.takes_text:
        text, chosen = format_response(slot, state) or TYPE_PROMPT, state.answered
        return [OptionRow("a", (TextBlock(literal(text)),), marks[chosen], chosen=chosen)]
    eliminated = [choice in state.eliminated for choice in slot.order]
    return [
        OptionRow(
            row.label,
            tuple(to_blocks(row.text)),
            marks[row.is_answered] if kind.can_eliminate else f"[{row.mark or ' '}]",
            chosen=row.is_answered,
            eliminated=kind.can_eliminate and eliminated[place],
        )
        for place, row in enumerate(kind.rows(slot.question, state.response, slot.order))
    ]


def share_height(stem: Widget, options: OptionsView) -> None:
    """Give a question the lines that its options don't need, but at least 55% of all lines."""
    pane = options.parent
    if not isinstance(pane, Widget) or not options.display:
        return
    room = stem.outer_size.height + pane.outer_size.height
    needed = options.least_height(options.size.width) + OPTIONS_MARGIN
    if room:
        stem.styles.max_height = max(room * 55 // 100, room - needed)
