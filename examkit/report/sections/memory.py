"""What the candidate remembers of the practiced questions; readiness never uses it."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.drills.recall import Recall, describe_recall
from examkit.report.blocks import Blocks, Paragraph
from examkit.report.report import Report, Section


@dataclass(frozen=True, slots=True)
class MemorySection(Section):
    name = "memory"
    heading = "What you remember"

    memory: Recall | None
    """How many practiced questions the candidate remembers today, or None before any practice."""

    @classmethod
    def build(cls, report: Report) -> MemorySection:
        return cls(report.facts.recall)

    def details(self) -> Blocks:
        if self.memory is not None:
            yield Paragraph(describe_recall(self.memory))
