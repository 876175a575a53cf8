"""The report as text for a terminal, from 40 columns on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from examkit.bank.text import clean
from examkit.report.columns import cells, labelled, line_of, wrap
from examkit.report.model import DomainRow, NextStep, Report
from examkit.report.table import domain_table
from examkit.report.words import (
    counted_answers,
    duration,
    percent,
    readiness_text,
    result_text,
    scaled_text,
    span,
    verdict_text,
    warnings,
)

MIN_WIDTH = 40
_INDENT = 12
_KEY_ROOM = 12


@dataclass(frozen=True, slots=True)
class Paper:
    """What the report is written on."""

    width: int = 80
    ascii_only: bool = False
    zone: tzinfo = UTC

    @property
    def rule(self) -> str:
        """A line across."""
        return ("-" if self.ascii_only else "─") * self.width


def render(report: Report, width: int = 80, ascii_only: bool = False, zone: tzinfo = UTC) -> str:
    """Write the whole report: the page that fits a screen, then the details.

    `width` is in columns, at least 40; times are told in `zone`. Titles keep their own
    characters in ASCII too.
    """
    paper = Paper(max(MIN_WIDTH, width), ascii_only, zone)
    return "\n".join([*page(report, paper), *details(report, paper), ""])


def page(report: Report, paper: Paper) -> list[str]:
    """Write what matters most: result, readiness, domains, what to do, pace."""
    blocks = (_summary(report, paper), _domains(report, paper), _next(report, paper))
    lines = _header(report, paper)
    for block in blocks:
        lines += [paper.rule, *block]
    return [*lines, paper.rule, *_labelled("PACE", report.pace.text, paper)]


def details(report: Report, paper: Paper) -> list[str]:
    """Write the rest: domains in words, topics, notes to read, how the numbers are made."""
    topics = [f"{row.title}: {row.right} of {row.asked} right" for row in report.topics]
    notes = [f"{note.title}: {note.misses} missed ({note.note})" for note in report.notes_to_read]
    sections = (
        ("DOMAINS IN WORDS", [_in_words(row) for row in report.shown_domains]),
        ("TOPICS WITH TWO OR MORE MISSES", topics),
        ("NOTES TO READ", notes),
        ("HOW THESE NUMBERS ARE MADE", list(report.how)),
    )
    return [line for title, items in sections if items for line in _section(title, items, paper)]


def when(seconds: float, zone: tzinfo) -> str:
    """Write a moment (UTC seconds since 1970) as date and time in `zone`."""
    return datetime.fromtimestamp(seconds, zone).strftime("%Y-%m-%d %H:%M")


def _header(report: Report, paper: Paper) -> list[str]:
    header = report.header
    spent = duration(header.elapsed)
    if header.limit is not None:
        spent = f"{round(header.elapsed / 60)} of {round(header.limit / 60)} min"
    right = f"{header.asked} q   {spent}"
    name = f"{line_of(clean(header.exam.upper()))}  {line_of(clean(header.title))}"
    for left in (f" {name}  {when(header.started, paper.zone)}", f" {name}"):
        gap = paper.width - cells(left) - cells(right)
        if gap >= 2:
            return [left + " " * gap + right]
    return [f" {row}" for row in wrap(f"{name} {right}", paper.width - 1)]


def _summary(report: Report, paper: Paper) -> list[str]:
    lines = _labelled("RESULT", result_text(report.result), paper)
    scaled = scaled_text(report.result)
    if scaled:
        lines += _labelled("", scaled, paper)
    for warning in warnings(report.header):
        lines += _labelled("", warning, paper)
    if report.readiness is None:
        return lines
    titles = {row.id: row.title for row in report.domains}
    first, second = readiness_text(report.readiness, titles)
    return [*lines, *_labelled("READINESS", first, paper), *_labelled("", second, paper)]


def _domains(report: Report, paper: Paper) -> list[str]:
    line = report.result.pass_line
    lines = domain_table(report.shown_domains, line, paper.width, paper.ascii_only)
    if report.fresh.text:
        lines += [f" {row}" for row in wrap(report.fresh.text, paper.width - 1)]
    return lines


def _next(report: Report, paper: Paper) -> list[str]:
    lines: list[str] = []
    for number, step in enumerate(report.next, 1):
        lines += _step("DO NEXT" if number == 1 else "", number, step, paper)
    return lines


def _step(label: str, number: int, step: NextStep, paper: Paper) -> list[str]:
    key = f"press {step.key}"
    head = f" {label}".ljust(_INDENT - 2) + f"{number}  "
    text = line_of(clean(step.text))
    first, *more = labelled(head, text, paper.width - _KEY_ROOM, len(head))
    gap = " " * (paper.width - _KEY_ROOM + 2 - cells(first))
    return [f"{first}{gap}{key}", *more]


def _in_words(row: DomainRow) -> str:
    if row.verdict == "too few":
        return f"{row.title}: {verdict_text(row)}"
    numbers = f"{percent(row.estimate)} (likely {span(row.low, row.high)})"
    source = f" from {counted_answers(row.evidence)}" if row.verdict != "near line" else ""
    return f"{row.title}: {verdict_text(row)} Estimate {numbers}{source}."


def _section(title: str, items: Iterable[str], paper: Paper) -> list[str]:
    lines = ["", f" {title}"]
    for item in items:
        lines += labelled("  - ", line_of(clean(item)), paper.width, 4)
    return lines


def _labelled(label: str, text: str, paper: Paper) -> list[str]:
    return labelled(f" {label}", line_of(clean(text)), paper.width, _INDENT)
