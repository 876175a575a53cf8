"""Signs for the states of a slot, in Unicode and in ASCII."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.exam.actions import Status


class Glyphs(NamedTuple):
    """One sign for each state of a slot; the words stand in the overview's legend."""

    answered: str
    incomplete: str
    unanswered: str
    unseen: str
    flagged: str
    here: str
    right: str
    wrong: str

    def of(self, state: "Status") -> str:
        """Sign of a status."""
        return {
            "answered": self.answered,
            "incomplete": self.incomplete,
            "unanswered": self.unanswered,
            "unseen": self.unseen,
        }[state]


UNICODE = Glyphs("●", "◐", "○", "·", "⚑", "▌", "✓", "✗")
ASCII = Glyphs("#", "+", "o", ".", "!", ">", "v", "x")
