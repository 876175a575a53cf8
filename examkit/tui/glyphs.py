"""The symbols of the screens, in Unicode and in ASCII."""

# Annotations are not postponed, because NamedTuple would compile each one from its text.
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.exam.actions import Status


class Glyphs(NamedTuple):
    """One symbol for each slot status, the flag, the cursor, and each outcome."""

    answered: str
    incomplete: str
    unanswered: str
    unseen: str
    flagged: str
    cursor: str
    right: str
    wrong: str

    def of(self, status: "Status") -> str:
        """Return the symbol of a slot status."""
        return self[("answered", "incomplete", "unanswered", "unseen").index(status)]


UNICODE = Glyphs("●", "◐", "○", "·", "⚑", "▌", "✓", "✗")
ASCII = Glyphs("#", "+", "o", ".", "!", ">", "v", "x")
