"""Markdown that tries to act where it is shown, and what of it would in a trusting reader."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

EVIL = (
    "<script>alert(1)</script>", "<img src=https://e.example/p.gif>", "<b onclick=x>b</b>",
    "![p](https://e.example/p.gif)", "[a](javascript:alert(1))", "[a](<javascript:alert(1)>)",
    "[a][r]\n\n[r]: javascript:alert(1)", "![p][r]\n\n[r]: https://e.example/p.gif",
    "<javascript:alert(1)>", "<https://e.example/x>", "[a](https://e.example \"t\")",
    "&lt;script&gt;", "a ` b\n`<script>x</script>`", "``a` <i>", "`a``<i>`", "\\`<i>`", "\\\\<i>",
    "```\n<script>x</script>", "```\na\n```` <i>\n~~~\n<i>", "~~~js\n<script>x\n~~~\n<i>",
    "- [ ] ```\n  <script>x</script>\n  ```", "> ```\n> <script>x</script>", "    <i>\n<i>",
    "# head", "head\n====", "head\n---", "  ## Question 9: right", "- # head", "1) - ## head",
    "a\n-", "| a |\n| - |\n| <i> |",
    "<!-- x -->", "<!DOCTYPE x>", "<?php x ?>", "<![CDATA[<i>]]>", "</div><i>", "x\r\r<i>",
    "x\u2028<i>", "1. a\n\n   <i>", "\t<i>", "a\\\n<i>", "*a **<i>*", "\x1b[2J", "@x", "[^1]: <i>",
)  # fmt: skip
TEXTS = st.lists(
    st.one_of(st.sampled_from(EVIL), st.text("`~<>[]()!\\&#*_-=|: \n\tab1", max_size=12)),
    min_size=1,
    max_size=4,
).map("\n".join)


def tokens(text: str) -> Iterator[Token]:
    """Read Markdown as the most trusting reader does: tags are tags, links are not looked at."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda _: True  # type: ignore[method-assign, assignment]
    for token in parser.parse(text):
        yield token
        yield from token.children or ()


def acting(text: str, allowed: str = "https://example.org/ok") -> list[str]:
    """Name what could act or fetch, but for links to the references that the page lists."""
    found = []
    for token in tokens(text):
        if token.type in ("html_block", "html_inline", "image"):
            found.append(f"{token.type} {token.content}")
        if token.type == "link_open" and token.attrs["href"] != allowed:
            found.append(f"link {token.attrs['href']}")
    return found
