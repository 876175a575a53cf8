"""Texts of GIFT: their escapes, their formats, and their conversion to Markdown."""

from __future__ import annotations

import re
from html import escape

from examkit.formats.shared.draft import trimmed
from examkit.formats.shared.html import html_to_markdown, looks_like_html, may_act, shown

# An escape becomes two lone surrogates: no decoded file contains them, and offsets stay valid.
_FILL = "\ud800"
_MARKS = ":#={}~n\\"
_CODES = {mark: chr(0xD801 + i) for i, mark in enumerate(_MARKS)}
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_BREAK = _CODES["n"]
GAP = "\ud8ff"
"""Marks the place of the answers inside a stem."""
_ALONE = re.compile(rf"^{GAP}$", re.M)
"""A gap that is alone on its line, where Markdown would show a horizontal rule."""
_SHOWN = {ord(code): mark for mark, code in _CODES.items()} | {ord(_FILL): None, ord(_BREAK): "\n"}
_SHOWN_BUT_BREAKS = {code: mark for code, mark in _SHOWN.items() if mark != "\n"}
_PARAGRAPH = re.compile(rf"{_BREAK}[\s{_BREAK}]*{_BREAK}")
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
"""The format named before a text. Other words in brackets are text."""
EDGES = " \t\n"
"""The characters trimmed around texts and lines."""


def protect_escapes(text: str) -> str:
    """Replace each escape with two characters that have no meaning in GIFT."""
    return _ESCAPE.sub(lambda match: _FILL + _CODES[match[1]], text)


def restore_escapes(text: str) -> str:
    """Replace protected escapes with the characters they stand for."""
    return text.translate(_SHOWN)


def escaped(text: str, marks: str = "\\~=#{}:") -> str:
    """Escape line breaks and the characters that have a meaning in GIFT."""
    for mark in marks:
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def escaped_text(text: str, is_named: bool = False) -> str:
    """Return a text for GIFT that doesn't start like a weight or a format.

    Its own format is written before it if needed, or if `is_named` is set.
    """
    named = is_named or text.startswith("%") or FORMAT.match(text) is not None or may_act(text)
    return formatted(text) if named else escaped(text)


def formatted(text: str) -> str:
    """Return a text with its format before it: HTML if Markdown could act in Moodle."""
    form, safe = shown(text)
    return f"[{form}]{escaped(safe)}"


def split_format(text: str, default: str) -> tuple[str, str]:
    """Split a text into the name of its format, or `default`, and the rest."""
    match = FORMAT.match(text := text.strip(EDGES))
    return (match[1], text[match.end() :]) if match else (default, text)


def markdown(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Convert a text with protected escapes to Markdown.

    Returns the Markdown, and a list of what is left out. `name` is the text's format.
    """
    dropped: tuple[str, ...] = ()
    if name == "markdown":
        result = trimmed(restore_escapes(text))
    elif name == "html" or (name == "moodle" and looks_like_html(restore_escapes(text))):
        result, dropped = html_to_markdown(restore_escapes(text))
    else:
        result, dropped = _from_plain(text)
    return _ALONE.sub(r"\\_____", result).replace(GAP, "_____"), dropped


def _from_plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Convert plain text to Markdown. Special characters and written-out line breaks stay."""
    plain = escape(text.translate(_SHOWN_BUT_BREAKS), quote=False)
    return html_to_markdown(_PARAGRAPH.sub("<p>", plain).replace(_BREAK, "<br>"))
