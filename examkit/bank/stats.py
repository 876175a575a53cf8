"""Count what a bank contains, and measure how its questions are worded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from examkit.bank.bank import LocatedQuestion
from examkit.bank.index.index import BankIndex
from examkit.bank.lint.bank_rules import longest, shortest, similar_pairs
from examkit.bank.lint.rule import Item
from examkit.bank.lint.testwise import measure_gains
from examkit.bank.model import Question
from examkit.question_types.registry import TYPES

MIN_SIMILARITY = 0.3
"""Lowest cosine similarity of question pairs that are compared; less occurs by chance."""
_NUMBER = re.compile(r"^[\d,.]+\b")


def count(index: BankIndex, exam: str) -> dict[str, Any]:
    """Return the figures that `examkit bank stats` shows, by JSON key. Never change the keys.

    `domains` has the number of questions that the exam can draw from each domain.
    """
    info = index.info
    exams = {row.id: row.domains for row in info.exams}
    domains = dict.fromkeys(domain.id for domain in index.exam(exam).domains)
    items = {item.id: item for row in info.exams for item in index.pool(row.id)}
    totals = {
        name: Counter(getattr(item, name) for item in items.values())
        for name in ("topic", "type", "difficulty", "use")
    }
    questions = list(index.questions(list(items)).values())
    return {
        "questions": info.questions,
        "exam": exam,
        "domains": {domain: exams[exam].get(domain, 0) for domain in domains},
        "exams": exams,
        "topics": {topic: totals["topic"][topic] for topic, _ in info.topics},
        "types": {kind: totals["type"][kind] for kind in TYPES},
        "difficulty": {level: totals["difficulty"][level] for level in ("easy", "medium", "hard")},
        "features": _features(questions),
        "notes": info.notes,
        "sections": info.sections,
        "use": {use: totals["use"][use] for use in ("exam", "drill")},
        "skills": _skills(index, exam),
        "wording": measure_wording([Item(LocatedQuestion("", 0, q)) for q in questions]),
    }


def _skills(index: BankIndex, exam: str) -> dict[str, dict[str, Any]]:
    """Return a mapping from skill numbers to the skill's title and its numbers of questions.

    Each value has the skill's title under `title`. Under `exam` and `drill`, it has the number of
    questions with that `use` and this main skill. Only questions that can be drawn for the exam
    with the id `exam` count. The key `none` is for questions without skills.
    """
    counts = Counter((item.skill, item.use) for item in index.pool(exam))
    titles = {
        skill.number: skill.title
        for task, skill in index.exam(exam).skills()
        if skill is not task or not task.skills or counts[skill.number, "exam"]
    }
    if titles and (counts["", "exam"] or counts["", "drill"]):
        titles[""] = "Without a skill"
    return {
        number or "none": {use: counts[number, use] for use in ("exam", "drill")} | {"title": title}
        for number, title in titles.items()
    }


def _features(questions: Collection[Question]) -> dict[str, int]:
    return {
        "code or template": sum("```" in question.stem for question in questions),
        "calculation": sum(_is_calculation(question) for question in questions),
        "note on a distractor": sum(
            any(option.note for option in question.options) for question in questions
        ),
        "dated": sum(question.as_of is not None for question in questions),
    }


def _is_calculation(question: Question) -> bool:
    return question.ordered and all(_NUMBER.match(option.text) for option in question.options)


def measure_wording(items: Sequence[Item]) -> dict[str, float]:
    """Return measures of how much the wording of options gives keys away, by name.

    Shares are from 0 to 1, lifts are differences of shares, and the last measure is the highest
    cosine similarity of two questions. Empty if no question has options.
    """
    items = [item for item in items if item.question.options]
    if not items:
        return {}
    long, short = longest(items), shortest(items)
    fixed, learned, cues = measure_gains(items)
    figures = {
        "longest is key": long.rate,
        "longest by chance": long.expected,
        "shortest is key": short.rate,
        "T1 lift": fixed.lift,
        "T2 lift": learned.lift,
        **{f"{cue.name} lift": cue.lift for cue in cues},
        "likest pair": max((pair[0] for pair in similar_pairs(items, MIN_SIMILARITY)), default=0.0),
    }
    return {name: round(value, 3) for name, value in figures.items()}


def older_than(index: BankIndex, month: str) -> list[tuple[str, str]]:
    """Return the month of the last check and the id of each question last checked before `month`.

    Months are written `YYYY-MM`; the oldest comes first. Questions without a month are left out.
    """
    ids = sorted({item.id for row in index.info.exams for item in index.pool(row.id)})
    questions = index.questions(ids).values()
    return sorted((q.as_of, q.id) for q in questions if q.as_of is not None and q.as_of < month)
