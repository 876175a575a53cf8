"""The panels of a report: pictures of its sections, each with a title."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo

from textual.content import Content

from examkit.exam.events import Confidence
from examkit.humanize import CONFIDENCE_LABELS, join_titles, pluralize
from examkit.report.blocks import BarRow, Block, Blocks, Paragraph, TimeFigure
from examkit.report.number_text import sentence
from examkit.report.ranges import RangeTable
from examkit.report.report import Report, Section
from examkit.report.sections.confidence import ConfidenceSection, tendency_text
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.method import MethodSection
from examkit.report.sections.missed_topics import MissedTopicsSection
from examkit.report.sections.next_steps import NextStepsSection
from examkit.report.sections.pace import PaceSection
from examkit.report.sections.trend import TrendSection
from examkit.report.topic_counts import count_topics
from examkit.tui.charts import share_bar
from examkit.tui.report.bar_rows import draw_bars, side_by_side
from examkit.tui.report.block_lines import draw_blocks, draw_items, draw_terms, range_style
from examkit.tui.report.steps import draw_steps, step_rows
from examkit.tui.report.tones import MUTED, bar_style
from examkit.tui.text_blocks import NOTHING, literal
from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.panel import Panel

TWO_COLUMNS = 100
"""Width in cells from which topics are in two columns."""
ENOUGH_RATINGS = 10
"""Number of ratings below which a comparison of confidence and outcomes shows nothing."""
PASSING = "┃ passing score"
EXPECTED = "┃ expected at this confidence"
VERDICTS = "verdicts from all attempts"
_MOCKS, _FEW_MOCKS = 8, 4
"""Number of latest mocks in the panel of the trend, and in its short form."""
_MOST_MISSED = 6
_NONE_MISSED = "You didn't miss more than one question on any topic."
NO_TREND = "Take another mock exam with new questions to see a trend."


def domains_panel(report: Report, is_spaced: Callable[[], bool]) -> Panel:
    """Return the panel of the domains' bars and verdicts.

    While `is_spaced` returns True, empty lines separate the domains.
    """

    def draw(width: int) -> list[Content]:
        lines = draw_blocks(report[DomainsSection].summary(), width, UTC)
        return [row for line in lines for row in (line, NOTHING)][:-1] if is_spaced() else lines

    has_bars = any(row.has_verdict for row in report[DomainsSection].shown)
    source = f"{VERDICTS} · " if report.is_mock and report.uses_other_attempts else ""
    note = f"{source}{PASSING}" if has_bars else ""
    return Panel("Domains · this attempt", Drawing(draw), note=note, id="domains")


def counts_panel(report: Report) -> Panel:
    """Return the panel of correct answers in each domain, with the domains' weights in the exam.

    The counts include unscored questions, so the note says how many there are.
    """
    weights = {row.id: f"{row.weight:.0f}% of exam" for row in report[DomainsSection].shown}
    rows = [
        BarRow(row.title, row.count, row.share, weights[row.id], weights[row.id])
        for row in report[DomainsSection].shown
    ]
    unscored = report.sheet.total.asked - report.sheet.scored.asked
    note = f"including {unscored} unscored · {PASSING}" if unscored else PASSING
    return Panel("Correct in this attempt", _counted(report, rows), note=note)


def _counted(report: Report, rows: Sequence[BarRow], otherwise: str = "") -> Drawing:
    """Return bars with counts but no percents, or the text `otherwise` if there are no rows."""
    cut = report.cut_score.share
    return Drawing(
        lambda w: draw_bars(rows, w, cut, has_percents=False) or literal(otherwise).wrap(w)
    )


def steps_panel(report: Report, keys: Mapping[str, str]) -> Panel:
    """Return the panel of next steps with the keys that start them.

    `keys` maps names of commands to the candidate's own keys.
    """
    steps, note = report[NextStepsSection].next, report[NextStepsSection].note.rstrip(".").lower()
    rows = step_rows(steps, keys)
    drawing = Drawing(lambda w: draw_steps(rows, w))
    return Panel("Do next", drawing, note=note, id="steps").add_class("-primary")


def time_panel(report: Report, zone: tzinfo, *, short: bool = False) -> Panel:
    """Return the panel on how fast the candidate answered. With `short`, leave out the remarks."""

    def draw(width: int) -> list[Content]:
        blocks = report[PaceSection].details()
        return draw_blocks(_without_remarks(blocks) if short else blocks, width, zone)

    return Panel("Time", Drawing(draw))


def _without_remarks(blocks: Blocks) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, TimeFigure):
            yield replace(block, cut="")
        elif isinstance(block, Paragraph):
            yield block


def trend_panel(report: Report, zone: tzinfo, *, short: bool = False) -> Panel:
    """Return the panel of the mocks' results so far, or of how to get a trend.

    With `short`, leave out the legend and all but a few mocks.
    """
    details = [*report[TrendSection].details()] or [Paragraph(NO_TREND)]
    blocks = [_shorten(block, _FEW_MOCKS if short else _MOCKS) for block in details]
    drawing = Drawing(lambda w: draw_blocks(blocks, w, zone))
    return Panel("Trend", drawing, note="" if short else _legend(blocks))


def _shorten(block: Block, mocks: int) -> Block:
    """Return a table with only its latest mocks, or any other block unchanged."""
    return replace(block, rows=block.rows[-mocks:]) if isinstance(block, RangeTable) else block


def missed_panel(report: Report) -> Panel:
    """Return the panel of the topics that were missed most in this attempt."""
    rows = [row.bar for row in report[MissedTopicsSection].topics[:_MOST_MISSED]]
    return Panel("Topics you missed most", _counted(report, rows, _NONE_MISSED))


def section_panel(report: Report, kind: type[Section], zone: tzinfo) -> Panel | None:
    """Return the panel of the details of a section, by its class `kind`; None without details."""
    section = report[kind]
    if not draw_blocks(section.details(), TWO_COLUMNS, zone):
        return None
    drawing = Drawing(lambda w: draw_blocks(section.details(), w, zone))
    return Panel(kind.heading, drawing, note=_legend(section.details()))


def _legend(blocks: Blocks) -> Content:
    """Return what the signs in a section's table of ranges mean; empty without such a table.

    They have the ranges' color, or gray if the ranges differ in color.
    """
    tables = [block for block in blocks if isinstance(block, RangeTable)]
    if not tables:
        return NOTHING
    styles = {range_style(row) for row in tables[0].rows if row.range}
    style = styles.pop() if len(styles) == 1 else MUTED
    value = tables[0].value
    return Content.assemble(
        ("●", style), f" {value}   ", ("━", style), f" likely range   {PASSING}"
    )


def method_panel(report: Report) -> Panel:
    """Return the panel on how the numbers are calculated, with the terms highlighted."""
    items = report[MethodSection].how
    return Panel(MethodSection.heading, Drawing(lambda w: draw_terms(items, w)))


def topics_panel(report: Report) -> Panel:
    """Return the panel of the topics asked so far, as bars, those with the most misses first."""
    return Panel("Topics across all attempts", Drawing(lambda w: _draw_topics(report, w)))


def _draw_topics(report: Report, width: int) -> list[Content]:
    topics = count_topics(report)
    rows = [row.bar for row in topics if row.misses]
    wide = width >= TWO_COLUMNS
    column = (width - 4) // 2 if wide else width
    lines = draw_bars(rows, column, report.cut_score.share, has_percents=False)
    if wide:
        lines = side_by_side(lines, column)
    known = [f"{row.title} ({row.asked})" for row in topics if not row.misses]
    asked = {row.id for row in topics}
    others = sum(name not in asked for name in report.facts.topic_titles)
    texts = [f"Nothing missed in {join_titles(known)}."] if known else []
    texts += [f"Not asked yet: {others} of {len(asked) + others} topics."] if others else []
    return [*lines, *([NOTHING] if lines and texts else []), *draw_items(texts, width)]


def confidence_panel(report: Report) -> Panel:
    """Return the panel on how often the candidate was correct at each level of confidence."""
    note = EXPECTED if has_confidence(report) else ""
    return Panel("Confidence", Drawing(lambda w: _draw_confidence(report, w)), note=note)


def has_confidence(report: Report) -> bool:
    """Return whether enough answers were rated to compare confidence with outcomes."""
    found = report[ConfidenceSection].sureness
    return found is not None and found.asked >= ENOUGH_RATINGS


def _draw_confidence(report: Report, width: int) -> list[Content]:
    found = report[ConfidenceSection].sureness
    if found is None or found.asked < ENOUGH_RATINGS:
        return literal(_few_ratings(found.asked if found else 0)).wrap(width)
    lines = [
        _draw_level(level.level, level.right, level.asked, level.stated, width)
        for level in found.levels
    ]
    verdict = literal(tendency_text(found), "bold")
    return [*lines, NOTHING, *verdict.wrap(width)]


def _few_ratings(rated: int) -> str:
    """Return how many answers were rated, and how to rate enough of them for a comparison."""
    return (
        f"You rated {pluralize(rated, 'answer')}. When you answer a question, press 1 for a "
        f"guess, 2 for fairly sure, or 3 for sure. After {ENOUGH_RATINGS} ratings, this panel "
        "shows whether your confidence is justified."
    )


def _draw_level(level: Confidence, right: int, asked: int, stated: float, width: int) -> Content:
    label = sentence(CONFIDENCE_LABELS[level]).ljust(12)
    count = f"{right}/{asked}"
    bar = share_bar(right / asked, max(10, min(60, width - 22)), bar_style("plain"), stated)
    return Content("  ").join([literal(label), bar, literal(count)])
