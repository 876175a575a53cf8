"""Questions between two formats: what a reader found, what a writer is given.

A draft may lack what a bank asks for (a domain, a note, rationales); a person adds it later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any

from examkit.diagnostics import Finding
from examkit.question_types.choice import Option
from examkit.question_types.registry import QuestionFields, find_type


@dataclass(frozen=True, kw_only=True)
class Draft(QuestionFields):
    """A question as far as a format knows it; all texts are Markdown.

    A bank's question has the same fields (`examkit.bank.model.Question`). A draft may leave out
    where it belongs, and its values need not follow the rules of a bank.
    """

    domain: str = ""
    """A domain's id, or whatever the format calls a category."""
    title: str = ""
    tags: tuple[str, ...] = ()
    """Words that no other field takes."""
    domains: tuple[tuple[str, str], ...] = ()
    """Ids of exam and domain, where exams place it differently."""
    line: int = field(default=1, compare=False)
    """Where it starts in its file, from 1."""
    excerpt: str = field(default="", compare=False)
    """The section of the notes, for writers that show it; never read back."""

    def __post_init__(self) -> None:
        """State the type, which the correct options may have told so far."""
        if self.type_ is None:
            object.__setattr__(self, "type_", self.type)


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
    names = ("stem", "title", "explanation", "evidence", *find_type(draft).fields)
    return replace(draft, **{name: _changed(getattr(draft, name), change) for name in names})


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a value of any field with its texts changed, however deep they are."""
    match value:
        case str():
            return change(value)
        case tuple():
            return tuple(_changed(each, change) for each in value)
        case Option():
            return replace(value, text=change(value.text), rationale=change(value.rationale))
    return value


def normalize(draft: Draft) -> Draft:
    """Return a question with its texts trimmed, which no format promises to keep."""
    return map_texts(draft, trimmed)


_EMPTY = Draft(stem="")
_DEFAULTS: dict[str, Any] = {
    f.name: getattr(_EMPTY, f.name) for f in fields(Draft) if f.name not in ("type_", "stem")
}
_OF_OPTIONS = {"rationale": "rationale", "notes of options": "note"}
"""Part -> field of an option; a part stands for that field of all options."""
_PARTS = (*(name for name in _DEFAULTS if name not in ("line", "excerpt")), *_OF_OPTIONS)
_BARE = Option("")


def all_but(*held: str) -> tuple[str, ...]:
    """Name the parts of a question but for some, for a format that holds only those."""
    return tuple(part for part in _PARTS if part not in held)


def clear_fields(draft: Draft, parts: Iterable[str]) -> Draft:
    """Reset parts to what they are where nothing is given."""
    names = set(parts)
    bare = {name: getattr(_BARE, name) for part, name in _OF_OPTIONS.items() if part in names}
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
    names = ("type", "stem", *_PARTS)
    return tuple(name for name in names if _value(one, name) != _value(other, name))


def _value(draft: Draft, part: str) -> object:
    """Return a part to compare: of the options their texts and keys, or one other field."""
    if part == "options":
        return [(option.text, option.correct) for option in draft.options]
    if part in _OF_OPTIONS:
        return [getattr(option, _OF_OPTIONS[part]) for option in draft.options]
    return getattr(draft, part)
