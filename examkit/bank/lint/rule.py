"""What lint rules work with: words, the question that is checked, flaws, and the rule itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from examkit.bank.bank import LocatedQuestion
from examkit.bank.model import Question
from examkit.bank.toml.reader import KeyPath
from examkit.diagnostics import Severity

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


@dataclass(frozen=True)
class Item:
    """A question with options, and its texts in the forms that rules use, computed on first use."""

    located: LocatedQuestion

    @property
    def question(self) -> Question:
        """Return the question itself, without its location."""
        return self.located.question

    @cached_property
    def stem(self) -> str:
        """Return the stem without code blocks and markup."""
        return plain(self.question.stem)

    @cached_property
    def lead_in(self) -> str:
        """Return the last sentence of the stem, without "(Choose two.)"."""
        text = re.sub(r"\s*\((?:choose|select|pick)[^)]*\)\.?\s*$", "", self.stem, flags=re.I)
        return re.split(r"(?<=[.?!:])\s+", text)[-1]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Return the options' texts without markup."""
        return tuple(plain(option.text) for option in self.question.options)

    @cached_property
    def contents(self) -> tuple[frozenset[str], ...]:
        """Return the content words of each option, without their endings."""
        return tuple(content(text) for text in self.texts)

    @cached_property
    def stem_content(self) -> frozenset[str]:
        """Return the content words of the question's stem, without their endings."""
        return content(self.stem)

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """Return the positions of the correct options, from 0."""
        return self.question.keys

    @cached_property
    def distractors(self) -> tuple[int, ...]:
        """Return the positions of the incorrect options, from 0."""
        return tuple(i for i in range(len(self.texts)) if i not in self.keys)


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem that a rule found in a question's wording, with its location and a hint."""

    loc: KeyPath
    """Path of the key within the question."""
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that checks each question on its own."""

    code: str
    severity: Severity
    check: Callable[[Item], Iterable[Flaw]]

    @property
    def about(self) -> str:
        """Return the description of the flaw to find: the docstring of `check`, on one line."""
        return " ".join((self.check.__doc__ or "").split())


Check = TypeVar("Check", bound=Callable[[Item], Iterable[Flaw]])


class Rules:
    """A set of rules, in the order in which they were added."""

    def __init__(self) -> None:
        self.all: list[Rule] = []

    def add(self, code: str, severity: Severity) -> Callable[[Check], Check]:
        """Return a decorator that adds a rule with the decorated function as its check."""

        def registered(check: Check) -> Check:
            self.all.append(Rule(code, severity, check))
            return check

        return registered

    def __iter__(self) -> Iterator[Rule]:
        """Yield the rules in the order in which they were added."""
        return iter(self.all)
