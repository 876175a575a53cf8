"""Item statistics: what the first answers show about one question.

The facility and discrimination indexes are Moodle's (docs.moodle.org/dev, Quiz statistics
calculations), but as numbers up to 1 instead of percents.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from examkit.analytics.item_answers import FirstAnswer
from examkit.bank.model import Question
from examkit.question_types.lettered import LETTERS
from examkit.question_types.registry import find_type

MIN_ANSWERS = 30
"""Minimum number of first answers for a discrimination index, and for judging a question."""
MIN_TYPED = 2
"""Minimum number of candidates who typed a text for it to be shown, so it identifies nobody."""


@dataclass(frozen=True, slots=True)
class ItemKey:
    """The correct answer and the distractors of a question, as `describe_picks` names them."""

    correct: tuple[str, ...]
    distractors: tuple[str, ...]
    """Letters of the incorrect options; empty for a question without options."""
    typed: bool = False
    """Whether candidates type the answer."""


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """What the first answers to a question show."""

    answers: int
    """Number of first answers, each from a different candidate."""
    correct: float
    """Share of answers with full credit."""
    facility: float
    """Average credit, from 0 to 1."""
    unanswered: int
    seconds: float | None
    """Median time in seconds, or None if no answer was timed."""
    discrimination: float | None
    """Correlation of credit with the score on the rest of the attempt, from -1 to 1.

    None with fewer than 30 pairs of credit and score, or if either is always the same.
    """
    pairs: int
    """Number of answers in attempts with enough other answers for a score on the rest."""
    picks: Mapping[str, int]
    """How many answers include each option, or consist of each response."""

    def share(self, pick: str) -> float:
        """Return the share of answers, from 0 to 1, with `pick`: an option's letter or a text."""
        return self.picks.get(pick, 0) / self.answers

    @property
    def enough(self) -> bool:
        """Return whether there are enough answers to judge the question."""
        return self.answers >= MIN_ANSWERS


def find_key(question: Question) -> ItemKey:
    """Return the letters of a question's correct and incorrect options, or else its key as text."""
    kind = find_type(question)
    if not question.options:
        key = kind.format_key(question, range(len(question.choices)))
        return ItemKey((key,), (), kind.takes_text)
    letters = LETTERS[: len(question.options)]
    keys = tuple(letters[position] for position in question.keys)
    return ItemKey(keys, tuple(letter for letter in letters if letter not in keys))


def measure_item(answers: Sequence[FirstAnswer], key: ItemKey) -> ItemStatistics:
    """Return a question's statistics from its first answers, of which it must have at least one."""
    picks = Counter(pick for answer in answers for pick in answer.picks)
    if key.typed:
        public = {pick for pick, count in picks.items() if count >= MIN_TYPED} | {*key.correct}
        picks = Counter({pick: count for pick, count in picks.items() if pick in public})
    timed = [answer.seconds for answer in answers if answer.seconds and answer.picks]
    pairs = [(answer.credit, answer.rest) for answer in answers if answer.rest is not None]
    return ItemStatistics(
        answers=len(answers),
        correct=sum(answer.correct for answer in answers) / len(answers),
        facility=sum(answer.credit for answer in answers) / len(answers),
        unanswered=sum(not answer.picks for answer in answers),
        seconds=statistics.median(timed) if timed else None,
        discrimination=correlate(pairs) if len(pairs) >= MIN_ANSWERS else None,
        pairs=len(pairs),
        picks=picks,
    )


def correlate(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's correlation of the two values in pairs, or None if either never varies."""
    firsts, seconds = {first for first, _ in pairs}, {second for _, second in pairs}
    if len(firsts) < 2 or len(seconds) < 2:
        return None
    one, other = zip(*pairs, strict=True)
    return statistics.correlation(one, other)


def most_picked(item: ItemStatistics, key: ItemKey) -> str:
    """Return the incorrect option or response picked most often; empty if there is none."""
    incorrect = [pick for pick in sorted(item.picks) if pick not in key.correct]
    return max(incorrect, key=item.picks.__getitem__, default="")
