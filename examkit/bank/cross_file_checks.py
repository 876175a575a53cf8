"""Check that a bank's files fit together: ids, references, groups, and number of questions."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from examkit.bank.bank import Bank, LocatedQuestion
from examkit.bank.model import Exam
from examkit.bank.question_checks import unknown_reference
from examkit.bank.source_file import SourceFile
from examkit.diagnostics import did_you_mean
from examkit.humanize import pluralize

MAX_QUESTIONS = 20_000
"""Maximum number of questions in a bank."""
Sources = Mapping[str, SourceFile]
"""A bank's files by path. Findings are added to them."""


Ids = Mapping[str, Iterable[tuple[int, str]]]
"""Position and id of every question in each file, including invalid questions, by file path."""


def check_bank(
    bank: Bank,
    exam_paths: Mapping[str, str],
    ids: Ids,
    sources: Sources,
    incomplete: Collection[str] = (),
) -> None:
    """Report parts of a bank that don't fit together, except for duplicate question ids.

    `exam_paths` maps exam ids to the paths of the exams' files. `ids` has the ids of all questions,
    including invalid ones. Findings are added to the files in `sources`. Files in the folders
    `incomplete` have errors, so nothing is reported as missing that could be in them.
    """
    if len(bank.questions) > MAX_QUESTIONS:
        message = f"The bank has more than {MAX_QUESTIONS:,} questions."
        sources["bank.toml"].add("too-long", (), message, "Split it into two banks.")
    if "exams" not in incomplete:
        _check_default_exam(bank, sources["bank.toml"])
    _check_topics(bank, sources["bank.toml"], has_all_notes="notes" not in incomplete)
    _check_absent(bank, sources["bank.toml"], incomplete)
    names = {name for rows in ids.values() for _, name in rows}
    for located in bank.questions.values():
        _check_references(located, names, bank.groups, sources[located.path])
    _check_groups(bank, sources)
    if "questions" in incomplete:
        return
    for name, exam in bank.exams.items():
        supply = Counter(item.domain for item in bank.pools[name] if item.use == "exam")
        _check_supply(exam, supply, sources[exam_paths[name]])


def check_ids(ids: Ids, sources: Sources) -> None:
    """Report question ids that are used twice in the bank, ignoring case.

    `ids` maps the path of each file to the positions and ids of its questions.
    """
    first: dict[str, str] = {}
    for path, rows in ids.items():
        for index, name in rows:
            folded = unicodedata.normalize("NFC", name).casefold()
            if folded in first:
                loc = ("questions", index, "id")
                message = f"The ID {name} is already used in {first[folded]}."
                sources[path].add(
                    "duplicate-id", loc, message, "Change one of the two IDs.", question=name
                )
            else:
                first[folded] = path


def _check_default_exam(bank: Bank, source: SourceFile) -> None:
    default = bank.info.default_exam
    if default not in bank.exams:
        code, _, message, hint = unknown_reference("exam", default, bank.exams)
        source.add(code, ("default_exam",), message, hint)


def _check_topics(bank: Bank, source: SourceFile, *, has_all_notes: bool) -> None:
    """Report topics that `bank.toml` defines twice or gives an unknown notes file.

    `has_all_notes` is false if some notes couldn't be read; the notes files aren't checked then.
    """
    seen: set[str] = set()
    for index, topic in enumerate(bank.info.topics):
        if topic.id in seen:
            message = f"The topic ID {topic.id} is used twice."
            hint = "Change one of the two IDs."
            source.add("duplicate-id", ("topics", index, "id"), message, hint)
        seen.add(topic.id)
        if (
            has_all_notes
            and bank.notes
            and topic.notes is not None
            and topic.notes not in bank.notes
        ):
            message = f"Unknown notes file {topic.notes}."
            hint = did_you_mean(topic.notes, bank.notes) or "Create it in the notes folder."
            source.add("unknown-note", ("topics", index, "notes"), message, hint)


def _check_absent(bank: Bank, source: SourceFile, incomplete: Collection[str]) -> None:
    """Report, once, that a bank has no topics or no notes at all, if questions refer to them.

    Nothing is reported about notes if the folder `notes` is in `incomplete`, the folders that
    have files with errors.
    """
    if bank.questions and not bank.info.topics:
        hint = "Add a [[topics]] table for each topic."
        source.add("unknown-topic", (), "bank.toml has no topics.", hint)
    refers_to_notes = any(located.question.note for located in bank.questions.values())
    if refers_to_notes and not bank.notes and "notes" not in incomplete:
        hint = "Add Markdown files, or remove the note and evidence keys from all questions."
        source.add("unknown-note", (), "The notes folder has no Markdown files.", hint)


def _check_references(
    located: LocatedQuestion, names: Collection[str], groups: Collection[str], source: SourceFile
) -> None:
    """Report a question that names itself or an unknown id as an enemy, or an unknown group.

    `names` has the ids of all questions, and `groups` those of all groups.
    """
    question, place = located.question, ("questions", located.index)
    for enemy in question.enemies:
        if enemy == question.id:
            message, hint = "A question can't be its own enemy.", "Remove its ID from enemies."
            source.add("self-enemy", (*place, "enemies"), message, hint, question=question.id)
        elif enemy not in names:
            message, hint = f"Unknown question {enemy}.", did_you_mean(enemy, names)
            source.add("unknown-enemy", (*place, "enemies"), message, hint, question=question.id)
    if question.group and question.group not in groups:
        code, loc, message, hint = unknown_reference("group", question.group, groups)
        source.add(code, (*place, *loc), message, hint, question=question.id)


def _check_groups(bank: Bank, sources: Sources) -> None:
    """Report groups that have no questions, or whose questions no form could take together."""
    placements: dict[str, set[object]] = {name: set() for name in bank.groups}
    for located in bank.questions.values():
        question = located.question
        if question.group in placements:
            placement = (str(question.domain), question.exams, question.retired)
            placements[question.group].add(placement)
    for name, distinct in placements.items():
        group = bank.groups[name]
        source, loc = sources[group.path], ("groups", group.index)
        if len(distinct) > 1:
            message = f"The questions in the group {name} have different domains or exams."
            hint = (
                "Give them the same domain and exams, because they appear together in a mock exam."
            )
            source.add("split-group", loc, message, hint)
        elif not distinct and not source.has_errors:
            message, hint = f"The group {name} has no questions.", "Add some, or remove the group."
            source.add("empty-group", loc, message, hint, severity="warning")


def _check_supply(exam: Exam, supply: Mapping[str, int], source: SourceFile) -> None:
    """Report domains with too few questions for a full form.

    `supply` maps domain ids to the number of questions that a mock can draw.
    """
    total = sum(domain.weight or domain.questions or 0 for domain in exam.domains)
    for index, domain in enumerate(exam.domains):
        share = round(exam.questions * (domain.weight or domain.questions or 0) / max(total, 1))
        available = supply.get(domain.id, 0)
        if available < share:
            message = (
                f"The domain {domain.id} has {pluralize(available, 'question')} for mock exams."
                f" A full mock exam needs about {share} from this domain."
            )
            hint = f"Add {share - available} more."
            source.add("thin-domain", ("domains", index), message, hint, severity="warning")
