"""HTML from strangers as Markdown, and Markdown as HTML.

Only what Markdown has is kept; scripts, styles and everything that could act are dropped.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt

from examkit.formats.html_read import Reader

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")


def looks_like_html(text: str) -> bool:
    """Whether a text that may be either holds a tag or an entity."""
    return _TAG.search(text) is not None


def markdown_of(html: str) -> tuple[str, tuple[str, ...]]:
    """Give HTML as Markdown, and what was left out, each kind once, such as `image a.png`."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.result(), tuple(dict.fromkeys(reader.dropped))


def html_of(markdown: str) -> str:
    """Give Markdown as HTML; HTML inside it becomes text, links of other schemes too."""
    return str(_renderer().render(markdown)).strip()


def survives(markdown: str) -> bool:
    """Whether a text is the same after it went through HTML and back."""
    return markdown_of(html_of(markdown)) == (markdown, ())


@cache
def _renderer() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
