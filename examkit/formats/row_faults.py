"""Faults of a draft as findings, for formats that know the place of each field."""

from __future__ import annotations

from collections.abc import Callable

from examkit.formats.draft import Draft, faults_of
from examkit.formats.incoming import Incoming

Place = tuple[int, int]

_CODES = {
    "The stem is empty.": ("empty-stem", "stem", "Write the question."),
    "Fewer than two options.": ("too-few-options", "options", "Give two or more options."),
    "No option is marked right.": ("no-key", "answer", "Say which option is right."),
    "An option has no text.": ("empty-option", "options", "Write it, or remove it."),
    "Two options are the same.": ("duplicate-option", "options", "Change or remove one."),
    "Fewer than two items to put in order.": ("too-few-items", "items", "Give two or more items."),
    "Fewer than two pairs to match.": ("too-few-pairs", "pairs", "Give two or more pairs."),
    "There is no number as the answer.": ("no-number", "answer", "Write a number."),
}
_TWO_KEYS = ("two-keys", "answer", "Mark one, or make it a question with several answers.")


def name_of(draft: Draft) -> str:
    """Name a question for a finding: its id, its title or the start of its stem."""
    first = draft.stem.strip().partition("\n")[0]
    return draft.id or draft.title or first[:64]


def add_faults(file: Incoming, draft: Draft, place: Callable[[str], Place]) -> bool:
    """Report what keeps a draft from being a question, at the field; tell whether anything does."""
    faults = faults_of(draft)
    for said in faults:
        code, part, hint = _CODES.get(said, _TWO_KEYS)
        file.add(place(part), code, said, hint, question=name_of(draft))
    return bool(faults)
