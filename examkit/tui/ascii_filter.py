"""Converts symbols, lines, and frames to ASCII, for simple terminals and screen readers."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SIGNS = {
    "·": "-", "•": "*", "…": "~", "\N{EN DASH}": "-", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": "<",
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": ">",
    "┃": "|", "│": "|", "▌": "|", "▊": "|", "▎": "|", "─": "-", "━": "=", "╭": "+", "╮": "+",
    "╰": "+", "╯": "+", "┏": "+", "┓": "+", "┗": "+", "┛": "+", "┣": "+", "┫": "+", "╋": "+",
    "╺": "-", "╸": "-", "╻": "|", "╹": "|", "╶": "-", "╴": "-",
    "▸": ">", "✓": "v", "✗": "x", "▰": "#", "▱": ".", "●": "o", "◉": "*", "○": "o",
    "▁": "_", "▂": ".", "▃": "-", "▄": "=", "▅": "+", "▆": "*", "▇": "%", "█": "#", "▋": "#",
}  # fmt: skip
"""The Unicode characters that screens draw, each with its ASCII replacement."""
_TABLE = str.maketrans(SIGNS)


class AsciiFilter(LineFilter):
    """A filter that replaces symbols on screen with ASCII. Letters of any script stay unchanged."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line with ASCII in place of symbols."""
        return [
            Segment(text.translate(_TABLE), style, control) for text, style, control in segments
        ]
