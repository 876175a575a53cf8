"""The bank that an import adds to, and what people added to its questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from examkit.bank.bank import Bank
from examkit.bank.loader import load_bank
from examkit.bank.model import Group, Question
from examkit.bank.notes import contains_evidence, visible_blocks
from examkit.bank.skill_checks import find_skill_faults, map_skills
from examkit.formats.shared.draft import Draft, clear_fields
from examkit.transfer.deduplicate import fingerprint, to_draft
from examkit.transfer.placement import PlacementOptions, Placer, casefold_name


class ExistingBank:
    """The bank that an import adds to: its questions, groups, and names, indexed for look-up."""

    def __init__(self, into: Path) -> None:
        self.root = into
        self.bank: Bank | None = load_bank(into).bank if (into / "bank.toml").exists() else None
        placed = self.bank.questions.values() if self.bank else ()
        self.by_id = {each.question.id: each for each in placed}
        self.by_print = {fingerprint(to_draft(each.question)): each for each in placed}

    def placer(self, wanted: PlacementOptions) -> Placer:
        """Return a `Placer` that gives questions the domains and topics of this bank they name.

        `wanted` is the domain and topic that the user chose.
        """
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
        """Return the questions of one file of the bank, in order."""
        placed = self.bank.questions.values() if self.bank else ()
        return [each.question for each in placed if each.path == path]

    def groups_in(self, path: str) -> list[Group]:
        """Return the groups of one file of the bank."""
        groups = self.bank.groups.items() if self.bank else ()
        return [Group(id=name, stem=g.stem) for name, g in groups if g.path == path]


ReportLoss = Callable[[str], None]
"""Reports a loss of a question, as a sentence for the user."""


def fitted(draft: Draft, bank: Bank | None, report: ReportLoss) -> Draft:
    """Return a draft without the exams, domains, and notes that the bank doesn't have.

    `report` gets a message about what is left out. If `bank` is None, because the import creates
    the bank, all of them are left out.
    """
    if draft.note and not _settles(draft, bank):
        report(
            f"The note {draft.note} was left out, because it isn't in this bank or doesn't contain "
            "the evidence."
        )
        draft = clear_fields(draft, ("note", "evidence"))
    return _with_known_notes(_with_known_exams(draft, bank, report), bank, report)


def _settles(draft: Draft, bank: Bank | None) -> bool:
    """Return whether the bank has the draft's note, and the note contains its evidence."""
    section = bank.section(draft.note) if bank else None
    return section is not None and contains_evidence(visible_blocks(section.text), draft.evidence)


def _with_known_exams(draft: Draft, bank: Bank | None, report: ReportLoss) -> Draft:
    domains = {e.id: {d.id for d in e.domains} for e in bank.exams.values()} if bank else {}
    exams = tuple(exam for exam in draft.exams if exam in domains)
    placed = tuple(pair for pair in draft.domains if pair[1] in domains.get(pair[0], ()))
    lost = {*draft.exams} - {*exams} | {exam for exam, _ in {*draft.domains} - {*placed}}
    for exam in sorted(lost):
        report(
            f"The question was left out of the exam {exam}, because this bank doesn't have that "
            "exam or domain."
        )
    return replace(draft, exams=exams, domains=placed)


def _with_known_notes(draft: Draft, bank: Bank | None, report: ReportLoss) -> Draft:
    options = []
    for option in draft.options:
        if option.note and (bank is None or bank.section(option.note) is None):
            report(f"An option's note, {option.note}, was left out, because it isn't in this bank.")
            option = replace(option, note=None)  # noqa: PLW2901 -- the same option, less its note
        options.append(option)
    return replace(draft, options=tuple(options))


def with_known_skills(question: Question, bank: Bank | None, report: ReportLoss) -> Question:
    """Return a question without the skills that don't fit its bank. Report each exam affected."""
    if not question.skills:
        return question
    known = map_skills(bank.exams if bank else {})
    faulty = {loc[1]: message for _, loc, message, _ in find_skill_faults(question, known)}
    faulty |= {name: f"Unknown exam {name}." for name in question.skills if name not in known}
    for exam, message in faulty.items():
        report(f"The question's skills for {exam} were left out: {message}")
    valid = {exam: each for exam, each in question.skills.items() if exam not in faulty}
    return question.model_copy(update={"skills": valid})


_PROTECTED = ("note", "evidence", "domain", "topic")
"""Fields that a person sets on an imported question. No import changes them."""
_ADDED = (
    "exams", "enemies", "as_of", "ordered", "retired", "unit", "explanation", "references", "use",
    "skills",
)  # fmt: skip
"""Fields that a person can add to an imported question. They stay if the source lacks them."""


def with_additions(made: Question, known: Question) -> Question:
    """Return the imported question `made` with what people added to the bank's copy, `known`."""
    additions = {name: getattr(known, name) for name in _PROTECTED if getattr(known, name)}
    additions |= {name: getattr(known, name) for name in _ADDED if not getattr(made, name)}
    reasons: Mapping[str, tuple[str, str | None]] = {
        " ".join(o.text.split()): (o.rationale, o.note) for o in known.options
    }
    options = []
    for option in made.options:
        why, note = reasons.get(" ".join(option.text.split()), ("", None))
        options.append(replace(option, rationale=option.rationale or why, note=option.note or note))
    return made.model_copy(update={**additions, "options": tuple(options)})
