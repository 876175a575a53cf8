"""The bank that an import goes into: what it has, what fits, and what people added to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from examkit.bank.bank import Bank
from examkit.bank.loader import load_bank
from examkit.bank.model import Group, Question
from examkit.bank.notes import contains_evidence, visible_blocks
from examkit.bank.validate_skills import find_skill_faults, map_skills
from examkit.formats.shared.draft import Draft, clear_fields
from examkit.transfer.deduplicate import fingerprint, to_draft
from examkit.transfer.placement import PlacementOptions, Placer, casefold_name


class ExistingBank:
    """What a bank holds already."""

    def __init__(self, into: Path) -> None:
        self.root = into
        self.bank: Bank | None = load_bank(into).bank if (into / "bank.toml").exists() else None
        placed = self.bank.questions.values() if self.bank else ()
        self.by_id = {each.question.id: each for each in placed}
        self.by_print = {fingerprint(to_draft(each.question)): each for each in placed}

    def placer(self, wanted: PlacementOptions) -> Placer:
        """Make a placer that knows the names of this bank."""
        bank = self.bank
        domains: dict[str, str] = {}
        for exam in bank.exams.values() if bank else ():
            for domain in exam.domains:
                domains |= {
                    casefold_name(domain.title): domain.id,
                    casefold_name(domain.id): domain.id,
                }
        topics: dict[str, str] = {}
        for topic in bank.info.topics if bank else ():
            topics |= {casefold_name(topic.title): topic.id, casefold_name(topic.id): topic.id}
        return Placer(wanted, domains, topics, bank is None)

    def of_file(self, path: str) -> list[Question]:
        """Return the questions of one file, in order."""
        placed = self.bank.questions.values() if self.bank else ()
        return [each.question for each in placed if each.path == path]

    def groups_in(self, path: str) -> list[Group]:
        """Return the shared stems of one file."""
        groups = self.bank.groups.items() if self.bank else ()
        return [Group(id=name, stem=g.stem) for name, g in groups if g.path == path]


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


def with_known_skills(question: Question, bank: Bank | None, tell: Tell) -> Question:
    """Return a question without the skills that don't fit its bank, by exam."""
    if not question.skills:
        return question
    known = map_skills(bank.exams if bank else {})
    faulty = {loc[1]: message for _, loc, message, _ in find_skill_faults(question, known)}
    faulty |= {name: f"Unknown exam {name}." for name in question.skills if name not in known}
    for exam, message in faulty.items():
        tell(f"Its skills in the exam {exam} are left out: {message}")
    kept = {exam: each for exam, each in question.skills.items() if exam not in faulty}
    return question.model_copy(update={"skills": kept})


_KEPT = ("note", "evidence", "domain", "topic")
"""What a person gave an imported question, and an import never changes."""
_ADDED = (
    "exams", "enemies", "as_of", "ordered", "retired", "unit", "explanation", "references", "use",
    "skills",
)  # fmt: skip
"""What a person added to an imported question, which stays where its source says nothing of it."""


def with_additions(made: Question, known: Question) -> Question:
    """Keep what a person added to a question, where its source says nothing of it."""
    kept = {name: getattr(known, name) for name in _KEPT if getattr(known, name)}
    kept |= {name: getattr(known, name) for name in _ADDED if not getattr(made, name)}
    reasons: Mapping[str, tuple[str, str | None]] = {
        " ".join(o.text.split()): (o.rationale, o.note) for o in known.options
    }
    options = []
    for option in made.options:
        why, note = reasons.get(" ".join(option.text.split()), ("", None))
        options.append(replace(option, rationale=option.rationale or why, note=option.note or note))
    return made.model_copy(update={**kept, "options": tuple(options)})
