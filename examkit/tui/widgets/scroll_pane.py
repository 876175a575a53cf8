"""A scrolling region."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.geometry import Size


class ScrollPane(VerticalScroll, can_focus=False):
    """A scrolling region that can't take the focus, so keys go to the screen."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height at the width that is drawn. Textual ignores the scroll bar column."""
        styles = self.styles
        scroll_bar = styles.scrollbar_size_vertical * (styles.scrollbar_gutter == "stable")
        return super().get_content_height(container, viewport, width - scroll_bar)
