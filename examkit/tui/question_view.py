"""Converts a question of any type to text blocks and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.widget import Widget

from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import format_response
from examkit.exam.form import Slot
from examkit.question_types.registry import find_type
from examkit.tui.glyphs import UNICODE, Glyphs
from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import (
    Block,
    LeftColumn,
    SideBySide,
    TextBlock,
    column_width,
    indent,
    literal,
)
from examkit.tui.widgets.options import OptionRow, OptionsView
from examkit.tui.widgets.prose import Prose

TYPE_PROMPT = "no answer yet"
OPTIONS_MARGIN = 1
"""Number of empty lines between a question and its options."""
SIDES = 2
"""Number of columns of a page without text: one on the left, and the scroll bar's."""
LEAD_IN_MARGIN = 1
"""Number of empty lines between a stem and the paragraph of it that asks."""
LONGEST_LEAD_IN = 240
"""Maximum length of a last paragraph, in characters, that stays on screen above the options."""


def stem_blocks(slot: Slot) -> list[TextBlock | SideBySide]:
    """Return the stem, with the group's stem next to it and the lettered choices below, if any."""
    situation, lead_in = _split_stem(to_blocks(slot.question.stem))
    return _with_group(slot, [*situation, *lead_in]) + _legend_blocks(slot)


def stem_parts(slot: Slot) -> tuple[list[TextBlock | SideBySide], list[TextBlock]]:
    """Return the blocks of the stem above its last paragraph, and that paragraph if it asks.

    The second part is empty if lettered choices follow, if the stem is a single paragraph, or if
    its last one is longer than `LONGEST_LEAD_IN`.
    """
    situation, lead_in = _split_stem(to_blocks(slot.question.stem))
    if _legend_blocks(slot) or sum(len(block.content) for block in lead_in) > LONGEST_LEAD_IN:
        return stem_blocks(slot), []
    return _with_group(slot, situation), lead_in


def _with_group(slot: Slot, stem: list[TextBlock]) -> list[TextBlock | SideBySide]:
    return [SideBySide(to_blocks(slot.shared), stem)] if slot.shared else [*stem]


def _legend_blocks(slot: Slot) -> list[TextBlock | SideBySide]:
    """Return the choices that letters stand for, such as those to match; empty for options."""
    blocks: list[TextBlock | SideBySide] = []
    for letter, text in find_type(slot.question).legend(slot.question, slot.order):
        side = list(indent(to_blocks(text), literal(f"  {letter}  ", "bold")))
        blocks += [side[0].close(), *side[1:]] if blocks else side
    return blocks


def _split_stem(blocks: Sequence[TextBlock]) -> tuple[list[TextBlock], list[TextBlock]]:
    """Return a stem's blocks in two parts: its last paragraph, in bold, is the second one.

    The second part is empty if that paragraph is the only one, or doesn't ask.
    """
    *others, last = blocks
    asks = last.content.plain.rstrip(")").endswith(("?", "."))
    if not others or last.code or last.first or not asks:
        return list(blocks), []
    return others, [last._replace(content=last.content.stylize("bold"))]


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


def in_column(blocks: Sequence[Block], slot: Slot, rows: Iterable[OptionRow]) -> Sequence[Block]:
    """Return blocks of a question, laid out where its explanation will show them in a column."""
    return [LeftColumn(blocks, _all_blocks(slot, rows))] if blocks else blocks


def rows_width(width: int, slot: Slot, rows: Iterable[OptionRow]) -> int:
    """Return how many of `width` cells the rows use if the explanation will be in a column."""
    return 1 + column_width(width - 1, _all_blocks(slot, rows))


def _all_blocks(slot: Slot, rows: Iterable[OptionRow]) -> list[Block]:
    return [*stem_blocks(slot), *(block for row in rows for block in row.labeled)]


def share_height(page: Widget) -> None:
    """Give a question the lines that its options don't need, but at least 55% of all lines.

    `page` has the stem, the lead-in below it, and the options. All lines of the lead-in are shown.
    """
    stem, lead_in = page.query_one("#stem"), page.query_one("#lead-in", Prose)
    options, limit = page.query_one(OptionsView), stem.styles.max_width
    if not (options.display and page.size and limit):
        return
    # Widgets that were hidden until now have no width yet.
    width = min(page.size.width, int(limit.value)) - SIDES
    others = [child for child in page.children if child.id not in {"stem", "lead-in", "options"}]
    used = sum(child.outer_size.height + child.styles.margin.height for child in others)
    room = page.size.height - used
    needed = options.least_height(width) + OPTIONS_MARGIN
    asks = len(lead_in.lines(width)) + LEAD_IN_MARGIN if lead_in.display else 0
    stem.styles.max_height = max(1, max(room * 55 // 100, room - needed) - asks)


def read_ahead(slots: Iterable[Slot]) -> None:
    """Parse the texts of questions early, so that they appear faster."""
    for slot in slots:
        for text in (slot.shared, slot.question.stem, *slot.question.choices):
            to_blocks(text)
