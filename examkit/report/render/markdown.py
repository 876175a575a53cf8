"""The report as Markdown, to save or send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, tzinfo

from examkit.humanize import pluralize
from examkit.report.blocks import Block, Head, Items, Paragraph, RangeRow, RangeTable, Steps
from examkit.report.markdown_text import escape_line
from examkit.report.phrases import pass_percent, percent, sentence, span
from examkit.report.render.text import format_time
from examkit.report.report import Report, Section
from examkit.report.sections.registry import FIRST_PAGE


def render(report: Report, zone: tzinfo = UTC) -> str:
    """Return the report as Markdown. Text from the bank is escaped, and times are in `zone`."""
    parts = [part for group in FIRST_PAGE for s in group for part in _summary(report[s], zone)]
    parts += [part for section in report for part in _details(section, zone)]
    return "\n\n".join(parts) + "\n"


def _summary(section: Section, zone: tzinfo) -> Iterator[str]:
    label = section.label
    for block in section.summary():
        if label and isinstance(block, Paragraph):
            yield f"**{label}** {escape_line(block.text)}"
        else:
            yield from _parts(f"## {label}" if label else "", block, zone)
        label = ""


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
    match block:
        case Head():
            return _head(block, zone)
        case Paragraph(text):
            return escape_line(text)
        case Items(items):
            return _bullets(items)
        case Steps(steps):
            return _bullets(step.text for step in steps)
        case RangeTable():
            return _range_table(block, zone)
    return ""


def _head(head: Head, zone: tzinfo) -> str:
    facts = (
        format_time(head.started, zone),
        pluralize(head.asked, "question"),
        head.spent,
        f"attempt {escape_line(head.attempt)}",
    )
    return f"# {escape_line(f'{head.exam}: {head.title}')}\n\n{', '.join(facts)}."


def _range_table(table: RangeTable, zone: tzinfo) -> str:
    columns = [sentence(column.head) for column in table.columns]
    head = [table.head, *columns, sentence(table.value), "80% range", sentence(table.remark)]
    rows = _table(head, [_cells(row, zone) for row in table.rows])
    return f"{rows}\n\nPassing score: {pass_percent(table.cut)}."


def _cells(row: RangeRow, zone: tzinfo) -> list[str]:
    share = row.range
    numbers = [percent(share.value), span(share.low, share.high)] if share else ["", ""]
    return [row.name(zone), *row.cells, *numbers, row.remark]


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {escape_line(item)}" for item in items)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head)]
    lines += [[escape_line(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
