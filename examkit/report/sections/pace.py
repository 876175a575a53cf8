"""How fast the candidate answered, compared with the time allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from examkit.analytics.pace import NOTE_BELOW, PaceStats, ResponseEffort, measure_pace
from examkit.exam.grading import Outcome
from examkit.humanize import pluralize
from examkit.question_types.registry import find_type
from examkit.report.blocks import Blocks, Items, Paragraph, TimeFigure
from examkit.report.number_text import duration
from examkit.report.report import Report, Section

_LONG = 2
"""A bar longer than this many times the usual time is cut, so that it doesn't flatten the rest."""
_CAPTION = "One bar per question, in order. Filled bars are correct answers."


@dataclass(frozen=True, slots=True)
class SlotMark:
    """The outcome of one question, and the time it took."""

    outcome: Outcome
    seconds: float
    """Seconds on screen."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the candidate answered, compared with the time allowed."""

    median: float | None
    """Median time of an answer in seconds, or None if no answer was timed."""
    allowed: float | None
    """Seconds allowed per question, or None if the attempt was untimed."""
    unanswered: int
    text: str
    """The summary of the pace."""
    facts: PaceStats


@dataclass(frozen=True, slots=True)
class PaceSection(Section):
    name = "pace"
    heading = "Time"

    pace: Pace
    slots: tuple[SlotMark, ...]
    _effort: ResponseEffort

    @classmethod
    def build(cls, report: Report) -> PaceSection:
        slots, limit = report.sheet.slots, report.form.limit
        asked, unanswered = len(slots), report.sheet.total.unanswered
        allowed = limit / asked if limit is not None and asked else None
        if limit is not None and not report.is_mock:
            # The limit of a drill that ended early was for more questions than were asked.
            allowed = report.exam_pace
        stats = measure_pace(slots, report.effort.rapid)
        answered = answered_text(asked, unanswered, _count_incomplete(report))
        text = pace_text(stats, allowed, answered, report.facts.reason)
        pace = Pace(stats.median, allowed, unanswered, text, stats)
        marks = tuple(SlotMark(slot.outcome, slot.seconds) for slot in slots)
        return cls(pace, marks, report.effort)

    @property
    def effort(self) -> str:
        """Return a warning about answers given too quickly to count.

        It is empty if there were only a few. It is also empty if there were so many that no answer
        counts, because the result then mentions them.
        """
        return effort_text(self._effort) or ""

    def details(self) -> Blocks:
        yield Paragraph(self.pace.text)
        if any(slot.seconds > 0 for slot in self.slots):
            yield self._figure()
        texts = (self.effort, *_quartile_texts(self.pace.facts))
        yield Items(filter(None, texts))

    def _figure(self) -> TimeFigure:
        usual = self.pace.allowed or self.pace.median or 0.0
        longest = max(slot.seconds for slot in self.slots)
        top = longest if longest <= _LONG * usual else _LONG * usual
        cut = _cut_text([slot.seconds for slot in self.slots], top)
        return TimeFigure(
            name=self.name,
            title="Time for each question",
            caption=f"{_CAPTION} {cut}".rstrip(),
            bars=tuple((slot.seconds, slot.outcome) for slot in self.slots),
            allowed=self.pace.allowed,
            top=top or longest,
            cut=cut,
        )


def _cut_text(seconds: list[float], top: float) -> str:
    """Return a sentence on the bars cut at `top` seconds; empty if none of `seconds` is longer."""
    cut = sorted((each for each in seconds if each > top > 0), reverse=True)
    if not cut:
        return ""
    bars = "1 bar is" if len(cut) == 1 else f"{len(cut)} bars are"
    longest = ", ".join(map(duration, cut[:3]))
    return f"{bars} cut off at {duration(top)}. Longest: {longest}."


def pace_text(stats: PaceStats, allowed: float | None, answered: str, reason: str) -> str:
    """Return a summary of the pace.

    `allowed` is in seconds per question, `answered` a sentence on unanswered questions, and
    `reason` why the attempt ended: `submitted` or `time`.
    """
    parts = ["Time ran out."] if reason == "time" else []
    if stats.median is not None:
        room = "" if allowed is None else f" ({round(allowed)} s allowed)"
        parts.append(f"Typical answer: {round(stats.median)} s{room}.")
    if stats.rushed:
        rushed = pluralize(stats.rushed, "answer")
        parts.append(f"{rushed} rushed at the end, {stats.rushed_right} correct.")
    return " ".join([*parts, answered])


def answered_text(asked: int, unanswered: int, incomplete: int = 0) -> str:
    """Return how many of the questions are unanswered or incomplete, or that all are answered."""
    if asked and not unanswered + incomplete:
        return f"All {asked} answered." if asked > 1 else "1 of 1 answered."
    if not incomplete:
        return f"{unanswered} of {asked} unanswered."
    if not unanswered:
        return f"{incomplete} of {asked} incomplete."
    return f"{unanswered} of {asked} unanswered, {incomplete} incomplete."


def _count_incomplete(report: Report) -> int:
    """Count the answers that lack a part, such as the second of two options."""
    pairs = zip(report.form.slots, report.sheet.slots, strict=True)
    return sum(
        graded.outcome != "unanswered"
        and not find_type(slot.question).is_complete(slot.question, graded.response)
        for slot, graded in pairs
    )


def effort_text(effort: ResponseEffort) -> str | None:
    """Return a warning about answers given too quickly; None if there were only a few.

    It is also None if there were so many that the attempt counts for no estimate.
    """
    if effort.share >= NOTE_BELOW or effort.is_careless:
        return None
    them, those = ("it", "that answer") if effort.rapid == 1 else ("them", "those answers")
    return (
        f"You answered {effort.rapid} of {pluralize(effort.answered, 'question')} too quickly to "
        f"have read {them}, so estimates ignore {those}."
    )


def _quartile_texts(stats: PaceStats) -> Iterator[str]:
    if stats.median is None or stats.quarter is None or stats.three_quarters is None:
        return
    low, high = round(stats.quarter), round(stats.three_quarters)
    took = f"between {low} and {high} s" if low < high else f"about {low} s"
    yield f"Half of your answers took {took}."
    if stats.slow_wrong:
        yield f"{_incorrect(stats.slow_wrong, 'slow')} Read the notes."
    if stats.fast_wrong:
        yield f"{_incorrect(stats.fast_wrong, 'quick')} Read each question to the end."


def _incorrect(count: int, pace: str) -> str:
    return f"{pluralize(count, f'{pace} answer')} {'was' if count == 1 else 'were'} incorrect."
