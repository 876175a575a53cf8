"""Imported questions beside those of a bank: which are new, and what its files become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from examkit.bank.bank import LocatedQuestion
from examkit.bank.model import Group, Question
from examkit.bank.safe_files import UnreadableError, read_text
from examkit.bank.toml.editor import add_topics
from examkit.bank.toml.writer import questions_toml
from examkit.errors import ExamkitError
from examkit.formats.shared.draft import Draft, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.transfer.deduplicate import (
    cleaned,
    find_key,
    fingerprint,
    new_id,
    short_slug,
    to_draft,
    to_question,
)
from examkit.transfer.existing_bank import (
    ExistingBank,
    Tell,
    fitted,
    with_additions,
    with_known_skills,
)
from examkit.transfer.placement import Placer, bank_toml, exam_toml, topic_rows

HEAD = """\
Written by examkit import. What is added to a question here (note, evidence, rationales, domain)
stays when its source is imported again; comments do not."""
_DECIDE = "Decide which answer is right, and take the other question out."


class ImportMerger:
    """Finds imported questions again, and collects what each file becomes."""

    def __init__(self, present: ExistingBank, placer: Placer) -> None:
        self.files: dict[str, str] = {}
        """Text by path inside the bank."""
        self.counts: Counter[str] = Counter()
        """read, new, updated, same, left out."""
        self._present = present
        self._placer = placer
        self._taken = set(present.by_id)
        self._named: set[str] = set()
        """Ids that a question of this import has."""
        self._firsts: dict[str, tuple[str, Draft]] = {}
        """Path and draft of the first question with a fingerprint."""
        self._names: dict[str, str] = {}
        """Name in the bank by the id in a file."""
        self._tellers: dict[str, Tell] = {}
        self._targets: dict[str, dict[str, Question]] = {}
        self._groups: dict[str, dict[str, Group]] = {}

    def take(self, file: InputFile, read: ReadResult) -> None:
        """Take what was read from a file."""
        target = _target(file.path)
        questions = self._targets.setdefault(target, {})
        shared = self._groups.setdefault(target, {})
        for group in read.groups:
            name = short_slug(group.id, "group")
            shared[name] = Group(id=name, stem=group.stem)
        for draft in read.questions:
            self.counts["read"] += 1
            question = self._question(cleaned(draft), file, target)
            if question is not None:
                questions[question.id] = question

    def _question(self, draft: Draft, file: InputFile, target: str) -> Question | None:
        mark = fingerprint(draft)
        if mark in self._firsts:
            self._tell_again(draft, file, *self._firsts[mark])
            return None
        self._firsts[mark] = (file.path, draft)
        known = self._known(draft, mark)
        if known is not None and known.path != target:
            self._tell_known(draft, file, known)
            return None
        return self._become(draft, known.question if known else None, file)

    def _become(self, draft: Draft, known: Question | None, file: InputFile) -> Question | None:
        """Make a question of a draft, on top of the one that it changes."""
        name = known.id if known else new_id(draft, self._taken)
        tell = _teller(file, draft, name)
        draft = fitted(draft, self._present.bank, tell)
        self._names.setdefault(draft.id, name)
        self._tellers[name] = tell
        made = to_question(draft, name, self._placer.place(draft), file)
        if made is None:
            self.counts["left out"] += 1
            return None
        self._taken.add(name)
        self._named.add(name)
        if known is not None:
            _tell_change(draft, to_draft(known), file, name)
        return self._merged(made, known, tell)

    def _known(self, draft: Draft, mark: str) -> LocatedQuestion | None:
        """Find a question of the bank again, unless this import has found it already."""
        known = self._present.by_print.get(mark) or self._present.by_id.get(draft.id)
        return None if known is None or known.question.id in self._named else known

    def settle_enemies(self) -> None:
        """Name enemies as they are named in this bank, and leave out those it doesn't have."""
        for questions in self._targets.values():
            for question in [q for q in questions.values() if q.enemies]:
                named = [self._names.get(enemy, enemy) for enemy in question.enemies]
                for lost in [name for name in named if name not in self._taken]:
                    self._tellers[question.id](f"Its enemy {lost} is not in this bank.")
                known = tuple(name for name in named if name in self._taken)
                questions[question.id] = question.model_copy(update={"enemies": known})

    def _tell_again(self, draft: Draft, file: InputFile, path: str, first: Draft) -> None:
        """Report a question that this import has already."""
        self.counts["left out"] += 1
        place, where = (draft.line, 1), f"{path}:{first.line}"
        if find_key(draft) == find_key(first):
            said = f"The same question as in {where}; it was not added again."
            file.add(place, "duplicate", said, severity="warning", question=draft.id)
        else:
            said = f"The same question as in {where}, with another answer; it was not added."
            file.add(place, "contradiction", said, _DECIDE, question=draft.id)

    def _tell_known(self, draft: Draft, file: InputFile, known: LocatedQuestion) -> None:
        """Report a question that another file of the bank has, unless it is the same."""
        was, place = to_draft(known.question), (draft.line, 1)
        is_asked = fingerprint(draft) == fingerprint(was)
        is_same = is_asked and find_key(draft) == find_key(was)
        self.counts["same" if is_same else "left out"] += 1
        if is_asked and not is_same:
            said = (
                f"The bank has this question in {known.path}, with another answer; that was kept."
            )
            file.add(place, "contradiction", said, _DECIDE, question=draft.id or was.id)
        elif not is_same:
            said = f"The question {draft.id} is in {known.path} with another text; it was kept."
            hint = "Change it there, or give this one another id."
            file.add(place, "known-id", said, hint, severity="warning")

    def _merged(self, made: Question, known: Question | None, tell: Tell) -> Question:
        merged = with_additions(made, known) if known else made
        question = with_known_skills(merged, self._present.bank, tell)
        if known is None:
            self.counts["new"] += 1
            return question
        self.counts["same" if question == known else "updated"] += 1
        return question

    def write(self, each: int | None) -> None:
        """Lay out the files of the bank."""
        for target, questions in self._targets.items():
            before = {q.id: q for q in self._present.of_file(target)}
            groups = {g.id: g for g in self._present.groups_in(target)} | self._groups[target]
            whole = {**before, **questions}
            used = [group for name, group in groups.items() if _is_used(name, whole.values())]
            if whole:
                text = questions_toml(whole.values(), used, HEAD)
                self._put(target, text)
        if self._present.bank is None:
            self._begin(each)
        elif self._placer.topics:
            self._put("bank.toml", _bank_file(self._present.root, self._placer.topics))

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
            self.files[path] = text


def _target(path: str) -> str:
    stem = Path(path.split("!/", maxsplit=1)[0]).stem
    return f"questions/import-{short_slug(stem, 'questions')}.toml"


def _tell_change(draft: Draft, was: Draft, file: InputFile, name: str) -> None:
    """Report a question that counts another answer as right than before."""
    if fingerprint(draft) == fingerprint(was) and find_key(draft) != find_key(was):
        said = "Another answer is right than in the bank; the bank takes the new one."
        hint = "Look it up: your old answers are marked anew."
        file.add((draft.line, 1), "key-changed", said, hint, severity="warning", question=name)


def _is_used(group: str, questions: Iterable[Question]) -> bool:
    return any(question.group == group for question in questions)


def _bank_file(root: Path, topics: Mapping[str, str]) -> str:
    """Return the text of `bank.toml` with topics added. Raises ExamkitError that names it."""
    try:
        return add_topics(read_text(root, "bank.toml"), topic_rows(topics))
    except ExamkitError as error:
        said = f"bank.toml: {error.message} Nothing was written."
        raise ExamkitError(said, error.hint) from None


def _teller(file: InputFile, draft: Draft, name: str) -> Tell:
    """Return what reports a loss of a question."""

    def tell(said: str) -> None:
        place = (draft.line, 1)
        file.add(place, "loss", said, severity="info", question=draft.id or name)

    return tell
