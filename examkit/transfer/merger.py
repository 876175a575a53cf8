"""Merges imported questions into a bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from examkit.bank.bank import LocatedQuestion
from examkit.bank.model import Group, Question
from examkit.bank.safe_files import UnreadableError, read_text
from examkit.bank.toml.writer import add_topics, questions_toml
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
    ReportLoss,
    fitted,
    with_additions,
    with_known_skills,
)
from examkit.transfer.placement import Placer, bank_toml, exam_toml, topic_rows

HEAD = """\
Written by examkit import. If you import the source again, anything you added to a question here
(note, evidence, rationales, domain) is kept, except comments."""
_DECIDE = "Keep the question whose answer is correct, and remove the other."


class ImportMerger:
    """Matches imported questions with a bank's questions, and collects the files that change."""

    def __init__(self, present: ExistingBank, placer: Placer) -> None:
        self.files: dict[str, str] = {}
        """Path inside the bank -> text of the file."""
        self.counts: Counter[str] = Counter()
        """The number of questions by result: read, new, updated, same (unchanged), or left out."""
        self._present = present
        self._placer = placer
        self._taken = set(present.by_id)
        self._named: set[str] = set()
        """Ids of the questions that this import has added or updated so far."""
        self._firsts: dict[str, tuple[str, Draft]] = {}
        """Fingerprint -> file path and draft of the first imported question that has it."""
        self._names: dict[str, str] = {}
        """Id in an imported file -> id in the bank."""
        self._reporters: dict[str, ReportLoss] = {}
        self._targets: dict[str, dict[str, Question]] = {}
        self._groups: dict[str, dict[str, Group]] = {}

    def take(self, file: InputFile, read: ReadResult) -> None:
        """Merge the questions and groups that were read from a file."""
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
            self._report_repeat(draft, file, *self._firsts[mark])
            return None
        self._firsts[mark] = (file.path, draft)
        known = self._known(draft, mark)
        if known is not None and known.path != target:
            self._report_known(draft, file, known)
            return None
        return self._converted(draft, known.question if known else None, file)

    def _converted(self, draft: Draft, known: Question | None, file: InputFile) -> Question | None:
        """Convert a draft to a question, merged with the bank's copy, `known`, if there is one."""
        name = known.id if known else new_id(draft, self._taken)
        report = _loss_reporter(file, draft, name)
        draft = fitted(draft, self._present.bank, report)
        self._names.setdefault(draft.id, name)
        self._reporters[name] = report
        made = to_question(draft, name, self._placer.place(draft), file)
        if made is None:
            self.counts["left out"] += 1
            return None
        self._taken.add(name)
        self._named.add(name)
        if known is not None:
            _report_key_change(draft, to_draft(known), file, name)
        return self._merged(made, known, report)

    def _known(self, draft: Draft, mark: str) -> LocatedQuestion | None:
        """Return the bank's question with a draft's fingerprint, `mark`, or else with its id.

        Returns None if there is none, or if this import has already matched it.
        """
        known = self._present.by_print.get(mark) or self._present.by_id.get(draft.id)
        return None if known is None or known.question.id in self._named else known

    def settle_enemies(self) -> None:
        """Replace enemies' imported ids with those in the bank. Report and drop unknown ones."""
        for questions in self._targets.values():
            for question in [q for q in questions.values() if q.enemies]:
                named = [self._names.get(enemy, enemy) for enemy in question.enemies]
                for lost in [name for name in named if name not in self._taken]:
                    message = f"The enemy {lost} was left out, because it isn't in this bank."
                    self._reporters[question.id](message)
                known = tuple(name for name in named if name in self._taken)
                questions[question.id] = question.model_copy(update={"enemies": known})

    def _report_repeat(self, draft: Draft, file: InputFile, path: str, first: Draft) -> None:
        """Report a question that this import has already read, as `first` in the file at `path`.

        The same key is a warning, and a different key is an error.
        """
        self.counts["left out"] += 1
        place, where = (draft.line, 1), f"{path}:{first.line}"
        if find_key(draft) == find_key(first):
            message = f"This question is also in {where}, so it wasn't added again."
            file.add(place, "duplicate", message, severity="warning", question=draft.id)
        else:
            message = (
                f"This question is also in {where} with a different answer, so it wasn't added."
            )
            file.add(place, "contradiction", message, _DECIDE, question=draft.id)

    def _report_known(self, draft: Draft, file: InputFile, known: LocatedQuestion) -> None:
        """Count a question that the bank has in another file. Report it unless it's the same."""
        was, place = to_draft(known.question), (draft.line, 1)
        is_asked = fingerprint(draft) == fingerprint(was)
        is_same = is_asked and find_key(draft) == find_key(was)
        self.counts["same" if is_same else "left out"] += 1
        if is_asked and not is_same:
            message = (
                f"{known.path} has this question with a different answer. "
                "The existing answer was kept."
            )
            file.add(place, "contradiction", message, _DECIDE, question=draft.id or was.id)
        elif not is_same:
            message = (
                f"{known.path} already has a different question with the ID {draft.id}. "
                "The existing question was kept."
            )
            hint = "Update the existing question, or give the imported one a different ID."
            file.add(place, "known-id", message, hint, severity="warning")

    def _merged(self, made: Question, known: Question | None, report: ReportLoss) -> Question:
        merged = with_additions(made, known) if known else made
        question = with_known_skills(merged, self._present.bank, report)
        if known is None:
            self.counts["new"] += 1
            return question
        self.counts["same" if question == known else "updated"] += 1
        return question

    def write(self, each: int | None) -> None:
        """Store in `files` the new text of every bank file that changes. Nothing goes to disk.

        `each` is the number of questions that a new bank's exam takes from each domain; if it is
        None, domains are weighted by size.
        """
        for target, questions in self._targets.items():
            before = {q.id: q for q in self._present.of_file(target)}
            groups = {g.id: g for g in self._present.groups_in(target)} | self._groups[target]
            merged = {**before, **questions}
            used = [group for name, group in groups.items() if _is_used(name, merged.values())]
            if merged:
                text = questions_toml(merged.values(), used, HEAD)
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


def _report_key_change(draft: Draft, was: Draft, file: InputFile, name: str) -> None:
    """Warn if a draft has a different key than `was`, the bank's copy of the question `name`."""
    if fingerprint(draft) == fingerprint(was) and find_key(draft) != find_key(was):
        message = "The correct answer differed from the bank's, so the bank was updated."
        hint = "Check the new answer. Your earlier answers will be rescored."
        file.add((draft.line, 1), "key-changed", message, hint, severity="warning", question=name)


def _is_used(group: str, questions: Iterable[Question]) -> bool:
    return any(question.group == group for question in questions)


def _bank_file(root: Path, topics: Mapping[str, str]) -> str:
    """Return the text of `bank.toml` with topics added. Raises ExamkitError if that fails."""
    try:
        return add_topics(read_text(root, "bank.toml"), topic_rows(topics))
    except ExamkitError as error:
        message = f"bank.toml: {error.message} Nothing was written."
        raise ExamkitError(message, error.hint) from None


def _loss_reporter(file: InputFile, draft: Draft, name: str) -> ReportLoss:
    """Return a function that adds a loss of the question `draft` to the findings of its file.

    The findings name the question by its own id, or by `name` if it has none.
    """

    def report(message: str) -> None:
        place = (draft.line, 1)
        file.add(place, "loss", message, severity="info", question=draft.id or name)

    return report
