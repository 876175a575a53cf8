"""Topics and domains of imported questions, and the files of a new bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from examkit.bank.toml.writer import table, tables
from examkit.formats.shared.draft import Draft
from examkit.transfer.deduplicate import Place, short_slug


@dataclass(frozen=True, slots=True)
class PlacementOptions:
    """The domain and topic that a user chose for imported questions."""

    domain: str = ""
    """The domain for all questions. If empty, each question's own domain is used."""
    topic: str = ""
    """The topic for all questions. If empty, each question's own topic is used."""
    domains_of: Literal["domain", "topic"] = "domain"
    """The field of a draft that becomes its domain in a new bank."""


@dataclass(slots=True)
class Placer:
    """Chooses the topic and domain of each draft, and collects those that the bank lacks."""

    wanted: PlacementOptions
    known_domains: Mapping[str, str]
    """Title or id, normalized by `casefold_name` -> domain id."""
    known_topics: Mapping[str, str]
    is_new_bank: bool
    topics: dict[str, str] = field(default_factory=dict)
    """Id -> title of the topics that the bank lacks."""
    domains: dict[str, str] = field(default_factory=dict)
    """Id -> title of the domains that a new bank needs. An existing bank gets none."""

    def place(self, draft: Draft) -> Place:
        """Return a draft's topic, domain, and group in the bank.

        The domain is empty if the bank already exists and has no domain with that name.
        """
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
    """Return the last name of a category path, such as `chapter` in `course/part/chapter`."""
    return category.replace("//", "\0").rstrip("/").rsplit("/", 1)[-1].replace("\0", "/").strip()


def casefold_name(text: str) -> str:
    """Normalize a name so that it can be compared with other names."""
    return short_slug(text, text.casefold())


MAX_EXAM_QUESTIONS = 65
MINUTES_EACH = 2


def bank_toml(name: str, topics: Mapping[str, str]) -> str:
    """Return the text of `bank.toml` for a new bank in a folder with this name.

    `topics` maps ids to titles.
    """
    head = {"format": 1, "id": short_slug(name, "my-bank"), "title": name or "My bank"}
    lines = list(table(head | {"default_exam": "practice"}))
    return "\n".join(lines) + "\n" + tables("topics", topic_rows(topics))


def topic_rows(topics: Mapping[str, str]) -> list[dict[str, str]]:
    """Return topics as rows for `bank.toml`. `topics` maps ids to titles."""
    return [{"id": name, "title": title} for name, title in topics.items()]


def exam_toml(domains: Mapping[str, tuple[str, int]], each: int | None) -> str:
    """Return the text of an exam file. `domains` maps ids to titles and question counts.

    The exam takes `each` questions from each domain. If `each` is None, each domain is weighted by
    its number of questions.
    """
    total = sum(count for _, count in domains.values())
    asked = each * len(domains) if each else min(total, MAX_EXAM_QUESTIONS)
    lines = list(_exam_lines(asked))
    for name, (title, count) in domains.items():
        share = {"questions": each} if each else {"weight": float(count)}
        lines += ["", "[[domains]]", *table({"id": name, "title": title, **share})]
    return "\n".join(lines) + "\n"


def _exam_lines(asked: int) -> Iterator[str]:
    yield "# Created by an import."
    yield "# Set title, questions, minutes, and weights to match the real exam."
    values = {"id": "practice", "title": "Practice", "questions": asked}
    yield from table(values | {"minutes": min(1_440, asked * MINUTES_EACH)})
