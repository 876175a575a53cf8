"""The report as text for a terminal, from 40 columns on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from examkit.report.domain_table import domain_table
from examkit.report.model import NextStep, Report
from examkit.report.notices import below_domains, below_pace, below_result
from examkit.report.phrases import (
    changes_text,
    duration,
    readiness_text,
    result_text,
    step_text,
    sureness_text,
)
from examkit.report.text_layout import (
    cell_width,
    labelled,
    to_single_line,
    wrap,
)
from examkit.report.views import Section, sections
from examkit.sanitize import sanitize

MIN_WIDTH = 40
_INDENT = 12
_KEY_ROOM = 12


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What the report is written on."""

    width: int = 80
    ascii_only: bool = False
    zone: tzinfo = UTC

    @property
    def horizontal_rule(self) -> str:
        """A line across."""
        return ("-" if self.ascii_only else "─") * self.width


def render(report: Report, width: int = 80, ascii_only: bool = False, zone: tzinfo = UTC) -> str:
    """Write the whole report: the page that fits a screen, then the details.

    `width` is in columns, at least 40; times are told in `zone`. Titles keep their own
    characters in ASCII too.
    """
    paper = PageOptions(max(MIN_WIDTH, width), ascii_only, zone)
    return "\n".join([*page(report, paper), *details(report, paper), ""])


def page(report: Report, paper: PageOptions) -> list[str]:
    """Write what matters most: result, readiness, domains, what to do, pace."""
    blocks = (_summary(report, paper), _domains(report, paper), _next(report, paper))
    lines = _header(report, paper)
    for block in blocks:
        lines += [paper.horizontal_rule, *block]
    return [*lines, paper.horizontal_rule, *_habits(report, paper)]


def _habits(report: Report, paper: PageOptions) -> list[str]:
    """Write pace, sureness, changed answers and trend, a line or two each."""
    trend = step_text(report.step)
    if trend is None and report.header.mode == "mock":
        trend = "shown from your second mock with fresh questions"
    said = (
        ("PACE", report.pace.text),
        *(("", text) for text in below_pace(report)),
        ("SURE?", sureness_text(report.sureness)),
        ("CHANGED", changes_text(report.changes)),
        ("TREND", trend),
    )
    return [line for label, text in said if text for line in _labelled(label, text, paper)]


def details(report: Report, paper: PageOptions) -> list[str]:
    """Write the rest, section by section."""
    told = sections(report, paper.width, paper.zone, ascii_only=paper.ascii_only)
    return [line for section in told for line in _section(section, paper)]


def format_time(seconds: float, zone: tzinfo) -> str:
    """Write a moment (UTC seconds since 1970) as date and time in `zone`."""
    return datetime.fromtimestamp(seconds, zone).strftime("%Y-%m-%d %H:%M")


def _header(report: Report, paper: PageOptions) -> list[str]:
    header = report.header
    spent = duration(header.elapsed)
    if header.limit is not None:
        spent = f"{round(header.elapsed / 60)} of {round(header.limit / 60)} min"
    right = f"{header.asked} q   {spent}"
    name = (
        f"{to_single_line(sanitize(header.exam.upper()))}  {to_single_line(sanitize(header.title))}"
    )
    for left in (f" {name}  {format_time(header.started, paper.zone)}", f" {name}"):
        gap = paper.width - cell_width(left) - cell_width(right)
        if gap >= 2:
            return [left + " " * gap + right]
    return [f" {row}" for row in wrap(f"{name} {right}", paper.width - 1)]


def _summary(report: Report, paper: PageOptions) -> list[str]:
    lines = _labelled("RESULT", result_text(report.result), paper)
    for text in below_result(report):
        lines += _labelled("", text, paper)
    if report.readiness is None:
        return lines
    titles = {row.id: row.title for row in report.domains}
    first, second = readiness_text(report.readiness, titles)
    return [*lines, *_labelled("READINESS", first, paper), *_labelled("", second, paper)]


def _domains(report: Report, paper: PageOptions) -> list[str]:
    line = report.result.pass_line
    lines = domain_table(report.shown_domains, line, paper.width, paper.ascii_only)
    for text in below_domains(report):
        lines += [f" {row}" for row in wrap(text, paper.width - 1)]
    return lines


def _next(report: Report, paper: PageOptions) -> list[str]:
    lines: list[str] = []
    for number, step in enumerate(report.next, 1):
        lines += _step("DO NEXT" if number == 1 else "", number, step, paper)
    return lines


def _step(label: str, number: int, step: NextStep, paper: PageOptions) -> list[str]:
    key = f"press {step.key}"
    head = f" {label}".ljust(_INDENT - 2) + f"{number}  "
    text = to_single_line(sanitize(step.text))
    first, *more = labelled(head, text, paper.width - _KEY_ROOM, len(head))
    gap = " " * (paper.width - _KEY_ROOM + 2 - cell_width(first))
    return [f"{first}{gap}{key}", *more]


def _section(section: Section, paper: PageOptions) -> list[str]:
    lines = ["", f" {section.title}", *section.rows]
    for item in section.items:
        lines += labelled("  - ", to_single_line(sanitize(item)), paper.width, 4)
    return lines


def _labelled(label: str, text: str, paper: PageOptions) -> list[str]:
    return labelled(f" {label}", to_single_line(sanitize(text)), paper.width, _INDENT)
