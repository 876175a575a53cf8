"""Conversion of untrusted HTML to Markdown, and of Markdown to HTML.

Only what Markdown supports is converted. Scripts, styles, and other active content are dropped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from examkit.formats.shared.html_reader import Reader

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")

_WEB = re.compile(r"https?://", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Return whether a text contains an HTML tag or entity."""
    return _TAG.search(text) is not None


def html_to_markdown(source: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML as Markdown, and descriptions of what was left out, such as `image a.png`."""
    reader = Reader()
    reader.feed(source)
    reader.close()
    return reader.result(), tuple(dict.fromkeys(reader.dropped))


def markdown_to_html(markdown: str) -> str:
    """Convert Markdown to HTML that runs and fetches nothing.

    HTML tags become text, images become their alt text, and only links to the web stay links.
    """
    return str(_renderer().render(markdown)).strip()


def round_trips(markdown: str) -> bool:
    """Return whether Markdown is unchanged after conversion to HTML and back."""
    return html_to_markdown(markdown_to_html(markdown)) == (markdown, ())


@cache
def _renderer() -> MarkdownIt:
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    renderer.add_render_rule("image", _image)
    renderer.add_render_rule("link_open", _link_open)
    renderer.add_render_rule("link_close", _link_close)
    return renderer


def _image(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """Write an image's alt text in brackets, because a shown image would be fetched."""
    words = renderer.renderInlineAsText(tokens[at].children or [], options, env)
    return html.escape(f"[{words or 'image'}]")


def _link_open(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """Write the start tag of a link to the web, and nothing for other links."""
    token = tokens[at]
    env.setdefault("links", []).append(_WEB.match(str(token.attrs.get("href", ""))) is not None)
    return str(renderer.renderToken(tokens, at, options, env)) if env["links"][-1] else ""


def _link_close(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    del renderer, tokens, at, options
    return "</a>" if env["links"].pop() else ""


_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_IMAGE = re.compile(r"!(?=\s*\[)")
_LINK = re.compile(r"\](\s*)\((?!\s*https?://)", re.IGNORECASE)
_DEFINITION = re.compile(r"\](\s*):")
_ATTRIBUTES = re.compile(r"\{(?=[^{}\n]*=[^{}\n]*\})")
"""The start of attributes of a link or heading, in the Markdown that Moodle reads."""
_ENTITIES = {"amp": "&", "lt": "<", "#33": "!", "#40": "(", "#58": ":", "#123": "{"}
_WRITTEN = re.compile(rf"&({'|'.join(_ENTITIES)});")


def inert(markdown: str) -> str:
    """Return Markdown with nothing in it that another program could run, fetch, or follow.

    Entities replace the characters that start a tag, an image, attributes, or a link that doesn't
    lead to the web. Other text is unchanged, and so is text that is already inert.
    """
    text = _TAG_START.sub("&lt;", markdown)
    text = _IMAGE.sub("&#33;", text)
    text = _LINK.sub(r"]\1&#40;", text)
    text = _DEFINITION.sub(r"]\1&#58;", text)
    return _ATTRIBUTES.sub("&#123;", text)


def may_act(markdown: str) -> bool:
    """Return whether Markdown contains something that a program could run, fetch, or follow."""
    return inert(markdown) != markdown


def shown(markdown: str) -> tuple[str, str]:
    """Return Markdown in a form that other programs can safely show.

    The result is the format (`markdown` or `html`) and the text.
    """
    if not may_act(markdown):
        return "markdown", markdown
    if round_trips(markdown):
        return "html", markdown_to_html(markdown)
    return "markdown", inert(markdown)


def hidden(markdown: str) -> str:
    """Make Markdown inert in a way that `revealed` can reverse."""
    return inert(_WRITTEN.sub(r"&amp;\1;", markdown))


def revealed(text: str) -> str:
    """Restore the exact Markdown that `hidden` made inert."""
    return _WRITTEN.sub(lambda match: _ENTITIES[match[1]], text)
