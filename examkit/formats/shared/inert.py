"""Markdown of a bank on its way into programs that would run or fetch what it holds.

Readers of Markdown let tags through, and some take links of any scheme, so that a text of a bank
could act on somebody's site. Three ways out: HTML that we write ourselves, entities, or entities
that our own reader takes back.
"""

from __future__ import annotations

import re

from examkit.formats.shared.html import markdown_to_html, round_trips

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_IMAGE = re.compile(r"!(?=\s*\[)")
_LINK = re.compile(r"\](\s*)\((?!\s*https?://)", re.IGNORECASE)
_DEFINITION = re.compile(r"\](\s*):")
_ATTRIBUTES = re.compile(r"\{(?=[^{}\n]*=[^{}\n]*\})")
"""Of links and headings, in the Markdown that Moodle reads."""
_ENTITIES = {"amp": "&", "lt": "<", "#33": "!", "#40": "(", "#58": ":", "#123": "{"}
_WRITTEN = re.compile(rf"&({'|'.join(_ENTITIES)});")


def inert(markdown: str) -> str:
    """Return Markdown with entities where a tag, an image or a link of a bank would begin.

    A text without any comes back as it is, and so does one that was made inert before.
    """
    text = _TAG.sub("&lt;", markdown)
    text = _IMAGE.sub("&#33;", text)
    text = _LINK.sub(r"]\1&#40;", text)
    text = _DEFINITION.sub(r"]\1&#58;", text)
    return _ATTRIBUTES.sub("&#123;", text)


def may_act(markdown: str) -> bool:
    """Return whether a text holds what another program could run, fetch or follow."""
    return inert(markdown) != markdown


def shown(markdown: str) -> tuple[str, str]:
    """Return the format and the text by which another program shows Markdown and runs nothing."""
    if not may_act(markdown):
        return "markdown", markdown
    if round_trips(markdown):
        return "html", markdown_to_html(markdown)
    return "markdown", inert(markdown)


def hidden(markdown: str) -> str:
    """Make a text inert in a way that `revealed` takes back exactly."""
    return inert(_WRITTEN.sub(r"&amp;\1;", markdown))


def revealed(text: str) -> str:
    """Return back a text that `hidden` made inert."""
    return _WRITTEN.sub(lambda found: _ENTITIES[found[1]], text)
