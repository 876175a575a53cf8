"""Counting what a bank holds."""

from __future__ import annotations

from collections import Counter
from typing import Any

from examkit.bank.index import BankIndex


def count(index: BankIndex, exam: str) -> dict[str, Any]:
    """Give the JSON contract of `examkit bank stats`; `domains` are those of the exam."""
    info = index.info
    exams = {row.id: row.domains for row in info.exams}
    domains = dict.fromkeys(domain.id for domain in index.exam(exam).domains)
    items = {item.id: item for row in info.exams for item in index.pool(row.id)}
    kinds = {
        name: Counter(getattr(item, name) for item in items.values())
        for name in ("topic", "type", "difficulty")
    }
    return {
        "questions": info.questions,
        "exam": exam,
        "domains": {domain: exams[exam].get(domain, 0) for domain in domains},
        "exams": exams,
        "topics": {topic: kinds["topic"][topic] for topic, _ in info.topics},
        "types": {kind: kinds["type"][kind] for kind in ("single", "multiple")},
        "difficulty": {kind: kinds["difficulty"][kind] for kind in ("easy", "medium", "hard")},
        "notes": info.notes,
        "sections": info.sections,
    }
