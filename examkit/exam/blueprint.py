"""The blueprint: how many questions a form takes from each domain."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from examkit.bank.model import Exam


@dataclass(frozen=True, slots=True)
class Blueprint:
    """How many questions a form takes from each domain, by domain id in the exam's order."""

    quotas: dict[str, int]
    shortfall: dict[str, int]
    """By domain id, how many questions are missing from the domain's share.

    Other domains make up for them. Domains with enough questions are absent.
    """


def domain_weights(exam: Exam) -> dict[str, float]:
    """Return the weight of each domain, by domain id.

    For a domain with a fixed number of questions, that number is the weight.
    """
    return {domain.id: float(domain.weight or domain.questions or 0) for domain in exam.domains}


def make_blueprint(
    weights: Mapping[str, float], supply: Mapping[str, int], total: int
) -> Blueprint:
    """Divide `total` questions among domains by weight.

    `weights` and `supply`, the number of available questions, are keyed by domain id. A domain with
    too few questions leaves the rest of its share to the others. The quotas add up to less than
    `total` only if the whole supply does.
    """
    ideal = largest_remainder(weights, total)
    quotas = dict.fromkeys(weights, 0)
    open_domains = dict(weights)
    left = total
    while open_domains and left > 0:
        shares = largest_remainder(open_domains, left)
        scarce = [d for d in open_domains if supply.get(d, 0) < shares[d]]
        for domain in scarce or tuple(open_domains):
            quotas[domain] = supply.get(domain, 0) if scarce else shares[domain]
            left -= quotas[domain]
            del open_domains[domain]
    shortfall = {d: ideal[d] - supply.get(d, 0) for d in weights if supply.get(d, 0) < ideal[d]}
    return Blueprint(quotas, shortfall)


def largest_remainder(weights: Mapping[str, float], total: int) -> dict[str, int]:
    """Return each domain's number of questions when exactly `total` are divided by weight.

    This is Hamilton's method, with weights and results by domain id: each domain gets the whole
    part of its share. The remaining questions go to the domains with the largest fractional parts,
    and in a tie to the larger weight.
    """
    weight_sum = sum(weights.values())
    exact = {domain: total * weight / weight_sum for domain, weight in weights.items()}
    seats = {domain: math.floor(share) for domain, share in exact.items()}
    by_remainder = sorted(exact, key=lambda d: (seats[d] - exact[d], -weights[d], d))
    for domain in by_remainder[: total - sum(seats.values())]:
        seats[domain] += 1
    return seats
