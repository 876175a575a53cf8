"""Drafts as questions of a bank, with findings about what does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from pydantic import ValidationError

from examkit.bank.model import Difficulty, Question
from examkit.bank.source_file import describe_errors
from examkit.bank.validate_question import find_violations
from examkit.formats.shared.draft import Draft, trimmed
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option
from examkit.question_types.fields import CommonFields
from examkit.question_types.registry import find_type

_URL = re.compile(r"https?://\S{1,1990}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question goes."""

    topic: str
    domain: str
    group: str = ""
    domains: tuple[tuple[str, str], ...] = ()
    """Ids of exam and domain, where exams place it differently; they go before `domain`."""


def to_question(draft: Draft, name: str, place: Place, file: InputFile) -> Question | None:
    """Make a question of a draft; None where it cannot be one, which findings of the file say."""
    for reference in draft.references:
        if not _URL.fullmatch(reference):
            said = f"The reference {reference[:60]!r} is no web address; it is left out."
            file.add((draft.line, 1), "loss", said, severity="info", question=draft.id or name)
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
    """End a text of several lines with a line end, as it is written by hand."""
    plain = trimmed(text)
    return f"{plain}\n" if "\n" in plain else plain
