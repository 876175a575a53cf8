"""The counts of a bank as aligned text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from examkit.cli.table import align
from examkit.report.number_text import sentence

_INDENT = "  "


def stats_lines(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield a bank's statistics as lines: single values first, then a table for each group.

    `values` maps the name of a statistic to its value, or to a mapping for a group.
    """
    single = [(sentence(name), str(value)) for name, value in values.items() if _is_single(value)]
    yield from align(single, right=(1,))
    for name, value in values.items():
        if not _is_single(value) and value:
            yield ""
            yield sentence(name)
            yield from (f"{_INDENT}{line}" for line in _group_lines(value))


def _is_single(value: object) -> bool:
    return not isinstance(value, dict)


def _group_lines(group: Mapping[str, Any]) -> list[str]:
    """Return a group of statistics as the lines of a table, with a row for each key.

    If the values are mappings, each of their keys becomes a column.
    """
    first = next(iter(group.values()))
    if not isinstance(first, dict):
        return align([(key, _text(value)) for key, value in group.items()], right=(1,))
    heads = [name for name in first if name != "title"]
    rows = [["", *heads, ""]]
    for key, counts in group.items():
        numbers = (_text(counts.get(head, "")) for head in heads)
        rows.append([key, *numbers, str(counts.get("title", ""))])
    return align(rows, right=range(1, 1 + len(heads)))


def _text(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
