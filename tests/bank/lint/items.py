"""Questions as the rules see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from examkit.bank.bank import LocatedQuestion
from examkit.bank.lint.rule import Item
from examkit.question_types.choice import Option
from tests.factories import make_question

STEM = "A team has a queue. Which change helps?"
TEXTS = ("Raise the timeout.", "Add a second queue.", "Drop the filter.", "Use a topic.")


def make_lint_item(
    texts: Sequence[str] = TEXTS,
    keys: Iterable[int] = (0,),
    *,
    stem: str = STEM,
    rationale: str = "It does something else.",
    **changes: Any,
) -> Item:
    """Make a question with these options."""
    right = set(keys)
    options = tuple(
        Option(text=text, correct=i in right, rationale=rationale) for i, text in enumerate(texts)
    )
    values: dict[str, Any] = {"references": ("https://example.org/a",)} | changes
    question = make_question(values.pop("id", "q-one"), stem=stem, **values)
    return Item(
        LocatedQuestion("questions/a.toml", 0, question.model_copy(update={"options": options}))
    )
