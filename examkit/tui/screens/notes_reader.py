"""The screen that shows a notes file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from textual.widget import Widget

from examkit.bank.notes import Section
from examkit.drills.request import DrillRequest
from examkit.tui.answer_position import evidence_lines, find_position
from examkit.tui.base_screen import BaseScreen
from examkit.tui.keymap import READER_KEYS
from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import Annotated, Block, TextBlock, literal
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.scroll_pane import ScrollPane


class NotesReaderScreen(BaseScreen[None]):
    """The sections of a notes file, opened at the one with the slug `slug`, or else at the first.

    The section that is read now is the current one. `evidence` is text to highlight in the section
    that is opened.
    """

    KEYS = READER_KEYS

    def __init__(
        self, file: str, sections: Sequence[Section], slug: str = "", evidence: str = ""
    ) -> None:
        super().__init__()
        self._file = file
        self._sections = sections
        slugs = [section.slug for section in sections]
        self._current = slugs.index(slug) if slug in slugs else 0
        self._evidence = (self._current, evidence)

    def compose_body(self) -> Iterable[Widget]:
        """Return one text per section."""
        place, evidence = self._evidence
        yield ScrollPane(
            *(
                Prose(_to_blocks(section, evidence if number == place else ""))
                for number, section in enumerate(self._sections)
            )
        )

    def on_mount(self) -> None:
        """Scroll to the current section once the layout is known."""
        self.call_after_refresh(self._open)
        self.watch(self.query_one(ScrollPane), "scroll_y", self._follow, init=False)

    def on_unmount(self) -> None:
        """Remember the section that was read last."""
        if self._sections:
            section = self._sections[self._current]
            self.context.add_note_read(f"{self._file}#{section.slug}")

    def heading(self) -> tuple[str, str, str]:
        """Return the file name, the current section's title if scrolled away, and its position."""
        title = self._sections[self._current].title if self._is_title_above else ""
        return self._file, title, f"{self._current + 1} of {len(self._sections)}"

    @property
    def _texts(self) -> list[Prose]:
        return list(self.query(Prose))

    @property
    def _is_title_above(self) -> bool:
        """Return whether the title of the current section was scrolled out of sight."""
        top = self.query_one(ScrollPane).scroll_y
        return any(top > text.virtual_region.y for text in self._texts[self._current :][:1])

    def _open(self) -> None:
        """Show the current section, scrolled to its evidence if that is further down."""
        pane = self.query_one(ScrollPane)
        for text in self._texts[self._current : self._current + 1]:
            lines = text.lines(text.content_size.width)
            line = find_position(evidence_lines(lines), height=pane.content_size.height)
            pane.scroll_to(y=text.virtual_region.y + line, animate=False)
        self.show_heading()

    def _show_section(self) -> None:
        for text in self._texts[self._current : self._current + 1]:
            self.query_one(ScrollPane).scroll_to_widget(text, animate=False, top=True)
        self.show_heading()

    def _follow(self, top: float) -> None:
        """Make the section at the line `top`, the first in view, the current one.

        Nothing changes while the start of the current section is in view.
        """
        starts = [text.virtual_region.y for text in self._texts]
        height = self.query_one(ScrollPane).content_size.height
        if starts and not top <= starts[self._current] < top + height:
            self._current = max(0, sum(start <= top for start in starts) - 1)
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


def _to_blocks(section: Section, evidence: str) -> list[Block]:
    style = "bold $text-accent" if section.level <= 2 else "bold"
    # A gathered text repeats the subsections, which follow on the same page.
    text = [] if section.is_gathered else to_blocks(section.text, evidence)
    return [TextBlock(literal(section.title, style)), *([Annotated(text)] if evidence else text)]
