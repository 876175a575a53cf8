"""A question as a card: what its sides show, and the source that brings it back unchanged."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass

from examkit.formats.anki.types import WRITERS, field, shown
from examkit.formats.json.native import MARK, VERSION, encoded_question
from examkit.formats.shared.draft import Draft, Group, QuestionSet
from examkit.formats.shared.references import with_references


@dataclass(frozen=True, slots=True)
class Card:
    """The parts of a card; HTML, but for the names."""

    guid: str
    """By it Anki knows the card again: the question's id, or a hash of a question without one."""
    stem: str
    options: str
    answer: str
    explanation: str
    notes: str
    domain: str
    tags: str
    """Between spaces."""
    source: str
    """The question itself, which only this program reads."""


def card_of(draft: Draft, group: Group | None) -> Card:
    """Make the card of a question."""
    source, writer = _source(draft, group), WRITERS[draft.type]
    digest = hashlib.sha256(source.encode()).hexdigest()
    shared = shown(group.stem) if group else ""
    told = with_references(draft.explanation, draft.references)
    return Card(
        guid=draft.id or f"examkit-{digest[:16]}",
        stem=shared + shown(draft.stem),
        options=writer.options(draft),
        answer=writer.answer(draft),
        explanation=shown(told),
        notes=shown(draft.excerpt),
        domain=html.escape(field(draft.domain)),
        tags=" ".join(_tags(draft)),
        source=source,
    )


def cards_of(paper: QuestionSet) -> list[Card]:
    """Make the cards of a paper, in its order."""
    return [card_of(draft, paper.group(draft.group)) for draft in paper.questions]


def _source(draft: Draft, group: Group | None) -> str:
    """Return the question as ASCII: Anki composes accents anew in everything else."""
    shared = {"id": group.id, "stem": group.stem} if group else None
    value = {MARK: VERSION, "question": encoded_question(draft), "group": shared}
    held = {name: inner for name, inner in value.items() if inner is not None}
    return html.escape(json.dumps(held), quote=False)


def _tags(draft: Draft) -> list[str]:
    """Return tags as Anki takes them: no spaces, a level for each kind of word."""
    named = [
        f"{name}::{getattr(draft, name)}"
        for name in ("domain", "topic", "difficulty")
        if getattr(draft, name)
    ]
    return ["_".join(field(tag).split()) for tag in (*named, *draft.tags)]
