"""Texts of GIFT: escapes, the formats they may be in, and Markdown."""

from __future__ import annotations

import re
from html import escape

from examkit.formats.shared.draft import trimmed
from examkit.formats.shared.html import html_to_markdown, looks_like_html, may_act, shown

# An escape becomes two lone surrogates, which no decoded file holds, so that lengths stay.
_FILL = "\ud800"
_MARKS = ":#={}~n\\"
_CODES = {mark: chr(0xD801 + i) for i, mark in enumerate(_MARKS)}
_ESCAPE = re.compile(r"\\([:#={}~n\\])")
_BREAK = _CODES["n"]
GAP = "\ud8ff"
"""Stands for the place of the answers in the middle of a stem."""
_ALONE = re.compile(rf"^{GAP}$", re.M)
"""Underscores alone on a line would be a rule across the page."""
_SHOWN = {ord(code): mark for mark, code in _CODES.items()} | {ord(_FILL): None, ord(_BREAK): "\n"}
_SHOWN_BUT_BREAKS = {code: mark for code, mark in _SHOWN.items() if mark != "\n"}
_PARAGRAPH = re.compile(rf"{_BREAK}[\s{_BREAK}]*{_BREAK}")
FORMAT = re.compile(r"\[(html|markdown|plain|moodle)\]")
"""What may stand before a text; other words in brackets are text."""
EDGES = " \t\n"
"""What is trimmed around texts and lines."""


def protect_escapes(text: str) -> str:
    """Replace each escape by two characters that mean nothing in GIFT."""
    return _ESCAPE.sub(lambda found: _FILL + _CODES[found[1]], text)


def restore_escapes(text: str) -> str:
    """Return the characters that the escapes stand for."""
    return text.translate(_SHOWN)


def escaped(text: str, marks: str = "\\~=#{}:") -> str:
    """Escape characters that mean something, and line breaks."""
    for mark in marks:
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def escaped_text(text: str, is_named: bool = False) -> str:
    """Write a text so that no weight or format is seen at its start, behind its format if asked."""
    named = is_named or text.startswith("%") or FORMAT.match(text) is not None or may_act(text)
    return formatted(text) if named else escaped(text)


def formatted(text: str) -> str:
    """Write a text behind its format: Markdown, or HTML where Markdown could act in Moodle."""
    form, safe = shown(text)
    return f"[{form}]{escaped(safe)}"


def split_format(text: str, default: str) -> tuple[str, str]:
    """Take the format off a text: its name, or the default, and the rest."""
    found = FORMAT.match(text := text.strip(EDGES))
    return (found[1], text[found.end() :]) if found else (default, text)


def markdown(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with hidden escapes as Markdown, and what HTML had that Markdown has not."""
    dropped: tuple[str, ...] = ()
    if name == "markdown":
        made = trimmed(restore_escapes(text))
    elif name == "html" or (name == "moodle" and looks_like_html(restore_escapes(text))):
        made, dropped = html_to_markdown(restore_escapes(text))
    else:
        made, dropped = _from_plain(text)
    return _ALONE.sub(r"\\_____", made).replace(GAP, "_____"), dropped


def _from_plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Keep Markdown from seeing marks in plain text; written-out line breaks stay."""
    plain = escape(text.translate(_SHOWN_BUT_BREAKS), quote=False)
    return html_to_markdown(_PARAGRAPH.sub("<p>", plain).replace(_BREAK, "<br>"))
