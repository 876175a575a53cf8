"""Comparison of drafts with a bank's questions, and conversion between the two."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from pydantic import ValidationError

from examkit.bank.model import Difficulty, Question, Use
from examkit.bank.model_faults import describe_errors
from examkit.bank.question_checks import find_violations
from examkit.formats.shared.draft import Draft, map_texts, trimmed
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from examkit.question_types.common_fields import CommonFields
from examkit.question_types.registry import QuestionFields, find_type
from examkit.sanitize import sanitize

_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,63}")
_WORDS = 6
"""The number of words of a title or stem that go into an id."""


def fingerprint(draft: Draft) -> str:
    """Return a hash of a question's type, stem, and options. Option order and case don't matter."""
    asked = find_type(draft).asked_texts(draft)
    parts = [_folded(draft.stem), *sorted(map(_folded, asked))]
    kind = "choice" if draft.options else draft.type
    return hashlib.sha256("\x1f".join((kind, *parts)).encode()).hexdigest()[:16]


def find_key(draft: Draft) -> tuple[str, ...]:
    """Return a question's key as sorted texts, to compare it with the key of another copy."""
    return tuple(sorted(map(_folded, find_type(draft).key_texts(draft))))


def _folded(text: str) -> str:
    """Return a text for comparison: lowercase, single spaces, and without `(choose two)`."""
    plain = re.sub(r"\(choose \w+\.?\)", "", unicodedata.normalize("NFC", text).casefold())
    return " ".join(plain.split())


def new_id(draft: Draft, taken: Collection[str]) -> str:
    """Return the draft's own id if valid and not `taken`, else an id from its text and a hash."""
    own = slug(draft.id) if draft.id else ""
    if _ID.fullmatch(own) and own not in taken:
        return own
    words = slug(draft.title or draft.stem).split("-")[:_WORDS]
    base, mark = "-".join(words)[:50].strip("-"), fingerprint(draft)
    return next(
        name
        for length in range(6, len(mark) + 1)
        if (name := f"{base}-{mark[:length]}".lstrip("-")) not in taken
    )


def slug(text: str) -> str:
    """Return a text as lowercase letters and digits, with hyphens between the words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def short_slug(text: str, otherwise: str) -> str:
    """Return a text as an id for a topic, domain, group, or bank.

    Returns `otherwise` if the text has fewer than two letters and digits.
    """
    name = slug(text)[:60].strip("-")
    return name if len(name) > 1 else otherwise


def to_draft(question: Question, exam: str = "") -> Draft:
    """Return a bank's question as a draft, with the domain that it has in the given exam.

    A question whose domain differs by exam gets none if `exam` is empty or has none for it.
    """
    shared: dict[str, Any] = {f.name: getattr(question, f.name) for f in fields(QuestionFields)}
    by_exam = {} if isinstance(question.domain, str) else question.domain
    domain = (question.domain_in(exam) if exam else None) or ("" if by_exam else question.domain)
    return Draft(**shared | {"domain": domain, "domains": tuple(by_exam.items())})


def cleaned(draft: Draft) -> Draft:
    """Return a draft with its texts free of control and invisible characters."""
    safe = map_texts(draft, sanitize)
    return replace(safe, domain=sanitize(draft.domain), topic=sanitize(draft.topic))


_URL = re.compile(r"https?://\S{1,1990}")


@dataclass(frozen=True, slots=True)
class Place:
    """The topic, domain, and group of an imported question."""

    topic: str
    domain: str
    group: str = ""
    domains: tuple[tuple[str, str], ...] = ()
    """Pairs of exam id and domain id, if the domain differs by exam. They replace `domain`."""


def to_question(draft: Draft, name: str, place: Place, file: InputFile) -> Question | None:
    """Convert a draft to a question with the id `name`.

    If the question isn't valid, report why and return None.
    """
    for reference in draft.references:
        if not _URL.fullmatch(reference):
            message = f"The reference {reference[:60]!r} isn't a web address, so it was left out."
            file.add((draft.line, 1), "loss", message, severity="info", question=draft.id or name)
    try:
        question = Question.model_validate(_values(draft, name, place))
    except ValidationError as error:
        for code, _, message, hint in describe_errors(Question, error):
            file.add((draft.line, 1), code, message, hint, question=draft.id or name)
        return None
    faults = [fault for fault in find_violations(question) if fault[0] != "choose-count"]
    for code, _, message, hint in faults:
        file.add((draft.line, 1), code, message, hint, question=draft.id or name)
    return None if faults else question


def _values(draft: Draft, name: str, place: Place) -> dict[str, Any]:
    kind = find_type(draft)
    values = {field.name: getattr(draft, field.name) for field in fields(CommonFields)}
    values |= {field: getattr(draft, field) for field in kind.fields} | {
        "id": name,
        "topic": place.topic,
        "domain": dict(place.domains) or place.domain,
        "group": place.group,
        "difficulty": draft.difficulty if draft.difficulty in get_args(Difficulty) else "medium",
        "use": draft.use if draft.use in get_args(Use) else None,
        "stem": normalize_block(kind.complete_stem(replace(draft, stem=trimmed(draft.stem)))),
        "evidence": normalize_block(draft.evidence) if draft.note else "",
        "explanation": normalize_block(draft.explanation),
        "references": tuple(each for each in draft.references if _URL.fullmatch(each)),
        "options": tuple(_option(draft)),
    }
    stated = {"type": kind.name} if kind.is_stated else {}
    return {field: value for field, value in values.items() if field != "type_"} | stated


def _option(draft: Draft) -> Iterator[Option]:
    for option in draft.options:
        texts = normalize_block(option.text), normalize_block(option.rationale)
        yield Option(
            text=texts[0] or " ",
            correct=option.correct,
            rationale=texts[1],
            note=option.note or None,
        )


def normalize_block(text: str) -> str:
    """Return a trimmed text that ends in a line break if it has several lines."""
    plain = trimmed(text)
    return f"{plain}\n" if "\n" in plain else plain
