"""The list of topics in the bank."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from examkit.attempts.study_service import TopicProgress
from examkit.humanize import pluralize
from examkit.report.number_text import percent
from examkit.tui.charts import share_bar
from examkit.tui.list_screen import ListScreen
from examkit.tui.text_blocks import NOTHING, literal
from examkit.tui.widgets.table import Cells, Column

BAR = 16
"""Width of a bar in cells."""


class TopicsScreen(ListScreen):
    """The topics with the candidate's progress. Choosing a topic opens its notes."""

    COLUMNS = (
        Column("Topic", least=20),
        Column("Seen", is_number=True),
        Column("", rank=1, is_bar=True),
        Column("Correct", is_number=True),
    )
    EMPTY = "This question bank has no topics."

    def heading(self) -> tuple[str, str, str]:
        """Return the bank's title, and its numbers of questions for the exam and of notes."""
        info = self.service.bank.info
        exam = next(exam for exam in info.exams if exam.id == self.context.exam_id)
        notes = pluralize(info.notes, "note")
        return info.title, "", f"{pluralize(exam.in_bank, 'question')}, {notes}"

    def rows(self) -> Iterable[tuple[str, Cells]]:
        """Return one row per topic. A topic without notes can't be chosen."""
        info = self.service.bank.info
        progress = self.service.topic_progress(self.context.exam_id)
        totals, notes = self.service.past.topic_totals(), dict(info.notes_of_topics)
        for topic, title in info.topics:
            label = literal(title, "bold" if topic in notes else "$text-muted")
            cells = progress_cells(progress.get(topic), totals.get(topic, (0, 0)))
            yield topic if topic in notes else "", (label, *cells)

    def open_row(self, name: str) -> None:
        """Open the notes of the topic with the ID `name`."""
        self.router.read_topic(name)


def progress_cells(progress: TopicProgress | None, total: tuple[int, int]) -> Cells:
    """Return how many questions were seen, as text and as a bar, and the share correct.

    `total` has the number of answers and the number of correct ones. Without progress, all cells
    are empty.
    """
    if progress is None:
        return NOTHING, NOTHING, NOTHING
    asked, correct = total
    return (
        Content(f"{progress.seen} of {progress.questions}"),
        share_bar(progress.seen / progress.questions, BAR, "$secondary"),
        Content(percent(correct / asked)) if asked else NOTHING,
    )
