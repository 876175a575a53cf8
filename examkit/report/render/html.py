"""The report as one HTML file: nothing fetched, no script, prints on two pages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from pathlib import Path

from examkit.humanize import pluralize
from examkit.report.charts import (
    changes_figure,
    domain_figure,
    sureness_figure,
    time_figure,
    trend_figure,
)
from examkit.report.model import DomainRow, NoteToRead, Report
from examkit.report.notices import below_domains, below_pace, below_result
from examkit.report.phrases import (
    changes_text,
    counted_answers,
    duration,
    pass_percent,
    readiness_text,
    result_text,
    sentence,
    span,
    step_text,
    sureness_text,
    verdict_text,
)
from examkit.report.render.text import format_time
from examkit.report.svg import escape_text

MOST_NOTES, MOST_MOCKS = 12, 8
"""What the page shows of long lists: it has an end."""
CSS = Path(__file__).with_name("page.css")


def render(report: Report, zone: tzinfo = UTC) -> str:
    """Write the page; whatever comes from a bank is escaped, times are told in `zone`."""
    style = CSS.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape_text(f"{report.header.exam.upper()}: {report.header.title}")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_first(report, zone)}\n{_second(report, zone)}\n</body>\n</html>\n"
    )


def _first(report: Report, zone: tzinfo) -> str:
    parts = (_head(report, zone), _result(report), _readiness(report), _domains(report))
    notes = _list("Notes to read", (f"{n.title}: {n.misses} missed" for n in _notes(report)))
    return f"<main>{''.join(parts)}{_next(report)}{notes}</main>"


def _second(report: Report, zone: tzinfo) -> str:
    figures = f'<div class="figures">{_trend(report, zone)}{_time(report)}</div>'
    parts = (
        figures,
        _habits(report),
        _topics(report),
        _list("How these numbers are made", report.how, "how"),
    )
    return f'<section class="second">{"".join(parts)}</section>'


def _head(report: Report, zone: tzinfo) -> str:
    header = report.header
    allowed = "untimed" if header.limit is None else f"of {duration(header.limit)}"
    told = (
        f"{header.title}, {format_time(header.started, zone)}, "
        f"{pluralize(header.asked, 'question')}, {duration(header.elapsed)} ({allowed})"
    )
    return f"<h1>{escape_text(header.exam_title)}</h1>{_p(told, 'quiet-text')}"


def _result(report: Report) -> str:
    said = "".join(_p(text) for text in below_result(report))
    return f"<h2>Result</h2>{_p(result_text(report.result), 'big')}{said}"


def _readiness(report: Report) -> str:
    if report.readiness is None:
        return ""
    titles = {row.id: row.title for row in report.domains}
    first, second = readiness_text(report.readiness, titles)
    return f"<h2>Readiness</h2>{_p(first, 'big')}{_p(second)}"


def _domains(report: Report) -> str:
    rows, line = report.shown_domains, report.result.pass_line
    figure = _figure(
        domain_figure(rows, line),
        "The dot is the estimate of what you would get right in the whole domain, the thick line "
        "its 80% range, the thin one its 90% range; the dashed line is the pass line of "
        f"{pass_percent(line)}.",
    )
    notes = "".join(_p(text, "quiet-text") for text in below_domains(report))
    return f"<h2>Domains</h2>{figure}{_domain_table(rows)}{notes}"


def _domain_table(rows: Sequence[DomainRow]) -> str:
    head = (
        '<tr><th>Domain</th><th class="number optional">Of exam</th><th class="number">Right</th>'
        '<th class="number">Likely</th><th>Verdict</th></tr>'
    )
    body = "".join(
        f'<tr><td>{escape_text(row.title)}</td><td class="number optional">{row.weight:.0f}%</td>'
        f'<td class="number">{row.right} of {row.asked}</td>'
        f'<td class="number">{_likely(row)}</td><td>{escape_text(verdict_text(row))}</td></tr>'
        for row in rows
    )
    return f'<div class="scroll"><table>{head}{body}</table></div>'


def _likely(row: DomainRow) -> str:
    return span(row.low, row.high) if row.is_told else ""


def _next(report: Report) -> str:
    items = "".join(f"<li>{escape_text(step.text)}</li>" for step in report.next)
    return f"<h2>Do next</h2><ol>{items}</ol>" if items else ""


def _trend(report: Report, zone: tzinfo) -> str:
    if len(report.trend) < 2:
        said = _p("Shown from your second mock with fresh questions.", "quiet-text")
        return f"<div><h2>Trend</h2>{said}</div>" if report.header.mode == "mock" else ""
    figure = _figure(
        trend_figure(report.trend[-MOST_MOCKS:], report.result.pass_line, zone),
        "Share of right answers with its 80% range; a hollow dot reused many questions.",
    )
    said = _p(step_text(report.step) or "", "")
    return f"<div><h2>Trend</h2>{figure}{said}</div>"


def _time(report: Report) -> str:
    timed = [slot for slot in report.slots if slot.seconds > 0]
    said = "".join(map(_p, (sentence(report.pace.text) + ".", *below_pace(report))))
    if not timed:
        return f"<div><h2>Time</h2>{said}</div>"
    caption = "A bar for each question in the order asked; filled bars were right."
    figure = _figure(time_figure(report.slots, report.pace.allowed), caption)
    return f"<div><h2>Time</h2>{figure}{said}</div>"


def _habits(report: Report) -> str:
    parts = []
    if report.sureness is not None:
        figure = sureness_figure(report.sureness)
        parts.append(_figure(figure, sentence(sureness_text(report.sureness) or "")))
    if report.changes.slots:
        figure = changes_figure(report.changes)
        parts.append(_figure(figure, f"Changed answers: {changes_text(report.changes)}"))
    pairs = [f"{r.titles[0]} / {r.titles[1]}: {pluralize(r.times, 'time')}" for r in report.mix_ups]
    habits = f'<h2>Habits</h2><div class="pair">{"".join(parts)}</div>' if parts else ""
    return habits + _list("Mixed up", pairs)


def _topics(report: Report) -> str:
    missed = [f"{row.title}: {row.right} of {row.asked} right" for row in report.topics]
    known = [
        f"{row.title}: {row.verdict}, likely {span(row.low, row.high)} "
        f"({counted_answers(row.evidence)})"
        for row in report.known_topics
        if row.is_told
    ]
    few = sum(not row.is_told for row in report.known_topics)
    if few:
        known.append(f"{few} more: too few fresh answers")
    return _list("Topics with two or more misses", missed) + _list("Topics so far", known)


def _notes(report: Report) -> Sequence[NoteToRead]:
    """The most missed ones."""
    return report.notes_to_read[:MOST_NOTES]


def _list(title: str, items: Iterable[str], kind: str = "") -> str:
    rows = "".join(f"<li>{escape_text(item)}</li>" for item in items)
    return f'<h2>{escape_text(title)}</h2><ul class="{kind}">{rows}</ul>' if rows else ""


def _figure(drawn: str, caption: str) -> str:
    return f"<figure>{drawn}<figcaption>{escape_text(caption)}</figcaption></figure>"


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape_text(text)}</p>' if text else ""
