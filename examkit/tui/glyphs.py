"""The symbols of the screens, in Unicode and in ASCII."""

# Annotations are not postponed, because NamedTuple would compile each one from its text.
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.exam.actions import Status


class Glyphs(NamedTuple):
    """One symbol for each slot status, the flag, the cursor, each outcome, and options."""

    answered: str
    incomplete: str
    unanswered: str
    unseen: str
    flagged: str
    cursor: str
    right: str
    wrong: str
    one: tuple[str, str]
    """The mark of an option that is not chosen or chosen, if one option can be."""
    many: tuple[str, str]
    """The same marks if several options can be chosen."""

    def of(self, status: "Status") -> str:
        """Return the symbol of a slot status."""
        signs = (self.answered, self.incomplete, self.unanswered, self.unseen)
        return signs[("answered", "incomplete", "unanswered", "unseen").index(status)]


UNICODE = Glyphs("●", "◐", "○", "·", "⚑", "▌", "✓", "✗", ("○", "◉"), ("☐", "▣"))
ASCII = Glyphs("#", "+", "o", ".", "!", ">", "v", "x", ("( )", "(x)"), ("[ ]", "[x]"))
