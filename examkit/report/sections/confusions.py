"""Concepts that the candidate confused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from examkit.humanize import pluralize
from examkit.report.blocks import Block, Items
from examkit.report.facts import MixUpRow
from examkit.report.report import Report, Section


@dataclass(frozen=True, slots=True)
class ConfusionsSection(Section):
    """The confused pairs of all attempts up to this one."""

    name = "confusions"
    heading = "Mixed up"

    mix_ups: tuple[MixUpRow, ...]

    @classmethod
    def build(cls, report: Report) -> Self:
        return cls(report.facts.mix_ups)

    def details(self) -> Iterable[Block]:
        rows = self.mix_ups
        yield Items(f"{' / '.join(row.titles)}: {pluralize(row.times, 'time')}" for row in rows)
