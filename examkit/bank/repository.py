"""Read a bank and its notes through the bank's index, opened on first use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from examkit.bank.index.index import BankIndex, open_if_current, open_or_build, raise_on_errors
from examkit.errors import UsageError

if TYPE_CHECKING:
    from examkit.bank.model import Question
    from examkit.bank.notes import Section
    from examkit.bank.suggestions import NoteSuggester


class BankRepository:
    """Reads one bank through its cached index, which it opens on first use."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root = root
        self._cache = cache
        self._bank: BankIndex | None = None
        self._suggester: NoteSuggester | None = None

    def is_indexed(self) -> bool:
        """Return whether the index is current, so that `bank` need not build it first."""
        if self._bank is None:
            self._bank = open_if_current(self.root, self._cache)
        return self._bank is not None

    def index_command(self) -> tuple[str, ...]:
        """Return the arguments to run Python with so that it builds the bank's index."""
        return ("-m", "examkit.bank.index.index", str(self.root), str(self._cache))

    @property
    def bank(self) -> BankIndex:
        """Return the bank's index, built if needed. Raises BankError if the bank has errors."""
        # A bank with errors is not cached, because its author may be fixing it.
        bank, self._bank = self._bank, None
        self._bank = (
            raise_on_errors(bank, self.root) if bank else open_or_build(self.root, self._cache)
        )
        return self._bank

    def section(self, ref: str) -> Section | None:
        """Return the note section at an address, `file.md#slug`; None if there is none."""
        return self.bank.section(ref)

    def suggest_section(self, question: Question) -> Section | None:
        """Return the section closest to a question without a note; None if none is close."""
        if question.note:
            return None
        if self._suggester is None:
            from examkit.bank.suggestions import NoteSuggester

            self._suggester = NoteSuggester(self.bank.sections())
        suggestions = self._suggester.propose(question, 1)
        return suggestions[0].section if suggestions else None

    def note(self, file: str) -> tuple[Section, ...]:
        """Return all sections of a notes file, in order; empty if there is no such file."""
        return self.bank.note(file)

    def question(self, question: str) -> Question:
        """Return a question by its id. Raises UsageError if the bank doesn't have it."""
        questions = self.bank.questions([question])
        if question not in questions:
            hint = "It may have been removed from the bank."
            raise UsageError(f"Unknown question {question!r}.", hint)
        return questions[question]

    def close(self) -> None:
        """Close the index, if it is open."""
        if self._bank is not None:
            self._bank.close()
        if self._suggester is not None:
            self._suggester.close()
