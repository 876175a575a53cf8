"""Concepts that the candidate often confuses: the list of pairs, and the notes on one pair."""

from __future__ import annotations

from collections.abc import Iterable

from examkit.drills.request import DrillRequest, Pair
from examkit.humanize import pluralize
from examkit.tui.keymap import CONFUSED_PAIR_KEYS
from examkit.tui.list_screen import ListScreen
from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import SideBySide, TextBlock, literal
from examkit.tui.text_screen import ReadingScreen
from examkit.tui.widgets.table import Cells, Column


class ConfusionsScreen(ListScreen):
    """A table of confused pairs, most frequently confused first."""

    COLUMNS = (Column("Concepts", least=24), Column("Confused", is_number=True))

    def empty_text(self) -> str:
        """Return what will be listed, and the keys that start it."""
        mock, drill = map(self.context.key_of, ("mock", "drill"))
        return (
            "Concepts that you confuse at least twice will be listed here. "
            f"On Home, press {mock} for a mock exam or {drill} for a drill."
        )

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the number of pairs."""
        pairs = len(self.service.learner_state().confused_pairs)
        return "Often confused", "", pluralize(pairs, "pair")

    def rows(self) -> Iterable[tuple[str, Cells]]:
        """Return one row per pair. Its ID is the two note addresses, separated by a space."""
        for each in self.service.learner_state().confused_pairs:
            titles = literal(" / ".join(map(self._title, each.pair)), "bold")
            yield " ".join(each.pair), (titles, literal(pluralize(each.times, "time")))

    def _title(self, ref: str) -> str:
        section = self.service.library.section(ref)
        return section.title if section else ref

    def open_row(self, name: str) -> None:
        """Show the notes on both concepts of the pair with the ID `name`."""
        one, other = name.split(" ", maxsplit=1)
        self.router.show_confused_pair((one, other))


class ConfusedPairScreen(ReadingScreen):
    """The notes on two concepts, side by side if they fit."""

    KEYS = CONFUSED_PAIR_KEYS

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._pair = pair

    def heading(self) -> tuple[str, str, str]:
        """Return the title and a description."""
        return "Often confused", "", "two concepts, compared"

    def blocks(self) -> list[SideBySide]:
        """Return the notes on the pair's two concepts, side by side."""
        one, other = map(self._note, self._pair)
        return [SideBySide(one, other)]

    def _note(self, ref: str) -> list[TextBlock]:
        section = self.service.library.section(ref)
        if section is None:
            return [
                TextBlock(literal(ref, "bold")),
                TextBlock(literal("This note is no longer in the question bank.")),
            ]
        return [TextBlock(literal(section.title, "bold underline")), *to_blocks(section.text)]

    def action_drill(self) -> None:
        """Start a drill on the difference between the two concepts."""
        self.router.start_drill(DrillRequest(pairs=(self._pair,)))
