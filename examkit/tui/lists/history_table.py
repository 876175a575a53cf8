"""The table of past attempts: unfinished ones with what is left, and finished ones with results."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from textual.content import Content

from examkit.humanize import name_attempt
from examkit.report.number_text import duration, percent, undated_text
from examkit.tui.charts import share_bar
from examkit.tui.formatting import format_clock
from examkit.tui.report.tones import bar_style, text_style
from examkit.tui.text_blocks import NOTHING, literal
from examkit.tui.widgets.table import Cells, Column

if TYPE_CHECKING:
    from examkit.attempts.attempt_list import ListedAttempt
    from examkit.attempts.resumable import ResumableAttempt
    from examkit.report.number_text import Tone
    from examkit.store.records import AttemptRow

BAR, WIDE_BAR = 12, 24
"""Width in cells of the bar of a result: usually, and in a wide window."""
COLUMNS = (
    Column("Started"),
    Column("Exam"),
    Column("Attempt", least=16),
    Column("Correct", is_number=True),
    Column("Score", is_number=True),
    Column("", rank=2, is_bar=True),
    Column("New", is_number=True, rank=1),
    Column("Time", is_number=True, rank=3),
)
MUTED = "$text-muted"
LEFT_OUT, TOO_QUICK = "left out", "too fast"


class HistoryCells:
    """Makes the cells of the history's rows.

    `titles` maps IDs of domains and topics to titles. `today` and `zone` decide how dates are
    written. With `shows_exam`, rows name their exam. `bar` is the width of a result's bar in cells.
    """

    def __init__(
        self,
        titles: Mapping[str, str],
        today: date,
        zone: tzinfo,
        *,
        shows_exam: bool,
        bar: int = BAR,
    ) -> None:
        self._titles = titles
        self._today = today
        self._zone = zone
        self._shows_exam = shows_exam
        self._bar = bar

    def finished(self, attempt: ListedAttempt) -> Cells:
        """Return the cells of a finished attempt."""
        row = attempt.row
        remark = LEFT_OUT if row.left_out else TOO_QUICK if attempt.is_careless else ""
        start = self._start(row, Content(remark))
        if not row.asked:
            return (*start, Content("no questions"))
        return (
            *start,
            Content(f"{row.correct} of {row.asked}"),
            result(attempt),
            result_bar(attempt, self._bar),
            Content(f"{row.fresh}"),
            Content("" if attempt.seconds is None else duration(attempt.seconds)),
        )

    def unfinished(self, row: AttemptRow, resumable: ResumableAttempt | None) -> Cells:
        """Return the cells of an unfinished attempt, with how far it is if it can be resumed."""
        return (*self._start(row), Content.styled(progress_text(row, resumable), "$text-warning"))

    def _start(self, row: AttemptRow, remark: Content = NOTHING) -> Cells:
        label = literal(name_attempt(row.mode, row.title, self._titles))
        if remark:
            label = Content.assemble(label, (f", {remark.plain}", MUTED))
        exam = literal(row.exam.upper()) if self._shows_exam else NOTHING
        return Content(start_text(row.started, self._today, self._zone)), exam, label


def undated_cells(attempt: str) -> Cells:
    """Return the cells of the attempt with the ID `attempt`, whose dates are invalid."""
    return (literal(attempt), NOTHING, Content.styled(undated_text(), MUTED))


def start_text(seconds: float, today: date, zone: tzinfo) -> str:
    """Return the day an attempt started, with the time, or with the year if it isn't this year.

    `seconds` is that moment in UTC seconds since 1970.
    """
    start = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    day = f"{start:%b} {start.day:>2}"
    return f"{day}, {start:%H:%M}" if start.year == today.year else f"{day}, {start.year}"


def progress_text(row: AttemptRow, resumable: ResumableAttempt | None) -> str:
    """Return how many questions of an unfinished attempt are answered, and the time left.

    Return just "unfinished" if that isn't known.
    """
    if resumable is None:
        return "unfinished"
    answered = f"{resumable.answered} of {row.asked} answered"
    if resumable.remaining is None:
        return f"unfinished, {answered}"
    return f"{answered}, {format_clock(resumable.remaining)} left"


def result(attempt: ListedAttempt) -> Content:
    """Return an attempt's score, or without one, the share correct in percent."""
    if attempt.score:
        tone = result_tone(attempt)
        return Content.styled(attempt.score, f"bold {text_style(tone)}" if tone else "bold")
    return Content(percent(attempt.share))


def result_bar(attempt: ListedAttempt, width: int) -> Content:
    """Return a bar with the share correct, and in a mock the passing score."""
    tone = result_tone(attempt)
    return share_bar(attempt.share, width, bar_style(tone) if tone else "$secondary", attempt.cut)


def result_tone(attempt: ListedAttempt) -> Tone | None:
    """Return the tone of a mock's result by whether it passes; None if that can't be decided."""
    if attempt.cut is None or attempt.passes is None:
        return None
    return "success" if attempt.passes else "error"
