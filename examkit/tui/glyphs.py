"""The symbols of the screens, in Unicode and in ASCII."""

# Annotations are not postponed, because NamedTuple would compile each one from its text.
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from examkit.exam.actions import Status
    from examkit.exam.grading import Outcome


class Glyphs(NamedTuple):
    """One symbol for each slot status, the flags, the cursor, each outcome, and options."""

    answered: str
    incomplete: str
    unanswered: str
    unseen: str
    flagged: str
    flagged_open: str
    """The flag of a slot without a complete answer."""
    cursor: str
    right: str
    wrong: str
    one: tuple[str, str]
    """The marks of an option, not chosen and chosen, where only one can be chosen."""
    many: tuple[str, str]
    """The marks of an option, not chosen and chosen, where several can be chosen."""

    def of(self, status: "Status | Outcome") -> str:
        """Return the symbol of a slot's status, or of its outcome."""
        return self.incomplete if status == "partial" else str(getattr(self, status))


UNICODE = Glyphs("●", "◐", "○", "·", "⚑", "⚐", "▌", "✓", "✗", ("○", "◉"), ("☐", "▣"))
ASCII = Glyphs("#", "+", "o", ".", "!", "?", ">", "v", "x", ("( )", "(x)"), ("[ ]", "[x]"))
