"""The panels of Home that show how the candidate is doing, filled after the first paint."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.content import Content

    from examkit.attempts.dashboard import Dashboard, MissedTopic


OTHER_LINES = 19
"""Lines of the right column that aren't for the domains: frames, bars, and the smallest chart."""


class FittedDrawing(Drawing):
    """A widget whose drawing fills its height, so it is drawn again when the height changes."""

    def on_resize(self) -> None:
        """Draw the lines for the new height."""
        self.update_lines()


class ReadinessPanel(Panel):
    """The chance of passing, the latest score, and the domains."""

    def __init__(self) -> None:
        chance, domains = Drawing(id="chance"), FittedDrawing(id="domains")
        super().__init__("Readiness", chance, domains, id="readiness")

    def show(self, dashboard: Dashboard | None, mock_key: str) -> None:
        """Show the progress, or before the first answer, how to fill the panel.

        `mock_key` is the key that starts a mock exam, and is empty while one is unfinished.
        """
        from examkit.tui.home.readiness import draw_chance

        progress = dashboard.progress if dashboard else None
        self.query_one("#chance", Drawing).show(partial(draw_chance, progress, mock_key))
        self.query_one("#domains", Drawing).show(partial(self._draw_domains, dashboard))
        self.border_subtitle = ""
        if progress is not None:
            shown = any(each.has_verdict for each in progress.domains)
            passing = f"┃ passing score {progress.passing} of {progress.highest}"
            self.border_subtitle = f"estimates · {passing}" if shown else passing

    def _draw_domains(self, dashboard: Dashboard | None, width: int) -> list[Content]:
        from examkit.tui.home.readiness import draw_domains

        progress = dashboard.progress if dashboard else None
        height = self.screen.size.height - OTHER_LINES if self.screen.has_class("-wide") else 0
        return draw_domains(progress, width, height)


class TopicsPanel(Panel):
    """The topics with the most questions that were missed last time."""

    def __init__(self) -> None:
        super().__init__("Topics to review", FittedDrawing(id="missed"), id="topics")

    def show(self, dashboard: Dashboard | None) -> None:
        """Show the topics. Without any, the panel is hidden."""
        topics = dashboard.missed if dashboard else ()
        self.set_class(not topics, "-none")
        self.query_one("#missed", Drawing).show(partial(self._draw, topics))

    def _draw(self, topics: Sequence[MissedTopic], width: int) -> list[Content]:
        from examkit.tui.home.missed_topics import draw_missed

        return draw_missed(topics, width, self.query_one("#missed").size.height)


class ActivityPanel(Panel):
    """The number of questions per day, and how much of the bank was seen and is remembered."""

    def __init__(self) -> None:
        days, totals = FittedDrawing(id="days"), Drawing(id="totals")
        super().__init__("Last 14 days · questions per day", days, totals, id="activity")

    def show(self, dashboard: Dashboard | None) -> None:
        """Show the activity, or before the first answer, what will appear here."""
        from examkit.tui.home.activity import draw_totals

        self.query_one("#days", Drawing).show(partial(self._draw_days, dashboard))
        self.query_one("#totals", Drawing).show(partial(draw_totals, dashboard))

    def _draw_days(self, dashboard: Dashboard | None, width: int) -> list[Content]:
        from examkit.tui.home.activity import draw_days

        return draw_days(dashboard, width, max(1, self.query_one("#days").size.height))
