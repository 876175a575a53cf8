"""SVG figures, made of shapes with CSS classes. All text is escaped."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from examkit.sanitize import sanitize

LEAST, MOST = 0.30, 1.00
"""Lowest and highest share on every plot of ranges, as in the text report, for comparison."""

_SPACE = "http://www.w3.org/2000/svg"


def escape_text(text: str) -> str:
    """Return text as one line, escaped for HTML and SVG."""
    return escape(" ".join(sanitize(text).split()), quote=True)


@dataclass(slots=True)
class Drawing:
    """A drawing that screen readers skip, because the text next to it has the same facts."""

    kind: str
    """CSS class of the drawing."""
    width: int
    height: int
    shapes: list[str] = field(default_factory=list, kw_only=True)
    stretches: bool = field(default=False, kw_only=True)
    """Whether the drawing stretches to fill its space, even if that distorts it."""

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """Add a line with the CSS class `kind`."""
        self.shapes.append(
            f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
        )

    def dot(self, x: float, y: float, radius: float, kind: str) -> None:
        """Add a circle with the CSS class `kind`."""
        self.shapes.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>')

    def bar(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Add a rectangle with the CSS class `kind`. A negative size is drawn as 0."""
        self.shapes.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" '
            f'height="{max(0.0, height):.1f}"/>'
        )

    def label(self, x: float, y: float, text: str, kind: str = "label") -> None:
        """Add text with the CSS class `kind`."""
        self.shapes.append(
            f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape_text(text)}</text>'
        )

    def render(self) -> str:
        """Return the drawing as an SVG element."""
        fills = ' preserveAspectRatio="none"' if self.stretches else ""
        return (
            f'<svg class="{self.kind}" aria-hidden="true" viewBox="0 0 {self.width} {self.height}"'
            f'{fills} xmlns="{_SPACE}">{"".join(self.shapes)}</svg>'
        )


@dataclass(slots=True)
class SvgFigure(Drawing):
    """A figure with a title and a description for screen readers. `kind` is its id on the page."""

    title: str
    description: str

    def render(self) -> str:
        """Return the figure as an SVG element."""
        name = self.kind
        return (
            f'<svg role="img" aria-labelledby="{name}-t {name}-d" '
            f'viewBox="0 0 {self.width} {self.height}" xmlns="{_SPACE}">'
            f'<title id="{name}-t">{escape_text(self.title)}</title>'
            f'<desc id="{name}-d">{escape_text(self.description)}</desc>'
            f"{''.join(self.shapes)}</svg>"
        )


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis that maps values from `low` to `high` to positions from `start` to `end`."""

    start: float
    end: float
    low: float = LEAST
    high: float = MOST

    def at(self, value: float) -> float:
        """Return the position of a value. A value out of range is placed at the nearest end."""
        share = (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)
