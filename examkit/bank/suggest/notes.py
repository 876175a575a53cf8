"""Which section of the notes settles a question: proposals for questions that name none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from examkit.bank.bm25 import Bm25Index, tokenize
from examkit.bank.model import Question
from examkit.bank.notes import Section, visible_blocks
from examkit.bank.search import own_sections, plain

KEY_WEIGHT = 2
"""How often the words of keys and their rationales count."""
ENOUGH_WORDS = 3
"""Words of the question that a section has to hold to be worth showing."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A section that may settle a question."""

    note: str
    section: Section
    score: float
    """BM25; only to be compared among the proposals for one question."""
    evidence: str
    """The passage in it that shares most words with the key."""


class NoteSuggester:
    """Finds sections by the words of stem, keys and rationales."""

    def __init__(self, notes: Iterable[tuple[str, Section]]) -> None:
        self._sections = dict(own_sections(notes))
        rows = ((ref, s.title, plain(s.text)) for ref, s in self._sections.items())
        self._ranking = Bm25Index(rows)

    def propose(self, question: Question, most: int = 3) -> list[Proposal]:
        """Return the likest sections, best first."""
        found = self._ranking.nearest(_asked(question), most)
        return [
            Proposal(name, section, score, _evidence(section, question))
            for name, score in found
            for section in [self._sections[name]]
            if _shared(section.text, question) >= ENOUGH_WORDS
        ]

    def close(self) -> None:
        """Forget the notes."""
        self._ranking.close()


def _asked(question: Question) -> Iterator[str]:
    """Return the words of a question, those of its key first."""
    yield from KEY_WEIGHT * _key_words(question)
    yield from tokenize(question.stem)
    wrong = (o.rationale for o in question.options if not o.correct)
    for text in (*wrong, *question.items, *sum(question.pairs, ()), question.explanation):
        yield from tokenize(text)


def _key_words(question: Question) -> list[str]:
    keys = (option for option in question.options if option.correct)
    return [word for o in keys for text in (o.text, o.rationale) for word in tokenize(text)]


def _shared(text: str, question: Question) -> int:
    return len(set(tokenize(text)) & set(_asked(question)))


def _evidence(section: Section, question: Question) -> str:
    """Return the paragraph, item or cell with most words of the key, else of the stem."""
    key, stem = set(_key_words(question)), set(tokenize(question.stem))

    def likeness(text: str) -> tuple[int, int]:
        words = set(tokenize(text))
        return len(words & key), len(words & stem)

    return max(visible_blocks(section.text), key=likeness, default="")
