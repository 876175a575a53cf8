"""What a whole bank holds, as far as its files have to do with each other."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from examkit.bank.bank import BankContext, LocatedGroup
from examkit.bank.candidates import PoolItem
from examkit.bank.cross_references import (
    QuestionRef,
    Sources,
    check_ids,
    check_relations,
)
from examkit.bank.parse import MAX_QUESTIONS
from examkit.bank.validate_files import check_bank_file, check_supply


class BankContents(NamedTuple):
    """Of all questions files."""

    ids: dict[str, tuple[tuple[int, str], ...]]
    """Place and id of every question by file, the broken ones included."""
    questions: dict[str, QuestionRef]
    """The usable ones, by id."""
    groups: dict[str, LocatedGroup]
    pools: dict[str, list[PoolItem]]
    """Questions that can be drawn, by exam."""


def check_contents(around: BankContext | None, contents: BankContents, sources: Sources) -> None:
    """Report what does not fit together; without a usable `bank.toml`, ids alone."""
    check_ids(contents.ids, sources)
    if around is None:
        return
    if len(contents.questions) > MAX_QUESTIONS:
        said = f"More than {MAX_QUESTIONS:,} questions."
        sources["bank.toml"].add("too-long", (), said, "Split the bank.")
    check_bank_file(around, sources["bank.toml"])
    check_relations(contents.questions, contents.groups, sources)
    for name, exam in around.exams.items():
        check_supply(exam, Counter(item.domain for item in contents.pools[name]), sources)
