"""The screen that shows a notes file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from textual.widget import Widget

from examkit.bank.notes import Section
from examkit.drills.request import DrillRequest
from examkit.tui.base_screen import BaseScreen
from examkit.tui.keymap import READER_KEYS
from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane


class NotesReaderScreen(BaseScreen[None]):
    """The sections of a notes file, one of which is current."""

    KEYS = READER_KEYS

    def __init__(self, file: str, sections: Sequence[Section], slug: str = "") -> None:
        super().__init__()
        self._file = file
        self._sections = sections
        slugs = [section.slug for section in sections]
        self._current = slugs.index(slug) if slug in slugs else 0

    def compose_body(self) -> Iterable[Widget]:
        """Return one text per section."""
        yield ScrollPane(*(Prose(_to_blocks(section)) for section in self._sections))

    def on_mount(self) -> None:
        """Scroll to the current section once the layout is known."""
        self.call_after_refresh(self._show_section)

    def heading(self) -> tuple[str, str, str]:
        """Return the file name, the current section's title, and its position."""
        section = self._sections[self._current].title if self._sections else ""
        return self._file, section, f"{self._current + 1} of {len(self._sections)}"

    def _show_section(self) -> None:
        for text in list(self.query(Prose))[self._current : self._current + 1]:
            self.query_one(ScrollPane).scroll_to_widget(text, animate=False, top=True)
        self.show_heading()

    def action_step(self, step: int) -> None:
        """Go to the next section, or to the previous one if `step` is -1."""
        self._current = max(0, min(len(self._sections) - 1, self._current + step))
        self._show_section()

    def action_drill(self) -> None:
        """Start a drill on this section and its subsections."""
        if self._sections:
            first, *others = self._sections[self._current :]
            below = takewhile(lambda section: section.level > first.level, others)
            refs = tuple(f"{self._file}#{section.slug}" for section in (first, *below))
            self.router.start_drill(DrillRequest(notes=refs))


def _to_blocks(section: Section) -> list[TextBlock]:
    style = "bold underline" if section.level <= 2 else "bold"
    # A gathered text repeats the subsections, which follow on the same page.
    text = "" if section.is_gathered else section.text
    return [TextBlock(literal(section.title, style)), *to_blocks(text)]
