"""Answers that were changed, and whether changing helped."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.analytics.answer_changes import Change, ChangeKind, Changes, find_changes
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, CountFigure, Items, Paragraph
from examkit.report.report import Report, Section

_KINDS: tuple[ChangeKind, ...] = ("wrong to right", "right to wrong", "wrong to wrong")
_HELPED = {True: " Changing helped.", False: " Changing did not help here.", None: ""}


@dataclass(frozen=True, slots=True)
class ChangesSection(Section):
    name = "changes"
    label = "Changed"
    heading = "Changed answers"

    changes: tuple[Change, ...]

    @classmethod
    def build(cls, report: Report) -> ChangesSection:
        return cls(find_changes(report.form, report.facts.events).slots)

    def summary(self) -> Blocks:
        if self.changes:
            answers, helped = pluralize(len(self.changes), "answer"), Changes(self.changes).helped
            counts = ", ".join(f"{count} {kind}" for kind, count in self._counts())
            yield Paragraph(f"{answers}: {counts}.{_HELPED[helped]}")

    def details(self) -> Blocks:
        if self.changes:
            yield CountFigure(
                name=self.name,
                title="Changed answers",
                caption="Changed answers by what they brought.",
                counts=self._counts(),
            )
        yield Items(f"question {change.slot + 1}: {change.kind}" for change in self.changes)

    def _counts(self) -> tuple[tuple[str, int], ...]:
        return tuple((kind, Changes(self.changes).count(kind)) for kind in _KINDS)
