"""Which question a draft is: the same one again, or a new one that needs an id."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any, assert_never

from examkit.bank.model import Question
from examkit.formats.shared.draft import Draft, map_texts
from examkit.question_types.registry import QuestionFields
from examkit.sanitize import sanitize

_ID = re.compile(r"[a-z0-9][a-z0-9-]{2,63}")
_WORDS = 6
"""Words of a stem or title in an id."""


def fingerprint(draft: Draft) -> str:
    """Hash what is asked: kind, stem and choices, whatever their order, case and spaces."""
    texts = [option.text for option in draft.options] + [*draft.items, *draft.extra]
    texts += [" -> ".join(pair) for pair in draft.pairs]
    parts = [_folded(draft.stem), *sorted(map(_folded, texts))]
    kind = "choice" if draft.options else draft.type
    return hashlib.sha256("\x1f".join((kind, *parts)).encode()).hexdigest()[:16]


def key_of(draft: Draft) -> tuple[object, ...]:
    """Return what is right, in a form that can be compared with that of the same question."""
    match draft.type:
        case "single" | "multiple":
            return tuple(sorted(_folded(o.text) for o in draft.options if o.correct))
        case "ordering":
            return tuple(map(_folded, draft.items))
        case "matching":
            return tuple(sorted((_folded(left), _folded(right)) for left, right in draft.pairs))
        case "numeric":
            # Half of a range differs from a tolerance in its last digits only.
            return f"{draft.answer or 0.0:.9g}", f"{draft.tolerance:.9g}"
        case _:
            assert_never(draft.type)


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
