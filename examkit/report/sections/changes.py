"""The answers that the candidate changed, and whether changing them helped."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.analytics.answer_changes import Change, ChangeKind, Changes, find_changes
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Items, Paragraph
from examkit.report.report import Report, Section

_BROUGHT: dict[ChangeKind, str] = {
    "wrong to right": "went from incorrect to correct",
    "right to wrong": "went from correct to incorrect",
    "wrong to wrong": "stayed incorrect",
}
_HELPED = {True: " Overall, that helped.", False: " Overall, that didn't help.", None: ""}


@dataclass(frozen=True, slots=True)
class ChangesSection(Section):
    name = "changes"
    heading = "Changed answers"

    changes: tuple[Change, ...]

    @classmethod
    def build(cls, report: Report) -> ChangesSection:
        return cls(find_changes(report.form, report.facts.events).slots)

    def details(self) -> Blocks:
        if self.changes:
            answers, helped = pluralize(len(self.changes), "answer"), Changes(self.changes).helped
            yield Paragraph(f"You changed {answers}.{_HELPED[helped]}")
        yield Items(filter(None, map(self._questions, _BROUGHT)))

    def _questions(self, kind: ChangeKind) -> str:
        """Return a sentence that lists the questions with changes of a kind; empty without any."""
        numbers = [str(change.slot + 1) for change in self.changes if change.kind == kind]
        if not numbers:
            return ""
        noun = "question" if len(numbers) == 1 else "questions"
        return f"{len(numbers)} {_BROUGHT[kind]}: {noun} {', '.join(numbers)}."
