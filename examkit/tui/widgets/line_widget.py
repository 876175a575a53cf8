"""What draws itself as lines: wrapped once a width, and laid out anew only when that shows."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget


class Lines(Widget):
    """A widget as high as its lines; whoever extends it says what they are."""

    DEFAULT_CSS = "Lines { width: 1fr; height: auto; text-wrap: nowrap; }"

    # Textual's own lays the screen out a second time after each change of height.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._wrapped: tuple[int, list[Content]] | None = None

    def wrap(self, width: int) -> list[Content]:
        """Return the lines for a width, in cells."""
        raise NotImplementedError

    def lines(self, width: int) -> list[Content]:
        """Return the lines, wrapped when the width or what is shown has changed."""
        if self._wrapped is None or self._wrapped[0] != width:
            self._wrapped = (width, self.wrap(width))
        return self._wrapped[1]

    def changed(self) -> None:
        """Draw anew; the screen is laid out anew only if there are more lines or fewer."""
        before, self._wrapped = self._wrapped, None
        width = self.content_size.width
        fits = before is not None and before[0] == width
        self.refresh(layout=not (before and fits and len(before[1]) == len(self.lines(width))))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Tell the layout how many lines there are."""
        return len(self.lines(width))

    def render(self) -> Content:
        """Draw the lines."""
        return Content("\n").join(self.lines(self.content_size.width or 80))
