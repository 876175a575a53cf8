"""Faults of a draft as findings, for formats that know the place of each field."""

from __future__ import annotations

from collections.abc import Callable

from examkit.formats.shared.draft import Draft
from examkit.formats.shared.faults import find_faults
from examkit.formats.shared.input_file import InputFile

Place = tuple[int, int]


def draft_name(draft: Draft) -> str:
    """Name a question for a finding: its id, its title or the start of its stem."""
    first = draft.stem.strip().partition("\n")[0]
    return draft.id or draft.title or first[:64]


def report_faults(file: InputFile, draft: Draft, place: Callable[[str], Place]) -> bool:
    """Report what keeps a draft from being a question, at the field; tell whether anything does."""
    faults = find_faults(draft)
    for fault in faults:
        place_of_fault = place(fault.part)
        file.add(place_of_fault, fault.code, fault.message, fault.hint, question=draft_name(draft))
    return bool(faults)
