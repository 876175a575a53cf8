"""Why a drill asks what it asks, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from examkit.drills.weighting import REASONS, Reason, ReasonCount

_WHY: dict[Reason, str] = {
    "due": "due for review: likely to be forgotten by now",
    "wrong": "wrong the last time",
    "new": "never shown before",
    "seen": "shown before",
}


def explain_choice(
    parts: Sequence[ReasonCount], titles: Mapping[str, str], known: Mapping[str, float]
) -> tuple[str, ...]:
    """One line a reason; for what is not just due, where it comes from.

    `known` is the share of each domain that would be right today.
    """
    lines = [_line(why, [part for part in parts if part.reason == why], titles) for why in REASONS]
    most = _most([part for part in parts if part.reason != "due"])
    if most is not None and most in known:
        share = round(100 * known[most])
        lines.append(f"{titles[most]} comes most: about {share} in 100 would be right today.")
    return tuple(line for line in lines if line)


def _line(why: Reason, parts: Sequence[ReasonCount], titles: Mapping[str, str]) -> str:
    if not parts:
        return ""
    where = ", ".join(f"{part.count} {titles[part.domain]}" for part in parts)
    whole = sum(part.count for part in parts)
    named = f" ({where})" if len(parts) > 1 else f" ({titles[parts[0].domain]})"
    return f"{whole} {_WHY[why]}{named}"


def _most(parts: Sequence[ReasonCount]) -> str | None:
    """The domain that more of them are from than from any other."""
    totals: dict[str, int] = {}
    for part in parts:
        totals[part.domain] = totals.get(part.domain, 0) + part.count
    counts = sorted(totals.values())
    if len(counts) < 2 or counts[-1] == counts[-2]:
        return None
    return max(totals, key=lambda domain: totals[domain])
