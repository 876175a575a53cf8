"""Drafts: the questions that a reader returns and a writer receives.

A draft can lack things that a bank requires (a domain, a note, rationales). A person adds them
later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any

from examkit.diagnostics import Finding
from examkit.question_types.choice import Option
from examkit.question_types.common_fields import TypeName
from examkit.question_types.registry import TYPES, QuestionFields, find_type


@dataclass(frozen=True, kw_only=True)
class Draft(QuestionFields):
    """A question on its way into or out of a bank. Its texts are Markdown.

    It has the fields of a bank's question (`examkit.bank.model.Question`), but it needs no domain
    or topic, and its values don't have to follow the bank's rules.
    """

    domain: str = ""
    """A domain's id, or the category that the source file gives."""
    title: str = ""
    tags: tuple[str, ...] = ()
    """Tags that don't set another field, such as the topic."""
    domains: tuple[tuple[str, str], ...] = ()
    """Pairs of exam id and domain id, if the domain differs between exams."""
    line: int = field(default=1, compare=False)
    """The line of the file where the question starts, from 1."""
    excerpt: str = field(default="", compare=False)
    """The text of the question's note, for formats that show it. It is never read back."""

    def __post_init__(self) -> None:
        """Set a missing type to the one that the correct options imply."""
        if self.type_ is None:
            object.__setattr__(self, "type_", self.type)


@dataclass(frozen=True, slots=True)
class Group:
    """A stem that several questions share."""

    id: str
    stem: str


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The questions, groups, and findings read from one file."""

    questions: tuple[Draft, ...] = ()
    groups: tuple[Group, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions and groups that are written to one file."""

    title: str
    questions: tuple[Draft, ...]
    groups: tuple[Group, ...] = ()

    def group(self, name: str) -> Group | None:
        """Return the group with this id, or None."""
        return next((group for group in self.groups if group.id == name), None)

    def introduced(self) -> Iterator[tuple[str | None, Group | None, Draft]]:
        """Yield a tuple for each question: the domain and group to write before it, and itself.

        The domain is None if it is the same as the previous question's; before the first question,
        it counts as empty. The group is None if the question has none, or if its stem is empty or
        was written already.
        """
        domain, seen = "", {""}
        for draft in self.questions:
            group = self.group(draft.group) if draft.group not in seen else None
            changed = draft.domain if draft.domain != domain else None
            yield changed, group if group and group.stem else None, draft
            domain = draft.domain
            seen.add(draft.group)


@dataclass(frozen=True, slots=True)
class Loss:
    """A part of a question that a format can't store."""

    part: str
    """The name of the field, or `question` if the whole question is left out."""
    why: str
    """The reason, as a sentence for the person who exports."""


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """The result of writing a question in a format and reading it back, with the losses."""

    draft: Draft | None
    """The question as it comes back, or None if the format can't store it at all."""
    losses: tuple[Loss, ...] = ()


def reject(why: str) -> RoundTrip:
    """Return the result for a question that a format can't store. `why` is the reason."""
    return RoundTrip(None, (Loss("question", why),))


def trimmed(text: str) -> str:
    """Remove spaces at the ends of lines and blank lines around a text. Lines end in line feeds."""
    if text.isascii() and "\n" not in text and "\r" not in text and "\t" not in text:
        return text.strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n").strip(" \t")


def map_texts(draft: Draft, change: Callable[[str], str]) -> Draft:
    """Return a question with `change` applied to every text that people read."""
    names = ("stem", "title", "explanation", "evidence", *find_type(draft).fields)
    return replace(draft, **{name: _changed(getattr(draft, name), change) for name in names})


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """Apply `change` to every text in a field's value, including texts in tuples and options."""
    match value:
        case str():
            return change(value)
        case tuple():
            return tuple(_changed(each, change) for each in value)
        case Option():
            return replace(value, text=change(value.text), rationale=change(value.rationale))
    return value


def normalize(draft: Draft) -> Draft:
    """Return a question with its texts trimmed. No format promises to preserve outer spaces."""
    return map_texts(draft, trimmed)


_EMPTY = Draft(stem="")
_DEFAULTS: dict[str, Any] = {
    f.name: getattr(_EMPTY, f.name) for f in fields(Draft) if f.name not in ("type_", "stem")
}
_OF_OPTIONS = {"rationale": "rationale", "notes of options": "note"}
"""Name of a part -> the field that makes up this part in every option."""
_PARTS = (*(name for name in _DEFAULTS if name not in ("line", "excerpt")), *_OF_OPTIONS)
_BARE = Option("")


COMMON_PARTS = (
    "rationale", "id", "title", "domain", "topic", "difficulty", "tags", "explanation",
    "references", "note", "group",
)  # fmt: skip
"""Parts of all questions that most formats can store."""


def parts_of_types(types: Iterable[TypeName], lost: Collection[str] = ()) -> tuple[str, ...]:
    """Return the fields that question types add to the common ones, without those in `lost`."""
    fields = (name for each in types for name in TYPES[each].fields if name not in lost)
    return tuple(dict.fromkeys(fields))


def all_but(*stored: str) -> tuple[str, ...]:
    """Return the names of all parts of a question except `stored`, the parts a format can store."""
    return tuple(part for part in _PARTS if part not in stored)


def clear_fields(draft: Draft, parts: Iterable[str]) -> Draft:
    """Return a question with the named parts reset to their defaults."""
    names = set(parts)
    bare = {name: getattr(_BARE, name) for part, name in _OF_OPTIONS.items() if part in names}
    if bare:
        draft = replace(draft, options=tuple(replace(o, **bare) for o in draft.options))
    return replace(draft, **{name: _DEFAULTS[name] for name in names & _DEFAULTS.keys()})


def losses_for(draft: Draft, parts: Iterable[str], why: str) -> tuple[Loss, ...]:
    """Return a loss for each named part that has a value. `why` is the reason for all of them."""
    return tuple(Loss(part, why) for part in parts if _has_value(draft, part))


def _has_value(draft: Draft, part: str) -> bool:
    if part in _OF_OPTIONS:
        return any(getattr(option, _OF_OPTIONS[part]) for option in draft.options)
    return bool(getattr(draft, part) != _DEFAULTS[part])


def differing_fields(one: Draft, other: Draft) -> tuple[str, ...]:
    """Return the names of the parts in which two questions differ, except `line` and `excerpt`."""
    names = ("type", "stem", *_PARTS)
    return tuple(name for name in names if _value(one, name) != _value(other, name))


def _value(draft: Draft, part: str) -> object:
    """Return the value of a part for comparison. Options compare only by text and correctness."""
    if part == "options":
        return [(option.text, option.correct) for option in draft.options]
    if part in _OF_OPTIONS:
        return [getattr(option, _OF_OPTIONS[part]) for option in draft.options]
    return getattr(draft, part)
