"""What questions have to do with each other: ids, enemies, groups."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from examkit.bank.bank import LocatedGroup, LocatedQuestion
from examkit.bank.source_file import SourceFile
from examkit.bank.validate_question import unknown_reference
from examkit.diagnostics import did_you_mean
from examkit.question_types.base import Violation

Sources = Mapping[str, SourceFile]


class QuestionRef(NamedTuple):
    """What the others need to know of a question."""

    id: str
    path: str
    place: int
    """In the file, from 0."""
    enemies: tuple[str, ...]
    group: str
    where: str
    """Of one in a group: domain and exams; equal for questions that can be taken together."""
    retired: bool


def to_ref(placed: LocatedQuestion) -> QuestionRef:
    """Take it from a question."""
    q = placed.question
    where = f"{q.domain} {q.exams}" if q.group else ""
    return QuestionRef(q.id, placed.path, placed.index, q.enemies, q.group, where, q.retired)


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


def check_relations(
    questions: Mapping[str, QuestionRef], groups: Mapping[str, LocatedGroup], sources: Sources
) -> None:
    """Report enemies and groups that are not there, and groups that do not fit together."""
    check_groups(questions.values(), groups, sources)
    for known in questions.values():
        for code, loc, message, hint in _faults(known, questions, groups):
            where = ("questions", known.place, *loc)
            sources[known.path].add(code, where, message, hint, question=known.id)


def _faults(
    known: QuestionRef, questions: Mapping[str, QuestionRef], groups: Mapping[str, LocatedGroup]
) -> Iterator[Violation]:
    for enemy in known.enemies:
        if enemy == known.id:
            yield "self-enemy", ("enemies",), "A question is not its own enemy.", "Remove it."
        elif enemy not in questions:
            said = f"There is no question {enemy}."
            yield "unknown-enemy", ("enemies",), said, did_you_mean(enemy, questions)
    if known.group and known.group not in groups:
        yield unknown_reference("group", known.group, groups)


def check_groups(
    questions: Iterable[QuestionRef], groups: Mapping[str, LocatedGroup], sources: Sources
) -> None:
    """Report shared stems whose questions could not be taken together, or that have none."""
    places: dict[str, set[tuple[str, bool]]] = {name: set() for name in groups}
    for known in questions:
        if known.group in places:
            places[known.group].add((known.where, known.retired))
    for name, found in places.items():
        group = groups[name]
        source, loc = sources[group.path], ("groups", group.index)
        if len(found) > 1:
            said = f"The questions of the group {name} are of several domains or exams."
            source.add("split-group", loc, said, "Give them the same; they are taken whole.")
        elif not found:
            said = f"No question is of the group {name}."
            source.add("empty-group", loc, said, "Remove it.", severity="warning")
