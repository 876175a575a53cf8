"""The item statistics of a bank's questions, and the reasons for an author to look at some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from examkit.analytics.item_answers import Exclusion
from examkit.analytics.item_flags import RULES, Difficulty, Flag
from examkit.analytics.item_statistics import MIN_ANSWERS, ItemKey, ItemStatistics, most_picked
from examkit.report.number_text import percent


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A question with its statistics, and the reasons to look at it."""

    question: str
    """Id of the question."""
    domain: str
    topic: str
    difficulty: Difficulty
    item: ItemStatistics
    key: ItemKey
    options: Mapping[str, str]
    """Texts of the options by letter; empty for a question without options."""
    flags: tuple[Flag, ...]
    older: int
    """Number of answers to an older wording, which don't count."""

    @property
    def instead(self) -> str:
        """Return the incorrect answer picked most often; empty if there is none."""
        return most_picked(self.item, self.key)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the reasons to look at the question as sentences, the most serious one first."""
        return tuple(reason_text(flag, self.difficulty) for flag in self.flags)

    @property
    def rank(self) -> tuple[float | str, ...]:
        """Return a sort key: questions to look at come first, and those with few answers last.

        Of two questions to look at for the same reason, the one further from the usual value comes
        first.
        """
        if self.flags:
            worst = self.flags[0]
            return 0, RULES.index(worst.rule), -abs(worst.value - worst.usual), self.question
        index = self.item.discrimination
        if self.item.enough:
            return 1, 0, 1.0 if index is None else index, self.question
        return 2, 0, -self.item.answers, self.question


@dataclass(frozen=True, slots=True)
class ItemReport:
    """The item statistics of those of an exam's questions that were answered."""

    exam: str
    """Id of the exam."""
    title: str
    """Title of the exam."""
    candidates: int
    attempts: int
    selected: int
    """Number of questions that the report was asked to cover, answered or not."""
    rows: tuple[ItemRow, ...]
    """The questions with answers; those to look at come first."""
    excluded: Counter[Exclusion]
    """Number of answers that don't count, by reason."""

    @property
    def answers(self) -> int:
        """Return the number of answers that count."""
        return sum(row.item.answers for row in self.rows)


def reason_text(flag: Flag, difficulty: Difficulty) -> str:
    """Return a sentence on why a flagged question needs attention. `difficulty` is its rating."""
    value, usual = percent(flag.value), percent(flag.usual)
    match flag.rule:
        case "key":
            key, rival = flag.picks
            return (
                f"Check the correct answer: {rival} ({usual}) is picked more often than {key} "
                f"({value})."
            )
        case "discrimination" if flag.value < 0:
            return "Check the wording: candidates who do well elsewhere tend to miss this question."
        case "discrimination":
            return "The question hardly separates candidates who do well elsewhere from the others."
        case "difficulty":
            compared = "harder" if flag.value < flag.usual else "easier"
            return (
                f"Rated {difficulty}, but seems {compared}: {value} of answers are correct, "
                f"compared with an average of {usual} for {difficulty} questions."
            )
        case "time":
            allowed = f"The exam allows {flag.usual:.0f} s per question."
            return f"Slow: a typical answer takes {flag.value:.0f} s. {allowed}"
        case "distractor":
            unpicked = " or ".join(flag.picks)
            return f"Nobody picks {unpicked}, even though {flag.value:.0f} answers are incorrect."


def as_dict(report: ItemReport) -> dict[str, Any]:
    """Return the report as JSON values by key. The keys are a contract and never change."""
    return {
        "exam": report.exam,
        "candidates": report.candidates,
        "attempts": report.attempts,
        "answers": report.answers,
        "not_counted": {
            reason.replace("-", "_"): number for reason, number in sorted(report.excluded.items())
        },
        "minimum_answers": MIN_ANSWERS,
        "selected": report.selected,
        "questions": [_row_as_dict(row) for row in report.rows],
    }


def _row_as_dict(row: ItemRow) -> dict[str, Any]:
    item, instead = row.item, row.instead
    return {
        "question": row.question,
        "domain": row.domain,
        "topic": row.topic,
        "difficulty": row.difficulty,
        "answers": item.answers,
        "enough": item.enough,
        "correct": round(item.correct, 4),
        "facility": round(item.facility, 4),
        "unanswered": item.unanswered,
        "median_seconds": None if item.seconds is None else round(item.seconds, 1),
        "discrimination": None if item.discrimination is None else round(item.discrimination, 4),
        "correct_answer": list(row.key.correct),
        "instead": instead or None,
        "instead_share": round(item.share(instead), 4) if instead else None,
        "picks": dict(sorted(item.picks.items())),
        "older_wording": row.older,
        "look_at": [
            {"rule": flag.rule, "reason": reason}
            for flag, reason in zip(row.flags, row.reasons, strict=True)
        ],
    }
