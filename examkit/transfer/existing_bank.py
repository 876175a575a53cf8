"""The bank that an import goes into, as far as it is there already."""

from __future__ import annotations

from pathlib import Path

from examkit.bank.bank import Bank
from examkit.bank.loader import load_bank
from examkit.bank.model import Group, Question
from examkit.transfer.deduplicate import fingerprint, to_draft
from examkit.transfer.placement import PlacementOptions, Placer, casefold_name


class ExistingBank:
    """What a bank holds already."""

    def __init__(self, into: Path) -> None:
        self.root = into
        self.bank: Bank | None = load_bank(into).bank if (into / "bank.toml").exists() else None
        placed = self.bank.questions.values() if self.bank else ()
        self.by_id = {each.question.id: each for each in placed}
        self.by_print = {fingerprint(to_draft(each.question)): each for each in placed}

    def placer(self, wanted: PlacementOptions) -> Placer:
        """Make a placer that knows the names of this bank."""
        bank = self.bank
        domains: dict[str, str] = {}
        for exam in bank.exams.values() if bank else ():
            for domain in exam.domains:
                domains |= {
                    casefold_name(domain.title): domain.id,
                    casefold_name(domain.id): domain.id,
                }
        topics: dict[str, str] = {}
        for topic in bank.info.topics if bank else ():
            topics |= {casefold_name(topic.title): topic.id, casefold_name(topic.id): topic.id}
        return Placer(wanted, domains, topics, bank is None)

    def of_file(self, path: str) -> list[Question]:
        """Return the questions of one file, in order."""
        placed = self.bank.questions.values() if self.bank else ()
        return [each.question for each in placed if each.path == path]

    def groups_of(self, path: str) -> list[Group]:
        """Return the shared stems of one file."""
        groups = self.bank.groups.items() if self.bank else ()
        return [Group(id=name, stem=g.stem) for name, g in groups if g.path == path]
