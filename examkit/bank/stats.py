"""Counting what a bank holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Any

from examkit.bank.bank import LocatedQuestion
from examkit.bank.index.index import BankIndex
from examkit.bank.lint.metrics import measure_wording
from examkit.bank.lint.rule import Item
from examkit.bank.model import Question
from examkit.question_types.registry import TYPES

_NUMBER = re.compile(r"^[\d,.]+\b")


def count(index: BankIndex, exam: str) -> dict[str, Any]:
    """Return the JSON contract of `examkit bank stats`; `domains` are those of the exam."""
    info = index.info
    exams = {row.id: row.domains for row in info.exams}
    domains = dict.fromkeys(domain.id for domain in index.exam(exam).domains)
    items = {item.id: item for row in info.exams for item in index.pool(row.id)}
    kinds = {
        name: Counter(getattr(item, name) for item in items.values())
        for name in ("topic", "type", "difficulty")
    }
    questions = list(index.questions(list(items)).values())
    return {
        "questions": info.questions,
        "exam": exam,
        "domains": {domain: exams[exam].get(domain, 0) for domain in domains},
        "exams": exams,
        "topics": {topic: kinds["topic"][topic] for topic, _ in info.topics},
        "types": {kind: kinds["type"][kind] for kind in TYPES},
        "difficulty": {kind: kinds["difficulty"][kind] for kind in ("easy", "medium", "hard")},
        "features": _features(questions),
        "notes": info.notes,
        "sections": info.sections,
        "wording": measure_wording(
            [Item(LocatedQuestion("", 0, q)) for q in questions if q.options]
        ),
    }


def _features(questions: Collection[Question]) -> dict[str, int]:
    return {
        "code or template": sum("```" in question.stem for question in questions),
        "calculation": sum(_calculates(question) for question in questions),
        "note on a distractor": sum(
            any(option.note for option in question.options) for question in questions
        ),
        "dated": sum(question.as_of is not None for question in questions),
    }


def _calculates(question: Question) -> bool:
    return question.ordered and all(_NUMBER.match(option.text) for option in question.options)


def older_than(index: BankIndex, month: str) -> list[tuple[str, str]]:
    """List questions whose facts were checked before a month (`YYYY-MM`): date and id."""
    ids = sorted({item.id for row in index.info.exams for item in index.pool(row.id)})
    found = index.questions(ids).values()
    return sorted((q.as_of, q.id) for q in found if q.as_of is not None and q.as_of < month)
