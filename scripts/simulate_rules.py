"""Which rules for weak domains find most after one mock, at which price in false alarms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from simulate_candidates import CUT
from simulate_numbers import FIGURES, ReportCase, follow

from examkit.analytics.estimates import DomainEstimate, estimate_domains
from examkit.analytics.evidence import Evidence
from examkit.analytics.settings import EstimateSettings, VerdictSettings
from examkit.analytics.verdicts import judge_domains

REGRESSIONS, PRIORS = (5.0, 10.0, 20.0, 60.0), ((2.6, 1.4), (5.6, 2.4))
"""Weight of the other domains, and correct and incorrect answers of the prior."""
FAR_BEHIND = ((1.645, 0.80), (2.2, 0.90), (math.inf, 1.0))
"""Standard errors and probability at which a domain is weak for being far behind."""
THRESHOLDS = (0.70, 0.75, 0.78, 0.80, 0.82, 0.85, 0.90)


def print_rules(people: int) -> None:
    """Print false alarms and hits of each rule in the even population."""
    reports = [own[0] for own in follow("even", people, 1)]
    print("other domains  prior  far behind  threshold  false alarms  hits")
    for own_rest, prior in product(REGRESSIONS, PRIORS):
        settings = EstimateSettings(*prior, own_rest=own_rest)
        estimates = [_estimate(report, settings) for report in reports]
        for (errors, alone), sure in product(FAR_BEHIND, THRESHOLDS):
            rule = VerdictSettings(sure, errors, alone)
            judged = [_judge(*pair, rule) for pair in zip(reports, estimates, strict=True)]
            alarms, hits = (FIGURES[name](judged).value for name in ("false alarms", "hits"))
            head = f"{own_rest:>13}{sum(prior):>7}{errors:>12}{sure:>11}"
            print(f"{head}{alarms:>14.3f}{hits:>6.3f}", flush=True)


def _estimate(report: ReportCase, settings: EstimateSettings) -> tuple[DomainEstimate, ...]:
    own = [case.estimate for case in report.domains]
    evidence = [Evidence(each.domain, each.asked, each.right, each.credit) for each in own]
    return estimate_domains(evidence, settings)


def _judge(
    report: ReportCase, estimates: Sequence[DomainEstimate], rule: VerdictSettings
) -> ReportCase:
    verdicts = judge_domains(estimates, CUT, rule)
    cases = zip(report.domains, verdicts, strict=True)
    return replace(report, domains=tuple(replace(case, verdict=verdict) for case, verdict in cases))
