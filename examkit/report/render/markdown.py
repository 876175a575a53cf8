"""The report as Markdown, to keep or to send."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo

from examkit.humanize import pluralize
from examkit.report.markdown_text import escape_line
from examkit.report.model import DomainRow, Report
from examkit.report.notices import below_domains, below_pace, below_result
from examkit.report.phrases import (
    duration,
    effective,
    pass_percent,
    percent,
    readiness_text,
    result_text,
    span,
    verdict_text,
)
from examkit.report.render.text import format_time
from examkit.report.views import sections

NARROW = 40
"""Columns at which the details have no plots."""


def render(report: Report, zone: tzinfo = UTC) -> str:
    """Write the report; whatever comes from a bank is escaped, so that it stays text."""
    blocks = [
        f"# {escape_line(f'{report.header.exam_title}: {report.header.title}')}",
        _header(report, zone),
        *_summary(report),
        _domains(report),
        *_lists(report, zone),
        f"**Pace:** {escape_line('. '.join((report.pace.text, *below_pace(report))))}",
        "## How these numbers are made",
        _bullets(report.how),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _header(report: Report, zone: tzinfo) -> str:
    header = report.header
    allowed = "untimed" if header.limit is None else f"of {duration(header.limit)}"
    parts = [
        format_time(header.started, zone),
        pluralize(header.asked, "question"),
        f"{duration(header.elapsed)} ({allowed})",
        f"attempt {escape_line(header.attempt)}",
    ]
    return ", ".join(parts) + "."


def _summary(report: Report) -> list[str]:
    said = " ".join((result_text(report.result), *below_result(report)))
    result = f"**Result:** {escape_line(said)}"
    if report.readiness is None:
        return [result]
    titles = {row.id: row.title for row in report.domains}
    told = " ".join(readiness_text(report.readiness, titles))
    return [result, f"**Readiness:** {escape_line(told)}"]


def _domains(report: Report) -> str:
    head = ["Domain", "Of exam", "Right", "Estimate", "80% range", "From", "Verdict", "Meaning"]
    table = _table(head, [_domain_cells(row) for row in report.shown_domains])
    said = "".join(f"\n\n{escape_line(text)}" for text in below_domains(report))
    line = pass_percent(report.result.pass_line)
    return f"## Domains\n\n{table}\n\nPass line {line}.{said}"


def _domain_cells(row: DomainRow) -> list[str]:
    return [
        row.title,
        f"{row.weight:.0f}%",
        f"{row.right} of {row.asked}",
        percent(row.estimate) if row.is_told else "",
        span(row.low, row.high) if row.is_told else "",
        effective(row.evidence),
        row.word,
        verdict_text(row),
    ]


def _lists(report: Report, zone: tzinfo) -> list[str]:
    """Write what to do next, then the details but domains and method, which stand elsewhere."""
    told = sections(report, NARROW, zone, ascii_only=False)
    parts = [("Do next", tuple(step.text for step in report.next))]
    parts += [(s.title.capitalize(), s.items) for s in told if s.name not in ("domains", "how")]
    return [f"## {title}\n\n{_bullets(items)}" for title, items in parts if items]


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {escape_line(item)}" for item in items)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head)]
    lines += [[escape_line(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
