"""Domain estimates from this attempt only, if the report's estimates use more than one."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.analytics.estimates import estimate_domains
from examkit.analytics.evidence import gather_evidence
from examkit.report.blocks import Blocks, Items
from examkit.report.report import Report, Section
from examkit.report.sections.domains import DomainRow, domain_rows, domain_text
from examkit.report.sections.evidence import EvidenceSection


@dataclass(frozen=True, slots=True)
class ThisAttemptSection(Section):
    name = "this-attempt"
    heading = "This attempt only"

    alone: tuple[DomainRow, ...]
    _attempts: int
    """Number of attempts that the report's estimates are based on."""

    @classmethod
    def build(cls, report: Report) -> ThisAttemptSection:
        settings, names = report.facts.settings, [domain.id for domain in report.form.exam.domains]
        evidence = gather_evidence(
            report.own_answers, names, settings.evidence, pace=report.exam_pace
        )
        rows = domain_rows(report, estimate_domains(evidence, settings.estimate))
        return cls(rows, report[EvidenceSection].rests_on.sittings)

    def details(self) -> Blocks:
        if self._attempts > 1:
            yield Items(domain_text(row) for row in self.alone if row.asked)
