"""Lists to choose from: attempts, domains, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from examkit.errors import ExamkitError
from examkit.report.model import NoteToRead
from examkit.report.phrases import attempt_text, undated_text
from examkit.store.records import AttemptRow
from examkit.tui.base_screen import BaseScreen, ScrollPane
from examkit.tui.blocks import Block, literal
from examkit.tui.formatting import format_count
from examkit.tui.keymap import (
    FOUND_QUESTION_KEYS,
    HISTORY_KEYS,
    LIST_KEYS,
    KeyCommand,
    bindings,
)
from examkit.tui.widgets.bars import TopBar
from examkit.tui.widgets.prose import Prose
from examkit.tui.widgets.two_column_row import rows_of

_UNDATED = "undated:"


class ListScreen(BaseScreen[None]):
    """A list with one line a choice."""

    KEYS: ClassVar[tuple[KeyCommand, ...]] = LIST_KEYS
    BINDINGS = bindings(LIST_KEYS)
    DEFAULT_CSS = """
    ListScreen OptionList { height: 1fr; }
    ListScreen #nothing { height: 1fr; padding: 0 1; }
    """

    def heading(self) -> tuple[str, str]:
        """Return what stands at the left and the right of the top."""
        raise NotImplementedError

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return name, label and what is told of each line."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """Say what an empty list means, and what fills it."""
        return ""

    def open_row(self, name: str) -> None:
        """Do what a line stands for."""
        raise NotImplementedError

    def compose_body(self) -> Iterable[Widget]:
        """Return the list, or words where it is empty."""
        rows = [Option(row, id=name) for name, row in rows_of(self.rows())]
        if rows:
            yield OptionList(*rows)
        else:
            yield Prose([Block(literal(self.empty_text()))], id="nothing")

    def on_mount(self) -> None:
        """Name the list."""
        left, right = self.heading()
        self.query_one(TopBar).set(left, "", right)

    def action_choose(self) -> None:
        """Open the highlighted line."""
        for menu in self.query(OptionList):
            menu.action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open a line."""
        if event.option.id:
            self.open_row(event.option.id)


class HistoryScreen(ListScreen):
    """Past attempts, newest first."""

    KEYS: ClassVar[tuple[KeyCommand, ...]] = HISTORY_KEYS
    BINDINGS = bindings(HISTORY_KEYS)

    def heading(self) -> tuple[str, str]:
        """Name the list."""
        return "Past attempts", "right, 80% range, new questions"

    def action_compare(self) -> None:
        """Set the highlighted mock beside the one before it."""
        for menu in self.query(OptionList):
            if menu.highlighted_option is not None and menu.highlighted_option.id:
                self.examkit.compare(menu.highlighted_option.id)

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line an attempt."""
        for row in self.examkit.engine.attempts():
            yield row.id, *attempt_words(row)
        for attempt in self.examkit.engine.undated():
            yield f"{_UNDATED}{attempt}", attempt, undated_text()

    def empty_text(self) -> str:
        """Say how to begin."""
        return "No attempt yet. Esc, then m starts a mock exam, and t today's drill."

    def open_row(self, name: str) -> None:
        """Open the report, or go on."""
        if name.startswith(_UNDATED):
            attempt = name.removeprefix(_UNDATED)
            self.show_error(
                ExamkitError(f"Attempt {attempt} {undated_text()}.", "Others are not touched.")
            )
            return
        row = next(row for row in self.examkit.engine.attempts() if row.id == name)
        if row.finished is None:
            self.examkit.resume(name)
        else:
            self.examkit.show_report(name)


class TextScreen(BaseScreen[None]):
    """Text to read, line by line."""

    KEYS = FOUND_QUESTION_KEYS
    BINDINGS = bindings(FOUND_QUESTION_KEYS)
    DEFAULT_CSS = "TextScreen ScrollPane { height: 1fr; padding: 0 0 0 1; }"

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose_body(self) -> Iterable[Widget]:
        """Return one scrolling text."""
        lines = [Block(literal(line), gap=False) for line in self._text.splitlines()]
        yield ScrollPane(Prose(lines))

    def on_mount(self) -> None:
        """Name the text."""
        self.query_one(TopBar).set(self._title)


class TopicsScreen(ListScreen):
    """The topics of the bank with their notes, and how they went so far."""

    def heading(self) -> tuple[str, str]:
        """Name the list."""
        info = self.examkit.engine.bank.info
        return (
            info.title,
            f"{format_count(info.questions, 'question')}, {format_count(info.notes, 'note')}",
        )

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line a topic."""
        engine = self.examkit.engine
        totals = engine.past.topic_totals()
        for topic, title in engine.bank.info.topics:
            asked, right = totals.get(topic, (0, 0))
            about = f"{right} of {asked} right" if asked else "not asked yet"
            yield topic, title, about

    def open_row(self, name: str) -> None:
        """Read the topic's notes."""
        self.examkit.read_topic(name)


class NotesScreen(ListScreen):
    """The note sections that an attempt missed, most missed first."""

    def __init__(self, notes: Sequence[NoteToRead]) -> None:
        super().__init__()
        self._notes = notes

    def heading(self) -> tuple[str, str]:
        """Name the list."""
        return "Notes to read", format_count(len(self._notes), "section")

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line a section."""
        for note in self._notes:
            yield note.note, note.title, f"{format_count(note.misses, 'question')} missed"

    def empty_text(self) -> str:
        """Say why there is none."""
        return "Nothing was missed: there is no note to read."

    def open_row(self, name: str) -> None:
        """Read the section."""
        self.examkit.read_note(name)


def attempt_words(row: AttemptRow) -> tuple[str, str]:
    """Tell of an attempt: when and what, and how it went."""
    day = datetime.fromtimestamp(row.started, UTC).astimezone()
    went = attempt_text(row.finished is not None, row.right, row.asked, row.fresh)
    return f"{day:%Y-%m-%d %H:%M}  {row.exam.upper()}  {row.title}", went
