"""The drills that the candidate can start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from examkit.drills.preview import DrillCounts, describe_todays_drill
from examkit.drills.request import DrillRequest
from examkit.humanize import pluralize
from examkit.tui.list_screen import ListScreen

REQUESTS = {
    ":weak": DrillRequest(priority=True),
    ":mistakes": DrillRequest(kinds=frozenset({"mistakes"})),
    ":due": DrillRequest(kinds=frozenset({"due"})),
    ":unseen": DrillRequest(kinds=frozenset({"unseen"})),
    ":flagged": DrillRequest(kinds=frozenset({"flagged"})),
    ":bookmarked": DrillRequest(kinds=frozenset({"bookmarked"})),
}
"""The drill requests of lines with fixed IDs. Domain lines have the ID of their domain."""


class DrillMenuScreen(ListScreen):
    """A list of drills: recommended ones, one per domain, and a custom drill."""

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the ID of the exam."""
        return "Drill", "", self.context.exam_id.upper()

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line per drill."""
        exam = self.service.bank.exam(self.context.exam_id)
        titles = {domain.id: domain.title for domain in exam.domains}
        today = self.service.preview_today(exam.id)
        length = len(today.selection.items) if today else 0
        yield from drill_rows(self.service.drill_counts(exam.id), titles, length)
        pool = self.service.bank.pool(exam.id)
        for domain, title in titles.items():
            yield domain, title, pluralize(sum(item.domain == domain for item in pool), "question")
        yield ":custom", "Custom drill", "topics, difficulty, length, timer"

    def open_row(self, name: str) -> None:
        """Start a drill and close the list, or open the screen that the line names."""
        if name == ":custom":
            self.router.open_page("custom drill")
        elif name == ":mix-ups":
            self.router.open_page("confusions")
        else:
            self.dismiss()
            if name == ":today":
                self.app.call_later(self.router.prompt_today)
            else:
                request = REQUESTS.get(name) or DrillRequest(domains=(name,))
                self.app.call_later(self.router.start_drill, request)


def drill_rows(
    counts: DrillCounts, titles: Mapping[str, str], today: int
) -> Iterator[tuple[str, str, str]]:
    """Yield lines for the recommended drills that have questions.

    `titles` maps each domain ID to its title. `today` is the length of today's practice.
    """
    yield ":today", "Today's drill", describe_todays_drill(counts.due, counts.pace, today)
    if len(counts.domains_below_cut) < len(titles):
        areas = ", ".join(titles[domain] for domain in counts.domains_below_cut)
        yield ":weak", "Weak areas", areas
    unseen = f"{counts.reserved} reserved for a mock" if counts.reserved else "never shown before"
    for name, label, number, about in (
        (":mistakes", "Mistakes", counts.mistakes, "missed last time"),
        (":due", "Due for review", counts.due, "likely forgotten by now"),
        (":mix-ups", "Often confused", counts.mix_ups, "on concepts you confuse"),
        (":flagged", "Flagged", counts.flagged, "flagged last time"),
        (":bookmarked", "Bookmarked", counts.bookmarked, "in your bookmarks"),
        (":unseen", "New questions", counts.unseen, unseen),
    ):
        if number:
            yield name, label, f"{pluralize(number, 'question')}, {about}"
