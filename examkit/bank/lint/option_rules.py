"""Rules about the options of one question: what gives the key away, and what confuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from examkit.bank.lint.rule import Flaw, Item, Rules
from examkit.bank.lint.tokens import jaccard, words

RULES = Rules()

ABSOLUTES = frozenset(
    {
        "always",
        "never",
        "none",
        "nobody",
        "nothing",
        "completely",
        "guarantee",
        "guarantees",
        "entirely",
    }
)
HEDGES = frozenset(
    {"usually", "generally", "may", "might", "often", "typically", "probably", "sometimes"}
)
VAGUE = frozenset({"rarely", "sometimes", "often", "frequently", "occasionally"})
OPTIONS = ("options",)
_LETTERS = re.compile(
    r"^(?:both |only )?[A-F](?:, [A-F])* and [A-F]\.?$|\boptions? [A-F]\b", re.IGNORECASE
)
MIN_OPTIONS, MIN_DISTRACTORS = 3, 2


@RULES.add("key-longest", "warning")
def key_longest(item: Item) -> Iterator[Flaw]:
    """The keys are much longer than every distractor.

    Example: a key with a reason, "... because a queue keeps order", among options without one.
    """
    key = min((len(item.texts[i]) for i in item.keys), default=0)
    other = max((len(item.texts[i]) for i in item.distractors), default=0)
    if key >= 1.25 * other and key >= other + 15:
        yield Flaw(OPTIONS, "The key is much longer than the others.", "Give all the same detail.")


@RULES.add("absolute-distractors", "warning")
def absolute_distractors(item: Item) -> Iterator[Flaw]:
    """Absolute words stand in distractors only.

    Example: "always" in one distractor, "never" in another, nothing of the kind in the key.
    """
    marked = [i for i in item.distractors if ABSOLUTES & set(words(item.texts[i]))]
    in_key = any(ABSOLUTES & set(words(item.texts[i])) for i in item.keys)
    if marked and not in_key:
        loc = (*OPTIONS, marked[0], "text")
        yield Flaw(
            loc, "Only distractors have absolute words.", "Say what exactly is wrong instead."
        )


@RULES.add("hedged-key", "warning")
def hedged_key(item: Item) -> Iterator[Flaw]:
    """A careful word stands in the key only.

    Example: "The queue may usually ..." among plain statements.
    """
    keys = [i for i in item.keys if HEDGES & set(words(item.texts[i]))]
    others = any(HEDGES & set(words(item.texts[i])) for i in item.distractors)
    if keys and not others:
        yield Flaw(
            (*OPTIONS, keys[0], "text"), "Only the key is worded carefully.", "Drop the word."
        )


@RULES.add("echo", "info")
def stem_word_in_key(item: Item) -> Iterator[Flaw]:
    """A word of the stem stands in every key and in no distractor.

    Example: the stem wants the "order" kept, and only the key has the word "order".
    """
    in_keys = (
        frozenset.intersection(*(item.contents[i] for i in item.keys)) if item.keys else frozenset()
    )
    in_others = frozenset().union(*(item.contents[i] for i in item.distractors))
    shared = sorted(w for w in (in_keys & item.stem_content) - in_others if len(w) >= 4)
    if shared:
        said = f"Stem and key share {shared[0]!r}, which no distractor has."
        yield Flaw((*OPTIONS, item.keys[0], "text"), said, "Use the word in a distractor too.")


@RULES.add("article", "warning")
def article_mismatch(item: Item) -> Iterator[Flaw]:
    """The stem ends in "a" or "an", and an option does not fit.

    Example: "... the service needs an:" before the option "queue".
    """
    ending = re.search(r"\b(an?)\W*$", item.lead_in.lower())
    if not ending:
        return
    for i, text in enumerate(item.texts):
        vowel = text[:1].lower() in "aeiou"
        if vowel != (ending[1] == "an"):
            yield Flaw(
                (*OPTIONS, i, "text"),
                "It does not follow the article of the stem.",
                "Move the article.",
            )


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
        if re.search(
            r"^(?:both |only )?[A-F](?:, [A-F])* and [A-F]\.?$|\boptions? [A-F]\b", text, re.I
        ):
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


@RULES.add("converging-key", "info")
def converging_key(item: Item) -> Iterator[Flaw]:
    """The key shares most words with the others.

    Example: distractors that were made by changing one word of the key each.
    """
    means = mean_likeness(item)
    best = max(range(len(means)), key=means.__getitem__, default=0)
    rest = [mean for i, mean in enumerate(means) if i != best]
    if len(item.keys) == 1 and best == item.keys[0] and rest and means[best] - max(rest) >= 0.15:
        yield Flaw((*OPTIONS, best, "text"), "The key is most like the others.", "Vary two things.")


def mean_likeness(item: Item) -> list[float]:
    """Mean likeness of each option to the others, from 0 to 1."""
    sets, count = item.contents, max(1, len(item.contents) - 1)
    return [
        sum(jaccard(one, other) for j, other in enumerate(sets) if j != i) / count
        for i, one in enumerate(sets)
    ]


@RULES.add("opposites", "info")
def opposites(item: Item) -> Iterator[Flaw]:
    """Two options are opposites, and the key is one of them.

    Example: "Turn it on", "Do not turn it on".
    """
    for i, j in opposite_pairs(item):
        if i in item.keys or j in item.keys:
            yield Flaw(
                (*OPTIONS, j, "text"), "The key is one of two opposites.", "Add a second pair."
            )


NEGATIONS = frozenset({"not", "no", "without", "never", "disable", "off"})


def opposite_pairs(item: Item) -> Iterator[tuple[int, int]]:
    """Pairs of options that differ by a negation."""
    for i, j in combinations(range(len(item.texts)), 2):
        one, other = set(words(item.texts[i])), set(words(item.texts[j]))
        negated = bool(one & NEGATIONS) != bool(other & NEGATIONS)
        if negated and jaccard(one - NEGATIONS, other - NEGATIONS) >= 0.6:
            yield i, j


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
