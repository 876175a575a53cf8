"""Rules about the options of one question: what confuses, or breaks when they are shuffled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from examkit.bank.lint.rule import Flaw, Item, Rules
from examkit.bank.lint.tokens import jaccard, words

RULES = Rules()

VAGUE = frozenset({"rarely", "sometimes", "often", "frequently", "occasionally"})
OPTIONS = ("options",)
_LETTERS = re.compile(
    r"^(?:both |only )?[A-F](?:, [A-F])* and [A-F]\.?$|\boptions? [A-F]\b", re.IGNORECASE
)
MIN_OPTIONS, MIN_DISTRACTORS = 3, 2


@RULES.add("all-of-the-above", "error")
def all_of_the_above(item: Item) -> Iterator[Flaw]:
    """An option is "all of the above", which breaks when options are shuffled."""
    for i, text in enumerate(item.texts):
        if re.search(r"\ball of (?:the above|these)\b", text, re.I):
            yield Flaw((*OPTIONS, i, "text"), "Options are shuffled.", "Use a multiple response.")


@RULES.add("none-of-the-above", "warning")
def none_of_the_above(item: Item) -> Iterator[Flaw]:
    """An option is "none of the above"."""
    for i, text in enumerate(item.texts):
        if re.search(r"\bnone of (?:the above|these)\b", text, re.I):
            yield Flaw((*OPTIONS, i, "text"), "It tests no knowledge.", "Write a real distractor.")


@RULES.add("letters", "error")
def option_names_letters(item: Item) -> Iterator[Flaw]:
    """An option names other options by letter.

    Example: "Both A and C".
    """
    for i, text in enumerate(item.texts):
        if _LETTERS.search(text):
            yield Flaw((*OPTIONS, i, "text"), "Options are shuffled.", "Use a multiple response.")


@RULES.add("similar-options", "warning")
def similar_options(item: Item) -> Iterator[Flaw]:
    """Two options say nearly the same.

    Example: "Raise the timeout." and "Raise the timeouts.".
    """
    for i, j in combinations(range(len(item.texts)), 2):
        one, other = words(item.texts[i]), words(item.texts[j])
        if len(one) >= 4 and sorted(one) != sorted(other) and jaccard(one, other) >= 0.9:
            yield Flaw(
                (*OPTIONS, j, "text"), f"It is nearly the same as option {i + 1}.", "Change one."
            )


@RULES.add("contained-option", "warning")
def contained_option(item: Item) -> Iterator[Flaw]:
    """The text of one option is part of another.

    Example: "A queue" beside "A queue with a dead-letter queue".
    """
    lowered = [" ".join(words(text)) for text in item.texts]
    for i, one in enumerate(lowered):
        around = [f" {other} " for j, other in enumerate(lowered) if j != i]
        if " " in one and any(f" {one} " in other for other in around):
            yield Flaw(
                (*OPTIONS, i, "text"),
                "Another option contains it.",
                "Make them exclude each other.",
            )


@RULES.add("number-order", "warning")
def number_order(item: Item) -> Iterator[Flaw]:
    """Options are numbers and not in ascending order, or may be shuffled.

    Example: 25, 100, 50.
    """
    numbers = [_number(text) for text in item.texts]
    if any(number is None for number in numbers):
        return
    if numbers != sorted(numbers, key=lambda n: n or 0) or not item.question.ordered:
        yield Flaw(
            OPTIONS, "Numbers are not in ascending order.", "Sort them and set ordered = true."
        )


def _number(text: str) -> float | None:
    found = re.fullmatch(r"([\d,]+(?:\.\d+)?)(?:\s+\S+){0,3}", text.rstrip("."))
    return float(found[1].replace(",", "")) if found else None


@RULES.add("option-count", "warning")
def option_count(item: Item) -> Iterator[Flaw]:
    """It is guessed too easily: fewer than three options, or fewer than two distractors.

    Example: "True" and "False".
    """
    number = len(item.texts)
    if number < MIN_OPTIONS or len(item.distractors) < MIN_DISTRACTORS:
        yield Flaw(OPTIONS, f"It has {number} options.", "Use 4 for one key, 5 or 6 for several.")


@RULES.add("uneven-lengths", "info")
def uneven_lengths(item: Item) -> Iterator[Flaw]:
    """The longest option has three times the length of the shortest."""
    lengths = [len(text) for text in item.texts]
    if max(lengths) > 40 and max(lengths) > 3 * min(lengths):
        yield Flaw(OPTIONS, "Options differ much in length.", "Give all the same detail.")


@RULES.add("mixed-forms", "info")
def mixed_forms(item: Item) -> Iterator[Flaw]:
    """Some options end with a full stop and others do not."""
    ended = {text.endswith(".") for text in item.texts}
    if len(ended) == 2:
        yield Flaw(OPTIONS, "Some options are sentences, others are not.", "Use one form.")


@RULES.add("vague-words", "info")
def vague_words(item: Item) -> Iterator[Flaw]:
    """An option has a vague word of frequency.

    Example: "Rarely", "often".
    """
    for i, text in enumerate(item.texts):
        if VAGUE & set(words(text)):
            yield Flaw((*OPTIONS, i, "text"), "It can be read in several ways.", "Give a number.")


@RULES.add("shared-start", "info")
def shared_start(item: Item) -> Iterator[Flaw]:
    """All options begin with the same three words, which belong into the stem."""
    starts = {tuple(words(text)[:3]) for text in item.texts}
    if len(starts) == 1 and len(next(iter(starts))) == 3:
        yield Flaw(OPTIONS, "All options begin alike.", "Move the words into the stem.")
