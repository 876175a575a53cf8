"""The reasons for a drill's questions, as text."""

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
    """Return one line per reason, with the main domain of questions that aren't due.

    `known` is the share of each domain the candidate would get correct today.
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
    """Return the domain with the most questions; None for a tie or a single domain."""
    totals: dict[str, int] = {}
    for part in parts:
        totals[part.domain] = totals.get(part.domain, 0) + part.count
    counts = sorted(totals.values())
    if len(counts) < 2 or counts[-1] == counts[-2]:
        return None
    return max(totals, key=lambda domain: totals[domain])
