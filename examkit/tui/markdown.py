"""Converts Markdown from banks and notes to text blocks.

Only the text of a link appears, and it can't be opened. HTML and images appear as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from textual.content import Content

from examkit.sanitize import sanitize
from examkit.tui.text_blocks import TextBlock, indent, literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

MAX_COLUMNS = 20
MAX_ROWS = 100
MAX_CODE_LINES = 300

_STYLES = {"strong": "bold", "em": "italic", "link": "underline", "s": "strike"}


def to_blocks(source: str, evidence: str = "") -> list[TextBlock]:
    """Return Markdown as blocks. Evidence is highlighted if a block contains it word for word."""
    return list(_rendered(source, evidence))


# Without a cache, each key press would parse the texts on screen again.
@lru_cache(maxsize=1_000)
def _rendered(source: str, evidence: str) -> tuple[TextBlock, ...]:
    from markdown_it.tree import SyntaxTreeNode

    tree = SyntaxTreeNode(_parser().parse(sanitize(source)))
    blocks = [block for node in tree.children for block in _blocks(node)]
    if not blocks and source.strip():
        # The Markdown is nested too deep for the parser: show its source instead.
        blocks = [TextBlock(literal(source))]
    words = _plain(evidence).split() if evidence else []
    return tuple(_marked(block, words) for block in blocks) if words else tuple(blocks)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _blocks(node: SyntaxTreeNode) -> Iterator[TextBlock]:
    match node.type:
        case "paragraph" | "heading":
            style = "bold" if node.type == "heading" else ""
            yield TextBlock(_inline(node.children[0], style))
        case "fence" | "code_block":
            yield _code(node.content)
        case "bullet_list" | "ordered_list":
            yield from _list(node)
        case "blockquote":
            bar = Content.styled("┃ ", "dim")
            yield from (b.indented(bar, bar) for child in node.children for b in _blocks(child))
        case "table":
            yield from _table(node)
        case "hr":
            yield TextBlock(Content.styled("─" * 20, "dim"))
        case _:
            yield from (b for child in node.children for b in _blocks(child))


def _code(source: str) -> TextBlock:
    lines = source.rstrip("\n").split("\n")[:MAX_CODE_LINES]
    bar = Content.styled("│ ", "dim")
    return TextBlock(Content("\n".join(lines).expandtabs(4)), first=bar, rest=bar, code=True)


def _list(node: SyntaxTreeNode) -> Iterator[TextBlock]:
    start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for number, item in enumerate(node.children):
        label = f"{start + number}. " if node.type == "ordered_list" else "• "
        inner = [block for child in item.children for block in _blocks(child)]
        for place, block in enumerate(indent(inner, Content(label))):
            yield block._replace(gap=block.gap and number == 0 and place == 0)


def _table(node: SyntaxTreeNode) -> Iterator[TextBlock]:
    rows = [row for part in node.children for row in part.children][:MAX_ROWS]
    cells = [[_inline(c.children[0]) for c in row.children[:MAX_COLUMNS]] for row in rows]
    widths = [max(cell.cell_length for cell in column) for column in zip(*cells, strict=False)]
    for number, row in enumerate(cells):
        padded = [
            cell.pad_right(w - cell.cell_length) for cell, w in zip(row, widths, strict=False)
        ]
        line = Content("  ").join(padded)
        yield TextBlock(line.stylize("bold") if number == 0 else line, gap=number == 0, code=True)


def _inline(node: SyntaxTreeNode, style: str = "") -> Content:
    parts = [(text, " ".join(styles)) for text, styles in _runs(node, (style,) if style else ())]
    return Content.assemble(*parts)


def _runs(node: SyntaxTreeNode, styles: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    match node.type:
        case "text":
            yield node.content, styles
        case "code_inline":
            yield node.content, (*styles, "$text-accent")
        case "softbreak":
            yield " ", styles
        case "hardbreak":
            yield "\n", styles
        case "image":
            yield f"[image: {node.content}]", styles
        case _:
            inner = (*styles, _STYLES[node.type]) if node.type in _STYLES else styles
            for child in node.children:
                yield from _runs(child, inner)


def _plain(source: str) -> str:
    return " ".join(block.content.plain for block in to_blocks(source))


def _marked(block: TextBlock, words: list[str]) -> TextBlock:
    match = re.search(r"\s+".join(map(re.escape, words)), block.content.plain)
    if match is None:
        return block
    return block._replace(content=block.content.stylize("$text-success bold", *match.span()))
