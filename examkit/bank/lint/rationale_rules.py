"""Rules about what explains a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from examkit.bank.lint.rule import Flaw, Item, Rules
from examkit.bank.lint.tokens import words

RULES = Rules()
MIN_WORDS = 3


@RULES.add("letter-in-rationale", "error")
def letter_in_rationale(item: Item) -> Iterator[Flaw]:
    """A rationale names an option by letter.

    Example: "Unlike option B, ...".
    """
    for i, option in enumerate(item.question.options):
        if re.search(r"\b[Oo]ption [A-F]\b|\([A-F]\)", option.rationale):
            hint = "Name the thing instead."
            yield Flaw(("options", i, "rationale"), "Options are shuffled.", hint)


@RULES.add("thin-rationale", "warning")
def thin_rationale(item: Item) -> Iterator[Flaw]:
    """A rationale says only that an option is wrong.

    Example: "Wrong.".
    """
    for i, option in enumerate(item.question.options):
        if len(words(option.rationale)) < MIN_WORDS:
            yield Flaw(("options", i, "rationale"), "It explains nothing.", "Say why.")


@RULES.add("no-reference", "warning")
def no_reference(item: Item) -> Iterator[Flaw]:
    """No page of documentation is named."""
    if not item.question.references:
        yield Flaw((), "It names no source.", "Add references with a page that says it.")
