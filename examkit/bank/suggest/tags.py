"""Domain and topic for questions that have none: votes of the likest questions that do."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from examkit.bank.bm25 import Bm25Index, tokenize
from examkit.bank.model import Question
from examkit.bank.search import plain

NEIGHBOURS = 10
_FLOOR = 0.8
"""Share of the last neighbour's score that counts for nothing: the nearer ones decide."""

Domain = str | dict[str, str]


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """Where a question may belong."""

    domain: Domain
    topic: str
    certainty: float
    """Share of the votes for the domain, from 0 to 1; on the shipped bank, 0.8 is right in more
    than nine of ten cases."""


class TagSuggester:
    """Knows the words of the questions that are placed."""

    def __init__(self, questions: Iterable[Question]) -> None:
        placed = [q for q in questions if q.domain and not q.retired]
        self._known = {question.id: question for question in placed}
        self._ranking = Bm25Index((q.id, "", plain(" ".join(_texts(q)))) for q in placed)

    def propose(self, question: Question) -> TagSuggestion | None:
        """Propose a place; None where nothing is like it."""
        words = sorted(set(tokenize(" ".join(_texts(question)))))
        rows = self._ranking.nearest(words, NEIGHBOURS + 1)
        near = [(name, score) for name, score in rows if name != question.id][:NEIGHBOURS]
        if not near:
            return None
        floor = _FLOOR * near[-1][1]
        domains, topics = Counter[str](), Counter[str]()
        for name, score in near:
            domains[json.dumps(self._known[name].domain)] += score - floor  # type: ignore[assignment]
            topics[self._known[name].topic] += score - floor  # type: ignore[assignment]
        [(domain, votes)] = domains.most_common(1)
        return TagSuggestion(
            json.loads(domain), topics.most_common(1)[0][0], votes / sum(domains.values())
        )

    def close(self) -> None:
        """Forget the questions."""
        self._ranking.close()


def _texts(question: Question) -> list[str]:
    reasons = [option.rationale for option in question.options]
    lefts = [left for left, _ in question.pairs]
    return [question.stem, *question.choices, *lefts, *reasons]
