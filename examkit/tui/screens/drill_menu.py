"""The drills that the candidate can start."""

from __future__ import annotations

from collections.abc import Iterable

from examkit.drills.request import DrillRequest
from examkit.tui.keymap import DRILL_MENU_KEYS, LIST_KEYS
from examkit.tui.list_screen import ListScreen
from examkit.tui.lists.drill_rows import (
    COLUMNS,
    DrillRow,
    domain_rows,
    lowest_domain,
    recommended_rows,
)
from examkit.tui.router import Page
from examkit.tui.widgets.table import Cells

REQUESTS = {
    ":weak": DrillRequest(priority=True),
    ":mistakes": DrillRequest(kinds=frozenset({"mistakes"})),
    ":due": DrillRequest(kinds=frozenset({"due"})),
    ":unseen": DrillRequest(kinds=frozenset({"unseen"})),
    ":flagged": DrillRequest(kinds=frozenset({"flagged"})),
    ":bookmarked": DrillRequest(kinds=frozenset({"bookmarked"})),
}
"""Mapping of row IDs to drill requests, except for rows of domains, which have the domain's ID."""
PAGES: dict[str, Page] = {":custom": "custom drill", ":mix-ups": "confusions"}
"""Mapping of row IDs to the screens that rows open instead of starting a drill."""
CUSTOM = DrillRow(":custom", "Custom drill", "Choose topics, difficulty, length, and timer")


class DrillMenuScreen(ListScreen):
    """A table of drills: recommended ones, one per domain, and a custom drill."""

    KEYS = DRILL_MENU_KEYS
    COLUMNS = COLUMNS
    _was_left = False

    def on_screen_suspend(self) -> None:
        """Note that another screen opens, where answers can change the counts."""
        self._was_left = True

    def on_screen_resume(self) -> None:
        """Count again after another screen was open."""
        if self._was_left:
            self.show_rows()

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the ID of the exam."""
        return "Drills", "", self.context.exam_id.upper()

    def rows(self) -> Iterable[tuple[str, Cells]]:
        """Return one row per drill."""
        exam = self.service.bank.exam(self.context.exam_id)
        counts, today = self.service.drill_counts(exam.id), self.service.preview_today(exam.id)
        length = len(today.selection.items) if today else 0
        choices = self.service.drill_choices(exam.id)
        by_choice = choices.count_for(DrillRequest()).by_choice
        available = {
            value: count for (field, value), count in by_choice.items() if field == "domains"
        }
        unseen = choices.kinds["unseen"]
        practiced = {item.domain for item in choices.items if item.id not in unseen}
        rows = (
            *recommended_rows(counts, length, exam),
            *domain_rows(exam, available, counts.estimates, practiced),
            CUSTOM,
        )
        return [(row.id, row.cells(counts.pace)) for row in rows]

    def on_option_list_option_highlighted(self) -> None:
        """Show in the key bar whether Enter starts the drill or opens another screen."""
        self.show_keys(LIST_KEYS if self.highlighted in PAGES else DRILL_MENU_KEYS)

    def open_row(self, name: str) -> None:
        """Start the drill of the row with the ID `name`, or open the screen that it stands for."""
        if name in PAGES:
            self.router.open_page(PAGES[name])
        elif name == ":today":
            self.router.prompt_today()
        else:
            self.router.start_drill(self._request(name))

    def _request(self, name: str) -> DrillRequest:
        if name == ":lowest":
            name = lowest_domain(self.service.drill_counts(self.context.exam_id)) or name
        return REQUESTS.get(name) or DrillRequest(domains=(name,))
