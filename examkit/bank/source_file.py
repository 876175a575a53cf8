"""A file of a bank with its findings, and messages for validation errors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from examkit.bank.model import Domain, Question, Scale, Skill, Task, Topic
from examkit.bank.toml.reader import KeyPath, Positions, find_positions
from examkit.diagnostics import Finding, Severity, did_you_mean
from examkit.question_types.base import Violation
from examkit.sanitize import sanitize

M = TypeVar("M", bound=BaseModel)


@dataclass(slots=True)
class SourceFile:
    """A file of a bank: its path, its text, and the findings so far."""

    path: str
    """Path relative to the bank's folder."""
    text: str
    findings: list[Finding] = field(default_factory=list)
    _positions: Positions | None = None

    @property
    def has_errors(self) -> bool:
        """Return whether any finding so far is an error."""
        return any(finding.severity == "error" for finding in self.findings)

    def add(
        self,
        code: str,
        loc: KeyPath,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        question: str = "",
    ) -> None:
        """Add a finding at a key, or at the closest table around it if the key is missing.

        If a question takes the key's value from the top of the file, the finding points there and
        is added only once.
        """
        if self._positions is None:
            self._positions = find_positions(self.text)
        if is_default := self._positions.is_default(loc):
            loc, question = loc[2:], ""
        line, column = self._positions.nearest(loc)
        text, advice = sanitize(message)[:300], sanitize(hint)[:300]
        about = sanitize(question)[:64]
        finding = Finding(self.path, line, column, code, severity, text, advice, about)
        if not is_default or finding not in self.findings:
            self.findings.append(finding)

    def validate(
        self,
        model: type[M],
        values: Mapping[str, Any],
        loc: KeyPath = (),
        question: str = "",
        reported: Collection[str] = (),
    ) -> M | None:
        """Convert values to a model; if that fails, add a finding for each fault and return None.

        `loc` is the path of the values in the file. Missing keys in `reported` are ignored.
        """
        try:
            return model.model_validate(values)
        except ValidationError as error:
            for code, inner, message, hint in describe_errors(model, error):
                if code != "missing-key" or inner[-1] not in reported:
                    self.add(code, (*loc, *inner), message, hint, question=question)
            return None


def describe_errors(model: type[BaseModel], error: ValidationError) -> list[Violation]:
    """Return a violation for each distinct fault that pydantic found in a model's values."""
    faults = [_describe(model, loc, fault) for loc, fault in _distinct_faults(error)]
    suggested = {(loc[:-1], hint) for code, loc, _, hint in faults if code == "unknown-key"}

    def is_misspelled(fault: Violation) -> bool:
        """Return whether a key is missing only because its name is misspelled."""
        code, loc, _, _ = fault
        if code != "missing-key":
            return False
        return (loc[:-1], did_you_mean(str(loc[-1]), [str(loc[-1])])) in suggested

    return [fault for fault in faults if not is_misspelled(fault)]


def _distinct_faults(error: ValidationError) -> Iterator[tuple[KeyPath, Mapping[str, Any]]]:
    """Return each fault with its key; for a field with several allowed types, only the deepest."""
    deepest: dict[KeyPath, tuple[KeyPath, Mapping[str, Any]]] = {}
    for fault in error.errors(include_url=False, include_input=False):
        parts = fault["loc"]
        # pydantic puts the name of each type that it tried into the location.
        tag = next((i for i, part in enumerate(parts) if _TAG.fullmatch(str(part))), len(parts))
        loc = tuple(part for part in parts if not _TAG.fullmatch(str(part)))
        if parts[:tag] not in deepest or len(loc) > len(deepest[parts[:tag]][0]):
            deepest[parts[:tag]] = loc, dict(fault)
    return iter(deepest.values())


_TAG = re.compile(r"(?:constrained-)?str|(?:dict|literal|function-\w+)\W.*|function-\w+")


def _describe(model: type[BaseModel], loc: KeyPath, fault: Mapping[str, Any]) -> Violation:
    """Return the code, key, message, and hint for one of pydantic's faults."""
    kind, name = str(fault["type"]), _name(loc)
    field = next((part for part in reversed(loc) if isinstance(part, str)), "")
    hint = _HINTS.get(field, "")
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return "unknown-key", loc, f"Unknown key {name}.", _key_hint(model, loc)
    if kind == "missing" and isinstance(loc[-1], int):
        return "wrong-value", loc[:-1], f"{_name(loc[:-1])} is too short.", hint
    if kind in _FAULTS:
        code, message, advice = _FAULTS[kind]
        advice = hint if not advice or (code == "too-long" and hint) else advice
        return code, loc, message.format(name=name, **fault.get("ctx", {})), advice
    wanted = next((words for start, words in _TYPES.items() if kind.startswith(start)), "")
    if wanted:
        return "wrong-type", loc, f"{name} must be {wanted}.", hint
    return "wrong-value", loc, f"{name} is not valid: {fault['msg']}.", hint


def _name(loc: KeyPath) -> str:
    """Return a key's name for a message, such as `stem` or `Entry 2 of references`."""
    if not loc:
        return "The file"
    if isinstance(loc[-1], int):
        return f"Entry {loc[-1] + 1} of {_name(loc[:-1])}"
    return loc[-1]


_FAULTS = {
    "missing": ("missing-key", "The key {name} is missing.", "Add it."),
    "string_pattern_mismatch": ("wrong-value", "{name} is not valid.", ""),
    "literal_error": ("wrong-value", "{name} must be {expected}.", ""),
    "string_too_short": ("wrong-value", "{name} is empty.", "Fill it in."),
    "too_short": ("wrong-value", "{name} has fewer than {min_length} entries.", "Add some."),
    "string_too_long": (
        "too-long", "{name} is longer than {max_length} characters.", "Shorten it."
    ),
    "too_long": ("too-long", "{name} has more than {max_length} entries.", "Remove some."),
    "greater_than": ("wrong-value", "{name} must be greater than {gt:g}.", ""),
    "greater_than_equal": ("wrong-value", "{name} must be at least {ge:g}.", ""),
    "less_than": ("wrong-value", "{name} must be less than {lt:g}.", ""),
    "less_than_equal": ("wrong-value", "{name} must be at most {le:g}.", ""),
}  # fmt: skip
"""Code, message, and hint by pydantic's name for the fault."""

_TYPES = {
    "string": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "bool": "true or false",
    "date": "a date, such as 2026-11-30",
    "dict": "a table",
    "model": "a table",
    "dataclass": "a table",
    "tuple": "a list in brackets",
}
"""The expected type in words, by the start of pydantic's name for the fault."""

_ID = "Use lowercase letters, digits, and hyphens, such as lambda-async-retries."
_HINTS = {
    "id": _ID,
    "topic": _ID,
    "default_exam": _ID,
    "domain": 'Write a domain id in quotes, or a table such as { exam-1 = "security" }.',
    "exams": 'Write a list of exam ids, such as ["exam-1"].',
    "enemies": 'Write a list of question ids, such as ["kms-1"].',
    "note": "Write the address of a section, such as lambda.md#cold-starts.",
    "references": 'Write a list of addresses, such as ["https://example.org/page"].',
    "type": "Leave type out if the question has options.",
    "pairs": 'Write each pair as two texts: ["left", "right"].',
    "skills": 'Write a table of lists, such as { exam-1 = ["1.2.3"] }.',
    "number": 'Write it in quotes, such as "1.2.3".',
    "as_of": 'Write year and month in quotes, such as "2026-11".',
}
"""Hints on how to write a field, by the field's name."""


def _key_hint(model: type[BaseModel], loc: KeyPath) -> str:
    name = str(loc[-1])
    table = next((str(part) for part in loc[:-1] if _keys_of_rows(str(part))), "")
    known = _keys_of_rows(table) or _keys_of(model, loc)
    if table and name in Question.model_fields:
        return f"It belongs to the question: move it above [[questions.{table}]]."
    return did_you_mean(name, known) or f"Known keys: {', '.join(sorted(known))}."


def _keys_of_rows(name: str) -> tuple[str, ...]:
    """Return the keys of the tables in a question's field, such as options; empty otherwise."""
    info = Question.model_fields.get(name)
    row = next(iter(get_args(info.annotation)), None) if info else None
    return tuple(each.name for each in fields(row)) if is_dataclass(row) else ()


def _keys_of(model: type[BaseModel], loc: KeyPath) -> Iterable[str]:
    """Return the keys that the table around `loc` can have."""
    inside: dict[str, type[BaseModel]] = {
        "skills": Skill, "tasks": Task, "domains": Domain, "scale": Scale, "topics": Topic,
    }  # fmt: skip
    owner = next((inside[str(part)] for part in reversed(loc[:-1]) if part in inside), model)
    return [each.alias or name for name, each in owner.model_fields.items()]
