"""Full-text search over notes and questions, ranked by SQLite's FTS5.

The index is made in memory when it is first asked for: it holds only what this candidate has
been shown, and takes a few milliseconds.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from examkit.bank.model import Question
from examkit.bank.notes import Section
from examkit.errors import UsageError

HitKind = Literal["note", "question"]
MOST = 50
"""Hits that are listed."""
MOST_LENGTH = 200
"""Characters of a query that are read."""
MOST_WORDS = 24
"""Different words that are looked for: each costs a pass over the index."""
_START, _END = "\x02", "\x03"
"""Stand around a match in a snippet; text from a bank holds no control characters."""
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
_MARKUP = re.compile(r"[*`#|>]+")
_MAKE = """
CREATE VIRTUAL TABLE found USING fts5(
  kind UNINDEXED, ref UNINDEXED, title, body, tokenize = "porter unicode61 remove_diacritics 2")
"""
_FIND = f"""
SELECT kind, ref, title, snippet(found, 3, '{_START}', '{_END}', '…', 24)
FROM found WHERE found MATCH ? ORDER BY bm25(found, 0, 0, 4.0, 1.0), rowid LIMIT {MOST}
"""  # noqa: S608 -- constants of this module


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    kind: HitKind
    ref: str
    """Address of the note, or id of the question."""
    title: str
    snippet: tuple[tuple[str, bool], ...]
    """Pieces of the text around the match, and whether a piece matches."""


class Search:
    """Finds words in note sections and questions."""

    def __init__(
        self, notes: Iterable[tuple[str, Section]], questions: Iterable[Question] = ()
    ) -> None:
        self._db = sqlite3.connect(":memory:")
        try:
            self._db.execute(_MAKE)
        except sqlite3.OperationalError:
            raise UsageError(
                "This Python's SQLite cannot search text.", "Use a Python whose SQLite has FTS5."
            ) from None
        self._db.executemany(
            "INSERT INTO found VALUES ('note', ?, ?, ?)", map(_note_row, own_sections(notes))
        )
        self._db.executemany(
            "INSERT INTO found VALUES ('question', ?, ?, ?)", map(_question_row, questions)
        )

    def find(self, text: str) -> tuple[Hit, ...]:
        """Find what holds all the words or words that begin so; else any of them.

        Of a long text, only the first words count: see `words_in`.
        """
        words = [f'"{word}"*' for word in words_in(text)]
        if not words:
            return ()
        return self._matching(" AND ".join(words)) or self._matching(" OR ".join(words))

    def _matching(self, expression: str) -> tuple[Hit, ...]:
        rows = self._db.execute(_FIND, (expression,)).fetchall()
        return tuple(Hit(kind, ref, title, _pieces(snippet)) for kind, ref, title, snippet in rows)

    def close(self) -> None:
        """Forget the index."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def words_in(text: str) -> tuple[str, ...]:
    """Return the different words to look for, at most MOST_WORDS."""
    words = dict.fromkeys(re.findall(r"\w+", text[:MOST_LENGTH].lower()))
    return tuple(words)[:MOST_WORDS]


def is_cut(text: str) -> bool:
    """Return whether a text has words that are not looked for."""
    return set(re.findall(r"\w+", text.lower())) != set(words_in(text))


def own_sections(notes: Iterable[tuple[str, Section]]) -> Iterable[tuple[str, Section]]:
    """Leave out sections that only repeat the text of those below them."""
    return ((ref, section) for ref, section in notes if not section.is_gathered)


def _note_row(found: tuple[str, Section]) -> tuple[str, str, str]:
    ref, section = found
    return ref, section.title, plain(section.text)


def _question_row(question: Question) -> tuple[str, str, str]:
    texts = (question.stem, *(text for o in question.options for text in (o.text, o.rationale)))
    title = " ".join(plain(question.stem).split())
    return question.id, title, plain(" ".join(texts))


def plain(text: str) -> str:
    """Return Markdown without its marks."""
    return _MARKUP.sub("", _LINK.sub(r"\1", text))


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    pieces: list[tuple[str, bool]] = []
    for number, part in enumerate(" ".join(snippet.split()).split(_START)):
        hit, _, rest = part.partition(_END) if number else ("", "", part)
        pieces += [(hit, True), (rest, False)]
    return tuple((text, is_match) for text, is_match in pieces if text)
