"""What the files of a bank have to do with each other."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from examkit.bank.bank import Bank, Placed
from examkit.bank.kinds import Fault, faults_of_kind, gaps
from examkit.bank.locate import Loc
from examkit.bank.model import Question
from examkit.bank.notes import block_texts, paragraphs_of, settles, stands_in
from examkit.bank.source import Source
from examkit.findings import did_you_mean

Sources = Mapping[str, Source]


def check_bank(bank: Bank, sources: Sources) -> None:
    """Report what does not fit together."""
    _check_bank_file(bank, sources["bank.toml"])
    check_groups(bank, sources)
    checker = _QuestionChecker(bank)
    for placed in bank.questions.values():
        checker.check(placed, sources)
    for exam in bank.exams:
        _check_supply(bank, exam, sources)


def check_ids(ids: Mapping[str, tuple[tuple[int, str], ...]], sources: Sources) -> None:
    """Report ids that occur twice in the bank, whatever their case."""
    first: dict[str, str] = {}
    for path, rows in ids.items():
        for index, name in rows:
            folded = unicodedata.normalize("NFC", name).casefold()
            if folded in first:
                said = f"The id {name} is there twice; the other is in {first[folded]}."
                loc = ("questions", index, "id")
                sources[path].add("duplicate-id", loc, said, "Rename one.", question=name)
            else:
                first[folded] = path


def _check_bank_file(bank: Bank, source: Source) -> None:
    default = bank.info.default_exam
    if default not in bank.exams:
        hint = did_you_mean(default, bank.exams) or "Name a file of the folder exams."
        source.add("unknown-exam", ("default_exam",), f"There is no exam {default}.", hint)
    seen: set[str] = set()
    for index, topic in enumerate(bank.info.topics):
        if topic.id in seen:
            said = f"The topic {topic.id} is there twice."
            source.add("duplicate-id", ("topics", index, "id"), said, "Rename one.")
        seen.add(topic.id)
        if topic.notes is not None and topic.notes not in bank.notes:
            said = f"There is no notes file {topic.notes}."
            hint = did_you_mean(topic.notes, bank.notes) or "Write it in the folder notes."
            source.add("unknown-note", ("topics", index, "notes"), said, hint)


def _check_supply(bank: Bank, exam_id: str, sources: Sources) -> None:
    exam = bank.exams[exam_id]
    supply = Counter(item.domain for item in bank.pools[exam_id])
    whole = sum(domain.weight or domain.questions or 0 for domain in exam.domains)
    source = next(s for path, s in sources.items() if path.startswith("exams/") and _is(s, exam_id))
    for index, domain in enumerate(exam.domains):
        share = round(exam.questions * (domain.weight or domain.questions or 0) / max(whole, 1))
        lack = share - supply[domain.id]
        if lack > 0:
            said = f"The domain {domain.id} has {supply[domain.id]} of about {share} questions"
            source.add(
                "thin-domain",
                ("domains", index),
                f"{said} for a full form.",
                f"Write {lack} more.",
                severity="warning",
            )


def check_groups(bank: Bank, sources: Sources) -> None:
    """Report shared stems whose questions could not be taken together, or that have none."""
    members: dict[str, list[Question]] = {name: [] for name in bank.groups}
    for placed in bank.questions.values():
        members.get(placed.question.group, []).append(placed.question)
    for name, questions in members.items():
        group = bank.groups[name]
        source, loc = sources[group.path], ("groups", group.index)
        places = {(str(q.domain), q.exams, q.retired) for q in questions}
        if len(places) > 1:
            said = f"The questions of the group {name} are of several domains or exams."
            source.add("split-group", loc, said, "Give them the same; they are taken whole.")
        elif not questions:
            said = f"No question is of the group {name}."
            source.add("empty-group", loc, said, "Remove it.", severity="warning")


def _is(source: Source, exam_id: str) -> bool:
    return re.search(rf"^\s*id\s*=\s*[\"']{re.escape(exam_id)}[\"']", source.text, re.M) is not None


class _QuestionChecker:
    """Checks questions against the rest of the bank, remembering what it has looked up."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
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

    def check(self, placed: Placed, sources: Sources) -> None:
        question, source = placed.question, sources[placed.path]
        for code, loc, message, hint in self._faults(question):
            where = ("questions", placed.index, *loc)
            source.add(code, where, message, hint, question=question.id)
        for code, loc, message, hint in gaps(question):
            where = ("questions", placed.index, *loc)
            source.add(code, where, message, hint, severity="warning", question=question.id)

    def _faults(self, question: Question) -> Iterator[Fault]:
        if question.topic not in self._topics:
            yield _unknown("topic", question.topic, self._topics)
        yield from self._placement(question)
        yield from self._enemies(question)
        yield from self._notes(question)
        yield from faults_of_kind(question)
        if question.group and question.group not in self._bank.groups:
            yield _unknown("group", question.group, self._bank.groups)

    def _placement(self, question: Question) -> Iterator[Fault]:
        for exam in question.exams:
            if exam not in self._domains:
                yield _unknown("exam", exam, self._domains, key="exams")
        if isinstance(question.domain, str):
            if question.domain and question.domain not in self._all_domains:
                yield _unknown("domain", question.domain, self._all_domains)
            return
        for exam, domain in question.domain.items():
            if exam not in self._domains:
                yield _unknown("exam", exam, self._domains, key="domain")
            elif domain not in self._domains[exam]:
                yield _unknown("domain", domain, self._domains[exam])

    def _enemies(self, question: Question) -> Iterator[Fault]:
        for enemy in question.enemies:
            if enemy == question.id:
                yield "self-enemy", ("enemies",), "A question is not its own enemy.", "Remove it."
            elif enemy not in self._bank.questions:
                said = f"There is no question {enemy}."
                yield "unknown-enemy", ("enemies",), said, did_you_mean(enemy, self._bank.questions)

    def _notes(self, question: Question) -> Iterator[Fault]:
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
            self._paragraphs[note] = paragraphs_of(self._slugs[note].text)
        if stands_in(self._paragraphs[note], evidence):
            return True
        if note not in self._blocks:
            self._blocks[note] = block_texts(self._slugs[note].text)
        return settles(self._blocks[note], evidence)

    def _unknown_note(self, note: str, loc: Loc) -> Fault:
        file = note.partition("#")[0]
        if file not in self._bank.notes:
            return (
                "unknown-note",
                loc,
                f"There is no notes file {file}.",
                did_you_mean(file, self._bank.notes),
            )
        return "unknown-note", loc, f"There is no section {note}.", did_you_mean(note, self._slugs)


def _unknown(kind: str, name: str, known: Iterable[str], key: str = "") -> Fault:
    hint = did_you_mean(name, known) or f"Known: {', '.join(sorted(known)[:12])}."
    return f"unknown-{kind}", (key or kind,), f"There is no {kind} {name}.", hint
