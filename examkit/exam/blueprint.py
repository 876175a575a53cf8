"""The blueprint: how many questions a form takes from each domain."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from examkit.bank.model import Exam


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Questions by domain id, in the exam's order."""

    quotas: dict[str, int]
    shortfall: dict[str, int]
    """Questions that a domain lacks for its share; others stand in for them."""


def domain_weights(exam: Exam) -> dict[str, float]:
    """Weight of each domain; a fixed number of questions counts as a weight."""
    return {domain.id: float(domain.weight or domain.questions or 0) for domain in exam.domains}


def make_blueprint(wanted: Mapping[str, float], supply: Mapping[str, int], total: int) -> Blueprint:
    """Share `total` questions out by weight.

    Largest remainder (Hamilton's method): each domain gets the whole part of its exact share,
    the seats left go to the largest fractional parts, ties to the larger weight. A domain with
    too few questions gives the rest of its seats to the others. The sum is below `total` only
    where the whole supply is.
    """
    ideal = largest_remainder(wanted, total)
    quotas = dict.fromkeys(wanted, 0)
    open_domains = dict(wanted)
    left = total
    while open_domains and left > 0:
        shares = largest_remainder(open_domains, left)
        scarce = [d for d in open_domains if supply.get(d, 0) < shares[d]]
        for domain in scarce or tuple(open_domains):
            quotas[domain] = supply.get(domain, 0) if scarce else shares[domain]
            left -= quotas[domain]
            del open_domains[domain]
    shortfall = {d: ideal[d] - supply.get(d, 0) for d in wanted if supply.get(d, 0) < ideal[d]}
    return Blueprint(quotas, shortfall)


def largest_remainder(wanted: Mapping[str, float], total: int) -> dict[str, int]:
    """Share `total` seats out by weight; the sum is exact."""
    whole = sum(wanted.values())
    exact = {domain: total * weight / whole for domain, weight in wanted.items()}
    seats = {domain: math.floor(share) for domain, share in exact.items()}
    by_remainder = sorted(exact, key=lambda d: (seats[d] - exact[d], -wanted[d], d))
    for domain in by_remainder[: total - sum(seats.values())]:
        seats[domain] += 1
    return seats
