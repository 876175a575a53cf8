"""The answers that the candidate changed, and whether changing them helped."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.analytics.answer_changes import Change, ChangeKind, Changes, find_changes
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, CountFigure, Items, Paragraph
from examkit.report.report import Report, Section

_BROUGHT: dict[ChangeKind, str] = {
    "wrong to right": "improved",
    "right to wrong": "got worse",
    "wrong to wrong": "stayed incorrect",
}
_HELPED = {True: " Changing helped.", False: " Changing didn't help.", None: ""}


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
            counts = ", ".join(f"{count} {brought}" for brought, count in self._counts())
            yield Paragraph(f"You changed {answers}: {counts}.{_HELPED[helped]}")

    def details(self) -> Blocks:
        if self.changes:
            yield CountFigure(
                name=self.name,
                title="Changed answers",
                caption="Changed answers by outcome.",
                counts=self._counts(),
            )
        yield Items(
            f"Question {change.slot + 1}: {_BROUGHT[change.kind]}" for change in self.changes
        )

    def _counts(self) -> tuple[tuple[str, int], ...]:
        count = Changes(self.changes).count
        return tuple((brought, count(kind)) for kind, brought in _BROUGHT.items())
