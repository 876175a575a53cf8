"""Suggest a note, a domain, and a topic for imported questions.

Texts are ranked by the words they share with a question, with BM25 (Robertson and Zaragoza, The
Probabilistic Relevance Framework, 2009) as SQLite's FTS5 computes it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from examkit.bank.model import Question
from examkit.bank.notes import Section, visible_blocks
from examkit.bank.search import FullTextIndex, own_sections, plain
from examkit.question_types.registry import find_type

MAX_WORDS = 400
"""Number of a question's words that are compared; the rest are ignored."""
KEY_WEIGHT = 2
"""How many times each word of a key and its rationale counts."""
MIN_SHARED_WORDS = 3
"""Minimum number of different words that a section and a question share."""
NEIGHBORS = 10
"""Number of similar questions that vote on a question's domain and topic."""
_FLOOR = 0.8
"""Share of the lowest vote that is subtracted from every vote, so that similar questions decide."""
_COMMON = """
a an and are as at be but by can do does each for from has have how if in into is it its must no not
of on one only or so than that the their them then there these they this to was what when which will
with would
"""
_STOP_WORDS = frozenset(_COMMON.split())

Domain = str | dict[str, str]
"""A domain id, or domain ids by exam id."""


class Bm25Index(FullTextIndex):
    """A searchable set of named texts. Words in a title count twice."""

    def __init__(self, texts: Iterable[tuple[str, str, str]]) -> None:
        """Index texts, each given as name, title, and body. Raises UsageError without FTS5."""
        super().__init__("name UNINDEXED, title, body", texts)

    def nearest(self, words: Iterable[str], most: int) -> list[tuple[str, float]]:
        """Return up to `most` texts that share words with `words`, as pairs of name and score.

        The best comes first. Scores are above 0, and a repeated word counts each time.
        """
        compared = list(words)[:MAX_WORDS]
        if not compared:
            return []
        rows = self._db.execute(
            "SELECT name, -bm25(text, 0, 2.0, 1.0) FROM text WHERE text MATCH ? "
            "ORDER BY 2 DESC, rowid LIMIT ?",
            (" OR ".join(f'"{word}"' for word in compared), most),
        ).fetchall()
        return [(name, score) for name, score in rows if score > 0]


def tokenize(text: str) -> list[str]:
    """Return a text's words in lowercase, without stop words and single letters."""
    words = re.findall(r"\w+", text.lower())
    return [word for word in words if len(word) > 1 and word not in _STOP_WORDS]


@dataclass(frozen=True, slots=True)
class NoteSuggestion:
    """A section of the notes that might contain the answer to a question."""

    note: str
    """Address of the section, `file.md#slug`."""
    section: Section
    score: float
    """BM25 score; comparable only between suggestions for the same question."""
    evidence: str
    """The section's paragraph, list item, or table cell that shares the most words with the key."""


class NoteSuggester:
    """Suggests the note sections that share the most words with a question."""

    def __init__(self, notes: Iterable[tuple[str, Section]]) -> None:
        """Index note sections, given as pairs of address and section."""
        self._sections = dict(own_sections(notes))
        rows = ((ref, s.title, plain(s.text)) for ref, s in self._sections.items())
        self._index = Bm25Index(rows)

    def propose(self, question: Question, most: int = 3) -> list[NoteSuggestion]:
        """Return up to `most` sections that share the most words with a question, best first."""
        ranked = self._index.nearest(_question_words(question), most)
        return [
            NoteSuggestion(name, section, score, _find_evidence(section, question))
            for name, score in ranked
            for section in [self._sections[name]]
            if _count_shared(section.text, question) >= MIN_SHARED_WORDS
        ]

    def close(self) -> None:
        """Free the index."""
        self._index.close()


def _question_words(question: Question) -> Iterator[str]:
    """Yield the words of a question to compare, with repetitions; those of the key come first."""
    yield from KEY_WEIGHT * _key_words(question)
    yield from tokenize(question.stem)
    wrong = (o.rationale for o in question.options if not o.correct)
    others = () if question.options else find_type(question).texts(question)
    for text in (*wrong, *others, question.explanation):
        yield from tokenize(text)


def _key_words(question: Question) -> list[str]:
    keys = (option for option in question.options if option.correct)
    return [word for o in keys for text in (o.text, o.rationale) for word in tokenize(text)]


def _count_shared(text: str, question: Question) -> int:
    return len(set(tokenize(text)) & set(_question_words(question)))


def _find_evidence(section: Section, question: Question) -> str:
    """Return the block of a section that shares the most words with a question's key.

    A block is a paragraph, list item, table cell, or code block. In a tie, the stem's words decide.
    Empty if the section has no blocks.
    """
    key, stem = set(_key_words(question)), set(tokenize(question.stem))

    def count_shared(text: str) -> tuple[int, int]:
        words = set(tokenize(text))
        return len(words & key), len(words & stem)

    return max(visible_blocks(section.text), key=count_shared, default="")


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A domain and a topic that a question could belong to."""

    domain: Domain
    topic: str
    certainty: float
    """The domain's share of the votes, from 0 to 1.

    On the bank that comes with examkit, over 90% of suggestions with 0.8 or more are correct.
    """


class TagSuggester:
    """Suggests domains and topics for questions by a vote of similar questions."""

    def __init__(self, questions: Iterable[Question]) -> None:
        """Index the questions that have a domain and are not retired."""
        self._placed = {q.id: q for q in questions if q.domain and not q.retired}
        rows = ((q.id, "", plain(" ".join(_texts(q)))) for q in self._placed.values())
        self._index = Bm25Index(rows)

    def propose(self, question: Question) -> TagSuggestion | None:
        """Return the domain and the topic with the most votes of similar questions.

        None if no question is similar.
        """
        words = sorted(set(tokenize(" ".join(_texts(question)))))
        ranked = self._index.nearest(words, NEIGHBORS + 1)
        near = [(name, score) for name, score in ranked if name != question.id][:NEIGHBORS]
        if not near:
            return None
        floor = _FLOOR * near[-1][1]
        domains: Counter[str] = Counter()
        topics: Counter[str] = Counter()
        for name, score in near:
            domains[json.dumps(self._placed[name].domain)] += score - floor  # type: ignore[assignment]
            topics[self._placed[name].topic] += score - floor  # type: ignore[assignment]
        [(domain, votes)], [(topic, _)] = domains.most_common(1), topics.most_common(1)
        return TagSuggestion(json.loads(domain), topic, votes / sum(domains.values()))

    def close(self) -> None:
        """Free the index."""
        self._index.close()


def _texts(question: Question) -> list[str]:
    return [question.stem, *find_type(question).texts(question)]
