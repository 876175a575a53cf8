"""The panel that shows whether the candidate would pass, and where they are weak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from examkit.humanize import pluralize
from examkit.report.number_text import percent
from examkit.tui.charts import columns, share_bar
from examkit.tui.report.tones import bar_style, text_style
from examkit.tui.text_blocks import NOTHING, literal
from examkit.tui.titles import shorten

if TYPE_CHECKING:
    from examkit.attempts.progress import DomainProgress, Progress

MUTED = "$text-muted"
_COLORS = {True: "$text-success", False: "$text-error", None: ""}
"""The color of a score by whether it passes; None if that can't be decided."""
MIN_BAR, WIDE_BAR = 10, 18
"""Width in cells below which a bar is left out, and width up to which titles make room for it."""
TREND_ROOM = 100
"""How many points below the lowest score the columns of the trend begin."""


def draw_chance(progress: Progress | None, mock_key: str, width: int) -> list[Content]:
    """Return the chance of passing and the latest score: on one line if both fit, else below it.

    Another line explains if answers were too quick to count. Without progress, return how to get a
    prediction. `mock_key` is the key that starts a mock exam, and is empty while one is unfinished.
    """
    if progress is None:
        if not mock_key:
            return [Content("Finish your mock exam to see your chance of passing.")]
        key = (mock_key, "bold $text-accent")
        return [Content.assemble("Press ", key, " for a mock exam to see your chance of passing.")]
    chance, score = _chance(progress), _score(progress)
    quick = literal(progress.uncounted, MUTED).wrap(width) if progress.uncounted else []
    gap = width - chance.cell_length - score.cell_length
    if gap >= (2 if score else 0):
        return [chance + Content(" " * gap) + score, *quick]
    return [*chance.wrap(width), *([score] if score else []), *quick]


def _chance(progress: Progress) -> Content:
    from examkit.report.sections.readiness import answers_in_drills

    readiness = progress.readiness
    if readiness.word:
        style = f"bold {text_style(readiness.tone)}"
        if not readiness.chance:
            hint = (f" · {_percentage_hint(progress)} for a percentage", MUTED)
            return Content.assemble((readiness.word.capitalize(), style), hint)
        chance = Content.styled(readiness.chance, style)
        return chance + literal(f" chance of passing: {readiness.word}")
    missing = readiness.readiness.missing if readiness.readiness else None
    if missing is None or not missing.in_bank:
        return literal("Not enough data for a prediction yet.", MUTED)
    needed = pluralize(missing.questions, "new question")
    in_drills = answers_in_drills(missing.questions)
    return literal(f"For a prediction, answer {needed} in mocks or {in_drills} in drills.", MUTED)


def _percentage_hint(progress: Progress) -> str:
    """Return what a percentage still needs: a full mock, or after one, some more answers."""
    from examkit.report.sections.readiness import missing_for_percentage

    readiness = progress.readiness.readiness
    needed = missing_for_percentage(readiness) if readiness and progress.has_timed_mock else 0
    return pluralize(needed, "more new answer") if needed else "finish a full mock"


def _score(progress: Progress) -> Content:
    if not progress.scores:
        return NOTHING
    latest = progress.scores[-1]
    style = f"bold {_COLORS[progress.passes]}".rstrip()
    score = Content.assemble((f"{latest}", style), (f", {_score_note(progress)}", MUTED))
    if len(progress.scores) == 1:
        return Content.assemble(("Last mock ", MUTED), score)
    base = min(progress.scores) - TREND_ROOM
    trend = columns([each - base for each in progress.scores[-8:]], "$text-accent", gap="")
    return Content.assemble(("Mocks ", MUTED), trend, " ", score)


def _score_note(progress: Progress) -> str:
    """Return the passing score, or the share of new questions if repeats can raise the score.

    The panel's frame has the passing score, too.
    """
    if progress.new < 1:
        return f"{percent(progress.new)} new questions"
    return f"{progress.passing} to pass"


def draw_domains(progress: Progress | None, width: int, height: int = 0) -> list[Content]:
    """Return a line for each domain: its bar with the passing score, its share, and its verdict.

    If `height` allows, each bar is below its domain's title, with empty lines between domains if
    those fit, too.
    """
    if progress is None or not any(each.has_verdict for each in progress.domains):
        return [literal("Your domains appear here after enough answers.", MUTED)]
    rows = progress.domains
    if 2 * len(rows) <= height:
        gap = [NOTHING] * (3 * len(rows) - 1 <= height)
        lines = [[*gap, *_two_lines(each, width, progress.cut)] for each in rows]
        return [line for each in lines for line in each][len(gap) :]
    verdicts = max(len(_verdict(each)) for each in rows)
    room = max(width // 4, width - verdicts - 10 - WIDE_BAR)
    titles = [literal(shorten(each.title, room)) for each in rows]
    longest = max(title.cell_length for title in titles)
    bar = width - longest - verdicts - 10
    return [
        _domain(row, title.pad_right(longest - title.cell_length), bar, progress.cut)
        for row, title in zip(rows, titles, strict=True)
    ]


def _domain(row: DomainProgress, title: Content, bar: int, cut: float) -> Content:
    chart = _bar(row, bar, cut) + "  " if bar >= MIN_BAR else ""
    verdict = (_verdict(row), text_style(row.tone))
    return Content.assemble(title, "  ", chart, f"{_share(row):>4}  ", verdict)


def _two_lines(row: DomainProgress, width: int, cut: float) -> tuple[Content, Content]:
    verdict = literal(_verdict(row), text_style(row.tone))
    room = width - verdict.cell_length - 2
    title = literal(shorten(row.title, room))
    first = title.pad_right(room + 2 - title.cell_length) + verdict
    return first, _bar(row, width - 6, cut) + Content(f"{_share(row):>6}")


def _bar(row: DomainProgress, width: int, cut: float) -> Content:
    """Return the bar of a domain's share correct, unfilled as long as there is no verdict."""
    share = row.share if row.has_verdict else 0.0
    return share_bar(share, width, bar_style(row.tone), cut)


def _share(row: DomainProgress) -> str:
    return f"{round(100 * row.share)}%" if row.has_verdict else ""


def _verdict(row: DomainProgress) -> str:
    """Return a domain's verdict in lowercase, without the words "the passing score" at its end."""
    return row.word.lower().removesuffix(" the passing score")
