"""Colours that can be read: at least 4.5 to 1 against what is behind them (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import Theme

MIN_CONTRAST = 4.5
TEXTS = ("text-accent", "text-success", "text-error", "text-warning")
"""Colours of words that a theme gives."""
BEHIND = ("background", "surface")
STEPS = 20

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    variables={"text-accent": "#ffff00", "text-success": "#00ff00", "text-error": "#ff8080"},
)
"""Beside the themes of Textual, for eyes that need it."""


def luminance(colour: Color) -> float:
    """Return the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.r / 255, colour.g / 255, colour.b / 255)
    )
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def ratio(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: Color, behind: Iterable[Color], towards: Color) -> Color:
    """Move a colour towards another until it can be read on all that may be behind it."""
    grounds = list(behind)
    for step in range(STEPS + 1):
        found = colour.blend(towards, step / STEPS)
        if all(ratio(found, ground) >= MIN_CONTRAST for ground in grounds):
            return found
    return towards


def readable_theme(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a theme with texts that can be read; colours of terminals stay."""
    found = dict(variables)
    grounds = [Color.parse(variables[name]) for name in BEHIND]
    plain = Color.parse(variables["foreground"])
    if any(colour.ansi is not None for colour in (*grounds, plain)):
        return found
    pole = max(
        (Color(0, 0, 0), Color(255, 255, 255)), key=lambda c: min(ratio(c, g) for g in grounds)
    )
    plain = readable(plain, grounds, pole)
    found["foreground"] = plain.hex
    found["text-muted"] = readable(plain.blend(grounds[0], 0.4), grounds, plain).hex
    for name in TEXTS:
        found[name] = readable(Color.parse(variables[name]), grounds, pole).hex
    return found
