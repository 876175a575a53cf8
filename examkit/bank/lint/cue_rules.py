"""Rules about options that give the key away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from examkit.bank.lint.rule import Flaw, Item, Rules, jaccard, stem, words
from examkit.bank.toml.reader import KeyPath

RULES = Rules()

ABSOLUTES = frozenset({
    "always", "never", "none", "nobody", "nothing", "completely", "guarantee", "guarantees",
    "entirely",
})  # fmt: skip
HEDGES = frozenset(
    {"usually", "generally", "may", "might", "often", "typically", "probably", "sometimes"}
)
NEGATIONS = frozenset({"not", "no", "without", "never", "disable", "off"})
OPTIONS = ("options",)


def text_of_option(index: int) -> KeyPath:
    """Return the path of an option's text within its question."""
    return *OPTIONS, index, "text"


@RULES.add("key-longest", "warning")
def key_longest(item: Item) -> Iterator[Flaw]:
    """The keys are much longer than every distractor.

    Example: a key with a reason, "... because a queue keeps order", among options without one.
    """
    key = min((len(item.texts[i]) for i in item.keys), default=0)
    other = max((len(item.texts[i]) for i in item.distractors), default=0)
    if key >= 1.25 * other and key >= other + 15:
        message = "The key is much longer than the other options."
        yield Flaw(OPTIONS, message, "Give all options the same level of detail.")


@RULES.add("absolute-distractors", "warning")
def absolute_distractors(item: Item) -> Iterator[Flaw]:
    """Only distractors contain absolute words.

    Example: "always" in one distractor, "never" in another, and no such word in the key.
    """
    absolute = [i for i, text in enumerate(item.texts) if ABSOLUTES & set(words(text))]
    if absolute and not set(absolute) & set(item.keys):
        message = "Only distractors contain absolute words, such as always or never."
        hint = "Reword the distractors, or use an absolute word in the key."
        yield Flaw(text_of_option(absolute[0]), message, hint)


@RULES.add("hedged-key", "warning")
def hedged_key(item: Item) -> Iterator[Flaw]:
    """Only the key contains a hedging word.

    Example: "The queue may usually ..." among plain statements.
    """
    hedged = [i for i, text in enumerate(item.texts) if HEDGES & set(words(text))]
    if hedged and set(hedged) <= set(item.keys):
        message = "Only the key contains a hedging word, such as usually or may."
        yield Flaw(text_of_option(hedged[0]), message, "Remove the word.")


@RULES.add("echo", "info")
def stem_word_in_key(item: Item) -> Iterator[Flaw]:
    """A word from the stem is in every key but in no distractor.

    Example: the stem asks to keep the "order", and only the key has the word "order".
    """
    in_keys = (
        frozenset.intersection(*(item.contents[i] for i in item.keys)) if item.keys else frozenset()
    )
    in_others = frozenset().union(*(item.contents[i] for i in item.distractors))
    shared = sorted(w for w in (in_keys & item.stem_content) - in_others if len(w) >= 4)
    if shared:
        word = next(w for w in words(item.texts[item.keys[0]]) if stem(w) == shared[0])
        message = f'The stem and the key share the word "{word}", which no distractor has.'
        yield Flaw(text_of_option(item.keys[0]), message, "Use the word in a distractor too.")


@RULES.add("article", "warning")
def article_mismatch(item: Item) -> Iterator[Flaw]:
    """The stem ends with "a" or "an", which doesn't fit every option.

    Example: "... the service needs an:" before the option "queue".
    """
    ending = re.search(r"\b(an?)\W*$", item.lead_in.lower())
    if not ending:
        return
    for i, text in enumerate(item.texts):
        vowel = text[:1].lower() in "aeiou"
        if vowel != (ending[1] == "an"):
            message = f'The stem ends with "{ending[1]}", which doesn\'t fit this option.'
            yield Flaw(text_of_option(i), message, "Move the article into the options.")


@RULES.add("converging-key", "info")
def converging_key(item: Item) -> Iterator[Flaw]:
    """The key shares the most words with the other options.

    Example: each distractor was made by changing one word of the key.
    """
    means = mean_likeness(item)
    best = max(range(len(means)), key=means.__getitem__, default=0)
    rest = [mean for i, mean in enumerate(means) if i != best]
    if len(item.keys) == 1 and best == item.keys[0] and rest and means[best] - max(rest) >= 0.15:
        message = "The key shares the most words with the other options."
        hint = "Have several distractors share words that aren't in the key."
        yield Flaw(text_of_option(best), message, hint)


def mean_likeness(item: Item) -> list[float]:
    """Return each option's mean Jaccard similarity to the other options, from 0 to 1."""
    sets, count = item.contents, max(1, len(item.contents) - 1)
    return [
        sum(jaccard(one, other) for j, other in enumerate(sets) if j != i) / count
        for i, one in enumerate(sets)
    ]


@RULES.add("opposites", "info")
def opposites(item: Item) -> Iterator[Flaw]:
    """Two options are opposites, and one of them is the key.

    Example: "Turn it on" and "Do not turn it on".
    """
    for i, j in opposite_pairs(item):
        if i in item.keys or j in item.keys:
            message = "The key and another option are opposites."
            yield Flaw(text_of_option(j), message, "Add another pair of opposites.")


def opposite_pairs(item: Item) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions of options that are equal or similar except for a negation."""
    for i, j in combinations(range(len(item.texts)), 2):
        one, other = set(words(item.texts[i])), set(words(item.texts[j]))
        negated = bool(one & NEGATIONS) != bool(other & NEGATIONS)
        if negated and jaccard(one - NEGATIONS, other - NEGATIONS) >= 0.6:
            yield i, j
