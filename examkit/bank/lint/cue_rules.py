"""Rules about the options of one question: what gives the key away."""

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
NEGATIONS = frozenset({"not", "no", "without", "never", "disable", "off"})
OPTIONS = ("options",)


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


def opposite_pairs(item: Item) -> Iterator[tuple[int, int]]:
    """Pairs of options that differ by a negation."""
    for i, j in combinations(range(len(item.texts)), 2):
        one, other = set(words(item.texts[i])), set(words(item.texts[j]))
        negated = bool(one & NEGATIONS) != bool(other & NEGATIONS)
        if negated and jaccard(one - NEGATIONS, other - NEGATIONS) >= 0.6:
            yield i, j
