"""Rules about options that confuse the reader, or that break when they are shuffled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from examkit.bank.lint.cue_rules import OPTIONS, text_of_option
from examkit.bank.lint.rule import Flaw, Item, Rules, jaccard, words

RULES = Rules()

VAGUE = frozenset({"rarely", "sometimes", "often", "frequently", "occasionally"})
_LETTERS = re.compile(
    r"^(?:both |only )?[A-F](?:, [A-F])* and [A-F]\.?$|\boptions? [A-F]\b", re.IGNORECASE
)
MIN_OPTIONS, MIN_DISTRACTORS = 3, 2


@RULES.add("all-of-the-above", "error")
def all_of_the_above(item: Item) -> Iterator[Flaw]:
    """An option is "all of the above", which breaks when options are shuffled."""
    for i, text in enumerate(item.texts):
        if re.search(r"\ball of (?:the above|these)\b", text, re.I):
            message = 'Options are shuffled, so "above" means nothing.'
            yield Flaw(text_of_option(i), message, "Make this a multiple-response question.")


@RULES.add("none-of-the-above", "warning")
def none_of_the_above(item: Item) -> Iterator[Flaw]:
    """An option is "none of the above"."""
    for i, text in enumerate(item.texts):
        if re.search(r"\bnone of (?:the above|these)\b", text, re.I):
            message = '"None of the above" doesn\'t test knowledge.'
            yield Flaw(text_of_option(i), message, "Write a real distractor.")


@RULES.add("letters", "error")
def option_names_letters(item: Item) -> Iterator[Flaw]:
    """An option refers to other options by letter.

    Example: "Both A and C".
    """
    for i, text in enumerate(item.texts):
        if _LETTERS.search(text):
            message = "Options are shuffled, so their letters change."
            yield Flaw(text_of_option(i), message, "Make this a multiple-response question.")


@RULES.add("similar-options", "warning")
def similar_options(item: Item) -> Iterator[Flaw]:
    """Two options say almost the same thing.

    Example: "Raise the timeout." and "Raise the timeouts.".
    """
    for i, j in combinations(range(len(item.texts)), 2):
        one, other = words(item.texts[i]), words(item.texts[j])
        if len(one) >= 4 and sorted(one) != sorted(other) and jaccard(one, other) >= 0.9:
            message = f"The option is almost identical to option {i + 1}."
            yield Flaw(text_of_option(j), message, "Change one.")


@RULES.add("contained-option", "warning")
def contained_option(item: Item) -> Iterator[Flaw]:
    """The text of one option is part of another.

    Example: "A queue" and "A queue with a dead-letter queue".
    """
    lowered = [" ".join(words(text)) for text in item.texts]
    for i, one in enumerate(lowered):
        others = [f" {other} " for j, other in enumerate(lowered) if j != i]
        if " " in one and any(f" {one} " in other for other in others):
            message = "Another option contains the text of this one."
            yield Flaw(text_of_option(i), message, "Make the options mutually exclusive.")


@RULES.add("number-order", "warning")
def number_order(item: Item) -> Iterator[Flaw]:
    """Numeric options aren't in ascending order, or aren't marked as ordered.

    Example: 25, 100, 50.
    """
    numbers = [_number(text) for text in item.texts]
    if any(number is None for number in numbers):
        return
    if numbers != sorted(numbers, key=lambda n: n or 0) or not item.question.ordered:
        message = "Numeric options must be in ascending order."
        yield Flaw(OPTIONS, message, "Sort them and set ordered = true.")


def _number(text: str) -> float | None:
    number = re.fullmatch(r"([\d,]+(?:\.\d+)?)(?:\s+\S+){0,3}", text.rstrip("."))
    return float(number[1].replace(",", "")) if number else None


@RULES.add("option-count", "warning")
def option_count(item: Item) -> Iterator[Flaw]:
    """Guessing is too easy: fewer than three options, or fewer than two distractors.

    Example: "True" and "False".
    """
    number, wrong = len(item.texts), len(item.distractors)
    if number < MIN_OPTIONS or wrong < MIN_DISTRACTORS:
        message = f"Guessing is too easy: {number} options, {wrong} of them incorrect."
        yield Flaw(OPTIONS, message, "Use 4 options if one is correct, or 5 or 6 if several are.")


@RULES.add("uneven-lengths", "info")
def uneven_lengths(item: Item) -> Iterator[Flaw]:
    """The longest option is more than three times as long as the shortest."""
    lengths = [len(text) for text in item.texts]
    if max(lengths) > 40 and max(lengths) > 3 * min(lengths):
        message = "The options differ widely in length."
        yield Flaw(OPTIONS, message, "Give all options the same level of detail.")


@RULES.add("mixed-forms", "info")
def mixed_forms(item: Item) -> Iterator[Flaw]:
    """Some options end with a period and others don't."""
    if len({text.endswith(".") for text in item.texts}) == 2:
        message = "Some options end with a period and others don't."
        yield Flaw(OPTIONS, message, "End all of them with a period, or none.")


@RULES.add("vague-words", "info")
def vague_words(item: Item) -> Iterator[Flaw]:
    """An option contains a vague word for how often something happens.

    Example: "Rarely" or "often".
    """
    for i, text in enumerate(item.texts):
        vague = sorted(VAGUE & set(words(text)))
        if vague:
            yield Flaw(
                text_of_option(i), f'The word "{vague[0]}" is vague.', "Give a number instead."
            )


@RULES.add("shared-start", "info")
def shared_start(item: Item) -> Iterator[Flaw]:
    """All options start with the same three words, which belong in the stem."""
    starts = {tuple(words(text)[:3]) for text in item.texts}
    if len(starts) == 1 and len(next(iter(starts))) == 3:
        message = "All options start with the same words."
        yield Flaw(OPTIONS, message, "Move the words into the stem.")
