"""Checks across the files of a bank: ids, references, groups, and the supply of questions."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from examkit.bank.bank import Bank, LocatedQuestion
from examkit.bank.model import Exam
from examkit.bank.parse import MAX_QUESTIONS
from examkit.bank.source_file import SourceFile
from examkit.bank.validate_question import unknown_reference
from examkit.diagnostics import did_you_mean

Sources = Mapping[str, SourceFile]
"""Files of a bank by path, which collect their findings."""


def check_bank(bank: Bank, exam_paths: Mapping[str, str], sources: Sources) -> None:
    """Report what doesn't fit together, except duplicate question ids.

    `exam_paths` has the file of each exam, by exam id.
    """
    if len(bank.questions) > MAX_QUESTIONS:
        said = f"More than {MAX_QUESTIONS:,} questions."
        sources["bank.toml"].add("too-long", (), said, "Split the bank.")
    _check_bank_file(bank, sources["bank.toml"])
    _check_groups(bank, sources)
    for located in bank.questions.values():
        _check_references(located, bank, sources[located.path])
    for name, exam in bank.exams.items():
        supply = Counter(item.domain for item in bank.pools[name])
        _check_supply(exam, supply, sources[exam_paths[name]])


def check_ids(ids: Mapping[str, Iterable[tuple[int, str]]], sources: Sources) -> None:
    """Report question ids that occur twice in the bank, ignoring case.

    `ids` has the position in the file and the id of every question, by path.
    """
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


def _check_bank_file(bank: Bank, source: SourceFile) -> None:
    """Report what `bank.toml` names but the bank lacks, and topics that it names twice."""
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


def _check_references(located: LocatedQuestion, bank: Bank, source: SourceFile) -> None:
    """Report enemies and a group that a question names but the bank lacks."""
    question, place = located.question, ("questions", located.index)
    for enemy in question.enemies:
        loc = (*place, "enemies")
        if enemy == question.id:
            said, hint = "A question is not its own enemy.", "Remove it."
            source.add("self-enemy", loc, said, hint, question=question.id)
        elif enemy not in bank.questions:
            said, hint = f"There is no question {enemy}.", did_you_mean(enemy, bank.questions)
            source.add("unknown-enemy", loc, said, hint, question=question.id)
    if question.group and question.group not in bank.groups:
        code, inner, said, hint = unknown_reference("group", question.group, bank.groups)
        source.add(code, (*place, *inner), said, hint, question=question.id)


def _check_groups(bank: Bank, sources: Sources) -> None:
    """Report groups without questions, and groups whose questions can't be drawn together."""
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
            said = f"The questions of the group {name} are of several domains or exams."
            source.add("split-group", loc, said, "Give them the same; they are taken whole.")
        elif not distinct:
            said = f"No question is of the group {name}."
            source.add("empty-group", loc, said, "Remove it.", severity="warning")


def _check_supply(exam: Exam, supply: Mapping[str, int], source: SourceFile) -> None:
    """Report domains that lack questions for a full form; `supply` counts them by domain."""
    total = sum(domain.weight or domain.questions or 0 for domain in exam.domains)
    for index, domain in enumerate(exam.domains):
        share = round(exam.questions * (domain.weight or domain.questions or 0) / max(total, 1))
        available = supply.get(domain.id, 0)
        if available < share:
            said = f"The domain {domain.id} has {available} of about {share} questions"
            source.add(
                "thin-domain",
                ("domains", index),
                f"{said} for a full form.",
                f"Write {share - available} more.",
                severity="warning",
            )
