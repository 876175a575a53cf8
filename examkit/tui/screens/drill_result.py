"""The short result of a drill, with what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Digits

from examkit.drills.request import DrillRequest
from examkit.humanize import pluralize
from examkit.report.blocks import BarRow, Bars
from examkit.report.number_text import Tone, duration
from examkit.report.report import Report
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.result import ResultSection
from examkit.tui.charts import share_bar
from examkit.tui.held_enter import HeldEnterScreen
from examkit.tui.key_command import key_of
from examkit.tui.keymap import FINISH_KEYS
from examkit.tui.report.bar_rows import draw_bars
from examkit.tui.report.panels import PASSING
from examkit.tui.report.steps import StepRow, draw_steps
from examkit.tui.report.tones import MUTED, bar_style
from examkit.tui.text_blocks import literal
from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.scroll_pane import ScrollPane

_BAR = 50
"""Maximum width of the bar of correct answers in cells."""


@dataclass(frozen=True, slots=True)
class _NextDrill:
    """The drill that Enter starts: its request, number of questions, and name."""

    request: DrillRequest
    count: int
    name: str


class DrillResultScreen(HeldEnterScreen[None]):
    """The result of a drill in brief, and what to do next. A key opens the full report."""

    KEYS = FINISH_KEYS

    def __init__(self, report: Report, request: DrillRequest | None) -> None:
        """Take the request that the drill was started with, or None if it isn't known."""
        super().__init__()
        self._report = report
        self._request = request

    def heading(self) -> tuple[str, str, str]:
        """Return the name of the drill and its exam, and that it is finished."""
        exam = self._report.form.exam.id.upper()
        return f"{self._report.name} · {exam}", "", "drill finished"

    def compose_body(self) -> Iterable[Widget]:
        """Return the result, a bar for each domain or topic, and what to do next."""
        steps, title = list(self._steps()), _bars(self._report)[0]
        digits = Digits(str(self._report.sheet.total.right), classes=f"-{self._tone}")
        digits.display = not self.context.config.ascii
        yield ScrollPane(
            Horizontal(digits, Drawing(self._draw_result), id="result"),
            Panel(
                title,
                Drawing(self._draw_bars),
                note=PASSING,
            ),
            Panel("Do next", Drawing(lambda w: draw_steps(steps, w))).add_class("-primary"),
        )

    @property
    def _share(self) -> float:
        total = self._report.sheet.total
        return total.right / max(1, total.asked)

    @property
    def _tone(self) -> Tone:
        return "success" if self._share >= self._report.cut_score.share else "warning"

    def _draw_result(self, width: int) -> list[Content]:
        total, elapsed = self._report.sheet.total, duration(self._report.facts.elapsed)
        names = [slot.question for slot in self._report.sheet.slots]
        returning = self.service.count_due_tomorrow(names)
        back = f" · {returning} due for review tomorrow" if returning else ""
        bar = share_bar(self._share, min(_BAR, width), bar_style(self._tone))
        right = f"{total.right} " if self.context.config.ascii else ""
        first = literal(f"{right}of {total.asked} correct", "bold")
        lines = [first, bar, literal(f"{elapsed}{back}", MUTED)]
        unused = self._report[ResultSection].unused_reason
        return [*lines, *literal(unused, MUTED).wrap(width)] if unused else lines

    def _draw_bars(self, width: int) -> list[Content]:
        _, rows = _bars(self._report)
        lines = draw_bars(rows, width, self._report.cut_score.share, has_percents=False)
        source = self._report[DomainsSection].verdict_source
        has_verdicts = any(row.remark for row in rows)
        return [*lines, *literal(source, MUTED).wrap(width)] if has_verdicts else lines

    def _steps(self) -> Iterator[StepRow]:
        keys, following = self.context.keys, self._next_drill()
        more = pluralize(following.count, "more question")
        yield StepRow(more, following.name, key_of("continue", keys))
        if self._report.missed:
            mistakes = f"Review {self._report.missed_count}"
            yield StepRow(mistakes, "with explanations", key_of("missed", keys))
        yield StepRow("Full report", "time, topics, confidence", key_of("next view", keys))

    def _next_drill(self) -> _NextDrill:
        """Return a drill like this one, if the request is known and any question still fits it.

        Otherwise, or after today's practice, return the rest of today's practice or extra practice.
        """
        exam = self._report.form.exam.id
        if self._request and not self._request.due_first:
            fitting = self.service.count_matching(exam, self._request)
            if fitting:
                count = min(self._request.count, fitting)
                return _NextDrill(self._request, count, "a drill like this one")
        goal = self.service.daily_goal(exam)
        name = "extra, you're done for today" if goal.is_reached else "the rest of today's practice"
        return _NextDrill(goal.request(), goal.request().count, name)

    def action_another(self) -> None:
        """Start another drill like this one, or what is left of today's practice."""
        if self.is_enter_held():
            return
        following = self._next_drill()
        self.dismiss()
        self.router.start_drill(following.request)

    def action_review(self) -> None:
        """Show the missed questions, or all of them if none was missed."""
        selection = "missed" if self._report.missed else "all"
        self.router.show_review(self._report.facts.attempt_id, selection)

    def action_report(self) -> None:
        """Show the full report."""
        self.router.show_report(self._report.facts.attempt_id)


def _bars(report: Report) -> tuple[str, list[BarRow]]:
    """Return the title of the panel of bars, and a row for each domain.

    If the exam has only one domain, the rows are for its topics.
    """
    section = report[DomainsSection]
    if len(section.shown) == 1:
        titles = report.facts.topic_titles
        return "Topics", [
            BarRow(titles.get(name, name), f"{tally.right}/{tally.asked}", tally.share)
            for name, tally in report.sheet.topics.items()
        ]
    bars = [block for block in section.summary() if isinstance(block, Bars)]
    rows = (row for block in bars for row in block.rows)
    return "Domains · this attempt", [
        row if domain.has_verdict else replace(row, share=domain.share, remark="", short_remark="")
        for row, domain in zip(rows, section.shown, strict=True)
    ]
