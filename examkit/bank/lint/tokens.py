"""Split texts into words in the form that lint rules compare."""

from __future__ import annotations

import re
from collections.abc import Collection

_FENCE = re.compile(r"```.*?```", re.DOTALL)
_WORD = re.compile(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*")
_SUFFIX = re.compile(r"(?:ations?|ings?|ed|es|s|ly)$")

STOP = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "cannot", "do", "does",
    "each", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is", "it", "its",
    "may", "more", "most", "must", "no", "not", "of", "on", "one", "only", "or", "other", "out",
    "should", "so", "such", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "to", "two", "under", "until", "up", "use", "used", "uses", "using", "was",
    "were", "what", "when", "where", "which", "while", "who", "whose", "will", "with", "without",
    "would",
})  # fmt: skip
"""Words that rules ignore, because they have little meaning."""


def plain(text: str) -> str:
    """Return a text without code blocks and Markdown markup, on one line."""
    return " ".join(re.sub(r"[`*_]", "", _FENCE.sub(" ", text)).split())


def words(text: str) -> list[str]:
    """Return a text's words in lowercase, in order."""
    return _WORD.findall(plain(text).lower())


def stem(word: str) -> str:
    """Return a word without its ending, so that forms of the same word are equal."""
    cut = _SUFFIX.sub("", word).removesuffix("e")
    return cut if len(cut) >= 3 else word


def content(text: str) -> frozenset[str]:
    """Return a text's words without their endings, leaving out the words in `STOP`."""
    return frozenset(stem(word) for word in words(text) if word not in STOP)


def jaccard(one: Collection[str], other: Collection[str]) -> float:
    """Return the Jaccard similarity: shared words / all different words, from 0 to 1."""
    first, second = set(one), set(other)
    either = len(first | second)
    return len(first & second) / either if either else 0.0
