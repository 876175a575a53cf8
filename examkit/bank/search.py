"""Full-text search over notes and questions, with SQLite's FTS5.

Each search screen or command builds the index in memory, which takes a few milliseconds. The
caller passes only what the candidate can see.
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
from examkit.question_types.registry import find_type

HitKind = Literal["note", "question", "your note"]
MAX_HITS = 50
MAX_LENGTH = 200
"""Characters of a query that are used; the rest is ignored."""
MAX_WORDS = 24
"""Maximum number of different words to search for; each takes a pass over the index."""
_START, _END = "\x02", "\x03"
"""Characters around a match in a snippet; text from a bank never contains them."""
_ASIDE = "\x04"
"""The character around an indexed heading, bold line, or table row; no text contains it either."""
_LINE_START = re.compile(r"^\s*(?:(?:#{1,6}|[-*+>])\s+)+")
_ASIDE_LINE = re.compile(r"\s*(?:#{1,6}\s|\||\*\*[^*]+\*\*\s*$)")
_CELL_END = re.compile(r"(?<!\\)\|")
_INLINE = re.compile(r"`([^`]*)`|\[([^\[\]]*)\]\([^()\s]*\)|\*+(?=\S)|(?<=\S)\*+")
_FIND = f"""
SELECT kind, ref, label, snippet(text, 3, '{_START}', '{_END}', '…', 24)
FROM text WHERE text MATCH ? ORDER BY bm25(text, 0, 0, 4.0, 1.0), rowid LIMIT {MAX_HITS}
"""  # noqa: S608 -- constants of this module


class FullTextIndex:
    """Texts in memory that SQLite's FTS5 can search, as the rows of the table `text`."""

    def __init__(self, columns: str, rows: Iterable[tuple[str, ...]]) -> None:
        """Index rows, each with a text for every column in `columns`, a list of columns in SQL.

        Raises UsageError if SQLite doesn't have FTS5.
        """
        self._db = sqlite3.connect(":memory:")
        tokenizer = "porter unicode61 remove_diacritics 2"
        try:
            self._db.execute(
                f'CREATE VIRTUAL TABLE text USING fts5({columns}, tokenize = "{tokenizer}")'
            )
        except sqlite3.OperationalError:
            raise UsageError(
                "The SQLite library of this Python version can't search text.",
                "Use a Python version that includes SQLite with FTS5.",
            ) from None
        marks = ", ".join("?" * (columns.count(",") + 1))
        self._db.executemany(f"INSERT INTO text VALUES ({marks})", rows)  # noqa: S608 -- marks

    def close(self) -> None:
        """Free the memory that the index takes."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Hit:
    """A note section, a question, or a note of the candidate's own that matches a query."""

    kind: HitKind
    ref: str
    """Address of a section, such as `file.md#slug`; id of the question for the other kinds."""
    title: str
    snippet: tuple[tuple[str, bool], ...]
    """The text around the match in pieces, each with whether that piece matches the query."""


class Search(FullTextIndex):
    """Searches note sections, questions, and the candidate's own notes."""

    def __init__(
        self,
        notes: Iterable[tuple[str, Section]],
        questions: Iterable[Question] = (),
        own_notes: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        """Index note sections, questions, and the candidate's own notes.

        Sections are given as pairs of address and section, and own notes as the question's id, a
        title, and the text.
        """
        rows = [*map(_note_row, own_sections(notes)), *map(_question_row, questions)]
        # Own notes are indexed as titles too, so they come first. Labels aren't searched.
        rows += (("your note", ref, text, text, _title(title)) for ref, title, text in own_notes)
        super().__init__("kind UNINDEXED, ref UNINDEXED, title, body, label UNINDEXED", rows)

    def find(self, text: str) -> tuple[Hit, ...]:
        """Return the sections, questions, and own notes that have all words of a query, best first.

        If nothing has all words, return what has any of them; empty if nothing does. A word also
        matches longer words that start with it. Long queries are cut; see `words_in`.
        """
        words = [f'"{word}"*' for word in words_in(text)]
        if not words:
            return ()
        return self._match(" AND ".join(words)) or self._match(" OR ".join(words))

    def _match(self, expression: str) -> tuple[Hit, ...]:
        rows = self._db.execute(_FIND, (expression,)).fetchall()
        return tuple(Hit(kind, ref, title, _pieces(snippet)) for kind, ref, title, snippet in rows)


def words_in(text: str) -> tuple[str, ...]:
    """Return the different words in a query's first `MAX_LENGTH` characters, up to `MAX_WORDS`."""
    words = dict.fromkeys(re.findall(r"\w+", text[:MAX_LENGTH].lower()))
    return tuple(words)[:MAX_WORDS]


def is_cut(text: str) -> bool:
    """Return whether a query has words that `words_in` leaves out, because it is too long."""
    return set(re.findall(r"\w+", text.lower())) != set(words_in(text))


def own_sections(notes: Iterable[tuple[str, Section]]) -> Iterable[tuple[str, Section]]:
    """Return those sections, with their addresses, that have text of their own.

    `notes` has pairs of address and section. The sections left out only repeat their subsections.
    """
    return ((ref, section) for ref, section in notes if not section.is_gathered)


def _note_row(located: tuple[str, Section]) -> tuple[str, ...]:
    ref, section = located
    return "note", ref, section.title, plain(section.text, _ASIDE), section.title


def _question_row(question: Question) -> tuple[str, ...]:
    texts = (question.stem, *find_type(question).texts(question))
    title = _title(question.stem)
    return "question", question.id, title, plain(" ".join(texts)), title


def _title(stem: str) -> str:
    return " ".join(plain(stem).split())


def plain(text: str, aside: str = "") -> str:
    """Return a Markdown text without its markup. The contents of code blocks stay unchanged.

    `aside` is put on both sides of each heading, bold line, and table row.
    """
    lines, is_code = list[str](), False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            is_code = not is_code
        elif is_code:
            lines.append(line)
        elif not _is_rule(line):
            mark = aside if _ASIDE_LINE.match(line) else ""
            lines.append(f"{mark}{_plain_line(line)}{mark}")
    return "\n".join(lines)


def _is_rule(line: str) -> bool:
    """Return whether a line only has dashes, bars, and colons, as below the header of a table."""
    return "--" in line and not line.strip(" \t|:-")


def _plain_line(line: str) -> str:
    if line.lstrip().startswith("|"):
        cells = _CELL_END.split(line.strip().strip("|"))
        line = " · ".join(filter(None, map(str.strip, cells)))
    text = _LINE_START.sub("", line)
    return _INLINE.sub(lambda found: found[1] or found[2] or "", text)


def _pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    """Return a snippet in pieces, each with whether it matches the query.

    A heading or table row without a match is left out, because it doesn't read as a sentence.
    """
    lines = snippet.split("\n")
    sentences = [line for line in lines if _ASIDE not in line or _START in line]
    text = " ".join(_set_apart(sentences).split() or _set_apart(lines).split())
    pieces: list[tuple[str, bool]] = []
    for number, part in enumerate(text.split(_START)):
        match, _, rest = part.partition(_END) if number else ("", "", part)
        pieces += [(match, True), (rest, False)]
    return tuple((text, is_match) for text, is_match in pieces if text)


def _set_apart(lines: Iterable[str]) -> str:
    """Return lines as a text in which dots separate headings and table rows from the others."""
    text = ""
    for line in filter(None, lines):
        is_aside = _ASIDE in line or text.endswith(_ASIDE)
        text += (" · " if text and is_aside else " ") + line
    return text.replace(_ASIDE, "")
