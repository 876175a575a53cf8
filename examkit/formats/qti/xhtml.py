"""Markdown as the XHTML that QTI allows."""

from __future__ import annotations

import html

from examkit.formats.shared.html import markdown_to_html
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.xml import Element, parse_xml
from examkit.formats.shared.xml_text import escaped

_EMPTY = {"br", "hr"}
_KEPT = {"a": ("href",), "code": ("class",)}
"""Attributes that stay; all others are for browsers."""


def flow(markdown: str) -> str:
    """Return a text as blocks."""
    root = _parsed(markdown)
    return "<p></p>" if root is None else _inside(root).strip() or "<p></p>"


def inline(markdown: str) -> str:
    """Return a text without the paragraph around it, where it has only one."""
    root = _parsed(markdown)
    if root is not None and [child.tag for child in root.children] == ["p"]:
        return _inside(root.children[0])
    return flow(markdown)


def _parsed(markdown: str) -> Element | None:
    """Parse what Markdown gives; characters that XML has not are replaced before."""
    safe = html.unescape(escaped(markdown))
    return parse_xml(InputFile("", f"<x>{markdown_to_html(safe)}</x>".encode()))


def _inside(element: Element) -> str:
    return "".join(
        html.escape(part, quote=False) if isinstance(part, str) else _outer(part)
        for part in element.parts
    )


def _outer(element: Element) -> str:
    if element.tag == "img":
        return html.escape(element.get("alt"))
    kept = (
        f' {name}="{html.escape(element.get(name))}"'
        for name in _KEPT.get(element.tag, ())
        if element.get(name)
    )
    start = f"<{element.tag}{''.join(kept)}"
    return f"{start}/>" if element.tag in _EMPTY else f"{start}>{_inside(element)}</{element.tag}>"
