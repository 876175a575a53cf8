"""The search in notes and seen questions, and the screen of a question it found."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from examkit.bank.model import Question
from examkit.bank.search import MAX_LENGTH, MAX_WORDS, Search, is_cut
from examkit.exam.explanation import Explanation, explain_unanswered, unanswered_slot
from examkit.exam.form import Slot
from examkit.tui.base_screen import BaseScreen
from examkit.tui.explanation_actions import ExplanationActions
from examkit.tui.explanation_view import render_explanation
from examkit.tui.keymap import FOUND_QUESTION_KEYS, SEARCH_KEYS
from examkit.tui.lists.search_rows import ResultRow, count_text, offers, result_row
from examkit.tui.markdown import to_blocks
from examkit.tui.question_actions import ShownQuestion
from examkit.tui.text_blocks import Block, TextBlock, literal
from examkit.tui.text_screen import ReadingScreen
from examkit.tui.widgets.field import Field
from examkit.tui.widgets.menu import Menu
from examkit.tui.widgets.prose import Prose

TEACHING = (
    "Type a word, such as a service name. Search covers study notes, questions you've seen, and "
    "your own notes. The notes you read most recently and the topics you miss most appear here."
)
PLACEHOLDER = "Search notes and questions you've seen"
NOTHING_FOUND = (
    "No results. Search covers notes and questions you've seen. "
    "Each word you type must match a word or the start of one."
)


class SearchScreen(BaseScreen[None]):
    """A search field with results that update as the candidate types."""

    KEYS = SEARCH_KEYS

    def __init__(self, search: Search) -> None:
        super().__init__()
        self._search = search

    def compose_body(self) -> Iterable[Widget]:
        """Return the field, the list of results, and the text for no results."""
        yield Field(placeholder=PLACEHOLDER, limit=MAX_LENGTH)
        yield Menu()
        yield Prose(id="nothing")

    def on_mount(self) -> None:
        """Focus the field. The keys of the screen move the cursor in the list."""
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self._show_offers()

    def on_screen_resume(self) -> None:
        """Offer the note that was just read, if the search field is empty."""
        if self.is_mounted and not self.query_one(Input).value.strip():
            self._show_offers()

    def _show_offers(self) -> None:
        """List what the candidate may want to read before typing, or explain the search."""
        service, titles = self.service, dict[str, str]()
        for ref in self.context.notes_read:
            if section := service.library.section(ref):
                titles[ref] = section.title
        topics = {
            topic: title
            for topic, title in service.bank.info.topics
            if topic in dict(service.bank.info.notes_of_topics)
        }
        self._show_rows(offers(titles, topics, service.past.topic_totals()), TEACHING)

    def _show_rows(self, rows: Iterable[tuple[str, ResultRow]], text: str) -> None:
        """List rows, each given with its ID, or show `text` if there are none."""
        menu, prose = self.query_one(OptionList), self.query_one("#nothing", Prose)
        menu.set_options(Option(row, id=name) for name, row in rows)
        menu.highlighted = 0 if menu.option_count else None
        menu.display = menu.option_count > 0
        prose.display = not menu.display
        prose.show([TextBlock(literal(text))])

    def on_unmount(self) -> None:
        """Close the search index."""
        self._search.close()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List the results for the text typed so far, and remove the message, as other keys do."""
        self.clear_notice()
        if event.value.strip():
            self._show_rows(map(result_row, self._search.find(event.value)), NOTHING_FOUND)
        else:
            self._show_offers()
        self.show_heading()

    def heading(self) -> tuple[str, str, str]:
        """Return the title, a warning if the text is too long, and the number of results."""
        text = self.query_one(Input).value
        note = f"Only the first {MAX_WORDS} words are used." if is_cut(text) else ""
        results = count_text(self.query_one(OptionList).option_count)
        return "Search", note, results if text.strip() else ""

    def on_input_submitted(self) -> None:
        """Open the highlighted result."""
        self.action_choose()

    def action_choose(self) -> None:
        """Open the highlighted result."""
        self.query_one(OptionList).action_select()

    def action_move_cursor(self, step: int) -> None:
        """Move up in the list if `step` is -1, or down if it is 1."""
        menu = self.query_one(OptionList)
        (menu.action_cursor_up if step < 0 else menu.action_cursor_down)()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the selected note, topic, or question."""
        kind, _, ref = (event.option.id or "").partition(":")
        if kind == "note":
            self.router.read_note(ref)
        elif kind == "topic":
            self.router.read_topic(ref)
        elif kind == "your note" and ref not in self.service.bank.ids():
            note = self.service.personal.note(self.service.bank.info.id, ref)
            gone = f"Question {ref} is no longer in the question bank."
            self.router.show_text("Your note", f"{note}\n\n{gone}")
        elif kind in ("question", "your note"):
            self.router.show_question(ref)


class FoundQuestionScreen(ExplanationActions, ReadingScreen):
    """A question that the search found, with its explanation."""

    KEYS = FOUND_QUESTION_KEYS

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the ID of the question."""
        return "Question", self.bookmark_sign(), self._question.id

    def shown_question(self) -> ShownQuestion:
        """Return the question that the search found."""
        return ShownQuestion(self.service.bank.info.id, self._question.id)

    def show_additions(self) -> None:
        """Update the candidate's note and the bookmark on screen."""
        self.show_heading()
        self.query_one("#text", Prose).show(self.blocks())

    def blocks(self) -> list[Block]:
        """Return the stem, the options with their rationales, and the notes."""
        explanation = self.explanation_on_screen()
        stem = to_blocks(explanation.stem)
        return [render_explanation(stem, explanation, self.context.glyphs)]

    def slot_on_screen(self) -> Slot:
        """Return the question as a slot outside any attempt."""
        return unanswered_slot(self._question)

    def explanation_on_screen(self) -> Explanation:
        """Return the question's explanation without an answer from the candidate."""
        own_note = self.service.personal.note(self.service.bank.info.id, self._question.id)
        return explain_unanswered(self._question, self.service.library.section, own_note)
