"""The result of the attempt: what was scored, and whether it reaches the cut score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examkit.analytics.cut_score import (
    estimate_scaled_score,
    judge_mock,
    percent_scale,
    reaches,
)
from examkit.analytics.pace import ResponseEffort
from examkit.analytics.trend import MOSTLY_FRESH
from examkit.exam.grading import RegradeResult
from examkit.humanize import pluralize
from examkit.report.blocks import Blocks, Hero, Paragraph, Score
from examkit.report.number_text import Tone, percent
from examkit.report.report import Report, Section

VerdictWord = Literal["PASS", "BELOW PASS", ""]
_TONES: dict[VerdictWord, Tone] = {"PASS": "success", "BELOW PASS": "error", "": "plain"}
_UNOFFICIAL = "A practice estimate, not an official score."
ENOUGH_SCORED = 10
"""Number of scored questions that a score needs; with fewer, its range is most of the scale."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How many questions counted toward the score, and how many of them were correct."""

    asked: int
    right: int


@dataclass(frozen=True, slots=True)
class ResultSection(Section):
    name = "result"

    right: int
    unanswered: int
    credit: float
    scored: Scored
    share: float
    """Average credit of the scored questions, from 0 to 1."""
    pass_line: float
    """The cut score as a share, from 0 to 1."""
    passed: bool | None
    """Whether the share reaches the cut score, even without a score.

    None in a drill, and if too many questions were answered too quickly to have read them.
    """
    scaled: int | None
    """Estimated score; None without a scale, or if `score` is None."""
    scaled_range: tuple[int, int] | None
    corrected: RegradeResult | None
    _is_mock: bool
    _score: Score | None
    _asked: int
    _seen: int
    """Number of questions that the candidate had seen before."""
    _quick: str = ""
    """A clause on answers given too quickly, if so many that none count; otherwise empty."""
    _judged: bool | None = None
    """Whether the mock passes; None without a score, and if it is too short to tell."""

    @classmethod
    def build(cls, report: Report) -> ResultSection:
        total, scored, cut = report.sheet.total, report.sheet.scored, report.cut_score.share
        seen = sum(not slot.fresh for slot in report.sheet.slots)
        is_new, quick = seen <= (1 - MOSTLY_FRESH) * total.asked, careless_text(report.effort)
        score = _estimate(report) if report.is_mock and is_new and not quick else None
        scaled = score if report.form.exam.scale else None
        return cls(
            right=total.right,
            unanswered=total.unanswered,
            credit=total.credit,
            scored=Scored(scored.asked, scored.right),
            share=scored.share,
            pass_line=cut,
            passed=reaches(scored.share, cut) if report.is_mock and not quick else None,
            scaled=scaled.value if scaled else None,
            scaled_range=(scaled.low, scaled.high) if scaled else None,
            corrected=report.facts.corrected,
            _is_mock=report.is_mock,
            _score=score,
            _judged=judge_mock(scored.credit, scored.asked, report.form.exam) if score else None,
            _asked=total.asked,
            _seen=seen,
            _quick=quick,
        )

    @property
    def score(self) -> Score | None:
        """Return the score, or None if nothing was measured.

        It is None in a drill, in a mock with too few scored or new questions, and if too many
        questions were answered too quickly to have read them.
        """
        return self._score

    @property
    def verdict(self) -> VerdictWord:
        """Return "PASS", "BELOW PASS", or an empty string.

        It is empty without a score, and in a short mock whose likely range includes the passing
        score.
        """
        if self._judged is None:
            return ""
        return "PASS" if self._judged else "BELOW PASS"

    @property
    def tone(self) -> Tone:
        """Return the color of the verdict."""
        return _TONES[self.verdict]

    @property
    def doubt(self) -> str:
        """Return a sentence on a score whose range includes the passing score; otherwise empty."""
        score = self._score
        if score is None or not score.low < score.passing <= score.high:
            return ""
        if self.verdict:
            return "Close to the passing score: another mock could go either way."
        side = "Above" if self.passed else "Below"
        return f"{side} the passing score, but too close to call with so few questions."

    @property
    def no_score_reason(self) -> str:
        """Return a sentence on why a mock has no score; an empty string if it has one."""
        if self._score is not None or not self._is_mock:
            return ""
        if self._quick:
            return f"No score: {self._quick}."
        if self.scored.asked < ENOUGH_SCORED:
            return f"No score: you need at least {ENOUGH_SCORED} scored questions."
        return f"No score: you had seen {self._seen} of these {self._asked} questions before."

    @property
    def reused(self) -> str:
        """Return a sentence on questions seen before that count in the score.

        It is empty without a score, and if all questions were new.
        """
        if self._score is None or not self._seen:
            return ""
        questions = f"{self._seen} of these {pluralize(self._asked, 'question')}"
        return f"You had seen {questions}, which can raise this score."

    @property
    def unused_reason(self) -> str:
        """Return a sentence on why a drill doesn't count for estimates; otherwise empty."""
        if self._is_mock or not self._quick:
            return ""
        return f"This drill doesn't count toward estimates: {self._quick}."

    def summary(self) -> Blocks:
        yield Hero(self.verdict, self.tone, hero_text(self), self._score, self._caption)
        if self.corrected is not None:
            yield Paragraph(corrected_text(self.corrected))

    @property
    def _caption(self) -> str:
        if self._score is None:
            return self.no_score_reason or self.unused_reason
        likely = f"Likely {self._score.low}–{self._score.high}{self._score.unit}."
        return " ".join(filter(None, (likely, self.reused, self.doubt, _UNOFFICIAL)))


def _estimate(report: Report) -> Score | None:
    """Return the score of a mock, or None if it has too few scored questions."""
    scored, cut = report.sheet.scored, report.cut_score.share
    if scored.asked < ENOUGH_SCORED:
        return None
    exam_scale = report.form.exam.scale
    scale = exam_scale or percent_scale(cut)
    points = estimate_scaled_score(scored.credit, scored.asked, scale)
    if points is None:
        return None
    return Score(
        value=points.estimate,
        low=points.low,
        high=points.high,
        passing=scale.pass_,
        scale=(scale.min, scale.max),
        unit="" if exam_scale else "%",
    )


def careless_text(effort: ResponseEffort) -> str:
    """Return a clause on answers given too quickly, if so many that none count; otherwise empty."""
    if not effort.is_careless:
        return ""
    them = "it" if effort.rapid == 1 else "them"
    questions = pluralize(effort.answered, "question")
    return f"you answered {effort.rapid} of {questions} too quickly to have read {them}"


def hero_text(result: ResultSection) -> str:
    """Return the score and the passing score, or if there is no score or verdict, the counts."""
    score = result.score
    if score is None or not result.verdict:
        return counts_text(result)
    best = f" of {score.scale[1]}" if not score.unit else ""
    return f"{score.value}{score.unit}{best}, passing score {score.passing}{score.unit}"


def counts_text(result: ResultSection) -> str:
    """Return how many scored questions were correct, such as "7 of 10 correct (70%)"."""
    scored, asked = result.scored, result._asked
    if asked == 0:
        return "No questions were asked"
    share = percent(result.share, result.pass_line if result._is_mock else None)
    credit = result.share * scored.asked
    points = "" if abs(credit - scored.right) < 1e-9 else f", {credit:.1f} points"
    questions = "" if scored.asked == asked else "scored questions "
    return f"{scored.right} of {scored.asked} {questions}correct{points} ({share})"


def unscored_text(result: ResultSection) -> str:
    """Return a sentence on the unscored questions; empty if there are none."""
    asked = result._asked - result.scored.asked
    if not asked:
        return ""
    right = result.right - result.scored.right
    return f"{right} of {pluralize(asked, 'unscored question')} correct."


def corrected_text(corrected: RegradeResult) -> str:
    """Return sentences on the keys corrected since the attempt, and on its result with them."""
    changed = corrected.changed
    answers, have = ("answer", "has") if len(changed) == 1 else ("answers", "have")
    questions = pluralize(len(changed), "question")
    rescored = f"{corrected.right} of {corrected.asked}"
    return (
        f"The correct {answers} to {questions} {have} since changed ({', '.join(changed)}). "
        f"Rescored: {rescored} correct."
    )
