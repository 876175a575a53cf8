"""The panels of Home that show how the candidate is doing, filled after the first paint."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from textual.content import Content

    from examkit.attempts.dashboard import Dashboard


class ReadinessPanel(Panel):
    """The chance of passing, the latest score, and the domains."""

    def __init__(self) -> None:
        super().__init__("Readiness", Drawing(id="chance"), Drawing(id="domains"), id="readiness")

    def show(self, dashboard: Dashboard | None, mock_key: str) -> None:
        """Show the progress, or with which key to fill the panel before the first answer."""
        from examkit.tui.home.readiness import draw_chance, draw_domains

        progress = dashboard.progress if dashboard else None
        self.query_one("#chance", Drawing).show(partial(draw_chance, progress, mock_key))
        self.query_one("#domains", Drawing).show(partial(draw_domains, progress))
        if progress is not None:
            shown = any(each.has_verdict for each in progress.domains)
            passing = f"┃ passing score {progress.passing} of {progress.highest}"
            self.border_subtitle = f"estimates · {passing}" if shown else passing


class ActivityPanel(Panel):
    """The questions of the last days, and what was seen and is remembered."""

    def __init__(self) -> None:
        super().__init__(
            "Last 14 days · questions a day",
            Drawing(id="days"),
            Drawing(id="totals"),
            id="activity",
        )
        self._dashboard: Dashboard | None = None

    def show(self, dashboard: Dashboard | None) -> None:
        """Show the activity, or what will be shown before the first answer."""
        from examkit.tui.home.activity import draw_totals

        self._dashboard = dashboard
        self.query_one("#days", Drawing).show(self._draw_days)
        self.query_one("#totals", Drawing).show(partial(draw_totals, dashboard))

    def _draw_days(self, _: int) -> list[Content]:
        from examkit.tui.home.activity import draw_days

        height = self.query_one("#days").styles.min_height
        return draw_days(self._dashboard, int(height.value) if height else 1)
