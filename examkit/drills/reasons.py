"""Why a drill asks its questions: the reasons, counted and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from examkit.bank.pool import PoolItem
    from examkit.drills.scheduling import CardMemory

Reason = Literal["due", "wrong", "new", "seen"]
REASONS: tuple[Reason, ...] = get_args(Reason)
_TEXTS: dict[Reason, str] = {
    "due": "due for review",
    "wrong": "missed last time",
    "new": "new",
    "seen": "seen before",
}


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many of a drill's questions have the same reason and domain."""

    reason: Reason
    domain: str
    count: int


def count_reasons(
    items: Sequence[PoolItem], memories: Mapping[str, CardMemory], now: float
) -> tuple[ReasonCount, ...]:
    """Count a drill's questions by reason and domain.

    `memories` are by question id, and `now` is in UTC seconds since 1970.
    """
    counts = Counter((_reason(memories.get(item.id), now), item.domain) for item in items)
    ordered = sorted(counts.items(), key=lambda pair: (REASONS.index(pair[0][0]), -pair[1]))
    return tuple(ReasonCount(reason, domain, count) for (reason, domain), count in ordered)


def _reason(memory: CardMemory | None, now: float) -> Reason:
    if memory is None:
        return "new"
    if memory.due <= now:
        return "due"
    return "wrong" if memory.mistaken else "seen"


def explain_choice(
    counts: Sequence[ReasonCount], titles: Mapping[str, str], expected_shares: Mapping[str, float]
) -> tuple[str, ...]:
    """Return a line for each reason, and one on the domain with the most questions not due.

    `titles` and `expected_shares` are by domain id. A share is what the candidate would get
    correct today, from 0 to 1.
    """
    by_reason = ([count for count in counts if count.reason == reason] for reason in REASONS)
    lines = [_line(group, titles) for group in by_reason if group]
    main = _main_domain([count for count in counts if count.reason != "due"])
    if main is not None and main in expected_shares:
        share = round(100 * expected_shares[main])
        lines.append(f"Mostly {titles[main]} (you'd get about {share}% correct today).")
    return tuple(lines)


def _line(counts: Sequence[ReasonCount], titles: Mapping[str, str]) -> str:
    where = ", ".join(f"{each.count} {titles[each.domain]}" for each in counts)
    if len(counts) == 1:
        where = titles[counts[0].domain]
    return f"{sum(each.count for each in counts)} {_TEXTS[counts[0].reason]} ({where})"


def _main_domain(counts: Sequence[ReasonCount]) -> str | None:
    """Return the domain with the most questions.

    None if two domains are tied, or if there are fewer than two.
    """
    totals: Counter[str] = Counter()
    for each in counts:
        totals[each.domain] += each.count
    match totals.most_common(2):
        case [(first, most), (_, second)] if most > second:
            return first
    return None
