"""Check single questions by their types, skills, and references. Check the skills of exams."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from examkit.bank.bank import Bank, LocatedQuestion
from examkit.bank.model import Exam, Question, Skill
from examkit.bank.notes import contains_evidence, quotes, visible_blocks, visible_paragraphs
from examkit.bank.source_file import SourceFile
from examkit.bank.toml.reader import KeyPath
from examkit.diagnostics import did_you_mean
from examkit.question_types.base import Violation
from examkit.question_types.registry import TYPES, find_type, foreign_fields

SkillDomains = Mapping[str, Mapping[str, str]]
"""The domain id of each skill and task, by exam id and number."""


def map_skills(exams: Mapping[str, Exam]) -> SkillDomains:
    """Return the domain id of each skill and task, by exam id and number."""
    return {
        name: {each.number: task.domain for task, each in exam.skills()}
        for name, exam in exams.items()
    }


def check_tasks(source: SourceFile, exam: Exam) -> None:
    """Report an exam's tasks in unknown domains, and numbers that it uses twice."""
    domains = [domain.id for domain in exam.domains]
    numbers: set[str] = set()
    for index, task in enumerate(exam.tasks):
        place = ("tasks", index)
        if task.domain not in domains:
            hint = did_you_mean(task.domain, domains) or f"Known domains: {', '.join(domains)}."
            message = f"Unknown domain {task.domain}."
            source.add("unknown-domain", (*place, "domain"), message, hint)
        rows: list[tuple[KeyPath, Skill]] = [(place, task)]
        rows += [((*place, "skills", n), skill) for n, skill in enumerate(task.skills)]
        for loc, row in rows:
            if row.number in numbers:
                message = f"The number {row.number} is used twice."
                source.add("duplicate-id", (*loc, "number"), message, "Change one of them.")
            numbers.add(row.number)


def find_skill_faults(question: Question, known: SkillDomains) -> Iterator[Violation]:
    """Yield a violation for each fault in a question's skills; skip unknown exams.

    The second part of each location is the exam id.
    """
    for exam, numbers in question.skills.items():
        if exam not in known:
            continue
        domain = question.domain_in(exam)
        if domain is None:
            message = f"The question has skills of {exam}, which can't draw it."
            hint = f"Remove {exam} from skills, or add it to domain or exams."
            yield "foreign-skill", ("skills", exam), message, hint
        yield from _find_number_faults(exam, numbers, domain, known)


def _find_number_faults(
    exam: str, numbers: tuple[str, ...], domain: str | None, known: SkillDomains
) -> Iterator[Violation]:
    for index, number in enumerate(numbers):
        loc: KeyPath = ("skills", exam, index)
        if number in numbers[:index]:
            yield "duplicate-skill", loc, f"The skill {number} is listed twice.", "Remove one."
        elif number not in known[exam]:
            message = f"The exam {exam} has no skill {number}."
            yield "unknown-skill", loc, message, _hint(exam, number, known)
        elif index == 0 and domain is not None and known[exam][number] != domain:
            message = (
                f"The main skill {number} is in the domain {known[exam][number]} of {exam},"
                f" but the question is in {domain}."
            )
            yield "misplaced-skill", loc, message, "Put a skill of its own domain first."


def _hint(exam: str, number: str, known: SkillDomains) -> str:
    """Return a hint for an unknown number: an exam that has it, or numbers that this exam has."""
    others = [name for name, skills in known.items() if number in skills]
    if others:
        return f"The exam {others[0]} has that number. Move it there."
    if not known[exam]:
        return "Add tasks and skills to the exam's file first."
    listed = ", ".join([*known[exam]][:MAX_LISTED])
    return did_you_mean(number, known[exam]) or f"Known skills: {listed}."


MAX_LISTED = 12
"""Maximum number of names that a hint lists."""
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
        """Return whether a section contains the evidence; parse the section only if needed."""
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
            hint or "Check the file names and headings in the folder notes.",
        )


def unknown_reference(kind: str, name: str, known: Iterable[str], key: str = "") -> Violation:
    """Return the violation for a reference to something that the bank doesn't have.

    `kind` says what it is, such as `topic`; `key` is the key with the reference if it has another
    name. The hint suggests a name from `known`.
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
    """Yield violations of the rules of the question's type."""
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
        message = f"A question with options can't have {name}."
        hint = f"Remove {name}, or remove the options."
    elif question.type_ is None:
        message, hint = f"The question has {name} but no type.", f"Add type = {owners}."
    else:
        message = f"A question of the type {question.type} can't have {name}."
        hint = "Remove it, or change the type."
    return "wrong-kind", (name,), message, hint


def missing_parts(question: Question) -> Iterator[Violation]:
    """Yield a violation for each optional part that the question lacks; none if it is retired."""
    if question.retired:
        return
    if not question.domain:
        message = "The question has no domain, so no exam can draw it."
        yield (
            "no-domain",
            (),
            message,
            "Add domain. For suggestions, run: examkit bank suggest-tags",
        )
    if not question.note:
        message = "The question has no study note."
        hint = "Add note and evidence. For suggestions, run: examkit bank suggest-notes"
        yield "no-note", (), message, hint
    bare = [i for i, option in enumerate(question.options) if not option.rationale.strip()]
    if bare:
        message = f"{len(bare)} of {len(question.options)} options have no rationale."
        hint = "Explain why each option is correct or incorrect."
        yield "no-rationale", ("options", bare[0]), message, hint
