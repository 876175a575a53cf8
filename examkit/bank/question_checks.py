"""Check single questions by their types and references."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from examkit.bank.bank import Bank, LocatedQuestion
from examkit.bank.model import Question
from examkit.bank.notes import contains_evidence, quotes, visible_blocks, visible_paragraphs
from examkit.bank.skill_checks import MAX_LISTED, find_skill_faults, map_skills
from examkit.bank.source_file import SourceFile
from examkit.bank.toml.reader import KeyPath
from examkit.diagnostics import did_you_mean
from examkit.question_types.base import Violation
from examkit.question_types.registry import TYPES, find_type, foreign_fields

# pydantic builds `model_fields` again on each access.
_DEFAULTS = {name: field.default for name, field in Question.model_fields.items()}


class QuestionChecker:
    """Checks questions against the rest of their bank. Caches parsed notes."""

    def __init__(self, bank: Bank, incomplete: Collection[str] = ()) -> None:
        """Prepare the checks of a bank's questions.

        References to files in the folders `incomplete` are not checked. Neither are references to
        topics, domains, or notes if the bank has none at all.
        """
        self._incomplete = incomplete
        self._notes = bank.notes
        self._topics = {topic.id for topic in bank.info.topics}
        self._slugs = {
            f"{file}#{section.slug}": section
            for file, sections in bank.notes.items()
            for section in sections
        }
        self._paragraphs = cache(lambda note: visible_paragraphs(self._slugs[note].text))
        self._blocks = cache(lambda note: visible_blocks(self._slugs[note].text))
        self._domains = {
            exam.id: {domain.id for domain in exam.domains} for exam in bank.exams.values()
        }
        self._skills = map_skills(bank.exams)
        self._all_domains = {d for domains in self._domains.values() for d in domains}

    def check(self, located: LocatedQuestion, source: SourceFile) -> None:
        """Add a question's faults to the findings of its file."""
        question, place = located.question, ("questions", located.index)
        for code, loc, message, hint in self._find_errors(question):
            source.add(code, (*place, *loc), message, hint, question=question.id)
        for code, loc, message, hint in missing_parts(question):
            where = (*place, *loc)
            source.add(code, where, message, hint, severity="warning", question=question.id)

    def _find_errors(self, question: Question) -> Iterator[Violation]:
        if self._topics and question.topic not in self._topics:
            yield unknown_reference("topic", question.topic, self._topics)
        if self._domains and "exams" not in self._incomplete:
            yield from self._find_unknown_places(question)
            yield from find_skill_faults(question, self._skills)
        if self._notes and "notes" not in self._incomplete:
            yield from self._find_note_errors(question)
        yield from find_violations(question)

    def _find_unknown_places(self, question: Question) -> Iterator[Violation]:
        for key, exams in (("exams", question.exams), ("skills", question.skills)):
            for exam in set(exams).difference(self._domains):
                yield unknown_reference("exam", exam, self._domains, key=key)
        yield from self._find_unknown_domains(question)

    def _find_unknown_domains(self, question: Question) -> Iterator[Violation]:
        if isinstance(question.domain, str):
            if question.domain and question.domain not in self._all_domains:
                yield unknown_reference("domain", question.domain, self._all_domains)
            return
        for exam, domain in question.domain.items():
            if exam not in self._domains:
                yield unknown_reference("exam", exam, self._domains, key="domain")
            elif domain not in self._domains[exam]:
                yield unknown_reference("domain", domain, self._domains[exam])

    def _find_note_errors(self, question: Question) -> Iterator[Violation]:
        for index, option in enumerate(question.options):
            if option.note is not None and option.note not in self._slugs:
                yield self._unknown_note(option.note, ("options", index, "note"))
        if not question.note:
            return
        if question.note not in self._slugs:
            yield self._unknown_note(question.note, ("note",))
        elif not self._settles(question.note, question.evidence):
            message = f"The evidence isn't in {question.note}."
            hint = "Copy it word for word from one paragraph, list item, or table cell."
            yield "no-evidence", ("evidence",), message, hint

    def _settles(self, note: str, evidence: str) -> bool:
        """Return whether the section at the address `note` contains the evidence, word for word.

        The section's Markdown is parsed only if that is needed to decide.
        """
        return quotes(self._paragraphs(note), evidence) or contains_evidence(
            self._blocks(note), evidence
        )

    def _unknown_note(self, note: str, loc: KeyPath) -> Violation:
        file = note.partition("#")[0]
        if file not in self._notes:
            message, hint = f"Unknown notes file {file}.", did_you_mean(file, self._notes)
        else:
            message, hint = f"Unknown section {note}.", did_you_mean(note, self._slugs)
        return (
            "unknown-note",
            loc,
            message,
            hint or "Check the file names and headings in the notes folder.",
        )


def unknown_reference(kind: str, name: str, known: Iterable[str], key: str = "") -> Violation:
    """Return the violation for a reference to something that the bank doesn't have.

    `kind` is what the bank doesn't have, such as `topic`. `key` is the name of the key with the
    reference; by default, it is the kind. The hint suggests a name from `known`.
    """
    names = sorted(known)
    listed = (
        f"Known {kind}s: {', '.join(names[:MAX_LISTED])}."
        if names
        else f"The bank has no {kind}s yet."
    )
    hint = did_you_mean(name, names) or listed
    return f"unknown-{kind}", (key or kind,), f"Unknown {kind} {name}.", hint


def find_violations(question: Question) -> Iterator[Violation]:
    """Yield violations of the rules of a question's type.

    One of these rules is that fields of other types aren't set.
    """
    kind, is_untyped = find_type(question), False
    for name in foreign_fields(kind.name):
        if getattr(question, name) != _DEFAULTS[name]:
            yield _describe_foreign(question, name)
            is_untyped |= question.type_ is None and not question.options
    if not is_untyped:
        yield from kind.find_violations(question)


def _describe_foreign(question: Question, name: str) -> Violation:
    """Return the violation for a field that questions of this type can't have."""
    owners = " or ".join(f'"{each}"' for each, kind in TYPES.items() if name in kind.fields)
    if question.options and question.type_ is None:
        message = f"{name} isn't allowed in a question with options."
        hint = f"Remove either {name} or the options."
    elif question.type_ is None:
        message, hint = f"The question sets {name} but not type.", f"Add type = {owners}."
    else:
        message = f"{name} isn't allowed in a question of type {question.type}."
        hint = "Remove it, or change the type."
    return "wrong-kind", (name,), message, hint


def missing_parts(question: Question) -> Iterator[Violation]:
    """Yield a violation for a missing domain, note, or rationale; none for a retired question."""
    if question.retired:
        return
    if not question.domain:
        message = "The question has no domain, so no exam can use it."
        yield (
            "no-domain",
            (),
            message,
            "Add a domain. For suggestions, run: examkit bank suggest-tags",
        )
    if not question.note:
        message = "The question has no study note."
        hint = "Add a note and evidence. For suggestions, run: examkit bank suggest-notes"
        yield "no-note", (), message, hint
    bare = [i for i, option in enumerate(question.options) if not option.rationale.strip()]
    if bare:
        verb = "has" if len(bare) == 1 else "have"
        message = f"{len(bare)} of {len(question.options)} options {verb} no rationale."
        hint = "Explain why each option is correct or incorrect."
        yield "no-rationale", ("options", bare[0]), message, hint
