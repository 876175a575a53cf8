"""Text colors with a contrast of at least 4.5 to 1 to their background (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import Theme

MIN_CONTRAST = 4.5
TEXTS = ("text-accent", "text-secondary", "text-success", "text-error", "text-warning")
"""Names of the theme variables for colored text."""
BACKGROUNDS = ("background", "surface")
TINT = 0.15
"""Share, from 0 to 1, of the color mixed into the background of a chosen row or of evidence."""
TINTS = {"row-tint": "accent", "evidence-tint": "success"}
"""The names of tinted backgrounds, each with the color that tints it."""
STEPS = 20

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#00ffff",
    secondary="#00ffff",
    accent="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#00ff00",
    warning="#ffa500",
    error="#ff8080",
    variables={
        "text-accent": "#ffff00",
        "text-secondary": "#00ffff",
        "text-success": "#00ff00",
        "text-warning": "#ffa500",
        "text-error": "#ff8080",
    },
)
"""A high-contrast theme, in addition to Textual's themes. Each of its colors has one meaning.

Yellow is for the focus and keys, cyan for code, links, and amounts, and orange for a warning.
"""


def luminance(color: Color) -> float:
    """Return the relative luminance of a color, from 0 to 1 (WCAG 2.2)."""
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.r / 255, color.g / 255, color.b / 255)
    )
    return sum(part * weight for part, weight in zip(parts, (0.2126, 0.7152, 0.0722), strict=True))


def ratio(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colors, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(color: Color, backgrounds: Iterable[Color], target: Color) -> Color:
    """Return a color mixed with just enough of `target` to be readable on all backgrounds.

    If no mixture is readable on all of them, return `target`.
    """
    grounds = list(backgrounds)
    for step in range(STEPS + 1):
        mixed = color.blend(target, step / STEPS)
        if all(ratio(mixed, ground) >= MIN_CONTRAST for ground in grounds):
            return mixed
    return target


def readable_theme(variables: Mapping[str, str]) -> dict[str, str]:
    """Return a theme's variables with text colors that contrast with its backgrounds.

    Adds two backgrounds: `row-tint` for a chosen row, and `evidence-tint` for evidence. A theme in
    the terminal's own colors keeps its text colors, because those are unknown.
    """
    result = {**variables, **dict.fromkeys(TINTS, variables["surface"])}
    grounds = [Color.parse(variables[name]) for name in BACKGROUNDS]
    plain = Color.parse(variables["foreground"])
    if any(color.ansi is not None for color in (*grounds, plain)):
        return result
    tints = {
        name: grounds[0].blend(Color.parse(variables[color]), TINT) for name, color in TINTS.items()
    }
    result |= {name: tint.hex for name, tint in tints.items()}
    grounds += tints.values()
    pole = max(
        (Color(0, 0, 0), Color(255, 255, 255)), key=lambda c: min(ratio(c, g) for g in grounds)
    )
    plain = readable(plain, grounds, pole)
    result["foreground"] = plain.hex
    result["text-muted"] = readable(plain.blend(grounds[0], 0.4), grounds, plain).hex
    for name in TEXTS:
        result[name] = readable(Color.parse(variables[name]), grounds, pole).hex
    return result
