"""The settings of all statistics. What depends on the exam is in `CutScore`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from examkit.analytics.estimates import EstimateSettings
from examkit.analytics.evidence import EvidenceSettings
from examkit.analytics.readiness import ReadinessSettings
from examkit.analytics.verdicts import VerdictSettings


@dataclass(frozen=True, slots=True)
class AnalyticsSettings:
    """Settings for evidence, estimates, verdicts, and readiness."""

    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    estimate: EstimateSettings = field(default_factory=EstimateSettings)
    verdict: VerdictSettings = field(default_factory=VerdictSettings)
    readiness: ReadinessSettings = field(default_factory=ReadinessSettings)

    def with_user_settings(self, *, half_life: float, own_rest: float) -> AnalyticsSettings:
        """Return a copy with the user's settings.

        `half_life` is in days, and `own_rest` the maximum weight of other domains in answers.
        """
        return replace(
            self,
            evidence=replace(self.evidence, half_life=half_life),
            estimate=replace(self.estimate, own_rest=own_rest),
        )
