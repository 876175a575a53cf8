"""Domains and topics for drafts: those a bank has, or those the files bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from examkit.formats.shared.draft import Draft
from examkit.transfer.deduplicate import short_slug
from examkit.transfer.to_question import Place


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
