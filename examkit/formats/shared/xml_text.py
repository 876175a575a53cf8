"""Text and XML: what an element holds as HTML, and a text as XML holds it."""

from __future__ import annotations

import html
import re

from examkit.formats.shared.xml import Element

_EMPTY = {"br", "hr", "img"}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def inner(element: Element) -> str:
    """Return what an element holds as HTML; without elements inside, it is its text."""
    if not element.children:
        return element.text()
    return "".join(
        html.escape(part, quote=False) if isinstance(part, str) else outer(part)
        for part in element.parts
    )


def outer(element: Element) -> str:
    """Return an element as HTML."""
    values = (f' {name}="{html.escape(value)}"' for name, value in element.attributes.items())
    start = f"<{element.tag}{''.join(values)}>"
    if element.tag in _EMPTY:
        return start
    held = inner(element) if element.children else html.escape(element.text(), quote=False)
    return f"{start}{held}</{element.tag}>"


def escaped(text: str) -> str:
    """Return a text as XML holds it, in an element or an attribute; what no XML holds becomes ?."""
    safe = html.escape(_ILLEGAL.sub("?", text))
    return safe.replace("\r", "&#13;")
