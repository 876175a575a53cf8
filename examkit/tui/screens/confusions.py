"""Concepts that were taken for each other: the pairs, and both passages of one."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from examkit.bank.notes import Section
from examkit.drills.request import DrillRequest, Pair
from examkit.tui.base_screen import BaseScreen, ScrollPane
from examkit.tui.blocks import Block, SideBySide, literal
from examkit.tui.formatting import format_count
from examkit.tui.keymap import CONFUSED_PAIR_KEYS, bindings
from examkit.tui.markdown import to_blocks
from examkit.tui.screens.lists import ListScreen
from examkit.tui.widgets.bars import TopBar
from examkit.tui.widgets.prose import Prose


class ConfusionsScreen(ListScreen):
    """The pairs, most often mixed up first."""

    def heading(self) -> tuple[str, str]:
        """Name the list."""
        return "Mix-ups", "what was taken for what, twice or more"

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line a pair."""
        engine = self.examkit.engine
        for each in engine.learner_state().confused_pairs:
            titles = " / ".join(_title(engine.library.section(ref), ref) for ref in each.pair)
            yield " ".join(each.pair), titles, format_count(each.times, "time")

    def empty_text(self) -> str:
        """Say what would stand here."""
        return "Nothing yet. Two concepts that you take for each other twice are listed here."

    def open_row(self, name: str) -> None:
        """Show both passages."""
        one, _, other = name.partition(" ")
        self.app.push_screen(ConfusedPairScreen((one, other)))


class ConfusedPairScreen(BaseScreen[None]):
    """Two passages, beside each other where there is room."""

    KEYS = CONFUSED_PAIR_KEYS
    BINDINGS = bindings(CONFUSED_PAIR_KEYS)
    DEFAULT_CSS = "ConfusedPairScreen ScrollPane { height: 1fr; padding: 0 0 0 1; }"

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._pair = pair

    def compose_body(self) -> Iterable[Widget]:
        """Return one scrolling text."""
        section = self.examkit.engine.library.section
        left, right = (_passage(section(ref), ref) for ref in self._pair)
        yield ScrollPane(Prose([SideBySide(left, right)]))

    def on_mount(self) -> None:
        """Name the screen."""
        self.query_one(TopBar).set("Mixed up", "", "two that were taken for each other")

    def action_drill(self) -> None:
        """Drill what tells the two apart."""
        self.examkit.start_drill(DrillRequest(pairs=(self._pair,)))


def _title(section: Section | None, ref: str) -> str:
    return section.title if section else ref


def _passage(section: Section | None, ref: str) -> tuple[Block, ...]:
    if section is None:
        return (Block(literal(ref, "bold")), Block(literal("It is not in the notes any more.")))
    return (Block(literal(section.title, "bold underline")), *to_blocks(section.text))
