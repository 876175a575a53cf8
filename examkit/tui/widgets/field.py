"""A field to type a line in."""

from __future__ import annotations

from textual.widgets import Input


class Field(Input):
    """Takes a line up to its limit: of a longer paste, the beginning."""

    def __init__(self, value: str = "", *, placeholder: str = "", limit: int) -> None:
        super().__init__(value[:limit], placeholder=placeholder, max_length=limit)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part of the line with as much of a text as fits."""
        replaced = abs(min(end, len(self.value)) - max(start, 0))
        room = (self.max_length or 0) - len(self.value) + replaced
        super().replace(text[: max(room, 0)], start, end)
