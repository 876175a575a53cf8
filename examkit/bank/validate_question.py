"""One question by the rules of its type, and against what surrounds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from examkit.bank.bank import Bank, LocatedQuestion
from examkit.bank.model import Question
from examkit.bank.notes import (
    contains_evidence,
    quotes,
    visible_blocks,
    visible_paragraphs,
)
from examkit.bank.source_file import SourceFile
from examkit.bank.toml.positions import KeyPath
from examkit.diagnostics import did_you_mean
from examkit.question_types.base import Violation
from examkit.question_types.registry import find_type, foreign_fields


class QuestionChecker:
    """Checks questions against the rest of the bank, remembering what it has looked up."""

    def __init__(self, bank: Bank) -> None:
        self._notes = bank.notes
        self._topics = {topic.id for topic in bank.info.topics}
        self._slugs = {
            f"{file}#{section.slug}": section
            for file, sections in bank.notes.items()
            for section in sections
        }
        self._paragraphs: dict[str, list[str]] = {}
        self._blocks: dict[str, list[str]] = {}
        self._domains = {
            exam.id: {domain.id for domain in exam.domains} for exam in bank.exams.values()
        }
        self._all_domains = {d for domains in self._domains.values() for d in domains}

    def check(self, placed: LocatedQuestion, source: SourceFile) -> None:
        """Report the faults of a question to its file."""
        question = placed.question
        for code, loc, message, hint in self._faults(question):
            where = ("questions", placed.index, *loc)
            source.add(code, where, message, hint, question=question.id)
        for code, loc, message, hint in missing_parts(question):
            where = ("questions", placed.index, *loc)
            source.add(code, where, message, hint, severity="warning", question=question.id)

    def _faults(self, question: Question) -> Iterator[Violation]:
        if question.topic not in self._topics:
            yield unknown_reference("topic", question.topic, self._topics)
        yield from self._placement(question)
        yield from self._linked(question)
        yield from find_violations(question)

    def _placement(self, question: Question) -> Iterator[Violation]:
        for exam in question.exams:
            if exam not in self._domains:
                yield unknown_reference("exam", exam, self._domains, key="exams")
        if isinstance(question.domain, str):
            if question.domain and question.domain not in self._all_domains:
                yield unknown_reference("domain", question.domain, self._all_domains)
            return
        for exam, domain in question.domain.items():
            if exam not in self._domains:
                yield unknown_reference("exam", exam, self._domains, key="domain")
            elif domain not in self._domains[exam]:
                yield unknown_reference("domain", domain, self._domains[exam])

    def _linked(self, question: Question) -> Iterator[Violation]:
        for index, option in enumerate(question.options):
            if option.note is not None and option.note not in self._slugs:
                yield self._unknown_note(option.note, ("options", index, "note"))
        if not question.note:
            return
        if question.note not in self._slugs:
            yield self._unknown_note(question.note, ("note",))
        elif not self._settles(question.note, question.evidence):
            yield (
                "no-evidence",
                ("evidence",),
                f"The evidence does not stand in {question.note}.",
                "Quote one passage of it word for word, from one paragraph, item or cell.",
            )

    def _settles(self, note: str, evidence: str) -> bool:
        if note not in self._paragraphs:
            self._paragraphs[note] = visible_paragraphs(self._slugs[note].text)
        if quotes(self._paragraphs[note], evidence):
            return True
        if note not in self._blocks:
            self._blocks[note] = visible_blocks(self._slugs[note].text)
        return contains_evidence(self._blocks[note], evidence)

    def _unknown_note(self, note: str, loc: KeyPath) -> Violation:
        file = note.partition("#")[0]
        if file not in self._notes:
            return (
                "unknown-note",
                loc,
                f"There is no notes file {file}.",
                did_you_mean(file, self._notes),
            )
        return "unknown-note", loc, f"There is no section {note}.", did_you_mean(note, self._slugs)


def unknown_reference(kind: str, name: str, known: Iterable[str], key: str = "") -> Violation:
    """Say that there is no such thing, and what may have been meant."""
    hint = did_you_mean(name, known) or f"Known: {', '.join(sorted(known)[:12])}."
    return f"unknown-{kind}", (key or kind,), f"There is no {kind} {name}.", hint


def find_violations(question: Question) -> Iterator[Violation]:
    """Report what keeps a question from being a whole one of its type."""
    kind = find_type(question)
    for name in foreign_fields(kind.name):
        if getattr(question, name) != Question.model_fields[name].default:
            message = f"{name} does not belong to a question of the type {kind.name}."
            yield "wrong-kind", (name,), message, "Remove it, or give another type."
    yield from kind.find_violations(question)


def missing_parts(question: Question) -> Iterator[Violation]:
    """Report what a question runs without but is poorer for."""
    if question.retired:
        return
    if not question.domain:
        message = "It is in no domain, so that no exam draws it."
        yield "no-domain", (), message, "Add domain =; examkit bank suggest-tags proposes one."
    if not question.note:
        message = "No section of the notes settles it."
        hint = "Add note = and evidence =; examkit bank suggest-notes proposes one."
        yield "no-note", (), message, hint
    bare = [i for i, option in enumerate(question.options) if not option.rationale.strip()]
    if bare:
        message = f"{len(bare)} of {len(question.options)} options have no rationale."
        yield "no-rationale", ("options", bare[0]), message, "Say why each is right or wrong."
