"""A question of each type."""

from __future__ import annotations

from typing import Any

from examkit.bank.model import Question


def make_typed(**values: Any) -> Question:
    """Make a question from the fields of its type."""
    common = {"id": "q-kind", "topic": "t1", "domain": "build", "difficulty": "easy", "stem": "?"}
    return Question.model_validate({**common, **values})


def make_options(*keys: int, count: int = 3) -> list[dict[str, Any]]:
    """Make options named `a`, `b`, ..., with these as the correct ones."""
    return [{"text": text, "correct": i in keys} for i, text in enumerate("abcdefgh"[:count])]


SINGLE = make_typed(options=make_options(1))
MULTIPLE = make_typed(options=make_options(0, 2))
ORDERING = make_typed(type="ordering", items=("one", "two", "three"))
MATCHING = make_typed(type="matching", pairs=(("a", "1"), ("b", "2")), extra=("3",))
NUMERIC = make_typed(type="numeric", answer=12.5, tolerance=0.5, unit="GiB")
SHORT_TEXT = make_typed(type="short-text", accepted=("SQS", "Amazon SQS"))

QUESTIONS = {
    each.type: each for each in (SINGLE, MULTIPLE, ORDERING, MATCHING, NUMERIC, SHORT_TEXT)
}
"""One question by the name of its type."""
