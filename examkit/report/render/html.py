"""The report as a single HTML file, which loads nothing and has no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path

from examkit.humanize import pluralize
from examkit.report.blocks import (
    Block,
    Column,
    Figure,
    Head,
    Items,
    Paragraph,
    RangeRow,
    RangeTable,
    Steps,
)
from examkit.report.charts import draw, draw_ranges
from examkit.report.phrases import sentence, span
from examkit.report.render.text import format_time
from examkit.report.report import Report, Section
from examkit.report.sections.registry import FIRST_PAGE
from examkit.report.svg import escape_text

MAX_ITEMS, MAX_ROWS = 24, 20
"""A longer list shows only its first items, and a longer table only its last rows."""
CSS = Path(__file__).with_name("page.css")


def render(report: Report, zone: tzinfo = UTC) -> str:
    """Return the report as an HTML page. Text from the bank is escaped, and times are in `zone`."""
    style = CSS.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape_text(f"{report.form.exam.id.upper()}: {report.form.title}")
    kinds = [kind for group in FIRST_PAGE for kind in group]
    first = "".join(part for kind in kinds for part in _summary(report[kind], zone))
    details = "".join(_details(section, zone) for section in report)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<main>{first}</main>\n<div class="details">{details}</div>\n</body>\n</html>\n'
    )


def _summary(section: Section, zone: tzinfo) -> Iterator[str]:
    label = section.label
    for block in section.summary():
        if label and isinstance(block, Paragraph):
            yield f'<p class="fact"><b>{escape_text(label)}</b> {escape_text(block.text)}</p>'
        else:
            heading = f"<h2>{escape_text(label)}</h2>" if label else ""
            yield heading + _element(block, zone)
        label = ""


def _details(section: Section, zone: tzinfo) -> str:
    body = "".join(_element(block, zone) for block in section.details())
    title = escape_text(section.heading)
    return f'<section id="{section.name}"><h2>{title}</h2>{body}</section>' if body else ""


def _element(block: Block, zone: tzinfo) -> str:
    match block:
        case Head():
            return _head(block, zone)
        case Paragraph(text):
            return f'<p class="quiet-text">{escape_text(text)}</p>'
        case Items(items):
            return _list(list(items))
        case Steps(steps):
            return f"<ol>{_rows(step.text for step in steps)}</ol>"
        case RangeTable():
            return _range_table(replace(block, rows=block.rows[-MAX_ROWS:]), zone)
        case Figure():
            return _figure(draw(block), block.caption)


def _head(head: Head, zone: tzinfo) -> str:
    questions = pluralize(head.asked, "question")
    facts = (head.title, format_time(head.started, zone), questions, head.spent)
    about = escape_text(", ".join(facts))
    return f'<h1>{escape_text(head.exam)}</h1><p class="quiet-text">{about}</p>'


def _list(items: Sequence[str]) -> str:
    more = len(items) - MAX_ITEMS
    rest = [f"and {more} more"] if more > 0 else []
    return f"<ul>{_rows([*items[:MAX_ITEMS], *rest])}</ul>" if items else ""


def _rows(items: Iterable[str]) -> str:
    return "".join(f"<li>{escape_text(item)}</li>" for item in items)


def _figure(drawing: str, caption: str) -> str:
    return f"<figure>{drawing}<figcaption>{escape_text(caption)}</figcaption></figure>"


def _range_table(table: RangeTable, zone: tzinfo) -> str:
    heads = "".join(f"<th{_kind(c)}>{escape_text(sentence(c.head))}</th>" for c in table.columns)
    head = (
        f"<tr><th>{escape_text(table.head)}</th>{heads}<th{_NUMBER}>Likely</th>"
        f"<th>{escape_text(sentence(table.remark))}</th></tr>"
    )
    rows = "".join(_range_row(table, row, zone) for row in table.rows)
    figure = _figure(draw_ranges(table, zone), table.caption)
    return f'{figure}<div class="scroll"><table>{head}{rows}</table></div>'


_NUMBER = ' class="number"'


def _kind(column: Column) -> str:
    return ' class="number optional"' if column.optional else _NUMBER


def _range_row(table: RangeTable, row: RangeRow, zone: tzinfo) -> str:
    pairs = zip(table.columns, row.cells, strict=True)
    cells = "".join(f"<td{_kind(column)}>{escape_text(cell)}</td>" for column, cell in pairs)
    likely = span(row.range.low, row.range.high) if row.range else ""
    return (
        f"<tr><td>{escape_text(row.name(zone))}</td>{cells}<td{_NUMBER}>{likely}</td>"
        f"<td>{escape_text(row.remark)}</td></tr>"
    )
