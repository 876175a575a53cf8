"""The candidate's own notes and bookmarks, which belong to a question of a bank.

The latest change to each counts, so stores and archives can be merged in any order.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from examkit.exam.time_bounds import is_date, is_negative_zero
from examkit.sanitize import sanitize

AnnotationKind = Literal["note", "bookmark"]
KINDS: tuple[AnnotationKind, ...] = get_args(AnnotationKind)
SET = "yes"
"""The body of a bookmark that is set."""
MAX_NOTE = 2_000
"""Maximum length of a note, in characters."""
MAX_ID = 400
"""Maximum length of the id of a bank or a question, in characters."""


class Subject(NamedTuple):
    """What identifies an annotation: its kind, and the question it belongs to."""

    kind: AnnotationKind
    bank: str
    question: str


class Annotation(NamedTuple):
    """A note or a bookmark of the candidate's own, as it is stored and archived."""

    kind: AnnotationKind
    bank: str
    question: str
    changed: float
    """When it was last changed, in UTC seconds since 1970."""
    body: str
    """The text of a note, or `SET` for a bookmark. Empty if it was deleted."""

    @property
    def subject(self) -> Subject:
        """Return the annotation's kind and question, which identify it."""
        return Subject(self.kind, self.bank, self.question)


def annotation_fault(annotation: Annotation) -> str:
    """Return what is wrong with an annotation's values, or an empty string if they are sound."""
    if annotation.kind not in KINDS:
        return "it was made by a newer version of examkit"
    if not (_is_id(annotation.bank) and _is_id(annotation.question)):
        return "it doesn't name a question"
    if not is_date(annotation.changed) or is_negative_zero(annotation.changed):
        return "its date isn't between 1970 and 9999"
    if not _is_text(annotation.body, MAX_NOTE):
        return "its text is too long or contains control characters"
    if annotation.kind == "bookmark" and annotation.body not in ("", SET):
        return "a bookmark can't have text"
    return ""


def _is_id(value: object) -> bool:
    return bool(value) and _is_text(value, MAX_ID) and str(value).isprintable()


def _is_text(value: object, limit: int) -> bool:
    return isinstance(value, str) and len(value) <= limit and sanitize(value) == value


def merge_annotations(annotations: Iterable[Annotation]) -> dict[Subject, Annotation]:
    """Return the latest annotation for each subject, whatever order they are given in.

    If two were changed at the same time, the one whose text sorts last counts.
    """
    latest: dict[Subject, Annotation] = {}
    for each in annotations:
        latest[each.subject] = max(each, latest.get(each.subject, each), key=_precedence)
    return latest


def _precedence(annotation: Annotation) -> tuple[float, str]:
    return annotation.changed, annotation.body
