"""The report as a single HTML file, which loads nothing and has no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from pathlib import Path

from examkit.humanize import pluralize
from examkit.report.blocks import BarRow, Bars, Block, Head, Hero, Meter
from examkit.report.charts import (
    draw,
    draw_bar,
    draw_meter,
    draw_range,
    draw_score,
)
from examkit.report.number_text import percent, sentence, span
from examkit.report.ranges import Column, RangeRow, RangeTable
from examkit.report.render.block_writer import write_block
from examkit.report.render.text import format_time
from examkit.report.report import Report, Section
from examkit.report.sections.registry import FIRST_PAGE
from examkit.report.svg import LEAST, MOST, escape_text

MAX_ITEMS, MAX_ROWS = 24, 20
"""A longer list shows only its first items, and a longer table only its last rows."""
CSS = Path(__file__).with_name("page.css")


def render(report: Report, zone: tzinfo = UTC) -> str:
    """Return the report as an HTML page. Text from the bank is escaped, and times are in `zone`."""
    style = CSS.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape_text(f"{report.form.exam.id.upper()}: {report.name}")
    first = "".join(_group([report[kind] for kind in group], zone) for group in FIRST_PAGE)
    details = "".join(_details(section, zone) for section in report)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<main>{first}</main>\n<div class="details">{details}</div>\n</body>\n</html>\n'
    )


def _group(sections: Sequence[Section], zone: tzinfo) -> str:
    """Return the summaries of report sections as one section of the page; empty if none has any."""
    body = "".join(_summary(section, zone) for section in sections)
    return f'<section id="{sections[0].name}-summary">{body}</section>' if body else ""


def _summary(section: Section, zone: tzinfo) -> str:
    body = "".join(_element(block, zone) for block in section.summary())
    return f"<h2>{escape_text(section.label)}</h2>{body}" if body and section.label else body


def _details(section: Section, zone: tzinfo) -> str:
    body = "".join(_element(block, zone) for block in section.details())
    title = escape_text(section.heading)
    return f'<section id="{section.name}"><h2>{title}</h2>{body}</section>' if body else ""


def _element(block: Block, zone: tzinfo) -> str:
    return write_block(
        block,
        head=lambda head: _head(head, zone),
        hero=_hero,
        meter=_meter,
        bars=_bars,
        paragraph=lambda paragraph: f"<p>{escape_text(paragraph.text)}</p>",
        items=lambda items: _list(list(items.items), has_terms=items.has_terms),
        steps=lambda steps: f"<ol>{_rows(step.text for step in steps.steps)}</ol>",
        range_table=lambda table: _range_table(table, zone),
        figure=lambda figure: _figure(draw(figure), figure.caption),
    )


def _head(head: Head, zone: tzinfo) -> str:
    questions = pluralize(head.asked, "question")
    code = "" if head.code in head.exam else head.code
    facts = (head.title, code, format_time(head.started, zone), questions, head.spent)
    about = escape_text(" · ".join(filter(None, facts)))
    return f'<h1>{escape_text(head.exam)}</h1><p class="quiet-text">{about}</p>'


def _hero(hero: Hero) -> str:
    badge = f'<span class="badge {hero.tone}">{hero.verdict}</span> ' if hero.verdict else ""
    first, _, rest = escape_text(hero.text).partition(" ")
    line = f'<p class="hero">{badge}<strong>{first}</strong> {rest}</p>'
    if hero.score is not None:
        return line + _figure(draw_score(hero.score, hero.tone), hero.caption)
    return line + (f'<p class="quiet-text">{escape_text(hero.caption)}</p>' if hero.caption else "")


def _meter(meter: Meter) -> str:
    drawn = "" if meter.share is None else draw_meter(meter.share, meter.tone)
    words = f'<span class="word {meter.tone}">{escape_text(meter.remark)}</span>'
    value = f"<b>{escape_text(meter.text)}</b>"
    notes = f'<p class="quiet-text">{escape_text(" ".join(meter.notes))}</p>'
    line = f'<p class="chance">{escape_text(meter.label)}: {value} {drawn} {words}</p>'
    return line + (notes if meter.notes else "")


def _bars(bars: Bars) -> str:
    if not bars.rows:
        return ""
    rows = "".join(_bar(row, bars) for row in bars.rows)
    legend = '<p class="quiet-text"><span class="pass-mark"></span> passing score</p>'
    return f'<ul class="bars">{rows}</ul>{legend if bars.has_bars else ""}'


def _bar(row: BarRow, bars: Bars) -> str:
    share = bars.percent_of(row)
    word = f'<span class="word {row.tone}">{escape_text(row.remark)}</span>' if row.remark else ""
    drawn = '<span class="no-bar"></span>' if row.share is None else draw_bar(row, bars.cut)
    return (
        f'<li><span class="name">{escape_text(row.label)}</span>{drawn}'
        f'<span class="share">{share}</span><span class="count">{row.count}</span>{word}</li>'
    )


def _list(items: Sequence[str], *, has_terms: bool = False) -> str:
    if has_terms:
        return f"<ul>{''.join(map(_term, items))}</ul>"
    more = len(items) - MAX_ITEMS
    rest = [f"and {more} more"] if more > 0 else []
    return f"<ul>{_rows([*items[:MAX_ITEMS], *rest])}</ul>" if items else ""


def _term(item: str) -> str:
    """Return an item such as "Term: explanation" as an HTML list item, with the term in bold."""
    term, _, text = item.partition(": ")
    return f"<li><b>{escape_text(term)}</b>: {escape_text(text)}</li>"


def _rows(items: Iterable[str]) -> str:
    return "".join(f"<li>{escape_text(item)}</li>" for item in items)


def _figure(drawing: str, caption: str) -> str:
    return f"<figure>{drawing}<figcaption>{escape_text(caption)}</figcaption></figure>"


def _range_table(table: RangeTable, zone: tzinfo) -> str:
    heads = "".join(f"<th{_kind(c)}>{escape_text(sentence(c.head))}</th>" for c in table.columns)
    remark = f"<th>{escape_text(sentence(table.remark))}</th>" if _has_remarks(table) else ""
    head = (
        f"<tr><th>{escape_text(table.head)}</th><th>{span(LEAST, MOST)}</th>"
        f"<th{_NUMBER}>{escape_text(sentence(table.value))}</th><th{_OPTIONAL}>Likely</th>{heads}"
        f"{remark}</tr>"
    )
    rows = "".join(_range_row(table, row, zone) for row in table.rows[-MAX_ROWS:])
    caption = f"<caption>{escape_text(table.caption)}</caption>"
    name = escape_text(table.name)
    return f'<div class="scroll"><table id="fig-{name}">{caption}{head}{rows}</table></div>'


def _has_remarks(table: RangeTable) -> bool:
    return any(row.remark for row in table.rows)


_NUMBER, _OPTIONAL = ' class="number"', ' class="number optional"'


def _kind(column: Column) -> str:
    return _OPTIONAL if column.optional else _NUMBER


def _range_row(table: RangeTable, row: RangeRow, zone: tzinfo) -> str:
    pairs = zip(table.columns, row.cells, strict=True)
    cells = "".join(f"<td{_kind(column)}>{escape_text(cell)}</td>" for column, cell in pairs)
    share = row.range
    value, likely = (percent(share.value), span(share.low, share.high)) if share else ("", "")
    remark = f'<td class="word {row.tone}">{escape_text(row.remark)}</td>'
    return (
        f"<tr><th>{escape_text(row.name(zone))}</th><td>{draw_range(row, table.cut)}</td>"
        f"<td{_NUMBER}>{value}</td><td{_OPTIONAL}>{likely}</td>{cells}"
        f"{remark if _has_remarks(table) else ''}</tr>"
    )
