"""The statistics of questions as text: a table, with the reasons to look at a question below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from examkit.analytics.item_answers import Exclusion
from examkit.analytics.item_statistics import MIN_ANSWERS
from examkit.humanize import pluralize
from examkit.report.item_report import ItemReport, ItemRow
from examkit.report.number_text import percent
from examkit.report.text_layout import cell_width, fit, to_single_line, wrap
from examkit.sanitize import sanitize

MIN_WIDTH = 40
_NUMBERS = (("Answers", 9), ("Correct", 9), ("Time", 7), ("Discr.", 9))
"""Headings of the columns of numbers, and their widths with the gap before them."""
_NUMBERS_WIDTH = sum(width for _, width in _NUMBERS)
_INSTEAD = 12
"""Minimum width of the column of incorrect answers, with the gap before it."""
_WITH_TEXT = 30
"""Minimum width of the column of incorrect answers for it to show the options' texts."""
_TABLE_FROM = 70
"""Minimum width of a table; a narrower page has sentences instead."""
_EXCLUDED: dict[Exclusion, str] = {
    "repeated": "question seen before",
    "too-quick": "answered too quickly",
    "left-out": "attempt left out by the candidate",
    "older-wording": "older wording",
    "removed": "question no longer in the bank",
}


@dataclass(frozen=True, slots=True)
class _Page:
    width: int
    label: int
    ascii_only: bool

    @property
    def ellipsis(self) -> str:
        return "..." if self.ascii_only else "…"

    @property
    def instead(self) -> int:
        return self.width - 1 - self.label - _NUMBERS_WIDTH


def item_table(report: ItemReport, width: int = 80, *, ascii_only: bool = False) -> str:
    """Return a report on a bank's questions as text. No line is wider than `width` columns.

    A `width` below 40 counts as 40.
    """
    width = max(MIN_WIDTH, width)
    longest = max((cell_width(row.question) for row in report.rows), default=0)
    label = min(max(longest, len("Question")), width - 1 - _NUMBERS_WIDTH - _INSTEAD)
    page = _Page(width, label, ascii_only)
    lines = [*_wrapped(report.title, page), *_summary(report, page)]
    for title, rows in _parts(report):
        if rows:
            lines += ["", *_wrapped(title, page), "", *_table(rows, page)]
    if report.rows:
        lines += ["", *_legend(page)]
    return "\n".join(line.rstrip() for line in lines)


def _wrapped(text: str, page: _Page, indent: int = 0) -> list[str]:
    rows = wrap(to_single_line(sanitize(text)), page.width - indent)
    return [" " * indent + row for row in rows]


def _summary(report: ItemReport, page: _Page) -> Iterator[str]:
    if not report.attempts:
        yield from _wrapped("No finished attempts found for this bank.", page)
        return
    answers = pluralize(report.answers, "first answer")
    yield from _wrapped(
        f"{answers} to {len(report.rows):,} of {pluralize(report.selected, 'question')}, by "
        f"{pluralize(report.candidates, 'candidate')} in {pluralize(report.attempts, 'attempt')}.",
        page,
    )
    excluded = [
        f"{report.excluded[reason]:,} ({text})"
        for reason, text in _EXCLUDED.items()
        if report.excluded[reason]
    ]
    if excluded:
        yield from _wrapped(f"Not counted: {', '.join(excluded)}.", page)


def _parts(report: ItemReport) -> tuple[tuple[str, Sequence[ItemRow]], ...]:
    """Return a heading and the rows of each group of questions.

    The groups are the questions to look at, those with nothing unusual, and those with too few
    answers to judge.
    """
    look = [row for row in report.rows if row.flags]
    fine = [row for row in report.rows if row.item.enough and not row.flags]
    few = [row for row in report.rows if not row.item.enough]
    need = "needs" if len(look) == 1 else "need"
    return (
        (f"{pluralize(len(look), 'question')} {need} attention:", look),
        (f"Nothing unusual in {pluralize(len(fine), 'question')}:", fine),
        (
            f"Too few answers to judge {pluralize(len(few), 'question')}"
            f" (at least {MIN_ANSWERS} needed for each):",
            few,
        ),
    )


def _table(rows: Sequence[ItemRow], page: _Page) -> Iterator[str]:
    is_table = page.width >= _TABLE_FROM
    if is_table:
        heads = "".join(head.rjust(width) for head, width in _NUMBERS)
        yield f" {fit('Question', page.label)}{heads}  Instead"
    for row in rows:
        yield from _row(row, page) if is_table else _sentence(row, page)
        for remark in _remarks(row):
            yield from _wrapped(remark, page, indent=4)


def _remarks(row: ItemRow) -> Iterator[str]:
    yield from row.reasons
    if row.older:
        verb = "isn't" if row.older == 1 else "aren't"
        yield f"{pluralize(row.older, 'answer')} to an older wording {verb} counted."


def _row(row: ItemRow, page: _Page) -> Iterator[str]:
    """Yield a question's line in the table. An id too wide for its column gets a separate line."""
    label = row.question
    if cell_width(label) > page.label:
        yield f" {label}"
        label = ""
    numbers = zip(_numbers(row), _NUMBERS, strict=True)
    cells = "".join(text.rjust(width) for text, (_, width) in numbers)
    instead = fit(_instead(row, page), page.instead - 2, page.ellipsis)
    yield f" {fit(label, page.label)}{cells}  {instead}"


def _sentence(row: ItemRow, page: _Page) -> Iterator[str]:
    _, correct, time, index = _numbers(row)
    parts = [pluralize(row.item.answers, "answer"), f"{correct} correct", time]
    parts += [f"discrimination {index}"] * row.item.enough
    parts += [f"instead {_instead(row, page)}"] * bool(row.instead)
    yield from _wrapped(row.question, page)
    yield from _wrapped(", ".join(parts), page, indent=2)


def _numbers(row: ItemRow) -> tuple[str, str, str, str]:
    item = row.item
    if item.discrimination is not None:
        index = f"{item.discrimination:.2f}".replace("-0.00", "0.00")
    else:
        index = "too few" if item.pairs < MIN_ANSWERS else "-"
    seconds = "-" if item.seconds is None else f"{item.seconds:.0f} s"
    return f"{item.answers:,}", percent(item.correct), seconds, index


def _instead(row: ItemRow, page: _Page) -> str:
    """Return the incorrect answer picked most often, with its share, and its text if it fits.

    If no incorrect answer was picked, return the share left unanswered, or an empty string if that
    is 0.
    """
    if not row.instead:
        empty = row.item.unanswered / row.item.answers
        return f"no answer {percent(empty)}" if empty else ""
    text = f"{row.instead} {percent(row.item.share(row.instead))}"
    if page.instead >= _WITH_TEXT and row.instead in row.options:
        text = f"{text:<6} {row.options[row.instead]}"
    return " ".join(sanitize(text).splitlines())


def _legend(page: _Page) -> Iterator[str]:
    yield from _wrapped(
        "Time: the median time per answer. Discr.: the discrimination index, from -1 to 1. It is "
        "high if candidates who do well on the rest of the attempt answer the question correctly. "
        "Instead: the incorrect answer picked most often, with its letter in the bank's order.",
        page,
    )
