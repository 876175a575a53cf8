"""Which answers count as evidence of what a candidate knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from examkit.exam.answer import Answer
from examkit.exam.scoring import ScoreSheet, SlotScore

MOCK_WEIGHT = 1.0
DRILL_WEIGHT = 0.5
"""An answer of a drill counts half: notes may be open, and what was just read helps."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Answers in one domain, each counted with its weight."""

    domain: str
    asked: float = 0.0
    """Effective answers: the sum of their weights."""
    right: float = 0.0
    """The part of `asked` with the full mark."""
    credit: float = 0.0
    """Weighted marks; equals `right` under all-or-nothing marking."""

    def __post_init__(self) -> None:
        if not (0 <= self.right <= self.asked and 0 <= self.credit <= self.asked):
            raise ValueError(f"more right than asked in {self.domain}")


def fresh_evidence(sheet: ScoreSheet, weight: float = MOCK_WEIGHT) -> tuple[Evidence, ...]:
    """Evidence of one attempt by domain, in the exam's order, each answer with `weight`.

    Only first exposures count: a remembered key says little about the rest of the domain.
    An unanswered question counts as wrong if it was on screen and not at all if it was never
    reached, as large-scale assessments treat omitted and not-reached items.
    """
    return tuple(
        _weighted(domain, [s for s in sheet.slots if s.domain == domain and _counts(s)], weight)
        for domain in sheet.domains
    )


def evidence_of(answers: Iterable[Answer], domains: Sequence[str]) -> tuple[Evidence, ...]:
    """Evidence of all past answers by domain, in the order of `domains`, by the same rules."""
    totals = {domain: Evidence(domain) for domain in domains}
    for answer in answers:
        reached = answer.outcome != "unanswered" or bool(answer.seconds)
        if answer.domain in totals and answer.fresh and reached:
            weight = MOCK_WEIGHT if answer.mode == "mock" else DRILL_WEIGHT
            right = weight * (answer.outcome == "right")
            sofar = totals[answer.domain]
            totals[answer.domain] = Evidence(
                answer.domain, sofar.asked + weight, sofar.right + right, sofar.credit + right
            )
    return tuple(totals.values())


def pooled(sittings: Iterable[Iterable[Evidence]]) -> tuple[Evidence, ...]:
    """Add up the evidence of several attempts by domain, in order of first appearance."""
    totals: dict[str, Evidence] = {}
    for sitting in sittings:
        for part in sitting:
            sofar = totals.get(part.domain, Evidence(part.domain))
            totals[part.domain] = Evidence(
                domain=part.domain,
                asked=sofar.asked + part.asked,
                right=sofar.right + part.right,
                credit=sofar.credit + part.credit,
            )
    return tuple(totals.values())


def _counts(slot: SlotScore) -> bool:
    reached = slot.outcome != "unanswered" or slot.seconds > 0
    return slot.fresh and reached


def _weighted(domain: str, slots: list[SlotScore], weight: float) -> Evidence:
    return Evidence(
        domain=domain,
        asked=weight * len(slots),
        right=weight * sum(slot.outcome == "right" for slot in slots),
        credit=weight * sum(slot.credit for slot in slots),
    )
