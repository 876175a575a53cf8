"""Rules about pairs of questions: near-duplicates, and a stem that tells another's key."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from examkit.bank.lint.rule import Item
from examkit.bank.lint.tokens import content, words

COPY, REWORDED = 0.90, 0.70
MIN_KEY_WORDS = 4


def likeness(items: Sequence[Item], least: float) -> Iterator[tuple[float, Item, Item]]:
    """Return pairs with a cosine of at least `least` between their stems and options.

    Vectors are TF-IDF over words and pairs of words with sublinear term frequency
    (1 + ln tf), normalised to length 1.
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
    known = Counter(gram for count in counts for gram in count)
    total = len(counts)
    idf = {gram: math.log((1 + total) / (1 + number)) + 1 for gram, number in known.items()}
    return [_normal({g: (1 + math.log(n)) * idf[g] for g, n in count.items()}) for count in counts]


def _normal(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {gram: value / length for gram, value in vector.items()}


Sentences = dict[str, list[tuple[Item, frozenset[str]]]]


def key_in_other_stem(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Find keys whose words all stand, in one sentence, in the stem of another question."""
    sentences = _sentences(items)
    for item in items:
        for place in item.keys:
            key = item.contents[place]
            if len(key) >= MIN_KEY_WORDS:
                yield from ((item, teller) for teller in _tellers(item, key, sentences))


def _sentences(items: Sequence[Item]) -> Sentences:
    found: Sentences = defaultdict(list)
    for item in items:
        for part in item.stem.replace("?", ".").split(". "):
            stems = content(part)
            for word in stems:
                found[word].append((item, stems))
    return found


def _tellers(item: Item, key: frozenset[str], sentences: Sentences) -> Iterator[Item]:
    rarest = min(key, key=lambda word: len(sentences.get(word, ())))
    for other, found in sentences.get(rarest, ()):
        if other is not item and key <= found and not enemies(item, other):
            yield other


def enemies(one: Item, other: Item) -> bool:
    """Return whether two questions never stand on the same form."""
    return one.question.id in other.question.enemies or other.question.id in one.question.enemies
