"""Signs, rules, and frames as ASCII, for terminals and screen readers."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SIGNS = {
    "·": "-", "•": "*", "…": "~", "\N{EN DASH}": "-", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "┃": "|", "│": "|", "▌": "|", "▊": "|", "▎": "|", "─": "-", "━": "-", "╭": "+", "╮": "+",
    "╰": "+", "╯": "+",
}  # fmt: skip
"""What the screens draw, and one character that replaces it."""
_TABLE = str.maketrans({**SIGNS, **dict.fromkeys("▁▂▃▄▅▆▇█", "#")})


class AsciiFilter(LineFilter):
    """Replaces the signs of the screens. Letters in other scripts stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of a line with their signs replaced."""
        return [
            Segment(text.translate(_TABLE), style, control) for text, style, control in segments
        ]
