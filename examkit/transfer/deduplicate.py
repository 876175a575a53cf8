"""Which question a draft is: the same one again, or a new one that needs an id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from examkit.bank.model import Question
from examkit.formats.shared.draft import Draft, map_texts
from examkit.question_types.registry import QuestionFields, find_type
from examkit.sanitize import sanitize

_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,63}")
_WORDS = 6
"""Words of a stem or title in an id."""


def fingerprint(draft: Draft) -> str:
    """Hash what is asked: type, stem and choices, whatever their order, case and spaces."""
    asked = find_type(draft).asked_texts(draft)
    parts = [_folded(draft.stem), *sorted(map(_folded, asked))]
    kind = "choice" if draft.options else draft.type
    return hashlib.sha256("\x1f".join((kind, *parts)).encode()).hexdigest()[:16]


def key_of(draft: Draft) -> tuple[str, ...]:
    """Return what is right, in a form that can be compared with that of the same question."""
    return tuple(sorted(map(_folded, find_type(draft).key_texts(draft))))


def _folded(text: str) -> str:
    """Return a text without what formats and people change about it by accident."""
    plain = re.sub(r"\(choose \w+\.?\)", "", unicodedata.normalize("NFC", text).casefold())
    return " ".join(plain.split())


def new_id(draft: Draft, taken: Collection[str]) -> str:
    """Return the draft's own id where it can be one, else words of its text and a hash."""
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
    """Return a text as lower case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def short_slug(text: str, otherwise: str) -> str:
    """Return a text as the id of a topic, a domain or a bank."""
    found = slug(text)[:60].strip("-")
    return found if len(found) > 1 else otherwise


def to_draft(question: Question, exam: str = "") -> Draft:
    """Return a question of a bank as a draft, placed as in that exam."""
    shared: dict[str, Any] = {f.name: getattr(question, f.name) for f in fields(QuestionFields)}
    by_exam = {} if isinstance(question.domain, str) else question.domain
    domain = (question.domain_in(exam) if exam else None) or ("" if by_exam else question.domain)
    return Draft(**shared | {"domain": domain, "domains": tuple(by_exam.items())})


def cleaned(draft: Draft) -> Draft:
    """Make every text of a draft harmless, as those of a bank are."""
    safe = map_texts(draft, sanitize)
    return replace(safe, domain=sanitize(draft.domain), topic=sanitize(draft.topic))
