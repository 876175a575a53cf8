"""Concepts that the candidate confused."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Items
from examkit.report.facts import MixUpRow
from examkit.report.report import Report, Section


@dataclass(frozen=True, slots=True)
class ConfusionsSection(Section):
    name = "confusions"
    heading = "Often confused"

    mix_ups: tuple[MixUpRow, ...]

    @classmethod
    def build(cls, report: Report) -> ConfusionsSection:
        return cls(report.facts.mix_ups)

    def details(self) -> Blocks:
        rows = self.mix_ups
        yield Items(f"{' / '.join(row.titles)}: {pluralize(row.times, 'time')}" for row in rows)
