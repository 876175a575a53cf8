"""What keeps a draft from being a question, in the same words for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from examkit.formats.shared.draft import Draft, trimmed
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
    for code, place, message, hint in find_type(draft).find_gaps(draft):
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
