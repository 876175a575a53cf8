"""Where imported questions go, and the files of a new bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from examkit.bank.toml.writer import table, tables
from examkit.formats.shared.draft import Draft
from examkit.transfer.deduplicate import Place, short_slug


@dataclass(frozen=True, slots=True)
class PlacementOptions:
    """Where a user wants questions to go."""

    domain: str = ""
    """All into this domain."""
    topic: str = ""
    """All of this topic."""
    domains_of: Literal["domain", "topic"] = "domain"
    """What makes the domains of a new bank."""


@dataclass(slots=True)
class Placer:
    """Gives each draft its topic and domain, and remembers which of them are new."""

    wanted: PlacementOptions
    known_domains: Mapping[str, str]
    """Id by folded id or title."""
    known_topics: Mapping[str, str]
    is_new_bank: bool
    topics: dict[str, str] = field(default_factory=dict)
    """Title by id of topics that the bank lacks."""
    domains: dict[str, str] = field(default_factory=dict)
    """The same of domains, which only a new bank gets."""

    def place(self, draft: Draft) -> Place:
        """Place a draft; its domain is empty where the bank has none of that name."""
        domains = () if self.wanted.domain else draft.domains
        group = short_slug(draft.group, "")
        return Place(self._topic(draft), self._domain(draft), group, domains)

    def _topic(self, draft: Draft) -> str:
        title = self.wanted.topic or draft.topic or last_part(draft.domain) or "Imported"
        known = self.known_topics.get(casefold_name(title))
        if known is not None:
            return known
        name = short_slug(title, "imported")
        self.topics.setdefault(name, title)
        return name

    def _domain(self, draft: Draft) -> str:
        of_draft = draft.topic if self.wanted.domains_of == "topic" else draft.domain
        title = self.wanted.domain or last_part(of_draft)
        known = self.known_domains.get(casefold_name(title), "")
        if known or not self.is_new_bank:
            return known
        title = title or "General"
        name = short_slug(title, "general")
        self.domains.setdefault(name, title)
        return name


def last_part(category: str) -> str:
    """Return the innermost name of a category such as `course/part/chapter`."""
    return category.replace("//", "\0").rstrip("/").rsplit("/", 1)[-1].replace("\0", "/").strip()


def casefold_name(text: str) -> str:
    """Return a name as names are compared."""
    return short_slug(text, text.casefold())


MAX_EXAM_QUESTIONS = 65
MINUTES_EACH = 2


def bank_toml(name: str, topics: Mapping[str, str]) -> str:
    """Write `bank.toml` for a bank in a folder of that name."""
    head = {"format": 1, "id": short_slug(name, "my-bank"), "title": name or "My bank"}
    lines = list(table(head | {"default_exam": "practice"}))
    return "\n".join(lines) + "\n" + tables("topics", topic_rows(topics))


def topic_rows(topics: Mapping[str, str]) -> list[dict[str, str]]:
    """Return topics as a `bank.toml` holds them."""
    return [{"id": name, "title": title} for name, title in topics.items()]


def exam_toml(domains: Mapping[str, tuple[str, int]], each: int | None) -> str:
    """Write an exam over domains, given as id to title and number of questions.

    Each domain gives `each` questions where that is asked for, else its share.
    """
    total = sum(count for _, count in domains.values())
    asked = each * len(domains) if each else min(total, MAX_EXAM_QUESTIONS)
    lines = list(_exam_lines(asked))
    for name, (title, count) in domains.items():
        share = {"questions": each} if each else {"weight": float(count)}
        lines += ["", "[[domains]]", *table({"id": name, "title": title, **share})]
    return "\n".join(lines) + "\n"


def _exam_lines(asked: int) -> Iterator[str]:
    yield "# Made by an import: set title, questions, minutes and weights to the real ones."
    values = {"id": "practice", "title": "Practice", "questions": asked}
    yield from table(values | {"minutes": min(1_440, asked * MINUTES_EACH)})
