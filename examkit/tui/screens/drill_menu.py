"""What to drill: what pays most first, then single domains, then one's own choice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from examkit.drills.length import describe_todays_drill
from examkit.drills.preview import DrillCounts
from examkit.drills.request import DrillRequest
from examkit.tui.formatting import format_count
from examkit.tui.list_screen import ListScreen

PRESETS = {
    ":today": DrillRequest(due_first=True),
    ":weak": DrillRequest(priority=True),
    ":mistakes": DrillRequest(kinds=frozenset({"mistakes"})),
    ":due": DrillRequest(kinds=frozenset({"due"})),
    ":unseen": DrillRequest(kinds=frozenset({"unseen"})),
    ":flagged": DrillRequest(kinds=frozenset({"flagged"})),
}


class DrillMenuScreen(ListScreen):
    """One line a drill, with what it holds."""

    def heading(self) -> tuple[str, str, str]:
        """Return the title and the exam."""
        return "Drill", "", self.context.exam_id.upper()

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """Return one line a drill."""
        exam = self.service.bank.exam(self.context.exam_id)
        titles = {domain.id: domain.title for domain in exam.domains}
        yield from drill_rows(self.service.drill_counts(exam.id), titles)
        pool = self.service.bank.pool(exam.id)
        for domain in exam.domains:
            number = sum(item.domain == domain.id for item in pool)
            yield domain.id, domain.title, format_count(number, "question")
        yield ":choose", "Put one together", "topics, difficulty, how many, timed"

    def open_row(self, name: str) -> None:
        """Start the drill in place of the list, or show what belongs to the line."""
        if name == ":choose":
            self.router.open_page("custom drill")
            return
        if name == ":mix-ups":
            self.router.open_page("confusions")
            return
        self.dismiss()
        request = PRESETS.get(name) or DrillRequest(domains=(name,))
        start = self.router.prompt_drill if request.due_first else self.router.start_drill
        self.app.call_later(start, request)


def drill_rows(outlook: DrillCounts, titles: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Name the drills that hold something: name, label, what they hold and why."""
    every = len(outlook.weak) == len(titles)
    areas = "all domains" if every else ", ".join(titles[domain] for domain in outlook.weak)
    yield (
        ":today",
        "Today's drill",
        describe_todays_drill(outlook.due, outlook.pace, outlook.questions),
    )
    if not every:
        yield ":weak", "Weak areas", areas
    for kind, label, number, about in (
        ("mistakes", "Mistakes", outlook.mistakes, "wrong the last time"),
        ("due", "Due for review", outlook.due, "likely to be forgotten by now"),
        ("mix-ups", "Mix-ups", outlook.mix_ups, "on what you mixed up"),
        ("flagged", "Flagged", outlook.flagged, "flagged the last time"),
        ("unseen", "Unseen", outlook.unseen, _reserve(outlook)),
    ):
        if number:
            yield f":{kind}", label, f"{format_count(number, 'question')}, {about}"


def _reserve(outlook: DrillCounts) -> str:
    kept = outlook.reserved
    return f"{kept} kept for a mock" if kept else "never shown before"
