"""Faults and losses found while a question is read, worded the same for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from examkit.formats.shared.draft import Draft, trimmed
from examkit.formats.shared.html import html_to_markdown
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.text_conventions import checked_number
from examkit.question_types.registry import find_type

Place = tuple[int, int]


class Fault(NamedTuple):
    """A reason why a draft isn't a complete question."""

    code: str
    """A stable name, such as `no-key`."""
    part: str
    """The name of the field with the fault."""
    message: str
    hint: str


_STEM = Fault("empty-stem", "stem", "The stem is empty.", "Write the question.")


def find_faults(draft: Draft) -> Iterator[Fault]:
    """Yield each fault that keeps a draft from being a complete question."""
    if not trimmed(draft.stem):
        yield _STEM
    for code, place, message, hint in find_type(draft).find_import_faults(draft):
        yield Fault(code, str(place[0]) if place else "answer", message, hint)


def draft_name(draft: Draft) -> str:
    """Return a name for a question in findings: its id, its title, or the start of its stem."""
    first = draft.stem.strip().partition("\n")[0]
    return draft.id or draft.title or first[:64]


def report_faults(file: InputFile, draft: Draft, place: Callable[[str], Place]) -> bool:
    """Report each fault of a draft, and return whether there are any.

    `place` returns the line and column of a field.
    """
    faults = list(find_faults(draft))
    for fault in faults:
        where, name = place(fault.part), draft_name(draft)
        file.add(where, fault.code, fault.message, fault.hint, question=name)
    return bool(faults)


class QuestionFindings:
    """Reports faults and losses of one question in a file.

    In its methods, `part` is where in the question a finding is located, in a form that `locate`
    can convert to a line and column.
    """

    def __init__(self, file: InputFile, label: str = "") -> None:
        self.file = file
        self.label = label
        """The question's name in findings."""
        self.failed = False
        """Whether the question is left out because of an error or its type."""
        self._losses: set[str] = set()

    def locate(self, part: Any) -> Place:
        """Return the line and column of a part of the question.

        Here, a part is already a line and column. Subclasses use other parts, such as field names.
        """
        place: Place = part
        return place

    def error(self, part: Any, code: str, message: str, hint: str = "") -> None:
        """Report a fault that leaves the question out."""
        self.failed = True
        self.file.add(self.locate(part), code, message, hint, question=self.label)

    def warn(self, part: Any, code: str, message: str, hint: str = "") -> None:
        """Report a likely mistake of the author. The question is still read."""
        place = self.locate(part)
        self.file.add(place, code, message, hint, severity="warning", question=self.label)

    def lose(self, part: Any, message: str, hint: str = "") -> None:
        """Report something that is left out of the question. Each message is reported once."""
        if message not in self._losses:
            self._losses.add(message)
            place = self.locate(part)
            self.file.add(place, "loss", message, hint, severity="info", question=self.label)

    def skip(self, part: Any, message: str, hint: str = "") -> None:
        """Report that the question is skipped because examkit doesn't read its type."""
        self.failed = True
        self.file.skip(self.locate(part), message, hint, question=self.label)

    def html(self, part: Any, source: str) -> str:
        """Return the HTML in `source` as Markdown, and report what Markdown can't show.

        `part` is the part of the question that contains the HTML.
        """
        markdown, dropped = html_to_markdown(source)
        for what in dropped:
            self.lose(part, f"Left out: {what}.")
        return markdown

    def number(self, part: Any, value: Any) -> float | None:
        """Convert a value to a number. If that fails, return None, and report text as an error."""
        return checked_number(value, lambda *texts: self.error(part, "bad-number", *texts))
