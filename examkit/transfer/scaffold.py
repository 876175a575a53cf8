"""The files of a bank that an import begins: what it is, and an exam to sit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from examkit.bank.toml.writer import table, tables
from examkit.transfer.deduplicate import short_slug

MAX_EXAM_QUESTIONS = 65
MINUTES_EACH = 2


def bank_toml(name: str, topics: Mapping[str, str]) -> str:
    """Write `bank.toml` for a bank in a folder of that name."""
    head = {"format": 1, "id": short_slug(name, "my-bank"), "title": name or "My bank"}
    lines = list(table(head | {"default_exam": "practice"}))
    return "\n".join(lines) + "\n" + tables("topics", topic_rows(topics))


def topic_rows(topics: Mapping[str, str]) -> list[dict[str, str]]:
    """Return topics as a `bank.toml` holds them."""
    return [{"id": name, "title": title} for name, title in topics.items()]


def exam_toml(domains: Mapping[str, tuple[str, int]], each: int | None) -> str:
    """Write an exam over domains, given as id to title and number of questions.

    Each domain gives `each` questions where that is asked for, else its share.
    """
    total = sum(count for _, count in domains.values())
    asked = each * len(domains) if each else min(total, MAX_EXAM_QUESTIONS)
    lines = list(_exam_lines(asked))
    for name, (title, count) in domains.items():
        share = {"questions": each} if each else {"weight": float(count)}
        lines += ["", "[[domains]]", *table({"id": name, "title": title, **share})]
    return "\n".join(lines) + "\n"


def _exam_lines(asked: int) -> Iterator[str]:
    yield "# Made by an import: set title, questions, minutes and weights to the real ones."
    values = {"id": "practice", "title": "Practice", "questions": asked}
    yield from table(values | {"minutes": min(1_440, asked * MINUTES_EACH)})
