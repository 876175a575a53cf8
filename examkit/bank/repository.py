"""Find a bank, and read it and its notes through its index, which is opened on first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from examkit.bank.index.index import BankIndex, open_if_current, open_or_build, raise_on_errors
from examkit.diagnostics import did_you_mean, quoted
from examkit.errors import UsageError

if TYPE_CHECKING:
    from examkit.bank.model import Question
    from examkit.bank.notes import Section
    from examkit.bank.suggestions import NoteSuggester

DEFAULT = "aws-developer-associate"
"""Name of the folder of the bank that comes with examkit."""


def bank_folders(places: Iterable[Path]) -> dict[str, Path]:
    """Return the folders of banks in `places`, by folder name.

    If several places have a folder of the same name, the first one counts.
    """
    folders: dict[str, Path] = {}
    for place in places:
        for folder in _banks_in(place):
            folders.setdefault(folder.name, folder)
    return folders


def _banks_in(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from sorted(folder for folder in place.iterdir() if (folder / "bank.toml").is_file())


def find_bank(name: str | None, places: Iterable[Path]) -> Path:
    """Return the folder of a bank, given by its name in `places` or by its path.

    If `name` is None, return the bank that comes with examkit. Raises UsageError if no bank
    matches; the hint suggests a similar name.
    """
    known = bank_folders(places)
    wanted = name or DEFAULT
    if wanted in known:
        return known[wanted]
    if name and _is_folder(name):
        return Path(name)
    listed = f"Known banks: {', '.join(known) or 'none'}. You can also give the path of a folder."
    raise UsageError(f"Unknown bank {quoted(wanted)}.", did_you_mean(wanted, known) or listed)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:
        # The system refuses some names, such as very long ones.
        return False


class BankRepository:
    """Reads one bank through its cached index, which it opens on first use."""

    def __init__(self, root: Path, cache: Path) -> None:
        self.root = root
        self.cache = cache
        self._bank: BankIndex | None = None
        self._suggester: NoteSuggester | None = None

    def is_indexed(self) -> bool:
        """Return whether the bank's index is current, so that `bank` need not build it first."""
        if self._bank is None:
            self._bank = open_if_current(self.root, self.cache)
        return self._bank is not None

    def index_command(self) -> tuple[str, ...]:
        """Return the arguments with which Python builds the bank's index in a separate process."""
        return ("-m", "examkit.bank.index.index", str(self.root), str(self.cache))

    @property
    def bank(self) -> BankIndex:
        """Return the bank's index, built if needed. Raises BankError if the bank has errors."""
        # A bank with errors is not cached, because its author may be fixing it.
        bank, self._bank = self._bank, None
        self._bank = (
            raise_on_errors(bank, self.root) if bank else open_or_build(self.root, self.cache)
        )
        return self._bank

    def section(self, ref: str) -> Section | None:
        """Return the note section at an address, `file.md#slug`; None if there is none."""
        return self.bank.section(ref)

    def suggest_section(self, question: Question) -> Section | None:
        """Return the note section that shares the most words with a question.

        None if the question has a note, or if no section shares enough words.
        """
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
