"""Standing: what a candidate's answers support on one exam at one moment.

Home, reports, drills, and study plans take their estimates and their weak areas from here, so that
they name the same domain first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from examkit.analytics.counted_answers import (
    age_in_days,
    careless_attempts,
    usable_answers,
    weigh_answers,
)
from examkit.analytics.cut_score import CutScore
from examkit.analytics.estimates import DomainEstimate, estimate_domains
from examkit.analytics.pace import NOTE_BELOW, is_rapid
from examkit.analytics.settings import AnalyticsSettings
from examkit.analytics.verdicts import Verdict, VerdictName, judge_domains
from examkit.exam.past_answer import PastAnswer

Basis = Literal["estimates", "counts", "nothing"]
"""What a ranking of domains is based on: estimates, or else one attempt's counts, or nothing."""
URGENCY: Mapping[VerdictName, float] = {"weak": 1.5, "near line": 1.0, "ok": 0.3}
"""Factor for the exam points missed in a domain, by its verdict, when domains are ranked.

A domain without enough answers for a verdict counts as "near line" if its estimate is below the cut
score, and otherwise as "ok".
"""


@dataclass(frozen=True, slots=True)
class QuickAnswers:
    """How many answers to new questions don't count because some were given too quickly."""

    uncounted: int
    """Number of answers that don't count: rapid ones, and all of careless attempts."""
    rapid: int
    """Number of the uncounted answers that were themselves given too quickly."""
    answered: int
    """Number of answers to new questions, whether they count or not."""

    @property
    def matters(self) -> bool:
        """Return whether more than a tenth of the answers don't count."""
        return self.answered - self.uncounted < NOTE_BELOW * self.answered


class Standing:
    """What the answers to one exam's questions support at one moment.

    `answers` are oldest first, with the domains that this exam gives their questions. `pace` is the
    exam's time per question in seconds, and `moment` is in UTC seconds since 1970. Without a
    verdict on any domain, domains are ranked by the counts of `latest`, the answers of one attempt:
    by default, of the latest one.
    """

    def __init__(
        self,
        answers: Sequence[PastAnswer],
        target: CutScore,
        pace: float,
        moment: float,
        settings: AnalyticsSettings | None = None,
        latest: Sequence[PastAnswer] | None = None,
    ) -> None:
        self.answers = answers
        self.target = target
        self.pace = pace
        self._moment = moment
        self._settings = settings or AnalyticsSettings()
        self._latest = latest

    @cached_property
    def usable(self) -> tuple[PastAnswer, ...]:
        """Return the answers that count for estimates."""
        return usable_answers(self.answers, self.pace)

    @property
    def age_days(self) -> int:
        """Return the full days from the newest usable answer to `moment`."""
        return age_in_days(self.usable, self._moment)

    @cached_property
    def estimates(self) -> tuple[DomainEstimate, ...]:
        """Return one estimate per domain from all usable answers, in the exam's order."""
        settings = self._settings
        weighted = weigh_answers(self.usable, list(self.target.weights), settings.weights)
        return estimate_domains(weighted, settings.estimate, settings.weights.fade(self.age_days))

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Return one verdict per domain, in the exam's order."""
        return judge_domains(self.estimates, self.target.share, self._settings.verdict)

    @cached_property
    def shares(self) -> dict[str, float]:
        """Return the estimated share correct, 0 to 1, of each domain with a verdict, by its id."""
        pairs = zip(self.estimates, self.verdicts, strict=True)
        return {each.domain: each.point for each, verdict in pairs if verdict.word != "too few"}

    @cached_property
    def basis(self) -> Basis:
        """Return whether `ranking` is based on estimates, one attempt's counts, or nothing."""
        if self.shares:
            return "estimates"
        return "counts" if self._counted else "nothing"

    @cached_property
    def ranking(self) -> tuple[str, ...]:
        """Return the ids of domains with answers, first where practice gains the most exam points.

        Once a domain has a verdict, the others are ranked by their estimates, too. A domain that is
        known well would otherwise come first only because it was asked most.
        """
        pairs = zip(self.estimates, self.verdicts, strict=True) if self.shares else ()
        urgency = {each.domain: self._urgency(each, verdict.word) for each, verdict in pairs}
        return rank_domains(self._ranked, self.target.weights, urgency)

    @cached_property
    def weak(self) -> tuple[str, ...]:
        """Return the ids of domains with a share correct below the cut score, in ranking order."""
        return tuple(name for name in self.ranking if self._ranked[name] < self.target.share)

    @cached_property
    def quick(self) -> QuickAnswers:
        """Return how many answers don't count because some were given too quickly."""
        given = [a for a in self.answers if a.fresh and not a.left_out and _is_given(a)]
        careless = careless_attempts(self.answers, self.pace)
        lost = [a for a in given if a.attempt in careless or is_rapid(a, self.pace)]
        return QuickAnswers(len(lost), sum(is_rapid(a, self.pace) for a in lost), len(given))

    def _urgency(self, estimate: DomainEstimate, word: VerdictName) -> float:
        if word == "too few":
            word = "near line" if estimate.point < self.target.share else "ok"
        return URGENCY[word]

    @cached_property
    def _ranked(self) -> dict[str, float]:
        """Return the share correct, from 0 to 1, that decides each domain's rank, by domain id.

        Shares are estimated if any domain has a verdict, and otherwise counted in one attempt.
        """
        if not self.shares:
            return self._counted
        return {each.domain: each.point for each in self.estimates if each.asked}

    @cached_property
    def _counted(self) -> dict[str, float]:
        """Return each domain's share correct in the latest attempt, from 0 to 1, by domain id.

        Domains without questions in that attempt are absent.
        """
        latest = self._latest
        if latest is None:
            latest = [a for a in self.answers if a.attempt == self.answers[-1].attempt]
        asked: dict[str, list[bool]] = {}
        for answer in latest:
            asked.setdefault(answer.domain, []).append(answer.outcome == "right")
        names = filter(asked.get, self.target.weights)
        return {name: sum(asked[name]) / len(asked[name]) for name in names}


def _is_given(answer: PastAnswer) -> bool:
    return answer.outcome != "unanswered"


def rank_domains(
    shares: Mapping[str, float], weights: Mapping[str, float], urgency: Mapping[str, float]
) -> tuple[str, ...]:
    """Return the ids of domains, first the one where the candidate misses the most exam points.

    `shares` are what the candidate gets correct, and `weights` the domains' shares of the exam,
    both from 0 to 1 and by domain id. `urgency`, also by domain id, multiplies the missed points,
    by default by 1.
    """

    def missed(domain: str) -> float:
        return weights[domain] * (1 - shares[domain]) * urgency.get(domain, 1.0)

    return tuple(sorted(shares, key=missed, reverse=True))
