"""The screen to set up a custom drill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.widget import Widget
from textual.widgets import OptionList

from examkit.drills.choice_counts import ChoiceCounts
from examkit.drills.preview import minutes_needed
from examkit.drills.request import DrillRequest
from examkit.humanize import pluralize
from examkit.tui.base_screen import BaseScreen
from examkit.tui.keymap import CUSTOM_DRILL_KEYS
from examkit.tui.text_blocks import NOTHING, literal
from examkit.tui.widgets.bars import three_parts
from examkit.tui.widgets.check_list import CheckList, CheckRow
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.scroll_pane import ScrollPane

MIN_QUESTIONS = 5
MAX_QUESTIONS = 100
KINDS = {
    "mistakes": "Missed last time",
    "due": "Due for review",
    "unseen": "New questions",
    "flagged": "Flagged last time",
    "bookmarked": "Bookmarked",
    "mix-ups": "Concepts you confuse",
}
DIFFICULTIES = {"easy": "Easy", "medium": "Medium", "hard": "Hard"}
SETTINGS = {
    "priority": "Focus on weak areas",
    "timed": "Timed, at exam pace",
    "include_reserved": "Include reserved questions",
}
SECTIONS = (
    ("kinds", "Questions"), ("settings", "Settings"), ("domains", "Domain"),
    ("difficulties", "Difficulty"), ("topics", "Topic"),
)  # fmt: skip
"""The request field and the title of each list, in the order in which the cursor visits them."""


class DrillFooter(Widget):
    """A line with how many questions match, how many the drill has, and how long that takes."""

    DEFAULT_CSS = "DrillFooter { height: 1; padding: 0 1; text-style: bold; }"
    _texts = (NOTHING, NOTHING)

    def show(self, text: str, key: str) -> None:
        """Show a text, and the key that starts the drill. Without a key, the text is a warning."""
        start = Content.assemble((key, "$text-accent"), " start") if key else NOTHING
        self._texts = (literal(text, "" if key else "$text-warning"), start)
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        left, right = self._texts
        return three_parts(left, NOTHING, right, self.content_size.width)

    async def on_click(self) -> None:
        """Start the drill."""
        await self.screen.run_action("start")


class CustomDrillScreen(BaseScreen[None]):
    """Lists of filters and settings. A line at the bottom shows the drill they make."""

    KEYS = CUSTOM_DRILL_KEYS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 -- Textual's form

    def __init__(self) -> None:
        super().__init__()
        self._request = DrillRequest()

    def compose_body(self) -> Iterable[Widget]:
        """Return the lists in three columns, which are one below the other in a narrow window."""
        panels = {field: Panel(title, CheckList(id=field)) for field, title in SECTIONS}
        yield ScrollPane(
            Vertical(panels["kinds"], panels["settings"], id="first"),
            Vertical(panels["domains"], panels["difficulties"]),
            Vertical(panels["topics"], id="third"),
            id="filters",
        )
        yield DrillFooter()

    def on_mount(self) -> None:
        """Count the questions, and put the cursor on the first line."""
        exam = self.context.exam_id
        self.query_one(ScrollPane).can_focus = False
        self._choices = self.service.drill_choices(exam)
        self._pace = self.service.drill_counts(exam).pace
        self._labels = self._read_labels()
        self._show_request()
        self._focus(self._lists()[0], 0)

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the exam."""
        return "Custom drill", "", self.context.exam_id.upper()

    def _read_labels(self) -> Mapping[str, Mapping[str, str]]:
        """Return, for each field of the drill request, a mapping of its values to labels."""
        exam = self.service.bank.exam(self.context.exam_id)
        return {
            "kinds": KINDS,
            "settings": SETTINGS,
            "domains": {domain.id: domain.title for domain in exam.domains},
            "difficulties": DIFFICULTIES,
            "topics": dict(self.service.bank.info.topics),
        }

    def _show_request(self) -> None:
        counts = self._choices.count_for(self._request)
        for menu in self._lists():
            menu.show(self._rows(menu.field, counts))
        self._show_footer(counts.matching)

    def _rows(self, field: str, counts: ChoiceCounts) -> list[CheckRow]:
        rows = []
        for value, label in self._labels[field].items():
            if field == "settings":
                rows.append(CheckRow(value, label, getattr(self._request, value)))
            else:
                count = counts.by_choice.get((field, value), 0)
                rows.append(CheckRow(value, label, value in getattr(self._request, field), count))
        return rows

    def _show_footer(self, matching: int) -> None:
        if not matching:
            self.query_one(DrillFooter).show("No questions match. Clear a selection.", "")
            return
        asked = min(matching, self._request.count)
        texts = (
            f"{matching:,} match{'es' * (matching == 1)}",
            pluralize(asked, "question"),
            f"about {minutes_needed(asked, self._pace)} min",
        )
        self.query_one(DrillFooter).show(" · ".join(texts), self.context.key_of("continue"))

    def _lists(self) -> list[CheckList]:
        return list(self.query(CheckList))

    @property
    def _current(self) -> CheckList:
        return next((menu for menu in self._lists() if menu.has_focus), self._lists()[0])

    def action_step(self, step: int) -> None:
        """Move to the next list, or to the previous one if `step` is -1."""
        lists = self._lists()
        menu = lists[(lists.index(self._current) + step) % len(lists)]
        self._focus(menu, menu.highlighted or 0)

    def on_check_list_left(self, event: CheckList.Left) -> None:
        """Move the cursor past the end of a list to the next one, or back past its start."""
        lists = self._lists()
        index = lists.index(self._current) + event.step
        if 0 <= index < len(lists):
            self._focus(lists[index], 0 if event.step > 0 else lists[index].option_count - 1)

    def _focus(self, menu: CheckList, row: int) -> None:
        menu.highlighted = row
        menu.focus(scroll_visible=False)
        self.call_after_refresh(self._scroll_to_cursor)

    def _scroll_to_cursor(self) -> None:
        """Scroll the lists so that the line under the cursor can be seen."""
        pane, menu = self.query_one("#filters", ScrollPane), self._current
        top = menu.region.y - pane.region.y + pane.scroll_offset.y
        line = Region(0, top + (menu.highlighted or 0), 1, 1)
        pane.scroll_to_region(line, spacing=Spacing(1, 0, 1, 0), animate=False)

    def on_option_list_option_highlighted(self) -> None:
        """Keep the line under the cursor in view."""
        self._scroll_to_cursor()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Select or clear the clicked line."""
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Select the line under the cursor, or clear it."""
        menu = self._current
        if (option := menu.highlighted_option) is not None and option.id:
            self._request = replace(self._request, **self._toggle(menu.field, option.id))
            self._show_request()

    def _toggle(self, field: str, value: str) -> dict[str, Any]:
        """Return what toggling a line changes in the request: the field's name and its new value.

        `field` is the request field that the line's list sets, and `value` the line's choice. In
        the list `settings`, each choice is a field itself.
        """
        if field == "settings":
            return {value: not getattr(self._request, value)}
        values = set(getattr(self._request, field)) ^ {value}
        return {field: frozenset(values) if field == "kinds" else tuple(sorted(values))}

    def action_change_count(self, step: int) -> None:
        """Change the number of questions by `step`, within limits."""
        count = max(MIN_QUESTIONS, min(MAX_QUESTIONS, self._request.count + step))
        self._request = replace(self._request, count=count)
        self._show_footer(self._choices.count_for(self._request).matching)

    def action_start(self) -> None:
        """Start the drill and close this screen, or show that no questions match."""
        if not (matching := self._choices.count_for(self._request).matching):
            self.show_notice("No questions match. Clear a selection.", is_warning=True)
            return
        self.dismiss()
        wanted = min(matching, self._request.count)
        self.app.call_later(self.router.start_drill, self._request, wanted)
