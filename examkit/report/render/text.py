"""The report as text for a terminal of at least 40 columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from examkit.humanize import pluralize
from examkit.report.blocks import (
    Block,
    Head,
    Hero,
    Meter,
    NextStep,
)
from examkit.report.range_table import range_table
from examkit.report.render.block_writer import write_block
from examkit.report.report import Report, Section
from examkit.report.sections.registry import FIRST_PAGE
from examkit.report.text_bars import bars, gauge, meter
from examkit.report.text_layout import cell_width, labelled, to_single_line, wrap
from examkit.sanitize import sanitize

MIN_WIDTH = 40


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How to write a report as text."""

    width: int = 80
    """Width of a line in terminal columns, at least 40."""
    ascii_only: bool = False
    zone: tzinfo = UTC
    hint: Callable[[NextStep], str] | None = None
    """Function that returns how to do a next step, such as its command; None to write no hint."""


def render(
    report: Report,
    width: int = 80,
    ascii_only: bool = False,
    zone: tzinfo = UTC,
    hint: Callable[[NextStep], str] | None = None,
) -> str:
    """Return the whole report as text: its first page, then the details of each section.

    Times are in `zone`. With `ascii_only`, signs and plots are ASCII, but titles aren't changed.
    `hint` returns the line below a next step, which isn't wrapped so that it can be copied.
    """
    paper = PageOptions(max(MIN_WIDTH, width), ascii_only, zone, hint)
    text = "\n".join([*page(report, paper), *details(report, paper), ""])
    return text.replace("–", "-") if ascii_only else text


def page(report: Report, paper: PageOptions) -> list[str]:
    """Return the lines of the first page, with a blank line between groups of sections."""
    lines: list[str] = []
    for group in FIRST_PAGE:
        rows = [row for kind in group for row in _summary(report[kind], paper)]
        lines += ["", *rows] if lines else rows
    return lines


def details(report: Report, paper: PageOptions) -> list[str]:
    """Return the lines below the first page: the details of each section."""
    return [line for section in report for line in _details(section, paper)]


def heading(section: type[Section]) -> str:
    """Return the heading of a section's details, in capitals."""
    return section.heading.upper()


def format_time(seconds: float, zone: tzinfo) -> str:
    """Return a date and time in a time zone, such as "2026-12-01 09:30".

    `seconds` are UTC seconds since 1970.
    """
    return datetime.fromtimestamp(seconds, zone).strftime("%Y-%m-%d %H:%M")


def _summary(section: Section, paper: PageOptions) -> list[str]:
    lines = [line for block in section.summary() for line in _lines(block, paper)]
    return [f" {section.label.upper()}", *lines] if lines and section.label else lines


def _details(section: Section, paper: PageOptions) -> list[str]:
    lines = [line for block in section.details() for line in _lines(block, paper)]
    return ["", f" {heading(type(section))}", *lines] if lines else []


def _lines(block: Block, paper: PageOptions) -> list[str]:
    width, is_ascii = paper.width, paper.ascii_only
    return write_block(
        block,
        head=lambda head: _head(head, paper),
        hero=lambda hero: _hero(hero, paper),
        meter=lambda block: _meter(block, paper),
        bars=lambda block: bars(block, width, ascii_only=is_ascii),
        paragraph=lambda paragraph: _wrapped(paragraph.text, paper),
        items=lambda items: [row for item in items.items for row in _item(item, paper)],
        steps=lambda steps: _steps(steps.steps, paper),
        range_table=lambda table: range_table(table, width, paper.zone, ascii_only=is_ascii),
        figure=lambda _: [],
    )


def _wrapped(text: str, paper: PageOptions) -> list[str]:
    return [f" {row}" for row in wrap(_clean(text), paper.width - 1)]


def _hero(hero: Hero, paper: PageOptions) -> list[str]:
    lines = _wrapped(f"{hero.verdict}  {hero.text}" if hero.verdict else hero.text, paper)
    if hero.verdict:
        lines[0] = lines[0].replace(hero.verdict, f"{hero.verdict} ", 1)
    if hero.score is not None:
        lines += gauge(hero.score, paper.width, ascii_only=paper.ascii_only)
    return [*lines, *(_wrapped(hero.caption, paper) if hero.caption else [])]


def _meter(block: Meter, paper: PageOptions) -> list[str]:
    drawn = "" if block.share is None else meter(block.share, ascii_only=paper.ascii_only)
    value = f" {block.label}: {block.text}"
    first = "  ".join(filter(None, (value, drawn, block.remark)))
    if cell_width(first) > paper.width:
        first = value
    notes = _wrapped(" ".join(block.notes), paper) if block.notes else []
    return ["", first, *notes]


def _head(head: Head, paper: PageOptions) -> list[str]:
    right = f"{pluralize(head.asked, 'question')}   {head.spent}"
    name = f" {_clean(head.code)}  {_clean(head.title)}"
    for left in (f"{name}  {format_time(head.started, paper.zone)}", name):
        gap = paper.width - cell_width(left) - cell_width(right)
        if gap >= 2:
            return [left + " " * gap + right]
    return [f" {row}" for row in wrap(f"{name} {right}", paper.width - 1)]


def _item(item: str, paper: PageOptions) -> list[str]:
    return labelled("  - ", _clean(item), paper.width, 4)


def _steps(steps: Iterable[NextStep], paper: PageOptions) -> list[str]:
    return [row for number, step in enumerate(steps, 1) for row in _step(number, step, paper)]


def _step(number: int, step: NextStep, paper: PageOptions) -> list[str]:
    lines = labelled(f" {number}  ", _clean(step.text), paper.width, 4)
    return [*lines, f"    {_clean(paper.hint(step))}"] if paper.hint else lines


def _clean(text: str) -> str:
    return to_single_line(sanitize(text))
