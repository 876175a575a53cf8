"""Signs, rules and frames as ASCII, for terminals and ears that want nothing else."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

SIGNS = {
    "·": "-", "•": "*", "…": "~", "\N{EN DASH}": "-", "→": ">", "←": "<", "↑": "^", "↓": "v",
    "┃": "|", "│": "|", "▌": "|", "▊": "|", "▎": "|", "─": "-", "━": "-", "╭": "+", "╮": "+",
    "╰": "+", "╯": "+",
}  # fmt: skip
"""What the screens draw, each with one cell in its place."""
_TABLE = str.maketrans({**SIGNS, **dict.fromkeys("▁▂▃▄▅▆▇█", "#")})


class AsciiFilter(LineFilter):
    """Replaces signs as lines are drawn; letters of a bank in other scripts stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return a line with its signs replaced."""
        return [
            Segment(text.translate(_TABLE), style, control) for text, style, control in segments
        ]
