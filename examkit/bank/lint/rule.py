"""A question as the rules see it, and what they report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from examkit.bank.bank import LocatedQuestion
from examkit.bank.lint.tokens import content, plain
from examkit.bank.model import Question
from examkit.bank.toml.positions import KeyPath
from examkit.diagnostics import Severity


@dataclass(frozen=True)
class Item:
    """A question with its texts prepared once."""

    placed: LocatedQuestion

    @property
    def question(self) -> Question:
        """The question."""
        return self.placed.question

    @cached_property
    def stem(self) -> str:
        """The stem without code and marks."""
        return plain(self.question.stem)

    @cached_property
    def lead_in(self) -> str:
        """Its last sentence, without the number to choose."""
        told = re.sub(r"\s*\((?:choose|select|pick)[^)]*\)\.?\s*$", "", self.stem, flags=re.I)
        return re.split(r"(?<=[.?!:])\s+", told)[-1]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The options without marks."""
        return tuple(plain(option.text) for option in self.question.options)

    @cached_property
    def contents(self) -> tuple[frozenset[str], ...]:
        """Stems of the words of each option."""
        return tuple(content(text) for text in self.texts)

    @cached_property
    def stem_content(self) -> frozenset[str]:
        """Stems of the words of the stem."""
        return content(self.stem)

    @cached_property
    def keys(self) -> tuple[int, ...]:
        """Places of the right options."""
        return self.question.keys

    @cached_property
    def distractors(self) -> tuple[int, ...]:
        """Places of the wrong options."""
        return tuple(i for i in range(len(self.texts)) if i not in self.keys)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule reports about a question."""

    loc: KeyPath
    """Place within the question."""
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule about single questions."""

    code: str
    severity: Severity
    check: Callable[[Item], Iterable[Flaw]]

    @property
    def about(self) -> str:
        """The rule in a sentence, with an example."""
        return " ".join((self.check.__doc__ or "").split())


Check = TypeVar("Check", bound=Callable[[Item], Iterable[Flaw]])


class Rules:
    """Rules in the order of their definition."""

    def __init__(self) -> None:
        self.all: list[Rule] = []

    def add(self, code: str, severity: Severity) -> Callable[[Check], Check]:
        """Register a check under a code."""

        def registered(check: Check) -> Check:
            self.all.append(Rule(code, severity, check))
            return check

        return registered

    def __iter__(self) -> Iterator[Rule]:
        """Go through the rules."""
        return iter(self.all)
