"""Rules about a question's rationales and references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examkit.bank.lint.rule import Flaw, Item, Rules
from examkit.bank.lint.tokens import words

RULES = Rules()
MIN_WORDS = 3


@RULES.add("letter-in-rationale", "error")
def letter_in_rationale(item: Item) -> Iterator[Flaw]:
    """A rationale refers to an option by letter.

    Example: "Unlike option B, ...".
    """
    for i, option in enumerate(item.question.options):
        if re.search(r"\b[Oo]ption [A-F]\b|\([A-F]\)", option.rationale):
            message = "Options are shuffled, so letters change."
            yield Flaw(("options", i, "rationale"), message, "Refer to the option by its content.")


@RULES.add("thin-rationale", "warning")
def thin_rationale(item: Item) -> Iterator[Flaw]:
    """A rationale has fewer than three words.

    Example: "Wrong.".
    """
    for i, option in enumerate(item.question.options):
        if len(words(option.rationale)) < MIN_WORDS:
            message = "The rationale explains nothing."
            yield Flaw(("options", i, "rationale"), message, "Say why it is correct or incorrect.")


@RULES.add("no-reference", "warning")
def no_reference(item: Item) -> Iterator[Flaw]:
    """The question has no references."""
    if not item.question.references:
        hint = "Add references with a page that supports the key."
        yield Flaw((), "The question has no references.", hint)
