"""The report as Markdown, to save or send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, tzinfo

from examkit.humanize import pluralize
from examkit.report.blocks import Bars, Block, Head, Hero, Meter
from examkit.report.markdown_text import escape_line
from examkit.report.number_text import percent, sentence, span
from examkit.report.ranges import RangeRow, RangeTable
from examkit.report.render.block_writer import write_block
from examkit.report.render.text import format_time
from examkit.report.report import Report, Section
from examkit.report.sections.registry import FIRST_PAGE


def render(report: Report, zone: tzinfo = UTC) -> str:
    """Return the report as Markdown. Text from the bank is escaped, and times are in `zone`."""
    parts = [part for group in FIRST_PAGE for s in group for part in _summary(report[s], zone)]
    parts += [part for section in report for part in _details(section, zone)]
    return "\n\n".join(parts) + "\n"


def _summary(section: Section, zone: tzinfo) -> Iterator[str]:
    heading = f"## {section.label}" if section.label else ""
    for block in section.summary():
        yield from _parts(heading, block, zone)
        heading = ""


def _details(section: Section, zone: tzinfo) -> Iterator[str]:
    heading = f"## {section.heading}"
    for block in section.details():
        for part in _parts(heading, block, zone):
            yield part
            heading = ""


def _parts(heading: str, block: Block, zone: tzinfo) -> Iterator[str]:
    """Yield the heading, if it isn't empty, and the block as text; nothing for an empty block."""
    text = _text(block, zone)
    yield from (part for part in (heading, text) if part and text)


def _text(block: Block, zone: tzinfo) -> str:
    return write_block(
        block,
        head=lambda head: _head(head, zone),
        hero=_hero,
        meter=_meter,
        bars=_bars,
        paragraph=lambda paragraph: escape_line(paragraph.text),
        items=lambda items: _bullets(items.items),
        steps=lambda steps: _bullets(step.text for step in steps.steps),
        range_table=lambda table: _range_table(table, zone),
        figure=lambda _: "",
    )


def _head(head: Head, zone: tzinfo) -> str:
    facts = (
        format_time(head.started, zone),
        pluralize(head.asked, "question"),
        head.spent,
        f"attempt {escape_line(head.attempt)}",
    )
    return f"# {escape_line(f'{head.exam}: {head.title}')}\n\n{', '.join(facts)}."


def _hero(hero: Hero) -> str:
    verdict = f"**{hero.verdict}** " if hero.verdict else ""
    line = f"{verdict}{escape_line(hero.text)}."
    return f"{line}\n\n{escape_line(hero.caption)}" if hero.caption else line


def _meter(meter: Meter) -> str:
    words = f", {escape_line(meter.remark)}" if meter.remark else ""
    first = f"{meter.label}: **{escape_line(meter.text)}**{words}."
    return " ".join([first, *map(escape_line, meter.notes)])


def _bars(bars: Bars) -> str:
    rows = [[row.label, row.count, bars.percent_of(row), row.remark] for row in bars.rows]
    return _table(["", "Correct", "Share", ""], rows) if rows else ""


def _range_table(table: RangeTable, zone: tzinfo) -> str:
    columns = [sentence(column.head) for column in table.columns]
    head = [table.head, *columns, sentence(table.value), "Likely range", sentence(table.remark)]
    return _table(head, [_cells(row, zone) for row in table.rows])


def _cells(row: RangeRow, zone: tzinfo) -> list[str]:
    share = row.range
    numbers = [percent(share.value), span(share.low, share.high)] if share else ["", ""]
    return [row.name(zone), *row.cells, *numbers, row.remark]


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {escape_line(item)}" for item in items)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, without the columns whose cells are all empty."""
    escaped = [[escape_line(cell) for cell in row] for row in rows]
    columns = [column for column in zip(head, *escaped, strict=True) if any(column[1:])]
    first, *rest = zip(*columns, strict=True) if columns else [()]
    lines = [first, ["---"] * len(first), *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
