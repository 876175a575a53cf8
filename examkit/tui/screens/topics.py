"""The list of topics in the bank."""

from __future__ import annotations

from collections.abc import Iterable

from examkit.humanize import pluralize
from examkit.tui.list_screen import ListScreen


class TopicsScreen(ListScreen):
    """The topics with the candidate's results. Choosing a topic opens its notes."""

    def heading(self) -> tuple[str, str, str]:
        """Return the bank's title and size."""
        info = self.service.bank.info
        notes = pluralize(info.notes, "note")
        return info.title, "", f"{pluralize(info.questions, 'question')}, {notes}"

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line per topic, with the number of correct answers."""
        totals = self.service.past.topic_totals()
        for topic, title in self.service.bank.info.topics:
            asked, right = totals.get(topic, (0, 0))
            yield topic, title, f"{right} of {asked} correct" if asked else "not asked yet"

    def open_row(self, name: str) -> None:
        """Open the notes of the topic with the ID `name`."""
        self.router.read_topic(name)
