"""The notes, a file at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from textual.widget import Widget

from examkit.bank.notes import Section
from examkit.drills.request import DrillRequest
from examkit.tui.base_screen import BaseScreen
from examkit.tui.blocks import Block, literal
from examkit.tui.keymap import READER_KEYS
from examkit.tui.markdown import to_blocks
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane


class NotesReaderScreen(BaseScreen[None]):
    """Shows sections one below the other and moves from one to the next."""

    KEYS = READER_KEYS

    def __init__(self, file: str, sections: Sequence[Section], slug: str = "") -> None:
        super().__init__()
        self._file = file
        self._sections = sections
        slugs = [section.slug for section in sections]
        self._place = slugs.index(slug) if slug in slugs else 0

    def compose_body(self) -> Iterable[Widget]:
        """Return one text a section."""
        yield ScrollPane(*(Prose(_blocks(section)) for section in self._sections))

    def on_mount(self) -> None:
        """Go to the section that was asked for."""
        self.call_after_refresh(self._show)

    def heading(self) -> tuple[str, str, str]:
        """Return the file, the section, and its position."""
        section = self._sections[self._place].title if self._sections else ""
        return self._file, section, f"{self._place + 1} of {len(self._sections)}"

    def _show(self) -> None:
        for text in list(self.query(Prose))[self._place : self._place + 1]:
            self.query_one(ScrollPane).scroll_to_widget(text, animate=False, top=True)
        self.show_heading()

    def action_step(self, step: int) -> None:
        """Go to the next section, or to the one before with -1."""
        self._place = max(0, min(len(self._sections) - 1, self._place + step))
        self._show()

    def action_drill(self) -> None:
        """Drill the questions on this section."""
        if self._sections:
            refs = tuple(f"{self._file}#{section.slug}" for section in self._here())
            self.router.start_drill(DrillRequest(notes=refs))

    def _here(self) -> list[Section]:
        """Return the section on screen and those below it in rank."""
        first, *after = self._sections[self._place :]
        return [first, *takewhile(lambda section: section.level > first.level, after)]


def _blocks(section: Section) -> list[Block]:
    style = "bold underline" if section.level <= 2 else "bold"
    # A gathered text is that of the sections below, which follow on the same page.
    text = "" if section.is_gathered else section.text
    return [Block(literal(section.title, style)), *to_blocks(text)]
