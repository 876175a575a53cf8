"""The report as text for a terminal of at least 40 columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from examkit.report.blocks import Block, Head, Items, NextStep, Paragraph, RangeTable, Steps
from examkit.report.range_table import range_table
from examkit.report.report import Report, Section
from examkit.report.sections.registry import FIRST_PAGE
from examkit.report.text_layout import cell_width, labelled, to_single_line, wrap
from examkit.sanitize import sanitize

MIN_WIDTH = 40
_INDENT = 13
_KEY_ROOM = 12


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How to write a report as text."""

    width: int = 80
    """Width of a line in terminal columns, at least 40."""
    ascii_only: bool = False
    zone: tzinfo = UTC

    @property
    def horizontal_rule(self) -> str:
        """Return a line across the page, to separate groups of sections."""
        return ("-" if self.ascii_only else "─") * self.width


def render(report: Report, width: int = 80, ascii_only: bool = False, zone: tzinfo = UTC) -> str:
    """Return the whole report as text: its first page, then the details of each section.

    Times are in `zone`. With `ascii_only`, signs and plots are ASCII, but titles aren't changed.
    """
    paper = PageOptions(max(MIN_WIDTH, width), ascii_only, zone)
    return "\n".join([*page(report, paper), *details(report, paper), ""])


def page(report: Report, paper: PageOptions) -> list[str]:
    """Return the lines of the first page, with a horizontal rule between groups of sections."""
    lines: list[str] = []
    for group in FIRST_PAGE:
        rows = [row for kind in group for row in _summary(report[kind], paper)]
        lines += [paper.horizontal_rule, *rows] if lines else rows
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


def _summary(section: Section, paper: PageOptions) -> Iterable[str]:
    label = section.label.upper()
    for block in section.summary():
        if section.label and isinstance(block, Paragraph):
            yield from labelled(f" {label}", _clean(block.text), paper.width, _INDENT)
        else:
            yield from _lines(block, paper, label)
        label = ""


def _details(section: Section, paper: PageOptions) -> list[str]:
    lines = [line for block in section.details() for line in _lines(block, paper)]
    return ["", f" {heading(type(section))}", *lines] if lines else []


def _lines(block: Block, paper: PageOptions, label: str = "") -> list[str]:
    match block:
        case Head():
            return _head(block, paper)
        case Paragraph(text):
            return [f" {row}" for row in wrap(_clean(text), paper.width - 1)]
        case Items(items):
            return [row for item in items for row in _item(item, paper)]
        case Steps(steps):
            return _steps(label, steps, paper)
        case RangeTable():
            return range_table(block, paper.width, paper.zone, ascii_only=paper.ascii_only)
    return []


def _head(head: Head, paper: PageOptions) -> list[str]:
    right = f"{head.asked} q   {head.spent}"
    name = f" {_clean(head.code)}  {_clean(head.title)}"
    for left in (f"{name}  {format_time(head.started, paper.zone)}", name):
        gap = paper.width - cell_width(left) - cell_width(right)
        if gap >= 2:
            return [left + " " * gap + right]
    return [f" {row}" for row in wrap(f"{name} {right}", paper.width - 1)]


def _item(item: str, paper: PageOptions) -> list[str]:
    return labelled("  - ", _clean(item), paper.width, 4)


def _steps(label: str, steps: Iterable[NextStep], paper: PageOptions) -> list[str]:
    lines: list[str] = []
    for number, step in enumerate(steps, 1):
        lines += _step(label if number == 1 else "", number, step, paper)
    return lines


def _step(label: str, number: int, step: NextStep, paper: PageOptions) -> list[str]:
    start = f" {label}".ljust(_INDENT - 2) + f"{number}  "
    first, *more = labelled(start, _clean(step.text), paper.width - _KEY_ROOM, len(start))
    gap = " " * (paper.width - _KEY_ROOM + 2 - cell_width(first))
    return [f"{first}{gap}press {step.key}", *more]


def _clean(text: str) -> str:
    return to_single_line(sanitize(text))
