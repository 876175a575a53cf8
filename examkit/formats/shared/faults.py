"""What is found in a question while it is read, in the same words for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from examkit.formats.shared.draft import Draft, trimmed
from examkit.formats.shared.fields import checked_number
from examkit.formats.shared.html import html_to_markdown
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.registry import find_type

Place = tuple[int, int]


class Fault(NamedTuple):
    """One fault of a draft."""

    code: str
    """Stable name, for example `no-key`."""
    part: str
    """The field that holds it."""
    message: str
    hint: str


_STEM = Fault("empty-stem", "stem", "The stem is empty.", "Write the question.")


def find_faults(draft: Draft) -> Iterator[Fault]:
    """Report what keeps a draft from being a question; its texts are trimmed."""
    if not trimmed(draft.stem):
        yield _STEM
    for code, place, message, hint in find_type(draft).find_import_faults(draft):
        yield Fault(code, str(place[0]) if place else "answer", message, hint)


def draft_name(draft: Draft) -> str:
    """Name a question for a finding: its id, its title or the start of its stem."""
    first = draft.stem.strip().partition("\n")[0]
    return draft.id or draft.title or first[:64]


def report_faults(file: InputFile, draft: Draft, place: Callable[[str], Place]) -> bool:
    """Report what keeps a draft from being a question, at its field; return whether any does."""
    faults = list(find_faults(draft))
    for fault in faults:
        where, name = place(fault.part), draft_name(draft)
        file.add(where, fault.code, fault.message, fault.hint, question=name)
    return bool(faults)


class QuestionFindings:
    """Reports what is found in one question of a file, each loss once."""

    def __init__(self, file: InputFile, label: str = "") -> None:
        self.file = file
        self.label = label
        """What findings call the question."""
        self.failed = False
        """Whether an error or its type leaves the question out."""
        self._losses: set[str] = set()

    def locate(self, part: Any) -> Place:
        """Return line and column of a part, in whatever way the format names it."""
        place: Place = part
        return place

    def error(self, part: Any, code: str, message: str, hint: str = "") -> None:
        """Report what keeps it from being a question."""
        self.failed = True
        self.file.add(self.locate(part), code, message, hint, question=self.label)

    def warn(self, part: Any, code: str, message: str, hint: str = "") -> None:
        """Report what the author surely did not mean."""
        place = self.locate(part)
        self.file.add(place, code, message, hint, severity="warning", question=self.label)

    def lose(self, part: Any, message: str, hint: str = "") -> None:
        """Report what is left out."""
        if message not in self._losses:
            self._losses.add(message)
            place = self.locate(part)
            self.file.add(place, "loss", message, hint, severity="info", question=self.label)

    def skip(self, part: Any, message: str, hint: str = "") -> None:
        """Report a question of a type that is not read."""
        self.failed = True
        self.file.skip(self.locate(part), message, hint, question=self.label)

    def html(self, part: Any, source: str) -> str:
        """Return HTML as Markdown, and report what Markdown has no place for."""
        markdown, dropped = html_to_markdown(source)
        for what in dropped:
            self.lose(part, f"Left out: {what}.")
        return markdown

    def number(self, part: Any, value: Any) -> float | None:
        """Return a number; None for an empty text, and for another one, which is an error."""
        return checked_number(value, lambda *words: self.error(part, "bad-number", *words))
