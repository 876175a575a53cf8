"""The settings of all statistics. What depends on the exam is in `CutScore`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class WeightSettings:
    """Settings for how much an answer counts."""

    half_life: float = 14.0
    """Age in days at which an answer counts half as much as the newest."""
    mock: float = 1.0
    drill: float = 0.5
    """Weight of a drill's answer, lower because notes may be open or freshly read."""

    def fade(self, days: float) -> float:
        """Return the share of its weight, from 0 to 1, that an answer keeps after `days` days."""
        return float(0.5 ** (max(0.0, days) / self.half_life))


@dataclass(frozen=True, slots=True)
class EstimateSettings:
    """Settings for the prior and the range of an estimate."""

    prior_right: float = 2.6
    """Correct answers in the prior. With `prior_wrong`, it expects 65% and weighs four answers."""
    prior_wrong: float = 1.4
    own_rest: float = 15.0
    """Maximum weight of the other domains in one domain's estimate, in answers."""
    apart: float = 0.8
    """Minimum distance from the other domains, in standard errors, to widen a domain's range.

    The wider range also covers an estimate with a quarter of the weight of the other domains.
    """
    range_share: float = 0.80
    """Share of cases in which the range should contain the true value."""
    range_held: float = 0.86
    """Share of simulated cases with the true value in the range, after one mock and by default."""


@dataclass(frozen=True, slots=True)
class VerdictSettings:
    """Settings for verdicts on domains, and for how many answers a verdict needs."""

    sure: float = 0.81
    """Minimum probability that a weak domain is below the cut score, or that an ok one is above."""
    behind_errors: float = 2.2
    """How many standard errors a domain must be behind the others to be weak for that reason."""
    alone: float = 0.90
    """Minimum probability, by its own answers, that a domain behind the others is below the cut."""
    enough: float = 6.0
    """Effective number of answers that a verdict needs."""


@dataclass(frozen=True, slots=True)
class ReadinessSettings:
    """Settings for the forecast of the exam, and for how many answers a forecast needs."""

    bank_trust: float = 0.20
    """Standard deviation, in logits, of how the bank's difficulty differs from the real exam's."""
    population_mean: float = 0.68
    """Average share correct of all candidates, toward which a candidate's own is regressed."""
    population_worth: float = 20.0
    """Weight of `population_mean` in answers; fits a standard deviation of .10 among candidates."""
    pace_spread: float = 0.10
    """Standard deviation of the number of questions reached in time, as a share of that number."""
    daily_gain: float = 0.02
    """How much someone who studies can improve per day, in logits.

    The upper end of a range for the chance of passing includes this gain for each day of the
    answers' average age.
    """
    words_from: float = 40.0
    """Effective fresh answers needed to describe the chance of passing in words."""
    number_from: float = 65.0
    """Effective fresh answers needed for a percentage, which also needs a timed, fresh mock."""
    single_from: float = 100.0
    """Effective fresh answers needed to show one percentage; with fewer, a report shows a range."""
    per_domain: float = 6.0
    """Effective fresh answers needed in every domain to show any chance of passing."""
    newest_within: float = 21.0
    """Maximum age in days of the newest answer; if it is older, new answers are needed first."""


@dataclass(frozen=True, slots=True)
class AnalyticsSettings:
    """Settings for weights, estimates, verdicts, and readiness."""

    weights: WeightSettings = field(default_factory=WeightSettings)
    estimate: EstimateSettings = field(default_factory=EstimateSettings)
    verdict: VerdictSettings = field(default_factory=VerdictSettings)
    readiness: ReadinessSettings = field(default_factory=ReadinessSettings)

    def with_user_settings(self, *, half_life: float, own_rest: float) -> AnalyticsSettings:
        """Return a copy with the user's settings.

        `half_life` is in days, and `own_rest` is the maximum weight, in answers, of the other
        domains in one domain's estimate.
        """
        return replace(
            self,
            weights=replace(self.weights, half_life=half_life),
            estimate=replace(self.estimate, own_rest=own_rest),
        )
