"""Texts ranked by the words they share with a question: BM25, by SQLite's FTS5.

BM25: Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from typing import Self

from examkit.errors import UsageError

MAX_WORDS = 400
"""Words of a question that are looked for."""
_COMMON_WORDS = """
a an and are as at be but by can do does each for from has have how if in into is it its must no not
of on one only or so than that the their them then there these they this to was what when which will
with would
"""
_COMMON = frozenset(_COMMON_WORDS.split())


class Bm25Index:
    """Texts by name; the title of each counts twice."""

    def __init__(self, texts: Iterable[tuple[str, str, str]]) -> None:
        self._db = sqlite3.connect(":memory:")
        try:
            self._db.execute(
                "CREATE VIRTUAL TABLE ranked USING fts5(name UNINDEXED, title, body, "
                'tokenize = "porter unicode61 remove_diacritics 2")'
            )
        except sqlite3.OperationalError:
            raise UsageError(
                "This Python's SQLite cannot search text.", "Use a Python whose SQLite has FTS5."
            ) from None
        self._db.executemany("INSERT INTO ranked VALUES (?, ?, ?)", texts)

    def nearest(self, words: Iterable[str], most: int) -> list[tuple[str, float]]:
        """Return the names of the likest texts with their scores, which are above 0, best first.

        A word that is given twice counts twice.
        """
        kept = list(words)[:MAX_WORDS]
        if not kept:
            return []
        asked = " OR ".join(f'"{word}"' for word in kept)
        found = self._db.execute(
            "SELECT name, -bm25(ranked, 0, 2.0, 1.0) FROM ranked WHERE ranked MATCH ? "
            "ORDER BY 2 DESC, rowid LIMIT ?",
            (asked, most),
        ).fetchall()
        return [(name, score) for name, score in found if score > 0]

    def close(self) -> None:
        """Forget the texts."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def tokenize(text: str) -> list[str]:
    """Return the words of a text that tell one subject from another."""
    found = re.findall(r"\w+", text.lower())
    return [word for word in found if len(word) > 1 and word not in _COMMON]
