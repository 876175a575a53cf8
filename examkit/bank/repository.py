"""A bank and its notes, opened when they are first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from examkit.errors import UsageError

if TYPE_CHECKING:
    from examkit.bank.index.index import BankIndex
    from examkit.bank.model import Question
    from examkit.bank.notes import Section
    from examkit.bank.suggestions import NoteSuggester


class BankRepository:
    """Reads one bank; its index is in the cache."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root = root
        self._cache = cache
        self._bank: BankIndex | None = None
        self._linker: NoteSuggester | None = None

    def is_indexed(self) -> bool:
        """Return whether `bank` opens at once; if not, it is read and checked first."""
        from examkit.bank.index.index import open_if_current

        if self._bank is None:
            self._bank = open_if_current(self.root, self._cache)
        return self._bank is not None

    def index_command(self) -> tuple[str, ...]:
        """Arguments for Python that index the bank in a process of its own."""
        return ("-m", "examkit.bank.index.index", str(self.root), str(self._cache))

    @property
    def bank(self) -> BankIndex:
        """The bank. Raises BankError with all findings where it has errors."""
        from examkit.bank.index.index import open_or_build, raise_on_errors

        # One with errors is not kept: its author may be mending it.
        found, self._bank = self._bank, None
        self._bank = (
            raise_on_errors(found, self.root) if found else open_or_build(self.root, self._cache)
        )
        return self._bank

    def section(self, ref: str) -> Section | None:
        """Look a note section up by its address, `file.md#slug`."""
        return self.bank.section(ref)

    def suggest_section(self, question: Question) -> Section | None:
        """Find the section that is likest to a question that names none; None where none is."""
        if question.note:
            return None
        if self._linker is None:
            from examkit.bank.suggestions import NoteSuggester

            self._linker = NoteSuggester(self.bank.sections())
        proposals = self._linker.propose(question, 1)
        return proposals[0].section if proposals else None

    def note(self, file: str) -> tuple[Section, ...]:
        """All sections of a notes file, in order."""
        return self.bank.note(file)

    def question(self, question: str) -> Question:
        """Return a question by its id. Raises UsageError."""
        found = self.bank.questions([question])
        if question not in found:
            raise UsageError(f"There is no question {question!r}.", "It may have been retired.")
        return found[question]

    def close(self) -> None:
        """Let go of the bank."""
        if self._bank is not None:
            self._bank.close()
        if self._linker is not None:
            self._linker.close()
