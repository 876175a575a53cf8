"""A scrolling region."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.geometry import Size


class ScrollPane(VerticalScroll, can_focus=False):
    """A scrolling region that leaves the keys to the screen."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Measure at the width that is drawn: Textual leaves out the column of the scroll bar."""
        styles = self.styles
        scroll_bar = styles.scrollbar_size_vertical * (styles.scrollbar_gutter == "stable")
        return super().get_content_height(container, viewport, width - scroll_bar)
