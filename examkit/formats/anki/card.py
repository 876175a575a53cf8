"""A question as a card: what its sides show, and the source that brings it back unchanged."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from examkit.formats.json.native import MARK, VERSION, encoded_question
from examkit.formats.shared.draft import Draft, Group, QuestionSet
from examkit.formats.shared.html import markdown_to_html
from examkit.formats.shared.records.answers import letters
from examkit.formats.shared.references import with_references

# Anki itself acts on these marks in a field: sounds, LaTeX.
_ACTIVE = re.compile(r"\[(?=sound:|anki:|latex|/latex|\$|/\$)")
_MATH = re.compile(r"\\(?=[(\[])")
"""Where Anki would begin a formula, which may hold a link."""


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
    source = _source(draft, group)
    digest = hashlib.sha256(source.encode()).hexdigest()
    shared = _shown(group.stem) if group else ""
    told = with_references(draft.explanation, draft.references)
    return Card(
        guid=draft.id or f"examkit-{digest[:16]}",
        stem=shared + _shown(draft.stem),
        options=_options(draft),
        answer=_answer(draft),
        explanation=_shown(told),
        notes=_shown(draft.excerpt),
        domain=html.escape(_field(draft.domain)),
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


def _shown(markdown: str) -> str:
    return _MATH.sub(r"\\<!-- -->", _ACTIVE.sub("&#91;", _field(markdown_to_html(markdown))))


def _line(markdown: str) -> str:
    """Show a text inside a line: without the paragraph around it, where it has only one."""
    shown = _shown(markdown)
    single = shown.startswith("<p>") and shown.endswith("</p>") and shown.count("<p>") == 1
    return shown[3:-4] if single else shown


def _field(text: str) -> str:
    """Keep what ends a field, and what is no character, out of a text."""
    return text.replace("\x1f", " ").encode("utf-8", "replace").decode()


def _list(tag: str, items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items)
    name = tag.partition(" ")[0]
    return f"<{tag}>{lines}</{name}>" if lines else ""


def _options(draft: Draft) -> str:
    """Show what there is to choose from; what is to be put in order is shown by the alphabet."""
    if draft.type == "ordering":
        mixed = sorted(draft.items)
        mixed = mixed[::-1] if mixed == list(draft.items) else mixed
        return _list("ul", map(_line, mixed))
    if draft.type == "matching":
        rights = sorted({*(right for _, right in draft.pairs), *draft.extra})
        lefts = (left for left, _ in draft.pairs)
        return _list("ol", map(_line, lefts)) + _list("ul", map(_line, rights))
    return _list('ol type="A"', (_line(option.text) for option in draft.options))


def _answer(draft: Draft) -> str:
    match draft.type:
        case "ordering":
            return _list("ol", map(_line, draft.items))
        case "matching":
            return _list("ul", (f"{_line(left)} → {_line(right)}" for left, right in draft.pairs))
        case "numeric":
            off = f" ± {draft.tolerance:g}" if draft.tolerance else ""
            unit = html.escape(f" {draft.unit}" if draft.unit else "")
            return f"<p><b>{draft.answer!r}{off}{_field(unit)}</b></p>"
        case "single" | "multiple":
            return _keys(draft)
        case _:
            assert_never(draft.type)


def _keys(draft: Draft) -> str:
    marks = [mark or str(at + 1) for at, mark in enumerate(letters(len(draft.options)))]
    labelled = list(zip(marks, draft.options, strict=True))
    keys = ", ".join(mark for mark, option in labelled if option.correct)
    whys = (f"<b>{m}</b> {_line(o.rationale)}" for m, o in labelled if o.rationale)
    return f"<p><b>{keys}</b></p>" + _list("ul", whys)


def _tags(draft: Draft) -> list[str]:
    """Return tags as Anki takes them: no spaces, a level for each kind of word."""
    named = [
        f"{name}::{getattr(draft, name)}"
        for name in ("domain", "topic", "difficulty")
        if getattr(draft, name)
    ]
    return ["_".join(_field(tag).split()) for tag in (*named, *draft.tags)]
