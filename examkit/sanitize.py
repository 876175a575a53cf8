"""Replacement of harmful characters in untrusted text."""

from __future__ import annotations

import re

_CONTROLS = {*range(32)} - {9, 10, 13} | {127} | {*range(0x80, 0xA0)}
_BIDI = {0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
_INVISIBLE = {0x2028, 0x2029, 0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, *range(0xE0000, 0xE0080)}
_SURROGATES = {*range(0xD800, 0xE000)}
_TABLE: dict[int, int | None] = {
    **dict.fromkeys(_INVISIBLE | _BIDI | _SURROGATES, 0xFFFD),
    **{c: 0x2400 + c if c < 32 else 0x2421 if c == 127 else 0xFFFD for c in _CONTROLS},
    13: None,
}
# Compiled on first use, because hardly any text on Home has such characters.
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{9,}"
_CONTROL = f"[{''.join(map(re.escape, map(chr, sorted(_CONTROLS))))}]"
# In the source of a TOML file, a character can also be written as an escape.
_ESCAPE = r"\\[uUxbfe]"


def sanitize(text: str) -> str:
    """Return text with visible symbols instead of control, bidirectional, and invisible characters.

    Tabs and line feeds stay, and carriage returns are removed. Of more than eight combining marks
    in a row, only eight stay.
    """
    safe = text.translate(_TABLE)
    return safe if safe.isascii() else re.sub(_MARKS, lambda run: run[0][:8], safe)


def has_control(text: str) -> bool:
    """Return whether text has a control character other than a tab or a line break."""
    return re.search(_CONTROL, text) is not None


def might_need_sanitizing(source: str) -> bool:
    """Return whether a value in a TOML file might have characters that `sanitize` replaces.

    `source` is the text of the file, in which such a character can also be an escape.
    """
    return sanitize(source) != source.replace("\r", "") or re.search(_ESCAPE, source) is not None
