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
        """Return the share of its weight, from 0 to 1, that an answer has after `days` days."""
        return float(0.5 ** (max(0.0, days) / self.half_life))


@dataclass(frozen=True, slots=True)
class EstimateSettings:
    """Settings for the prior and the range of an estimate."""

    prior_right: float = 2.6
    """Correct answers in the prior. With `prior_wrong`, it expects 65% and weighs four answers."""
    prior_wrong: float = 1.4
    own_rest: float = 15.0
    """Maximum weight of the other domains in one domain's estimate, in answers (m)."""
    apart: float = 0.8
    """Standard errors from the other domains at which a domain's range is widened.

    The wider range also covers an estimate with a quarter of the weight of the other domains.
    """
    range_share: float = 0.80
    """Share of cases in which the range should contain the true value."""
    range_held: float = 0.86
    """Share of cases in which it did for simulated people, after one mock and by default."""


@dataclass(frozen=True, slots=True)
class VerdictSettings:
    """Settings for verdicts, and for the answers that one needs."""

    sure: float = 0.81
    """Probability of being below the cut score that makes a domain weak, or above it ok."""
    behind_errors: float = 2.2
    """How many standard errors below the other domains make a domain weak for being behind."""
    alone: float = 0.90
    """Probability below the cut score, by its own answers, that such a domain also needs."""
    enough: float = 6.0
    """Effective number of answers that a verdict needs."""


@dataclass(frozen=True, slots=True)
class ReadinessSettings:
    """Settings for the forecast of the exam, and for the answers that it needs."""

    bank_trust: float = 0.20
    """Standard deviation, in logits, of how the bank's difficulty differs from the real exam's."""
    population_mean: float = 0.68
    """Average share correct of all candidates, toward which a candidate's own is regressed."""
    population_worth: float = 20.0
    """Weight of that average in answers, for a standard deviation of .10 among candidates."""
    pace_spread: float = 0.10
    """Standard deviation of the number of questions reached in time, as a share of that number."""
    daily_gain: float = 0.02
    """How much someone who studies can improve per day, in logits.

    The upper end of a range includes it for the average age of the answers.
    """
    words_from: float = 40.0
    """Effective fresh answers needed to describe the chance of passing in words."""
    number_from: float = 65.0
    """Effective fresh answers needed for a percentage, which also needs a timed, fresh mock."""
    single_from: float = 100.0
    """Effective fresh answers needed for a single percentage; with fewer, it is a range."""
    per_domain: float = 6.0
    """Effective fresh answers needed in every domain."""
    newest_within: float = 21.0
    """Maximum age in days of the newest answer."""


@dataclass(frozen=True, slots=True)
class AnalyticsSettings:
    """Settings for weights, estimates, verdicts, and readiness."""

    weights: WeightSettings = field(default_factory=WeightSettings)
    estimate: EstimateSettings = field(default_factory=EstimateSettings)
    verdict: VerdictSettings = field(default_factory=VerdictSettings)
    readiness: ReadinessSettings = field(default_factory=ReadinessSettings)

    def with_user_settings(self, *, half_life: float, own_rest: float) -> AnalyticsSettings:
        """Return a copy with the user's settings.

        `half_life` is in days, and `own_rest` the maximum weight of other domains in answers.
        """
        return replace(
            self,
            weights=replace(self.weights, half_life=half_life),
            estimate=replace(self.estimate, own_rest=own_rest),
        )
