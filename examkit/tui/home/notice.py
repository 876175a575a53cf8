"""What Home shows above its panels: why nothing is saved, or what is wrong with the bank."""

from __future__ import annotations

from collections.abc import Sequence

from examkit.errors import BankError, StoreError
from examkit.tui.text_blocks import TextBlock, literal
from examkit.tui.widgets.prose import Prose

MAX_FINDINGS = 50
"""Maximum number of problems shown for a bank that can't be used."""


class Notice(Prose):
    """Lines of text, the first one in color. Without lines it takes no space."""

    DEFAULT_CSS = "Notice { display: none; padding: 0 1 1 1; }"

    def warn(self, lines: Sequence[str]) -> None:
        """Show these lines instead of the current ones. Without lines, hide the notice."""
        blocks = [
            TextBlock(literal(line, "" if number else "bold $text-error"), gap=False)
            for number, line in enumerate(lines)
        ]
        self.show(blocks)
        self.display = bool(blocks)


def unsaved_lines(reason: StoreError | None) -> list[str]:
    """Return why nothing is saved, and what that means; nothing if attempts are saved."""
    if reason is None:
        return []
    means = (
        "You can drill, but nothing is recorded. Mock exams are unavailable until this is fixed."
    )
    return ["NOTHING IS SAVED.", f"{reason.message} {reason.hint} {means}"]


def fault_lines(error: BankError) -> list[str]:
    """Return why the bank can't be used."""
    return ["The question bank can't be used.", f"{error.message} {error.hint}"]


def finding_blocks(error: BankError) -> list[TextBlock]:
    """Return the first problems of a bank, without hints, because those can name shell commands."""
    findings = (str(each._replace(hint="")) for each in error.findings[:MAX_FINDINGS])
    return [TextBlock(literal(line), gap=False) for line in findings]
