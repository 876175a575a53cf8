"""Questions between two formats: what a reader found, what a writer is given.

A draft may lack what a bank asks for (a domain, a note, rationales); a person adds it later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from examkit.diagnostics import Finding
from examkit.question_types.fields import TypeName


@dataclass(frozen=True, slots=True)
class DraftOption:
    """One answer to choose from."""

    text: str
    correct: bool = False
    rationale: str = ""
    note: str = ""
    """Address of the section of the notes about the concept that it is really about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One question as far as a format knows it; all texts are Markdown."""

    kind: TypeName
    stem: str
    options: tuple[DraftOption, ...] = ()
    """Single and multiple: two or more, one or more of them right."""
    items: tuple[str, ...] = ()
    """Ordering: what is put in order, in the right order."""
    pairs: tuple[tuple[str, str], ...] = ()
    """Matching: left and right sides that belong together."""
    extra: tuple[str, ...] = ()
    """Matching: right sides that belong to nothing."""
    answer: float | None = None
    """Numeric: the number."""
    tolerance: float = 0.0
    """Numeric: how far off still counts."""
    id: str = ""
    title: str = ""
    domain: str = ""
    """A domain's id, or whatever the format calls a category."""
    topic: str = ""
    difficulty: str = ""
    tags: tuple[str, ...] = ()
    """Words that no other field takes."""
    explanation: str = ""
    references: tuple[str, ...] = ()
    note: str = ""
    """Address of the section of the notes that settles it."""
    evidence: str = ""
    group: str = ""
    """Id of the shared stem it belongs to."""
    unit: str = ""
    """Numeric: what the number counts."""
    as_of: str = ""
    """Month in which it was last checked, as 2026-11."""
    exams: tuple[str, ...] = ()
    """Ids of the exams it belongs to; empty means all that have its domain."""
    domains: tuple[tuple[str, str], ...] = ()
    """Ids of exam and domain, where exams place it differently."""
    enemies: tuple[str, ...] = ()
    """Ids of questions that never stand on the same form."""
    ordered: bool = False
    """Whether the options keep their order."""
    retired: bool = False
    """Whether it is no longer asked."""
    line: int = field(default=1, compare=False)
    """Where it starts in its file, from 1."""
    excerpt: str = field(default="", compare=False)
    """The section of the notes, for writers that show it; never read back."""


@dataclass(frozen=True, slots=True)
class Group:
    """A stem shared by several questions."""

    id: str
    stem: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came out of one file."""

    questions: tuple[Draft, ...] = ()
    groups: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """What a writer writes."""

    title: str
    questions: tuple[Draft, ...]
    groups: tuple[Group, ...] = ()

    def group(self, name: str) -> Group | None:
        """Return the shared stem of that id."""
        return next((group for group in self.groups if group.id == name), None)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of a question that a format cannot carry."""

    part: str
    """Name of the field, or `question` where all of it is left out."""
    why: str
    """A sentence for the person who exports."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """A question as a format gives it back, and what was lost on the way."""

    draft: Draft | None
    """None where the format cannot carry the question at all."""
    losses: tuple[Loss, ...] = ()


def reject(why: str) -> RoundTrip:
    """Say that a format cannot carry a question at all."""
    return RoundTrip(None, (Loss("question", why),))


def trimmed(text: str) -> str:
    """Drop spaces at the ends of lines and empty lines around a text."""
    if text.isascii() and "\n" not in text and "\r" not in text and "\t" not in text:
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n").strip(" \t")


def map_texts(draft: Draft, change: Callable[[str], str]) -> Draft:
    """Return a question with every text changed that people read, whatever its format."""
    options = (
        replace(o, text=change(o.text), rationale=change(o.rationale)) for o in draft.options
    )
    return replace(
        draft,
        stem=change(draft.stem),
        title=change(draft.title),
        explanation=change(draft.explanation),
        evidence=change(draft.evidence),
        options=tuple(options),
        items=tuple(map(change, draft.items)),
        pairs=tuple((change(left), change(right)) for left, right in draft.pairs),
        extra=tuple(map(change, draft.extra)),
    )


def normalize(draft: Draft) -> Draft:
    """Return a question with its texts trimmed, which no format promises to keep."""
    return map_texts(draft, trimmed)


_DEFAULTS: dict[str, Any] = {
    f.name: f.default for f in fields(Draft) if f.name not in ("kind", "stem")
}
_OF_OPTIONS = {"rationale": "rationale", "notes of options": "note"}
"""Part -> field of an option; a part stands for that field of all options."""
_PARTS = (*(name for name in _DEFAULTS if name not in ("line", "excerpt")), *_OF_OPTIONS)


def all_but(*held: str) -> tuple[str, ...]:
    """Name the parts of a question but for some, for a format that holds only those."""
    return tuple(part for part in _PARTS if part not in held)


def clear_fields(draft: Draft, parts: Iterable[str]) -> Draft:
    """Reset parts to what they are where nothing is given."""
    names = set(parts)
    bare: dict[str, Any] = {field: "" for part, field in _OF_OPTIONS.items() if part in names}
    if bare:
        draft = replace(draft, options=tuple(replace(o, **bare) for o in draft.options))
    return replace(draft, **{name: _DEFAULTS[name] for name in names & _DEFAULTS.keys()})


def losses_for(draft: Draft, parts: Iterable[str], why: str) -> tuple[Loss, ...]:
    """Name the fields of a list that hold something, as losses for one reason."""
    return tuple(Loss(part, why) for part in parts if _held(draft, part))


def _held(draft: Draft, part: str) -> bool:
    if part in _OF_OPTIONS:
        return any(getattr(option, _OF_OPTIONS[part]) for option in draft.options)
    return bool(getattr(draft, part) != _DEFAULTS[part])


def differing_fields(one: Draft, other: Draft) -> tuple[str, ...]:
    """Name the parts in which two questions differ; where their places are does not count."""
    names = ("kind", "stem", *_PARTS)
    return tuple(name for name in names if _value(one, name) != _value(other, name))


def _value(draft: Draft, part: str) -> object:
    """Return a part to compare: of the options their texts and keys, or one other field."""
    if part == "options":
        return [(option.text, option.correct) for option in draft.options]
    if part in _OF_OPTIONS:
        return [getattr(option, _OF_OPTIONS[part]) for option in draft.options]
    return getattr(draft, part)
