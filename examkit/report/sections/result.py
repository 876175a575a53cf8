"""The result of the attempt: what was scored, and whether it reaches the cut score."""

from __future__ import annotations

from dataclasses import dataclass

from examkit.analytics.cut_score import estimate_scaled_score, reaches
from examkit.analytics.trend import MOSTLY_FRESH
from examkit.exam.grading import RegradeResult
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Paragraph
from examkit.report.phrases import pass_percent, percent
from examkit.report.report import Report, Section


@dataclass(frozen=True, slots=True)
class Scored:
    """How many questions counted toward the score, and how many of them were correct."""

    asked: int
    right: int


@dataclass(frozen=True, slots=True)
class ResultSection(Section):
    name = "result"
    label = "Result"

    right: int
    unanswered: int
    credit: float
    scored: Scored
    share: float
    """Average credit of the scored questions, from 0 to 1."""
    pass_line: float
    """The cut score as a share, from 0 to 1."""
    passed: bool | None
    """Whether the share reaches the cut score; None in a drill."""
    scaled: int | None
    """Estimated score; None in a drill, without a scale, or if too few questions were new."""
    scaled_range: tuple[int, int] | None
    corrected: RegradeResult | None
    _asked: int
    _seen: int
    """Number of questions that the candidate had seen before."""

    @classmethod
    def build(cls, report: Report) -> ResultSection:
        total, scored, cut = report.sheet.total, report.sheet.scored, report.cut_score.share
        scale = report.form.exam.scale if report.is_mock else None
        seen = sum(not slot.fresh for slot in report.sheet.slots)
        if seen > (1 - MOSTLY_FRESH) * total.asked:
            scale = None
        scaled = estimate_scaled_score(scored.credit, scored.asked, scale)
        return cls(
            right=total.right,
            unanswered=total.unanswered,
            credit=total.credit,
            scored=Scored(scored.asked, scored.right),
            share=scored.share,
            pass_line=cut,
            passed=reaches(scored.share, cut) if report.is_mock else None,
            scaled=scaled.estimate if scaled else None,
            scaled_range=(scaled.low, scaled.high) if scaled else None,
            corrected=report.facts.corrected,
            _asked=total.asked,
            _seen=seen,
        )

    def summary(self) -> Blocks:
        yield Paragraph(result_text(self))
        if self.scaled_range is not None:
            low, high = self.scaled_range
            likely = f"likely {low}-{high}"
            score = f"Estimated scaled score: {self.scaled} ({likely})."
            repeats = f" You had seen {self._seen} of these questions." if self._seen else ""
            yield Paragraph(f"{score} Unofficial.{repeats}")
        if self.corrected is not None:
            yield Paragraph(corrected_text(self.corrected))


def result_text(result: ResultSection) -> str:
    """Return sentences on how many answers were correct and whether that passes."""
    if result._asked == 0:
        return "No questions were asked."
    parts = [_scored_text(result)]
    if result.passed is not None:
        side = "At or above" if result.passed else "Below"
        parts.append(f"{side} the passing score ({pass_percent(result.pass_line)}).")
    if result.scored.asked != result._asked:
        total = f"{result.right} of {result._asked} correct"
        parts.append(f"{total} including unscored questions.")
    return " ".join(parts)


def _scored_text(result: ResultSection) -> str:
    scored = result.scored
    part = "scored questions " if scored.asked != result._asked else ""
    share = percent(result.share, result.pass_line if result.passed is not None else None)
    credit = result.share * scored.asked
    points = "" if abs(credit - scored.right) < 1e-9 else f", {credit:.1f} points"
    return f"{scored.right} of {scored.asked} {part}correct{points} ({share})."


def corrected_text(corrected: RegradeResult) -> str:
    """Return sentences on which keys have been corrected since, and the result with them."""
    changed = corrected.changed
    have = "has" if len(changed) == 1 else "have"
    answers = f"{pluralize(len(changed), 'answer')} {have} been corrected since"
    rescored = f"{corrected.right} of {corrected.asked}"
    return f"{answers} ({', '.join(changed)}). Rescored: {rescored}."
