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
from examkit.tui.tables import as_first, make_rows
from examkit.tui.text_blocks import EVIDENCE, NOTHING, TextBlock, has_evidence, indent, literal

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


def to_excerpt(source: str, evidence: str = "") -> list[TextBlock]:
    """Return the part of a Markdown text around its evidence, or its start without evidence.

    That is the paragraph with the evidence, a table row with the headings, or another block with
    the paragraph before it.
    """
    blocks = to_blocks(source, evidence)
    place = next((i for i, block in enumerate(blocks) if has_evidence(block.content)), 0)
    block = blocks[place] if blocks else TextBlock(NOTHING)
    if block.layout:
        head = max(i for i, other in enumerate(blocks[: place + 1]) if other.layout and other.gap)
        return [block] if head == place else [blocks[head], as_first(block)]
    lead = max((i for i, other in enumerate(blocks[:place]) if _is_paragraph(other)), default=0)
    before = [] if _is_paragraph(block) else blocks[lead : lead + 1]
    after = blocks[place + 1 : place + 2] if block.content.plain.endswith(":") else []
    return [*before, block, *after]


def _is_paragraph(block: TextBlock) -> bool:
    return not (block.layout or block.code or block.first)


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
    return make_rows([[_inline(c.children[0]) for c in row.children[:MAX_COLUMNS]] for row in rows])


def _inline(node: SyntaxTreeNode, style: str = "") -> Content:
    parts = [(text, " ".join(styles)) for text, styles in _runs(node, (style,) if style else ())]
    return Content.assemble(*parts)


def _runs(node: SyntaxTreeNode, styles: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    match node.type:
        case "text":
            yield node.content, styles
        case "code_inline":
            yield node.content, (*styles, "$text-secondary")
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
    return block._replace(content=block.content.stylize(EVIDENCE, *match.span()))
