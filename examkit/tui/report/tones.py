"""The colors of verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from examkit.tui.text_blocks import literal

if TYPE_CHECKING:
    from examkit.report.number_text import BarTone, Tone

MUTED = "$text-muted"
_BARS: dict[BarTone, str] = {
    "success": "$success",
    "warning": "$warning",
    "error": "$error",
    "accent": "$primary",
    "plain": "$foreground 60%",
}
_TEXTS: dict[Tone, str] = {
    "success": "$text-success",
    "warning": "$text-warning",
    "error": "$text-error",
    "plain": MUTED,
}


def bar_style(tone: BarTone) -> str:
    """Return the style of a bar with this tone."""
    return _BARS[tone]


def text_style(tone: Tone) -> str:
    """Return the style of words with this tone, which is readable in every theme."""
    return _TEXTS[tone]


def badge(text: str, tone: Tone) -> Content:
    """Return a text in reverse video, so that it stands out even without color."""
    return literal(f" {text} ", f"bold reverse {text_style(tone)}")
