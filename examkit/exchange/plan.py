"""What an import would write: read everything, report everything, then write or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from examkit.bank.bank import Bank
from examkit.bank.emit import questions_toml
from examkit.bank.files import UnreadableError, read_text
from examkit.bank.load import load
from examkit.bank.model import Group, Question
from examkit.bank.notes import block_texts, settles
from examkit.bank.pause import gc_paused
from examkit.exchange.becoming import question_of
from examkit.exchange.identity import cleaned, draft_of, fingerprint, new_id, short_slug
from examkit.exchange.newbank import bank_toml, exam_toml, topics_toml
from examkit.exchange.placing import Placer, Wanted, folded
from examkit.findings import Finding
from examkit.formats.draft import Draft, Read, without
from examkit.formats.incoming import Incoming, Kind
from examkit.formats.registry import Format, recognise

HEAD = """\
Written by examkit import. What is added to a question here (note, evidence, rationales, domain)
stays when its source is imported again; comments do not."""
_KEPT = ("note", "evidence", "domain", "topic", "exams", "enemies", "as_of", "retired", "unit")
"""What a person added to an imported question, and an import does not take away."""


@dataclass(slots=True)
class Plan:
    """The outcome of reading, before anything is written."""

    into: Path
    files: dict[str, str] = field(default_factory=dict)
    """Text by path inside the bank."""
    findings: list[Finding] = field(default_factory=list)
    """Those that are listed."""
    found: Counter[Kind] = field(default_factory=Counter)
    """How many there are of each kind, listed or not."""
    counts: Counter[str] = field(default_factory=Counter)
    """read, new, updated, same, left out."""
    formats: dict[str, str] = field(default_factory=dict)
    """Name of the format by file."""

    @property
    def errors(self) -> int:
        """Faults that leave something out."""
        return sum(many for (_, severity, _), many in self.found.items() if severity == "error")


def plan_import(
    files: Sequence[Incoming],
    into: Path,
    *,
    form: Format | None = None,
    wanted: Wanted | None = None,
    each: int | None = None,
) -> Plan:
    """Read files and say what would be written into a bank, new or there already."""
    plan = Plan(into)
    present = Present(into)
    placer = present.placer(wanted or Wanted())
    merger = Merger(present, placer, plan)
    for file in files:
        read = _read(file, form, plan)
        if read is not None:
            merger.take(file, read)
        plan.findings += file.findings
        plan.found += file.found
    plan.findings.sort()
    merger.write(each)
    return plan


def _read(file: Incoming, form: Format | None, plan: Plan) -> Read | None:
    chosen = form or recognise(file)
    if chosen is None or chosen.read is None:
        said = "Its format is not recognised." if chosen is None else "It is only written."
        file.add((1, 1), "unknown-format", said, "Name it with --from, or leave the file out.")
        return None
    plan.formats[file.path] = chosen.name
    with gc_paused():
        read = chosen.read(file)
    known = set(file.findings)
    for finding in read.findings:
        if finding not in known:
            file.put(finding)
    return read


class Present:
    """What a bank holds already."""

    def __init__(self, into: Path) -> None:
        self.root = into
        self.bank: Bank | None = load(into).bank if (into / "bank.toml").exists() else None
        placed = self.bank.questions.values() if self.bank else ()
        self.by_id = {each.question.id: each for each in placed}
        self.by_print = {fingerprint(draft_of(each.question)): each for each in placed}

    def placer(self, wanted: Wanted) -> Placer:
        """Make a placer that knows the names of this bank."""
        bank = self.bank
        domains: dict[str, str] = {}
        for exam in bank.exams.values() if bank else ():
            for domain in exam.domains:
                domains |= {folded(domain.title): domain.id, folded(domain.id): domain.id}
        topics: dict[str, str] = {}
        for topic in bank.info.topics if bank else ():
            topics |= {folded(topic.title): topic.id, folded(topic.id): topic.id}
        return Placer(wanted, domains, topics, bank is None)

    def settles(self, draft: Draft) -> bool:
        """Whether the evidence of a draft stands in the note of this bank that it names."""
        section = self.bank.section(draft.note) if self.bank else None
        return section is not None and settles(block_texts(section.text), draft.evidence)

    def of_file(self, path: str) -> list[Question]:
        """Give the questions of one file, in order."""
        placed = self.bank.questions.values() if self.bank else ()
        return [each.question for each in placed if each.path == path]

    def groups_of(self, path: str) -> list[Group]:
        """Give the shared stems of one file."""
        groups = self.bank.groups.items() if self.bank else ()
        return [Group(id=name, stem=g.stem) for name, g in groups if g.path == path]


class Merger:
    """Finds imported questions again, and collects what each file becomes."""

    def __init__(self, present: Present, placer: Placer, plan: Plan) -> None:
        self._present = present
        self._placer = placer
        self._plan = plan
        self._taken = set(present.by_id)
        self._prints: dict[str, tuple[str, int]] = {}
        self._targets: dict[str, dict[str, Question]] = {}
        self._groups: dict[str, dict[str, Group]] = {}

    def take(self, file: Incoming, read: Read) -> None:
        """Take what was read from a file."""
        target = _target(file.path)
        questions = self._targets.setdefault(target, {})
        shared = self._groups.setdefault(target, {})
        for group in read.groups:
            name = short_slug(group.id, "group")
            shared[name] = Group(id=name, stem=group.stem)
        for draft in read.questions:
            self._plan.counts["read"] += 1
            question = self._question(cleaned(draft), file, target)
            if question is not None:
                questions[question.id] = question

    def _question(self, draft: Draft, file: Incoming, target: str) -> Question | None:
        mark = fingerprint(draft)
        if mark in self._prints:
            path, line = self._prints[mark]
            said = f"The same question as in {path}:{line}; it was not added again."
            place = (draft.line, 1)
            file.add(place, "duplicate", said, severity="warning", question=draft.id)
            self._plan.counts["left out"] += 1
            return None
        self._prints[mark] = (file.path, draft.line)
        known = self._present.by_print.get(mark) or self._present.by_id.get(draft.id)
        if known is not None and known.path != target:
            self._tell_known(draft, file, known.path, is_same=mark == _print_of(known.question))
            return None
        name = known.question.id if known else new_id(draft, self._taken)
        if draft.note and not self._present.settles(draft):
            said = f"Its note {draft.note} is not in this bank, or has other words."
            place = (draft.line, 1)
            file.add(place, "loss", said, severity="info", question=draft.id or name)
            draft = without(draft, ("note", "evidence"))
        made = question_of(draft, name, self._placer.place(draft), file)
        if made is None:
            self._plan.counts["left out"] += 1
            return None
        self._taken.add(name)
        return self._merged(made, known.question if known else None)

    def _tell_known(self, draft: Draft, file: Incoming, path: str, *, is_same: bool) -> None:
        self._plan.counts["same" if is_same else "left out"] += 1
        if not is_same:
            said = f"The question {draft.id} is in {path} with another text; it was kept."
            hint = "Change it there, or give this one another id."
            file.add((draft.line, 1), "known-id", said, hint, severity="warning")

    def _merged(self, made: Question, known: Question | None) -> Question:
        if known is None:
            self._plan.counts["new"] += 1
            return made
        question = _with_additions(made, known)
        self._plan.counts["same" if question == known else "updated"] += 1
        return question

    def write(self, each: int | None) -> None:
        """Lay out the files of the bank."""
        for target, questions in self._targets.items():
            before = {q.id: q for q in self._present.of_file(target)}
            groups = {g.id: g for g in self._present.groups_of(target)} | self._groups[target]
            whole = {**before, **questions}
            used = [group for name, group in groups.items() if _is_used(name, whole.values())]
            if whole:
                text = questions_toml(whole.values(), used, HEAD)
                self._put(target, text)
        if self._present.bank is None:
            self._begin(each)
        elif self._placer.topics:
            self._put(
                "bank.toml", _bank_file(self._present.root) + topics_toml(self._placer.topics)
            )

    def _begin(self, each: int | None) -> None:
        made = [q for questions in self._targets.values() for q in questions.values()]
        counts = Counter(str(question.domain) for question in made)
        used = {q.topic for q in made}
        topics = {n: title for n, title in self._placer.topics.items() if n in used}
        domains = {
            name: (title, counts[name])
            for name, title in self._placer.domains.items()
            if counts[name]
        }
        if made:
            self._put("bank.toml", bank_toml(self._present.root.resolve().name, topics))
            self._put("exams/practice.toml", exam_toml(domains, each))

    def _put(self, path: str, text: str) -> None:
        try:
            same = read_text(self._present.root, path) == text
        except UnreadableError:
            same = False
        if not same:
            self._plan.files[path] = text


def _target(path: str) -> str:
    stem = Path(path.split("!/", maxsplit=1)[0]).stem
    return f"questions/import-{short_slug(stem, 'questions')}.toml"


def _print_of(question: Question) -> str:
    return fingerprint(draft_of(question))


def _is_used(group: str, questions: Iterable[Question]) -> bool:
    return any(question.group == group for question in questions)


def _bank_file(root: Path) -> str:
    return read_text(root, "bank.toml").rstrip("\n") + "\n"


def _with_additions(made: Question, known: Question) -> Question:
    """Keep what a person added to a question, where its source says nothing of it."""
    kept = {name: getattr(known, name) for name in _KEPT if getattr(known, name)}
    if not made.explanation:
        kept["explanation"] = known.explanation
    if not made.references:
        kept["references"] = known.references
    reasons: Mapping[str, tuple[str, str | None]] = {
        " ".join(o.text.split()): (o.rationale, o.note) for o in known.options
    }
    options = []
    for option in made.options:
        why, note = reasons.get(" ".join(option.text.split()), ("", None))
        new = {"rationale": option.rationale or why, "note": note}
        options.append(option.model_copy(update=new))
    return made.model_copy(update={**kept, "options": tuple(options), "ordered": known.ordered})
