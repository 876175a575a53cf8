"""A titled frame around other widgets."""

from __future__ import annotations

from textual.containers import Vertical
from textual.content import Content
from textual.markup import escape
from textual.widget import Widget


class Panel(Vertical):
    """A frame with a title at the top and `note` at the bottom.

    Its color shows whether the focus is inside.
    """

    DEFAULT_CSS = """
    Panel {
        height: auto;
        padding: 0 1;
        border: round $foreground 40%;
        border-title-color: $foreground;
        border-title-style: bold;
        border-subtitle-color: $text-muted;
        &:focus-within, &.-primary {
            border: round $text-accent;
            border-title-color: $text-accent;
        }
    }
    """

    def __init__(
        self,
        title: str,
        *children: Widget,
        note: str | Content = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(*children, id=id)
        self.border_title = escape(title)
        self.border_subtitle = Content(note) if isinstance(note, str) else note
