"""What the estimates rest on, and which questions don't count for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examkit.analytics.evidence import careless_attempts
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Paragraph
from examkit.report.phrases import date_text, fresh_answers
from examkit.report.report import Report, Section
from examkit.report.sections.header import iso_time
from examkit.system_clock import DAY

_WHY = {
    "too quick": "too many of its answers were too quick to have been read",
    "left out": "you left it out",
}


@dataclass(frozen=True, slots=True)
class EvidenceBase:
    """The answers behind the estimates."""

    answers: float
    """Effective fresh answers."""
    sittings: int
    """Attempts that they come from."""
    days: int
    """Days from the first to the last, both included."""


@dataclass(frozen=True, slots=True)
class UnusedAttempt:
    """An attempt that counts for no estimate."""

    attempt: str
    finished: str
    """UTC, ISO 8601."""
    reason: Literal["too quick", "left out"]


@dataclass(frozen=True, slots=True)
class EvidenceSection(Section):
    name = "evidence"

    rests_on: EvidenceBase
    fresh: int
    """Questions that the candidate had never seen."""
    reused: str | None
    """What the other questions count for; None if there are none."""
    unused: tuple[UnusedAttempt, ...]
    """Attempts that don't count, oldest first."""
    _unused_texts: tuple[str, ...]
    _unreached: int
    """Questions that were never on screen."""

    @classmethod
    def build(cls, report: Report) -> EvidenceSection:
        slots = report.sheet.slots
        fresh = sum(slot.fresh for slot in slots)
        unused, own = _unused_attempts(report), report.facts.attempt
        return cls(
            rests_on=_evidence_base(report),
            fresh=fresh,
            reused=reused_text(fresh, len(slots)),
            unused=tuple(
                UnusedAttempt(attempt, iso_time(ended), reason) for attempt, ended, reason in unused
            ),
            _unused_texts=tuple(
                unused_text(None if a == own else date_text(ended, report.facts.zone), reason)
                for a, ended, reason in unused
            ),
            _unreached=sum(slot.outcome == "unanswered" and slot.seconds == 0 for slot in slots),
        )

    def summary(self) -> Blocks:
        texts = (self.reused, unreached_text(self._unreached), rests_text(self.rests_on))
        yield from (Paragraph(text) for text in (*texts, *self._unused_texts) if text)


def _evidence_base(report: Report) -> EvidenceBase:
    ends = [answer.ended_at for answer in report.usable]
    return EvidenceBase(
        answers=sum(estimate.asked for estimate in report.estimates),
        sittings=len({answer.attempt for answer in report.usable}),
        days=round((max(ends) - min(ends)) / DAY) + 1 if ends else 0,
    )


def _unused_attempts(report: Report) -> list[tuple[str, float, Literal["too quick", "left out"]]]:
    """Return the attempts that don't count, with when they ended and why."""
    quick = careless_attempts(report.history, report.exam_pace)
    ends = {answer.attempt: answer for answer in report.history}
    return [
        (attempt, answer.ended_at, "left out" if answer.left_out else "too quick")
        for attempt, answer in ends.items()
        if answer.left_out or attempt in quick
    ]


def unused_text(day: str | None, reason: Literal["too quick", "left out"]) -> str:
    """Write why an attempt counts for no estimate; `day` is None for the report's own."""
    which = "This attempt" if day is None else f"The attempt of {day}"
    return f"{which} counts for no estimate: {_WHY[reason]}."


def reused_text(fresh: int, asked: int) -> str | None:
    """Write that questions seen before don't count for estimates; None if there are none."""
    seen = asked - fresh
    if seen == 0:
        return None
    they = "it doesn't" if seen == 1 else "they don't"
    return f"You had seen {seen} of these {asked} questions, so {they} affect estimates."


def unreached_text(unreached: int) -> str | None:
    """Write what questions that were never on screen count for; None if there are none."""
    if not unreached:
        return None
    were = "wasn't reached. It is" if unreached == 1 else "weren't reached. They are"
    questions = pluralize(unreached, "question")
    return f"{questions} {were} scored as incorrect and ignored in estimates."


def rests_text(base: EvidenceBase) -> str | None:
    """Write what estimates and verdicts are based on; None if that is one attempt.

    Without it, a verdict reads as if it followed from the counts next to it.
    """
    if base.sittings < 2:
        return None
    days = pluralize(base.days, "day")
    return (
        '"Correct" covers this attempt; estimates and verdicts use '
        f"{fresh_answers(base.answers)} from {base.sittings} attempts in {days}."
    )
