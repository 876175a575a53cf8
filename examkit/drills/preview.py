"""What a candidate sees before a drill: the counts of its menu, and why questions were chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from examkit.humanize import pluralize

if TYPE_CHECKING:
    from examkit.analytics.standing import Basis
    from examkit.bank.model import Exam
    from examkit.bank.pool import PoolItem
    from examkit.drills.request import DrillRequest
    from examkit.drills.review_dates import CardMemory
    from examkit.exam.assembly import LastSeen, Selection

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
    """How many questions of one domain a drill asks for the same reason, such as being due."""

    reason: Reason
    domain: str
    count: int


def count_reasons(
    items: Sequence[PoolItem], memories: Mapping[str, CardMemory], now: float
) -> tuple[ReasonCount, ...]:
    """Count a drill's questions by domain and by the reason to ask them, such as being due.

    `memories` has question ids as keys; a question without a memory is new. `now` is in UTC seconds
    since 1970.
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
    counts: Sequence[ReasonCount], titles: Mapping[str, str], estimates: Mapping[str, float]
) -> tuple[str, ...]:
    """Return lines that explain a drill's choice of questions: one for each reason to ask them.

    If the questions that aren't due are from several domains, a last line names the one with the
    most of them, unless there is a tie or it has no estimate. `titles` and `estimates` have domain
    ids as keys. An estimate is a share correct, from 0 to 1.
    """
    by_reason = ([count for count in counts if count.reason == reason] for reason in REASONS)
    lines = [_line(group, titles) for group in by_reason if group]
    main = main_domain([count for count in counts if count.reason != "due"])
    if main is not None and main in estimates:
        lines.append(f"Mostly {titles[main]} (your estimate: {round(100 * estimates[main])}%).")
    return tuple(lines)


def _line(counts: Sequence[ReasonCount], titles: Mapping[str, str]) -> str:
    where = ", ".join(f"{each.count} {titles[each.domain]}" for each in counts)
    if len(counts) == 1:
        where = titles[counts[0].domain]
    return f"{sum(each.count for each in counts)} {_TEXTS[counts[0].reason]} ({where})"


def main_domain(counts: Sequence[ReasonCount]) -> str | None:
    """Return the id of the domain with the most questions.

    None if two domains are tied, or if the questions are from fewer than two domains.
    """
    totals: Counter[str] = Counter()
    for each in counts:
        totals[each.domain] += each.count
    match totals.most_common(2):
        case [(first, most), (_, second)] if most > second:
            return first
    return None


@dataclass(frozen=True, slots=True)
class DrillCounts:
    """How many questions each choice of the drill menu has."""

    due: int
    mistakes: int
    flagged: int
    unseen: int
    mix_ups: int
    """Questions that distinguish confused concepts."""
    reserved: int
    """Unseen questions that are reserved for the next mock."""
    weak: tuple[str, ...]
    """Ids of the domains below the cut score, the one first where practice gains most."""
    weak_basis: Basis
    """Whether `weak` is based on estimates, on the counts of one attempt, or on nothing."""
    too_quick: bool
    """Whether answers given too quickly are the reason that there are no estimates."""
    estimates: Mapping[str, float]
    """Estimated share correct of each domain with a verdict, from 0 to 1, by domain id."""
    pace: float
    """Seconds that the candidate usually needs per question."""
    bookmarked: int = 0


@dataclass(frozen=True, slots=True)
class DrillPreview:
    """The questions of a drill that hasn't started, and why they were chosen.

    The drill asks exactly these questions.
    """

    exam: Exam
    request: DrillRequest
    seed: str
    selection: Selection
    seen: Mapping[str, LastSeen]
    reasons: tuple[ReasonCount, ...]
    estimates: Mapping[str, float]
    """Estimated share correct of each domain with a verdict, from 0 to 1, by domain id."""
    pace: float
    """Seconds that the candidate usually needs per question."""


def describe_time_needed(questions: int, pace: float) -> str:
    """Return a drill's length as text, such as "10 questions, about 15 min".

    `pace` is in seconds per question.
    """
    return f"{pluralize(questions, 'question')}, about {minutes_needed(questions, pace)} min"


def minutes_needed(questions: int, pace: float) -> int:
    """Return a drill's length in minutes, at least 1. `pace` is in seconds per question."""
    return max(1, round(questions * pace / 60))


def drill_length(asked: int, pace: float, wanted: int = 0) -> list[str]:
    """Return a line on the drill's length, and a second line if it is shorter than requested.

    `asked` is the drill's number of questions, `wanted` the requested number, and `pace` is in
    seconds per question.
    """
    lines = [describe_time_needed(asked, pace) + "."]
    if asked < wanted:
        match = "matches" if asked == 1 else "match"
        lines.append(f"You asked for {pluralize(wanted, 'question')}. Only {asked} {match}.")
    return lines


def describe_todays_drill(due: int, pace: float, questions: int) -> str:
    """Return the length of today's drill as text, and whether it starts with reviews.

    `due` is the number of reviews among its `questions`, and `pace` is in seconds per question.
    With 0 questions, the text says that there is nothing to practice.
    """
    if not questions:
        return "no questions to practice"
    first = ", reviews first" if due else ""
    return describe_time_needed(questions, pace) + first
