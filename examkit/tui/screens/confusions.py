"""Pairs of concepts that the candidate often confuses."""

from __future__ import annotations

from collections.abc import Iterable

from examkit.humanize import pluralize
from examkit.tui.list_screen import ListScreen


class ConfusionsScreen(ListScreen):
    """The confused pairs, most often confused first."""

    EMPTY = "Nothing yet. Two concepts that you take for each other twice are listed here."

    def heading(self) -> tuple[str, str, str]:
        """Return the title, and what is listed."""
        return "Mix-ups", "", "what was taken for what, twice or more"

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line per pair; its id is both note addresses."""
        for each in self.service.learner_state().confused_pairs:
            titles = " / ".join(map(self._title, each.pair))
            yield " ".join(each.pair), titles, pluralize(each.times, "time")

    def _title(self, ref: str) -> str:
        section = self.service.library.section(ref)
        return section.title if section else ref

    def open_row(self, name: str) -> None:
        """Show both notes."""
        one, other = name.split(" ", maxsplit=1)
        self.router.show_confused_pair((one, other))
