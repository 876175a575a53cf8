"""Measurement of a bank's questions by the answers of many candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from examkit.analytics.cut_score import seconds_per_question
from examkit.analytics.item_answers import Exclusion, FirstAnswers, select_first_answers
from examkit.analytics.item_flags import Norms, average_shares, find_flags
from examkit.analytics.item_statistics import find_key, measure_item
from examkit.drills.selection_errors import check_names
from examkit.report.item_report import ItemReport, ItemRow

if TYPE_CHECKING:
    from examkit.analytics.item_statistics import ItemKey, ItemStatistics
    from examkit.attempts.gathered_answers import Candidate
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Question
    from examkit.bank.pool import PoolItem

Measured = dict[str, tuple["ItemStatistics", "ItemKey"]]
"""The statistics and the key of each question that was answered, by id."""


def make_item_report(
    bank: BankIndex,
    candidates: Sequence[Candidate],
    exam: str,
    *,
    domains: Collection[str] = (),
    topics: Collection[str] = (),
) -> ItemReport:
    """Return the statistics of an exam's questions, limited to `domains` and `topics` if given.

    Raises UsageError for an unknown exam, domain, or topic.
    """
    chosen, pool = bank.exam(exam), bank.pool(exam)
    check_names("domain", tuple(domains), [domain.id for domain in chosen.domains])
    check_names("topic", tuple(topics), sorted({item.topic for item in pool}))
    selected = [
        item
        for item in pool
        if (not domains or item.domain in domains) and (not topics or item.topic in topics)
    ]
    first = select_first_answers([c.answers for c in candidates], bank.digests(bank.ids()))
    questions = bank.questions([item.id for item in pool if item.id in first.by_question])
    measured = _measure(first, questions)
    shares = average_shares(
        (questions[name].difficulty, item) for name, (item, _) in measured.items()
    )
    norms = Norms(seconds_per_question(chosen), shares)
    rows = [
        _make_row(item, questions[item.id], measured, norms, first)
        for item in selected
        if item.id in measured
    ]
    return ItemReport(
        exam=chosen.id,
        title=chosen.title,
        candidates=len(candidates),
        attempts=sum(len(candidate.attempts) for candidate in candidates),
        selected=len(selected),
        rows=tuple(sorted(rows, key=lambda row: row.rank)),
        excluded=_sum_excluded(first, {item.id for item in selected}),
    )


def _measure(first: FirstAnswers, questions: dict[str, Question]) -> Measured:
    keys = {name: find_key(question) for name, question in questions.items()}
    return {name: (measure_item(first.by_question[name], key), key) for name, key in keys.items()}


def _make_row(
    drawn: PoolItem, question: Question, measured: Measured, norms: Norms, first: FirstAnswers
) -> ItemRow:
    item, key = measured[question.id]
    letters = sorted((*key.correct, *key.distractors)) if question.options else ()
    return ItemRow(
        question=question.id,
        domain=drawn.domain,
        topic=question.topic,
        difficulty=question.difficulty,
        item=item,
        key=key,
        options=dict(zip(letters, question.choices, strict=False)),
        flags=find_flags(item, key, question.difficulty, norms),
        older=first.excluded[question.id, "older-wording"],
    )


def _sum_excluded(first: FirstAnswers, selected: Collection[str]) -> Counter[Exclusion]:
    """Return how many answers don't count, by reason.

    Includes only answers to `selected` questions and to questions no longer in the bank.
    """
    totals: Counter[Exclusion] = Counter()
    for (name, reason), number in first.excluded.items():
        if name in selected or reason == "removed":
            totals[reason] += number
    return totals
