"""Rules about all questions together.

They find cues that only show over many questions, near-duplicates, and questions whose stem gives
away another question's key.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from examkit.bank.lint.cue_rules import mean_likeness
from examkit.bank.lint.rule import Item, content, words
from examkit.bank.lint.testwise import MIN_QUESTIONS, MIN_TO_JUDGE, CueGain
from examkit.diagnostics import Severity

COPY, REWORDED = 0.90, 0.70
"""Lowest cosine similarity of questions that count as copies, and as reworded copies."""
MIN_KEY_WORDS = 4
Z = 2.33
MIN_EXCESS = 0.05

SentencesByWord = dict[str, list[tuple[Item, frozenset[str]]]]
"""For each word, the sentences that contain it, each as its question and its content words."""


def cue_gain(name: str, scores: Sequence[tuple[Item, Sequence[float]]]) -> CueGain:
    """Return how often the option with the highest score is a key; a tie counts as a fraction.

    `name` describes that option. `scores` has a score for each option of each question.
    """
    hits = chance = variance = 0.0
    for item, values in scores:
        best = max(values)
        tied = [i for i, value in enumerate(values) if value == best]
        hits += sum(i in item.keys for i in tied) / len(tied)
        p = len(item.keys) / len(values)
        chance += p
        variance += p * (1 - p)
    return CueGain(name, len(scores), hits, chance, variance)


def longest(items: Sequence[Item]) -> CueGain:
    """Return how often the longest option is a key, compared with guessing."""
    lengths = [(item, [float(len(text)) for text in item.texts]) for item in items]
    return cue_gain("longest option", lengths)


def shortest(items: Sequence[Item]) -> CueGain:
    """Return how often the shortest option is a key, compared with guessing."""
    lengths = [(item, [-float(len(text)) for text in item.texts]) for item in items]
    return cue_gain("shortest option", lengths)


def converging(items: Sequence[Item]) -> CueGain:
    """Return how often the option that shares the most words with the others is a key."""
    likeness = [(item, mean_likeness(item)) for item in items]
    return cue_gain("option most similar to the others", likeness)


_HINTS = {
    "longest-is-key": "Lengthen distractors or shorten keys.",
    "shortest-is-key": "Shorten distractors or lengthen keys.",
    "likest-is-key": "Have several distractors share words that aren't in the key.",
}


def bank_flaws(items: Sequence[Item]) -> Iterator[tuple[str, Severity, str, str]]:
    """Yield code, severity, message, and hint of each cue that finds the key too often."""
    cues: tuple[tuple[str, CueGain, Severity], ...] = (
        ("longest-is-key", longest(items), "error"),
        ("shortest-is-key", shortest(items), "error"),
        ("likest-is-key", converging(items), "warning"),
    )
    for code, cue, severity in cues:
        if len(items) >= MIN_TO_JUDGE and cue.z > Z and cue.lift > MIN_EXCESS:
            weight: Severity = severity if len(items) >= MIN_QUESTIONS else "warning"
            message = (
                f"The {cue.name} is the key in {cue.rate:.0%} of questions"
                f" (expected by chance: {cue.expected:.0%})."
            )
            yield code, weight, message, _HINTS[code]


def outdated_names(items: Sequence[Item], names: Sequence[str]) -> Iterator[tuple[Item, int, str]]:
    """Yield the question, the option's position, and the name for each outdated name in a key."""
    patterns = [(name, re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)) for name in names]
    for item in items:
        for i in item.keys:
            for name, pattern in patterns:
                if pattern.search(item.texts[i]):
                    yield item, i, name


def similar_pairs(items: Sequence[Item], least: float) -> Iterator[tuple[float, Item, Item]]:
    """Yield pairs of questions with a cosine similarity of at least `least`.

    Each pair comes after its similarity. The vectors are TF-IDF over words and pairs of adjacent
    words in stem and options, with sublinear term frequency (1 + ln tf), normalized to length 1.
    """
    vectors = _vectors([_grams(item) for item in items])
    inverted: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        scores: defaultdict[int, float] = defaultdict(float)
        for gram, weight in vector.items():
            for other, other_weight in inverted[gram]:
                scores[other] += weight * other_weight
            inverted[gram].append((number, weight))
        for other, cosine in scores.items():
            if cosine >= least:
                yield min(cosine, 1.0), items[other], items[number]


def _grams(item: Item) -> Counter[str]:
    tokens = words(item.stem) + [word for text in sorted(item.texts) for word in words(text)]
    return Counter(tokens) + Counter(f"{a} {b}" for a, b in pairwise(tokens))


def _vectors(counts: Sequence[Counter[str]]) -> list[dict[str, float]]:
    frequencies = Counter(gram for count in counts for gram in count)
    total = len(counts)
    idf = {gram: math.log((1 + total) / (1 + n)) + 1 for gram, n in frequencies.items()}
    return [
        _normalized({gram: (1 + math.log(n)) * idf[gram] for gram, n in count.items()})
        for count in counts
    ]


def _normalized(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {gram: value / length for gram, value in vector.items()}


def key_in_other_stem(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Yield pairs of questions in which the second one's stem gives away the first one's key.

    All words of the key are in one sentence of the stem, and the two aren't enemies.
    """
    sentences = _sentences(items)
    for item in items:
        for place in item.keys:
            key = item.contents[place]
            if len(key) >= MIN_KEY_WORDS:
                yield from ((item, other) for other in _holders(item, key, sentences))


def _sentences(items: Sequence[Item]) -> SentencesByWord:
    sentences: SentencesByWord = defaultdict(list)
    for item in items:
        for part in item.stem.replace("?", ".").split(". "):
            stems = content(part)
            for word in stems:
                sentences[word].append((item, stems))
    return sentences


def _holders(item: Item, key: frozenset[str], sentences: SentencesByWord) -> Iterator[Item]:
    """Yield questions with all words of `key` in one sentence of their stem.

    `item`, the question with the key, and its enemies are left out.
    """
    rarest = min(key, key=lambda word: len(sentences.get(word, ())))
    for other, sentence in sentences.get(rarest, ()):
        if other is not item and key <= sentence and not are_enemies(item, other):
            yield other


def are_enemies(one: Item, other: Item) -> bool:
    """Return whether one of two questions lists the other as an enemy."""
    return one.question.id in other.question.enemies or other.question.id in one.question.enemies
