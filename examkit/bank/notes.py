"""Split Markdown notes into sections with addresses, and find evidence in them.

Notes can have front matter, HTML, skipped heading levels, and repeated headings.
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
_MARKUP = re.compile(r"[`*_\\\[\]~<&|#!]")
_PUNCTUATION = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a notes file with the text below it."""

    slug: str
    """Address within the file; empty for the text before the first heading."""
    title: str
    level: int
    """Heading level, 1 to 6; 0 for the text before the first heading."""
    text: str
    """Markdown between the heading and the next one; if empty, the text of the subsections."""
    line: int
    """Line number of the heading, from 1."""
    is_gathered: bool = False
    """Whether `text` only repeats the subsections, because the heading has no text of its own."""


def parse_notes(source: str) -> tuple[Section, ...]:
    """Split a notes file into its sections, in order."""
    body = _without(_COMMENT, _without(_FRONT_MATTER, sanitize(source)))
    lines = body.split("\n")
    headings = list(_headings(body))
    ends = [*(start for _, _, start, _ in headings[1:]), len(lines)][: len(headings)]
    first = headings[0][2] if headings else len(lines)
    before = "\n".join(lines[:first]).strip()
    sections = [Section("", "", 0, before, 1)] if before else []
    slugs = _slugs(title for _, title, _, _ in headings)
    for (level, title, start, text_start), end, slug in zip(headings, ends, slugs, strict=True):
        text = "\n".join(lines[text_start:end]).strip("\n")
        sections.append(Section(slug, title, level, text, start + 1))
    return tuple(_with_text(sections))


def slugify(title: str) -> str:
    """Return a heading in lowercase without punctuation, with hyphens for spaces, as a slug."""
    return _PUNCTUATION.sub("", title.strip().lower()).replace(" ", "-")


def visible_blocks(markdown: str) -> list[str]:
    """Return the visible text of each paragraph, list item, table cell, and code block.

    Markup is removed, and runs of whitespace become one space.
    """
    tokens = _parser().parse(markdown)
    texts = [_visible(token) for token in tokens if token.type in ("inline", "fence", "code_block")]
    return [" ".join(text.split()) for text in texts]


def visible_paragraphs(markdown: str) -> list[str]:
    """Return a text's Markdown paragraphs, with markup. Runs of whitespace become one space."""
    return [" ".join(paragraph.split()) for paragraph in markdown.split("\n\n")]


def quotes(paragraphs: Iterable[str], evidence: str) -> bool:
    """Return whether a paragraph contains the evidence exactly, including markup.

    True for most evidence, and much faster than `contains_evidence`. Whitespace may differ.
    """
    wanted = " ".join(evidence.split())
    return bool(wanted) and any(wanted in paragraph for paragraph in paragraphs)


def contains_evidence(blocks: Iterable[str], evidence: str) -> bool:
    """Return whether one of a section's visible blocks contains the evidence word for word.

    Markup in the evidence is ignored, and line breaks count as spaces.
    """
    # Most evidence has no markup and need not be parsed.
    has_markup = _MARKUP.search(evidence) is not None
    wanted = " ".join(visible_blocks(evidence) if has_markup else evidence.split())
    return bool(wanted) and any(wanted in text for text in blocks)


def _without(pattern: re.Pattern[str], source: str) -> str:
    """Return a text without the matches of a pattern, but with their line breaks.

    Line numbers therefore stay correct.
    """
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), source)


def _headings(body: str) -> Iterator[tuple[int, str, int, int]]:
    """Yield each heading's level, title, first line, and the line after it; lines count from 0."""
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
    """Yield all sections. Those without text get their subsections' headings and text."""
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


def _slugs(titles: Iterable[str]) -> Iterator[str]:
    """Yield the slug of each heading of a file. Equal ones are numbered: `a`, `a-1`, `a-2`."""
    used: set[str] = set()
    for title in titles:
        # The text before the first heading has the empty slug.
        base = slugify(title) or "section"
        slug, number = base, 0
        while slug in used:
            number += 1
            slug = f"{base}-{number}"
        used.add(slug)
        yield slug


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


@cache
def _block_parser() -> MarkdownIt:
    """Return a parser that skips inline markup, which is faster and enough to find headings."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable("inline")
