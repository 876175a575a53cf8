"""Conversion of Anki notes to drafts, and of drafts to cards that contain them."""

from __future__ import annotations

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from examkit.formats.anki.types import WRITERS, field, shown
from examkit.formats.json.native import MARK, VERSION, decode_question, encoded_question
from examkit.formats.json.parser import parse_json
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records import read_rows
from examkit.formats.shared.records.column_names import map_columns
from examkit.formats.shared.records.drafts import Row
from examkit.formats.shared.records.values import to_text
from examkit.formats.shared.text_conventions import with_references


@dataclass(frozen=True, slots=True)
class Card:
    """The parts of an Anki card. All are HTML except `guid` and `tags`."""

    guid: str
    """Anki's id of the note: the question's id, or a hash if it has none."""
    stem: str
    options: str
    answer: str
    explanation: str
    notes: str
    domain: str
    tags: str
    """Tags with spaces between them."""
    source: str
    """The question as JSON, which only examkit reads."""


def make_card(draft: Draft, group: Group | None) -> Card:
    """Return the card of a question. `group` is the group the question belongs to."""
    source, writer = _source(draft, group), WRITERS[draft.type]
    digest = hashlib.sha256(source.encode()).hexdigest()
    shared = shown(group.stem) if group else ""
    explanation = with_references(draft.explanation, draft.references)
    return Card(
        guid=draft.id or f"examkit-{digest[:16]}",
        stem=shared + shown(draft.stem),
        options=writer.options(draft),
        answer=writer.answer(draft),
        explanation=shown(explanation),
        notes=shown(draft.excerpt),
        domain=html.escape(field(draft.domain)),
        tags=" ".join(_tags(draft)),
        source=source,
    )


def make_cards(paper: QuestionSet) -> list[Card]:
    """Return a card for each question, in the same order."""
    return [make_card(draft, paper.group(draft.group)) for draft in paper.questions]


def _source(draft: Draft, group: Group | None) -> str:
    """Return the question and its group as JSON, escaped for HTML.

    The JSON is ASCII, because Anki normalizes accented characters.
    """
    shared = {"id": group.id, "stem": group.stem} if group else None
    value = {MARK: VERSION, "question": encoded_question(draft), "group": shared}
    present = {name: inner for name, inner in value.items() if inner is not None}
    return html.escape(json.dumps(present), quote=False)


def _tags(draft: Draft) -> list[str]:
    """Return domain, topic, difficulty, and tags in Anki's form, such as `topic::networking`."""
    named = [
        f"{name}::{getattr(draft, name)}"
        for name in ("domain", "topic", "difficulty")
        if getattr(draft, name)
    ]
    return ["_".join(field(tag).split()) for tag in (*named, *draft.tags)]


_SOURCE = re.compile(r'\s*\{(?:"|&quot;)examkit(?:"|&quot;):')
_TAG = re.compile(r"<[^<>]*>|\s+")


@dataclass(frozen=True, slots=True)
class Note:
    """An Anki note: its fields, and its place in the file."""

    fields: Mapping[str, str]
    """Field name -> text, usually HTML."""
    place: tuple[int, int]
    """The line and column in a text file. In a package, the line is the note's number, from 1."""

    def source(self) -> str | None:
        """Return the field with the embedded question, or None if examkit didn't write the note."""
        return next((text for text in self.fields.values() if _SOURCE.match(text)), None)


def read_notes(file: InputFile, notes: Iterable[Note], *, markup: bool = True) -> ReadResult:
    """Read questions from notes that examkit wrote, and from others if they have options.

    examkit's own notes contain the whole question. With `markup`, the others' fields are HTML.
    """
    drafts: list[Draft] = []
    groups: dict[str, Group] = {}
    others: dict[tuple[str, ...], list[Note]] = {}
    for note in notes:
        if (source := note.source()) is None:
            others.setdefault(tuple(note.fields), []).append(note)
        elif (own := _own(file, note, source)) is not None:
            drafts.append(own[0])
            groups |= {own[1].id: own[1]} if own[1] else {}
    drafts += _foreign(file, others, markup)
    return ReadResult(tuple(drafts), tuple(groups.values()), tuple(file.findings))


def _own(file: InputFile, note: Note, source: str) -> tuple[Draft, Group | None] | None:
    inner = InputFile(file.path, html.unescape(source).encode("utf-8", "replace"))
    document = parse_json(inner)
    value: Any = document.value if document else {}
    if not isinstance(value, dict) or value.get(MARK) != VERSION:
        message = "The card's question data is damaged or from a newer version of examkit."
        file.add(note.place, "bad-source", message, "Export the cards again.")
        return None
    draft = decode_question(file, value.get("question"), lambda *_: note.place)
    if draft is None:
        return None
    shared = value.get("group")
    group = _group(draft, shared) if isinstance(shared, dict) else None
    _compare(file, note, draft, group)
    return draft, group


def _group(draft: Draft, value: Mapping[str, Any]) -> Group | None:
    name, stem = to_text(value.get("id")), to_text(value.get("stem"))
    return Group(name, stem) if name == draft.group and stem else None


def _compare(file: InputFile, note: Note, draft: Draft, group: Group | None) -> None:
    """Warn if a card's stem or options were changed in Anki, since changes aren't imported."""
    card = make_card(draft, group)
    shown = {"Stem": card.stem, "Options": card.options, "Front": card.stem + card.options}
    if any(_words(note.fields[n]) != _words(shown[n]) for n in shown if n in note.fields):
        message = "Changes made to the card in Anki were left out."
        hint = "Change the question in the bank instead."
        file.add(note.place, "edited", message, hint, severity="warning", question=draft.id)


def _words(shown: str) -> str:
    """Return the visible text of a field without spaces, for comparison."""
    return unicodedata.normalize("NFC", _TAG.sub("", html.unescape(_TAG.sub("", shown))))


def _foreign(
    file: InputFile, others: Mapping[tuple[str, ...], Sequence[Note]], markup: bool
) -> list[Draft]:
    drafts: list[Draft] = []
    for names, notes in others.items():
        mapped = map_columns(names)
        chooses = mapped.options or {"options", "wrong"} & mapped.fields.keys()
        if chooses and {"stem", "answer"} <= mapped.fields.keys():
            rows = [Row(note.fields, lambda *_, place=note.place: place) for note in notes]
            drafts += read_rows(file, rows, markup=markup).questions
        else:
            _skip(file, notes)
    return drafts


def _skip(file: InputFile, notes: Iterable[Note]) -> None:
    for note in notes:
        shown = html.unescape(_TAG.sub(" ", next(iter(note.fields.values()), "")))
        message = "A card without options was skipped."
        file.skip(note.place, message, question=" ".join(shown.split()))
