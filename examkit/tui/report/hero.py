"""The first lines of a report: the verdict, the score, and the chance of passing."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits

from examkit.report.blocks import Meter, Paragraph, Score
from examkit.report.number_text import sentence
from examkit.report.report import Report
from examkit.report.sections.counted_answers import CountedAnswersSection
from examkit.report.sections.header import HeaderSection
from examkit.report.sections.pace import PaceSection
from examkit.report.sections.readiness import ReadinessSection
from examkit.report.sections.result import ResultSection, corrected_text, counts_text
from examkit.tui.charts import gauge, meter, thin_bar
from examkit.tui.report.tones import MUTED, badge, bar_style, text_style
from examkit.tui.text_blocks import NOTHING, TextBlock, lay_out, literal
from examkit.tui.widgets.drawing import Drawing

DIGITS_FROM = 72
"""Width of the window in cells from which the score is written in large digits."""
_GAUGE = 84
"""Maximum width of the gauge in cells."""
_METER = 10


class Hero(Horizontal):
    """The verdict and the score on its gauge, or why there is no score."""

    DEFAULT_CSS = """
    Hero {
        height: auto;
        padding: 0 2;
        Digits { width: auto; margin: 0 3 0 0; text-style: bold; }
        Digits.-success { color: $text-success; }
        Digits.-error { color: $text-error; }
        Digits.-plain { color: $foreground; }
    }
    """

    def __init__(self, report: Report, *, ascii_only: bool) -> None:
        super().__init__()
        self._report = report
        self._result = report[ResultSection]
        self._has_digits = bool(self._result.verdict) and not ascii_only

    def compose(self) -> ComposeResult:
        """Lay out the large digits of the score, if any, and the other lines next to them."""
        if self._result.score and self._has_digits:
            yield Digits(str(self._result.score.value), classes=f"-{self._result.tone}")
        yield Drawing(self._draw)

    def _draw(self, width: int) -> list[Content]:
        score = self._result.score
        if score is None:
            return _draw_counts(self._report, width)
        is_large = self._has_digits and self.app.size.width >= DIGITS_FROM
        number = NOTHING if is_large else _plain_score(self._result)
        first = Content("   ").join(filter(None, (_verdict(self._result), number)))
        gauge_lines = draw_gauge(score, width, bar_style(self._result.tone))
        return [*_add_chance(first, self._report, width), *gauge_lines]


def _verdict(result: ResultSection) -> Content:
    return badge(result.verdict, result.tone) if result.verdict else NOTHING


def _plain_score(result: ResultSection) -> Content:
    """Return the score, or the number of correct answers if the verdict is too close to call."""
    score = result.score
    if not result.verdict:
        return literal(counts_text(result), "bold")
    return literal(f"{score.value}{score.unit}" if score else "", f"bold {text_style(result.tone)}")


def _add_chance(first: Content, report: Report, width: int) -> list[Content]:
    """Return the line `first` followed by the chance of passing, below it if there is no room.

    A meter is added only where it fits. The report of a drill has no chance of passing.
    """
    ready = report[ReadinessSection]
    if ready.readiness is None:
        return [first.truncate(width)]
    word = ready.chance or ready.word or "not enough data"
    chance = Content.assemble("chance of passing  ", (word, f"bold {text_style(ready.tone)}"))
    longest = chance
    if ready.chance_share is not None:
        longest += "  " + meter(ready.chance_share, _METER, bar_style(ready.tone))
    for each in (longest, chance):
        line = Content("   ").join([first, each])
        if line.cell_length <= width:
            return [line]
    return [first.truncate(width), chance.truncate(width)]


def _draw_counts(report: Report, width: int) -> list[Content]:
    """Return the number of correct answers with a bar, for an attempt without a score."""
    result, asked = report[ResultSection], report.sheet.total.asked
    missing = [badge("NO SCORE", "plain")] if result.no_score_reason else []
    reason = sentence(result.no_score_reason.removeprefix("No score: ")) or result.unused_reason
    counts = literal(f"{result.right} of {asked} correct", "bold")
    first = _add_chance(Content("   ").join([*missing, counts]), report, width)
    bar = thin_bar(result.right / max(1, asked), min(_GAUGE, width), bar_style("plain"))
    return [*first, bar, *literal(reason).wrap(width)]


def draw_gauge(score: Score, width: int, style: str) -> list[Content]:
    """Return the score's range and the passing score on a scale, and a line with their labels."""
    least, most = (f"{end}{score.unit}" for end in score.scale)
    room = min(width, _GAUGE) - len(least) - len(most) - 2
    span = (float(score.low), float(score.high))
    scale = (float(score.scale[0]), float(score.scale[1]))
    line = gauge(span, score.value, score.passing, scale, room, style)
    first = Content.assemble((least, MUTED), " ", line, " ", (most, MUTED))
    passing = f"{score.passing}{score.unit} to pass"
    likely = f"likely {score.low}\N{EN DASH}{score.high}{score.unit}"
    start = len(least) + 1
    mark = start + round(score.place(score.passing) * (room - 1))
    middle = start + round(score.place((score.low + score.high) / 2) * (room - 1))
    return [
        first,
        _place_labels((likely, middle - len(likely) // 2), (passing, mark), room + start),
    ]


def _place_labels(likely: tuple[str, int], passing: tuple[str, int], end: int) -> Content:
    """Return a line with two labels, which are moved if they would overlap.

    Each label is a text and the cell where it would best start. Both stay left of the cell `end`.
    """
    right = min(passing[1], end - len(passing[0]))
    left = likely[1]
    if left + len(likely[0]) + 2 > right and left <= right:
        left = right - 2 - len(likely[0])
    elif left < right + len(passing[0]) + 2 and left > right:
        left = right + len(passing[0]) + 2
        if left + len(likely[0]) > end:
            left = right - 2 - len(likely[0])
    first, second = sorted(((max(0, left), likely[0]), (right, passing[0])))
    gap = " " * (second[0] - first[0] - len(first[1]))
    return literal(" " * first[0] + first[1] + gap + second[1], MUTED)


def draw_notices(report: Report, width: int) -> list[Content]:
    """Return what the reader must know about a report's numbers, such as why one is missing."""
    blocks = [TextBlock(literal(text), gap=False) for text in _notices(report) if text]
    lines = [line.stylize(MUTED) for line in lay_out(blocks, width)]
    return [*lines, NOTHING] if lines and width >= DIGITS_FROM else lines


def _notices(report: Report) -> Iterator[str]:
    ready, result = report[ReadinessSection], report[ResultSection]
    yield result.reused
    # Both say that it could go either way.
    if not (result.verdict and ready.is_toss_up):
        yield result.doubt
    yield from (
        each.text for each in report[HeaderSection].summary() if isinstance(each, Paragraph)
    )
    notes = [note for each in ready.summary() if isinstance(each, Meter) for note in each.notes]
    if report[PaceSection].effort not in notes:
        yield report[PaceSection].effort
    yield " ".join(notes)
    if not report.is_mock:
        yield report[CountedAnswersSection].reused or ""
    if result.corrected is not None:
        yield corrected_text(result.corrected)
