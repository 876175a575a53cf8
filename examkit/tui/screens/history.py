"""The list of past attempts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from examkit.errors import ExamkitError, UsageError
from examkit.humanize import pluralize
from examkit.report.number_text import undated_text
from examkit.tui.discarding import DiscardsAttempts
from examkit.tui.keymap import HISTORY_KEYS
from examkit.tui.list_screen import ListScreen
from examkit.tui.lists.history_table import (
    BAR,
    COLUMNS,
    WIDE_BAR,
    HistoryCells,
    undated_cells,
)
from examkit.tui.lists.mock_chart import draw_trend, trend_mocks
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.prose import Lines
from examkit.tui.widgets.table import Cells

if TYPE_CHECKING:
    from examkit.attempts.attempt_list import ListedAttempt

UNDATED = "undated:"
"""Prefix of the row IDs of attempts that can't be opened because their dates are invalid."""
LEFT_OUT = "Left out of your estimates."
COUNTED = "Counts toward your estimates again."
TOO_FAST = "This attempt still doesn't count, because you answered too quickly."
WIDE = 132
"""Width of a window with room for long bars, in columns."""


class TrendChart(Lines):
    """The results of mocks over time."""

    def __init__(self) -> None:
        super().__init__(id="trend")
        self._mocks: Sequence[ListedAttempt] = ()

    def show(self, attempts: Sequence[ListedAttempt]) -> bool:
        """Draw the mocks among the attempts, and return whether there are enough for a trend."""
        self._mocks = trend_mocks(attempts)
        self.update_lines()
        return len(self._mocks) > 1

    def wrap(self, width: int) -> list[Content]:
        """Return the lines of the chart."""
        height = 6 if self.screen.has_class("-high") else 4
        return draw_trend(self._mocks, width, height) if self._mocks else []


class HistoryScreen(ListScreen, DiscardsAttempts):
    """All attempts: unfinished ones first, then the others, newest first."""

    KEYS = HISTORY_KEYS
    COLUMNS = COLUMNS
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (24, "-low"), (28, "-high")]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._finished: dict[str, ListedAttempt] = {}
        self._bar = 0
        self._was_left = False

    def compose_body(self) -> Iterable[Widget]:
        """Return the chart of mocks and the table."""
        yield Panel("Mock exams", TrendChart(), id="mocks")
        yield from super().compose_body()

    def empty_text(self) -> str:
        """Return what will be listed, and the keys that start it."""
        mock, practice = map(self.context.key_of, ("mock", "continue"))
        return (
            "Your mock exams and drills will be listed here with their results. "
            f"On Home, press {mock} for a mock exam or {practice} for today's practice."
        )

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the number of attempts."""
        return "History", "", pluralize(len(self.service.attempts()), "attempt")

    def rows(self) -> Iterable[tuple[str, Cells]]:
        """Return one row per attempt."""
        resumable = {each.row.id: each for each in self.service.close_expired()}
        attempts = self.service.attempts()
        finished = self.service.past.finished()
        self._finished = {each.row.id: each for each in finished}
        has_trend = self.query_one(TrendChart).show(finished)
        self.query_one("#mocks").set_class(not has_trend, "-none")
        cells = self._cells({row.exam for row in attempts})
        for row in attempts:
            if row.finished is None:
                yield row.id, cells.unfinished(row, resumable.get(row.id))
        for attempt in finished:
            yield attempt.row.id, cells.finished(attempt)
        for name in self.service.undated():
            yield f"{UNDATED}{name}", undated_cells(name)

    def on_screen_suspend(self) -> None:
        """Note that attempts can change from now on."""
        self._was_left = True

    def on_screen_resume(self) -> None:
        """List attempts again after another screen was open."""
        if self._was_left:
            self.show_attempts()

    def on_resize(self) -> None:
        """Draw bars as long as the new width allows."""
        if self._bar != self._bar_width():
            self.call_after_refresh(self.show_rows)

    def _bar_width(self) -> int:
        return WIDE_BAR if self.app.size.width >= WIDE else BAR

    def _cells(self, exams: set[str]) -> HistoryCells:
        titles, today = self.service.part_titles(), self.service.today()
        zone = datetime.now(UTC).astimezone().tzinfo or UTC
        self._bar = self._bar_width()
        return HistoryCells(titles, today, zone, shows_exam=len(exams) > 1, bar=self._bar)

    def open_row(self, name: str) -> None:
        """Open the report of the attempt with the ID `name`, or resume it if it is unfinished.

        Show an error if its dates are invalid.
        """
        if name.startswith(UNDATED):
            message = f"Attempt {name.removeprefix(UNDATED)} {undated_text()}."
            self.show_error(ExamkitError(message, "Your other attempts aren't affected."))
        elif name in self._finished:
            self.router.show_report(name)
        else:
            self.router.resume(name)

    def attempt_at_cursor(self) -> str | None:
        """Return the highlighted attempt's ID, or None if there is none."""
        return (self.highlighted or "").removeprefix(UNDATED) or None

    def show_attempts(self) -> None:
        """List the attempts that are left, and count them."""
        self.show_rows()
        self.show_heading()

    def action_compare(self) -> None:
        """Compare the highlighted mock with the previous one."""
        attempt = self._finished.get(self.highlighted or "")
        if attempt is None or attempt.row.mode != "mock":
            self.show_error(UsageError("Only finished mock exams can be compared."))
        else:
            self.router.compare(attempt.row.id)

    def action_leave_out(self) -> None:
        """Leave the highlighted attempt out of the estimates, or count it again."""
        attempt = self._finished.get(self.highlighted or "")
        if attempt is None:
            self.show_error(UsageError("Only finished attempts count toward your estimates."))
            return
        on = not attempt.row.left_out
        if self.try_action(lambda: self.service.past.leave_out(attempt.row.id, on=on)):
            self.show_rows()
            self.show_notice(LEFT_OUT if on else TOO_FAST if attempt.is_careless else COUNTED)
