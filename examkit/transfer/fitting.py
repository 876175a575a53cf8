"""What an imported question names, against what the bank it goes to has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from examkit.bank.bank import Bank
from examkit.bank.notes import contains_evidence, visible_blocks
from examkit.formats.shared.draft import Draft, clear_fields

Tell = Callable[[str], None]
"""Reports a sentence about what is left out."""


def fitted(draft: Draft, bank: Bank | None, tell: Tell) -> Draft:
    """Return a question without the exams, domains and notes that its bank doesn't have."""
    if draft.note and not _settles(draft, bank):
        tell(f"Its note {draft.note} is not in this bank, or has other words.")
        draft = clear_fields(draft, ("note", "evidence"))
    return _with_known_notes(_with_known_exams(draft, bank, tell), bank, tell)


def _settles(draft: Draft, bank: Bank | None) -> bool:
    """Return whether the evidence of a draft stands in the note of this bank that it names."""
    section = bank.section(draft.note) if bank else None
    return section is not None and contains_evidence(visible_blocks(section.text), draft.evidence)


def _with_known_exams(draft: Draft, bank: Bank | None, tell: Tell) -> Draft:
    domains = {e.id: {d.id for d in e.domains} for e in bank.exams.values()} if bank else {}
    exams = tuple(exam for exam in draft.exams if exam in domains)
    placed = tuple(pair for pair in draft.domains if pair[1] in domains.get(pair[0], ()))
    lost = {*draft.exams} - {*exams} | {exam for exam, _ in {*draft.domains} - {*placed}}
    for exam in sorted(lost):
        tell(f"Its place in the exam {exam} is left out: this bank has no such exam or domain.")
    return replace(draft, exams=exams, domains=placed)


def _with_known_notes(draft: Draft, bank: Bank | None, tell: Tell) -> Draft:
    options = []
    for option in draft.options:
        if option.note and (bank is None or bank.section(option.note) is None):
            tell(f"The note {option.note} of an option is not in this bank.")
            option = replace(option, note=None)  # noqa: PLW2901 -- the same option, less its note
        options.append(option)
    return replace(draft, options=tuple(options))
