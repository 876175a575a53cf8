"""Markdown notes as sections with addresses.

Made for notes as people write them: front matter, HTML, headings of uneven levels, the same
heading twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from examkit.sanitize import sanitize

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\A(\s*<!--.*?-->)?\s*---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"[`*_\\\[\]~<&|#!]")
_PUNCTUATION = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a notes file under one heading."""

    slug: str
    """Its address in the file; empty for the text before the first heading."""
    title: str
    level: int
    """1 to 6; 0 for the text before the first heading."""
    text: str
    """Markdown up to the next heading; where there is none, that of the headings below it."""
    line: int
    """Line of the heading, from 1."""
    is_gathered: bool = False
    """Whether the heading has no text of its own, so that `text` repeats the sections below it."""


def parse_notes(source: str) -> tuple[Section, ...]:
    """Cut a notes file into its sections, in order."""
    body = _without(_COMMENT, _without(_FRONT_MATTER, sanitize(source)))
    lines = body.split("\n")
    headings = list(_headings(body))
    ends = [*(start for _, _, start, _ in headings[1:]), len(lines)][: len(headings)]
    first = headings[0][2] if headings else len(lines)
    before = "\n".join(lines[:first]).strip()
    sections = [Section("", "", 0, before, 1)] if before else []
    slugs = _Slugs()
    for (level, title, start, text_start), end in zip(headings, ends, strict=True):
        text = "\n".join(lines[text_start:end]).strip("\n")
        sections.append(Section(slugs.of(title), title, level, text, start + 1))
    return tuple(_with_text(sections))


def slugify(title: str) -> str:
    """Return the address of a heading: lower case, no punctuation, hyphens for blanks."""
    return _PUNCTUATION.sub("", title.strip().lower()).replace(" ", "-")


def visible_blocks(markdown: str) -> list[str]:
    """Return the visible text of each paragraph, list item, table cell and code block.

    Marks are gone, white space is folded.
    """
    tokens = _parser().parse(markdown)
    texts = [_visible(token) for token in tokens if token.type in ("inline", "fence", "code_block")]
    return [" ".join(text.split()) for text in texts]


def visible_paragraphs(markdown: str) -> list[str]:
    """Return the paragraphs as they are written, white space folded."""
    return [" ".join(paragraph.split()) for paragraph in markdown.split("\n\n")]


def quotes(paragraphs: Iterable[str], evidence: str) -> bool:
    """Return whether a paragraph holds the evidence letter for letter, marks included.

    Most do, which spares parsing them for `settles`.
    """
    wanted = " ".join(evidence.split())
    return bool(wanted) and any(wanted in paragraph for paragraph in paragraphs)


def contains_evidence(blocks: Iterable[str], evidence: str) -> bool:
    """Return whether the evidence stands word for word in one of the blocks of a section.

    Marks such as ` and * count on neither side, and line breaks count as blanks.
    """
    # Most evidence has no marks, which spares parsing it.
    marked = _MARKS.search(evidence) is not None
    wanted = " ".join(visible_blocks(evidence) if marked else evidence.split())
    return bool(wanted) and any(wanted in text for text in blocks)


def _without(pattern: re.Pattern[str], source: str) -> str:
    """Blank out what matches, so that lines keep their numbers."""
    return pattern.sub(lambda found: "\n" * found[0].count("\n"), source)


def _headings(body: str) -> Iterator[tuple[int, str, int, int]]:
    """Level, title, line of the heading and line after it, both from 0."""
    tokens = _block_parser().parse(body)
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.map is not None:
            [inline] = _parser().parseInline(tokens[place + 1].content)
            title = " ".join(_visible(inline).split())
            yield int(token.tag[1]), title, token.map[0], token.map[1]


def _visible(token: Token) -> str:
    if token.children is None:
        return token.content
    parts = []
    for child in token.children:
        if child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type != "html_inline":
            parts.append(child.content)
    return "".join(parts)


def _with_text(sections: list[Section]) -> Iterator[Section]:
    """Return sections without text of their own that of the deeper ones that follow."""
    for place, section in enumerate(sections):
        if section.text:
            yield section
            continue
        parts = []
        for below in sections[place + 1 :]:
            if below.level <= section.level:
                break
            parts.append(f"{'#' * below.level} {below.title}\n\n{below.text}".strip())
        text = "\n\n".join(parts)
        yield replace(section, text=text, is_gathered=bool(text))


class _Slugs:
    """Numbers the slugs of equal headings: `a`, `a-1`, `a-2`; none is given twice."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def of(self, title: str) -> str:
        # The empty slug is that of the text before the first heading.
        base = slugify(title) or "section"
        slug, number = base, 0
        while slug in self._used:
            number += 1
            slug = f"{base}-{number}"
        self._used.add(slug)
        return slug


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


@cache
def _block_parser() -> MarkdownIt:
    """Return one that finds blocks only, which is most of what it takes to find headings."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable("inline")
