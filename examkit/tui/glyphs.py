"""The signs of the screens, in Unicode and in ASCII."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.exam.actions import Status


class Glyphs(NamedTuple):
    """One sign for each status of a slot and for each result."""

    answered: str
    incomplete: str
    unanswered: str
    unseen: str
    flagged: str
    cursor: str
    right: str
    wrong: str

    def of(self, status: "Status") -> str:
        """Return the sign of a status."""
        return self[("answered", "incomplete", "unanswered", "unseen").index(status)]


UNICODE = Glyphs("●", "◐", "○", "·", "⚑", "▌", "✓", "✗")
ASCII = Glyphs("#", "+", "o", ".", "!", ">", "v", "x")
