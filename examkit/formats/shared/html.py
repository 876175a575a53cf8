"""HTML from strangers as Markdown, and Markdown as HTML.

Only what Markdown has is kept; scripts, styles and everything that could act are dropped.
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
    """Return whether a text that may be either holds a tag or an entity."""
    return _TAG.search(text) is not None


def html_to_markdown(source: str) -> tuple[str, tuple[str, ...]]:
    """Return HTML as Markdown, and what was left out, each kind once, such as `image a.png`."""
    reader = Reader()
    reader.feed(source)
    reader.close()
    return reader.result(), tuple(dict.fromkeys(reader.dropped))


def markdown_to_html(markdown: str) -> str:
    """Return Markdown as HTML that runs and fetches nothing.

    HTML inside it becomes text. Of images their words stay, of links all but the web addresses.
    """
    return str(_renderer().render(markdown)).strip()


def round_trips(markdown: str) -> bool:
    """Return whether a text is the same after it went through HTML and back."""
    return html_to_markdown(markdown_to_html(markdown)) == (markdown, ())


@cache
def _renderer() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("image", _image)
    made.add_render_rule("link_open", _link_open)
    made.add_render_rule("link_close", _link_close)
    return made


def _image(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """Write the words that stand for an image, which would be fetched wherever it is shown."""
    words = renderer.renderInlineAsText(tokens[at].children or [], options, env)
    return html.escape(f"[{words or 'image'}]")


def _link_open(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """Write the start of a link to the web, and nothing of any other."""
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
"""Of links and headings, in the Markdown that Moodle reads."""
_ENTITIES = {"amp": "&", "lt": "<", "#33": "!", "#40": "(", "#58": ":", "#123": "{"}
_WRITTEN = re.compile(rf"&({'|'.join(_ENTITIES)});")


def inert(markdown: str) -> str:
    """Return Markdown with entities where a tag, an image or a link of a bank would begin.

    A text without any comes back as it is, and so does one that was made inert before.
    """
    text = _TAG_START.sub("&lt;", markdown)
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
