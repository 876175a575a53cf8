"""Domain estimates from this attempt only, for the JSON report."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.analytics.counted_answers import weigh_usable_answers
from examkit.analytics.estimates import estimate_domains
from examkit.report.report import Report, Section
from examkit.report.sections.domains import DomainRow, domain_rows


@dataclass(frozen=True, slots=True)
class ThisAttemptSection(Section):
    name = "this-attempt"

    alone: tuple[DomainRow, ...]

    @classmethod
    def build(cls, report: Report) -> ThisAttemptSection:
        settings, names = report.facts.settings, [domain.id for domain in report.form.exam.domains]
        weighted = weigh_usable_answers(
            report.own_answers, names, settings.weights, pace=report.exam_pace
        )
        return cls(domain_rows(report, estimate_domains(weighted, settings.estimate)))
