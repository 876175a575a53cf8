"""Two mocks next to each other: their scores, domains, and topics."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from textual.containers import Container
from textual.content import Content
from textual.widget import Widget

from examkit.report.blocks import BarRow
from examkit.report.compare import Comparison, TopicChange, changed_topics, summarize_change
from examkit.report.number_text import BarTone, Tone, clock_text, date_text
from examkit.report.report import Report
from examkit.report.sections.domains import DomainRow, DomainsSection
from examkit.report.sections.result import ResultSection
from examkit.tui.base_screen import BaseScreen
from examkit.tui.common_commands import READING_KEYS
from examkit.tui.report.bar_rows import draw_bars
from examkit.tui.report.hero import draw_gauge
from examkit.tui.report.panels import PASSING
from examkit.tui.report.tones import MUTED, bar_style, text_style
from examkit.tui.text_blocks import NOTHING, TextBlock, lay_out, literal
from examkit.tui.titles import shorten
from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.scroll_pane import ScrollPane

_TOPICS = 12
"""Maximum number of topics shown, those that changed most."""
_SPACED_FROM = 34
"""Height of the window in rows from which there is space between the domains."""


class CompareScreen(BaseScreen[None]):
    """A comparison of a mock with the one before it."""

    KEYS = READING_KEYS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 -- Textual's form

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self._comparison = comparison

    def heading(self) -> tuple[str, str, str]:
        """Return the exam, and when both mocks started, as in History and in their reports."""
        zone = datetime.now(UTC).astimezone().tzinfo or UTC
        exam = self._comparison.after.form.exam.id.upper()
        starts = [mock.facts.started for mock in (self._comparison.before, self._comparison.after)]
        dates = [date_text(start, zone) for start in starts]
        if dates[0] == dates[1]:
            dates = [f"{dates[0]}, {clock_text(starts[0], zone)}", clock_text(starts[1], zone)]
        return f"Compare mocks · {exam}", "", " → ".join(dates)

    def compose_body(self) -> Iterable[Widget]:
        """Return the scores, the domains, and the topics that changed."""
        yield ScrollPane(
            Panel("Score", Drawing(self._draw_scores)),
            Container(
                Panel("Domains", Drawing(self._draw_domains), note=PASSING),
                Panel("Topics that changed", Drawing(self._draw_topics)),
                classes="pair",
            ),
        )

    def _draw_scores(self, width: int) -> list[Content]:
        change, *more = (literal(text) for text in summarize_change(self._comparison))
        texts = [TextBlock(change.stylize("bold")), *(TextBlock(t, gap=False) for t in more)]
        before = _draw_score("before", self._comparison.before, width)
        after = _draw_score("after", self._comparison.after, width)
        return [*before, *after, NOTHING, *lay_out(texts, width)]

    def _draw_domains(self, width: int) -> list[Content]:
        old = {row.id: row for row in self._comparison.before[DomainsSection].domains}
        rows = []
        for row in self._comparison.after[DomainsSection].domains:
            if row.id in old:
                rows.append(_bar(old[row.id], row.title, "before", "plain"))
            rows.append(_bar(row, "" if row.id in old else row.title, "after", "accent"))
        lines = draw_bars(rows, width, self._comparison.after.cut_score.share)
        if self.app.size.height < _SPACED_FROM:
            return lines
        spaced = (
            [line, NOTHING] if row.remark == "after" else [line]
            for line, row in zip(lines, rows, strict=True)
        )
        return [line for each in spaced for line in each][:-1]

    def _draw_topics(self, width: int) -> list[Content]:
        topics = changed_topics(self._comparison)[:_TOPICS]
        if not topics:
            return literal("No change in the topics both mocks covered.").wrap(width)
        return [_draw_topic(topic, width) for topic in topics]


def _draw_score(name: str, report: Report, width: int) -> list[Content]:
    """Return the score of the mock labeled `name` on its gauge, or why there is no score.

    A note on questions that were seen before follows, if there were any.
    """
    result = report[ResultSection]
    label = literal(name.ljust(8), MUTED)
    if result.score is None:
        counts = f"{result.right} of {report.sheet.total.asked} correct. "
        text = TextBlock(literal(counts + result.no_score_reason)).indented(label)
        return text.lines(width)
    number = f"{result.score.value}{result.score.unit}".ljust(6)
    first, second = draw_gauge(result.score, width - 14, bar_style(result.tone))
    score = literal(number, f"bold {text_style(result.tone)}")
    seen = TextBlock(literal(result.reused, MUTED)).indented(literal(" " * 8))
    lines = seen.lines(width) if result.reused else []
    return [label + score + first, literal(" " * 14) + second, *lines]


def _bar(row: DomainRow, label: str, remark: str, tone: BarTone) -> BarRow:
    return BarRow(label, f"{row.right}/{row.asked}", row.share, remark, remark, bar_tone=tone)


def _draw_topic(topic: TopicChange, width: int) -> Content:
    """Return a topic's name, an arrow for a gain or a loss, and its counts in both mocks."""
    tone: Tone = "success" if topic.gained > 0 else "error"
    arrow = "↑" if topic.gained > 0 else "↓"
    before, after = (f"{each.right}/{each.asked}" for each in (topic.before, topic.after))
    counts = literal(f"{before:>5} → {after:<5}")
    title = literal(shorten(topic.title, width - 16))
    gap = " " * (width - 15 - title.cell_length)
    return title + gap + literal(f"{arrow} ", f"bold {text_style(tone)}") + counts
