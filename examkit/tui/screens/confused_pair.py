"""The notes of two confused concepts."""

from __future__ import annotations

from examkit.drills.request import DrillRequest, Pair
from examkit.tui.blocks import Block, SideBySide, literal
from examkit.tui.keymap import CONFUSED_PAIR_KEYS
from examkit.tui.markdown import to_blocks
from examkit.tui.text_screen import ReadingScreen


class ConfusedPairScreen(ReadingScreen):
    """Two notes, side by side if there is room."""

    KEYS = CONFUSED_PAIR_KEYS

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._pair = pair

    def heading(self) -> tuple[str, str, str]:
        """Return the title, and what is shown."""
        return "Mixed up", "", "two that were taken for each other"

    def blocks(self) -> list[SideBySide]:
        """Return both notes."""
        one, other = map(self._note, self._pair)
        return [SideBySide(one, other)]

    def _note(self, ref: str) -> list[Block]:
        section = self.service.library.section(ref)
        if section is None:
            return [Block(literal(ref, "bold")), Block(literal("It is not in the notes any more."))]
        return [Block(literal(section.title, "bold underline")), *to_blocks(section.text)]

    def action_drill(self) -> None:
        """Drill the questions that tell the two apart."""
        self.router.start_drill(DrillRequest(pairs=(self._pair,)))
