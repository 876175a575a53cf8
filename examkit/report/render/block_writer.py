"""Dispatch of a block to the function that writes its kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from examkit.report import blocks
from examkit.report.ranges import RangeTable

T = TypeVar("T")


def write_block(  # noqa: PLR0913 -- each has a name
    block: blocks.Block,
    *,
    head: Callable[[blocks.Head], T],
    hero: Callable[[blocks.Hero], T],
    meter: Callable[[blocks.Meter], T],
    bars: Callable[[blocks.Bars], T],
    paragraph: Callable[[blocks.Paragraph], T],
    items: Callable[[blocks.Items], T],
    steps: Callable[[blocks.Steps], T],
    range_table: Callable[[RangeTable], T],
    figure: Callable[[blocks.Figure], T],
) -> T:
    """Write a block with the function given for its kind, and return that function's result.

    Every output format must pass a function for each kind.
    """
    if isinstance(block, blocks.Figure):
        return figure(block)
    writers: dict[type, Callable[[Any], T]] = {
        blocks.Head: head,
        blocks.Hero: hero,
        blocks.Meter: meter,
        blocks.Bars: bars,
        blocks.Paragraph: paragraph,
        blocks.Items: items,
        blocks.Steps: steps,
        RangeTable: range_table,
    }
    return writers[type(block)](block)
