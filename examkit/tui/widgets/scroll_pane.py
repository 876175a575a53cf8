"""A scrolling region."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.message import Message


class ScrollPane(VerticalScroll, can_focus=False):
    """A scrolling region that can't take the focus, so keys go to the screen."""

    class Moved(Message):
        """Posted when the region was scrolled."""

    @property
    def has_more(self) -> bool:
        """Return whether there is more below what is shown."""
        return self.display and self.scroll_y < self.max_scroll_y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Report that the region was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height of the content next to the scroll bar, whose width Textual ignores."""
        styles = self.styles
        scroll_bar = styles.scrollbar_size_vertical * (styles.scrollbar_gutter == "stable")
        return super().get_content_height(container, viewport, width - scroll_bar)
