"""Which answers the estimates are based on, and which ones don't count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from examkit.analytics.counted_answers import careless_attempts
from examkit.report.blocks import Blocks, Items
from examkit.report.number_text import date_text, fresh_answers, sentence
from examkit.report.report import Report, Section
from examkit.report.sections.header import iso_time
from examkit.report.sections.result import ResultSection, counts_text, unscored_text
from examkit.system_clock import DAY

_WHY = {
    "too quick": "you answered many of its questions too quickly to have read them",
    "left out": "you left it out",
}


@dataclass(frozen=True, slots=True)
class AnswerBase:
    """How many answers the estimates are based on, and where they come from."""

    answers: float
    """Effective number of fresh answers."""
    sittings: int
    """Number of attempts that the answers come from."""
    days: int
    """Days from the first to the last of these attempts, counting both."""


@dataclass(frozen=True, slots=True)
class UnusedAttempt:
    """An attempt that estimates ignore, with the reason."""

    attempt: str
    """Attempt id."""
    finished: str
    """When the attempt ended, in UTC as ISO 8601."""
    reason: Literal["too quick", "left out"]


@dataclass(frozen=True, slots=True)
class CountedAnswersSection(Section):
    name = "evidence"
    heading = "What counts"

    rests_on: AnswerBase
    fresh: int
    """Number of questions that the candidate had never seen before this attempt."""
    reused: str | None
    """A sentence on the questions seen before; None if all were new."""
    unused: tuple[UnusedAttempt, ...]
    """Attempts that estimates ignore, oldest first."""
    _reused_text: str | None
    """`reused`, or None if the result already has a sentence on these questions."""
    _unused_texts: tuple[str, ...]
    _counts: tuple[str, str]
    """A sentence on correct answers, then one on unscored questions; each empty if not needed."""
    _rests_text: str
    _timed_out: bool
    _unreached: int
    """Number of questions that were never on screen."""

    @classmethod
    def build(cls, report: Report) -> CountedAnswersSection:
        slots, result = report.sheet.slots, report[ResultSection]
        fresh = sum(slot.fresh for slot in slots)
        reused = reused_text(fresh, len(slots))
        unused, own = _unused_attempts(report), report.facts.attempt_id
        return cls(
            rests_on=_answer_base(report),
            fresh=fresh,
            reused=reused,
            _reused_text=None if result.reused else reused,
            unused=tuple(
                UnusedAttempt(attempt, iso_time(ended), reason) for attempt, ended, reason in unused
            ),
            _unused_texts=tuple(
                unused_text(None if a == own else date_text(ended, report.facts.zone), reason)
                for a, ended, reason in unused
            ),
            _counts=(f"{counts_text(result)}." if result.score else "", unscored_text(result)),
            _rests_text=rests_text(report),
            _timed_out=report.facts.reason == "time",
            _unreached=sum(slot.outcome == "unanswered" and slot.seconds == 0 for slot in slots),
        )

    def details(self) -> Blocks:
        unreached = unreached_text(self._unreached, timed_out=self._timed_out)
        texts = (*self._counts, self._rests_text, self._reused_text, unreached, *self._unused_texts)
        yield Items(text for text in texts if text)


def _answer_base(report: Report) -> AnswerBase:
    ends = [answer.ended_at for answer in report.usable]
    return AnswerBase(
        answers=sum(estimate.asked for estimate in report.estimates),
        sittings=len({answer.attempt for answer in report.usable}),
        days=round((max(ends) - min(ends)) / DAY) + 1 if ends else 0,
    )


def _unused_attempts(report: Report) -> list[tuple[str, float, Literal["too quick", "left out"]]]:
    """Return the attempts that estimates ignore: id, end in UTC seconds since 1970, and reason."""
    quick = careless_attempts(report.history, report.exam_pace)
    ends = {answer.attempt: answer for answer in report.history}
    return [
        (attempt, answer.ended_at, "left out" if answer.left_out else "too quick")
        for attempt, answer in ends.items()
        if answer.left_out or attempt in quick
    ]


def unused_text(day: str | None, reason: Literal["too quick", "left out"]) -> str:
    """Return a sentence on why estimates ignore an attempt.

    `day` is the attempt's date as text, or None for the report's own attempt.
    """
    which = "This attempt" if day is None else f"The attempt on {day}"
    return f"{which} doesn't count toward estimates: {_WHY[reason]}."


def reused_text(fresh: int, asked: int) -> str | None:
    """Return a sentence on questions seen before, which estimates ignore; None if all were new.

    `fresh` of the `asked` questions were new.
    """
    seen = asked - fresh
    if seen == 0:
        return None
    they = "it doesn't" if seen == 1 else "they don't"
    return f"You had seen {seen} of these {asked} questions before, so {they} affect estimates."


def unreached_text(unreached: int, *, timed_out: bool) -> str | None:
    """Return sentences on how questions that were never on screen count; None if there are none.

    `unreached` is the number of these questions, and `timed_out` is whether time ran out.
    """
    if not unreached:
        return None
    they, them = ("It counts", "it") if unreached == 1 else ("They count", "them")
    if timed_out:
        start = f"Time ran out, and you didn't get to {unreached} of the questions."
        return f"{start} {they} as incorrect, including in your chance of passing."
    start = f"You didn't get to {unreached} of the questions."
    return f"{start} {they} as incorrect, but estimates ignore {them}."


def rests_text(report: Report) -> str:
    """Return a sentence on which attempts the estimates and verdicts are based on, if any.

    Without this sentence, a verdict would seem to follow from the counts next to it.
    """
    ends = {answer.attempt: answer.ended_at for answer in report.usable}
    if not ends:
        return "No answers count toward estimates and verdicts yet."
    answers = fresh_answers(sum(estimate.asked for estimate in report.estimates))
    start = "" if list(ends) == [report.facts.attempt_id] else "the bars show this attempt; "
    return sentence(f"{start}estimates and verdicts use {answers} from {_sources(report, ends)}.")


def _sources(report: Report, ends: Mapping[str, float]) -> str:
    """Return a phrase for the attempts that answers come from, such as "this attempt".

    `ends` maps attempt ids to when the attempts ended, in UTC seconds since 1970, oldest first.
    """
    days = [date_text(ended, report.facts.zone) for ended in ends.values()]
    if len(ends) > 1:
        when = f"on {days[0]}" if days[0] == days[-1] else f"between {days[0]} and {days[-1]}"
        return f"{len(ends)} attempts {when}"
    own = list(ends) == [report.facts.attempt_id]
    return "this attempt" if own else f"the attempt on {days[0]}"
