"""One file of a bank while it is read: findings about it know their line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from examkit.bank.model import Question
from examkit.bank.toml.positions import KeyPath, Positions, find_positions
from examkit.diagnostics import Finding, Severity, did_you_mean
from examkit.sanitize import sanitize

M = TypeVar("M", bound=BaseModel)


@dataclass(slots=True)
class SourceFile:
    """Path and text of a file, with the findings about it so far."""

    path: str
    text: str
    findings: list[Finding] = field(default_factory=list)
    _positions: Positions | None = None

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
        """Report something at a key, or at the closest table around it."""
        if self._positions is None:
            self._positions = find_positions(self.text)
        line, column = self._positions.nearest(loc)
        text, advice = sanitize(message)[:300], sanitize(hint)[:300]
        self.findings.append(
            Finding(self.path, line, column, code, severity, text, advice, sanitize(question)[:64])
        )

    def validated(
        self, model: type[M], values: Mapping[str, Any], loc: KeyPath = (), question: str = ""
    ) -> M | None:
        """Make a model of values, or report every fault in them."""
        try:
            return model.model_validate(values)
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False):
                self._add_fault(model, loc, dict(fault), question)
            return None

    def _add_fault(
        self, model: type[BaseModel], loc: KeyPath, fault: dict[str, Any], question: str
    ) -> None:
        # A field of several types reports each of them, with the type's name in the location.
        inner = tuple(p for p in fault["loc"] if not (isinstance(p, str) and p in _TYPE_NAMES))
        code, message, hint = describe_validation_error(model, inner, fault)
        self.add(code, (*loc, *inner), message, hint, question=question)


_TYPE_NAMES = {"str", "constrained-str", "dict[str,constrained-str]", "function-after"}


def describe_validation_error(
    model: type[BaseModel], loc: KeyPath, fault: Mapping[str, Any]
) -> tuple[str, str, str]:
    """Put a fault of a model in words: code, message, hint."""
    kind, name = str(fault["type"]), str(loc[-1]) if loc else "it"
    context = fault.get("ctx", {})
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return "unknown-key", f"There is no key {name} here.", _key_hint(model, loc)
    if kind in _FAULTS:
        code, message, hint = _FAULTS[kind]
        filled = message.format(name=name, **{k: str(v) for k, v in context.items()})
        return code, filled, hint or _FORMS.get(name, "")
    if kind.endswith(("_type", "_parsing", "_from_float")):
        return "wrong-type", f"{name} is {_wrong_type(kind)}.", _FORMS.get(name, "")
    return "wrong-value", f"{name}: {fault['msg']}.", _FORMS.get(name, "")


_FAULTS = {
    "missing": ("missing-key", "The key {name} is missing.", "Add it."),
    "string_pattern_mismatch": ("wrong-value", "The value of {name} has not the right form.", ""),
    "literal_error": ("wrong-value", "{name} must be {expected}.", ""),
    "string_too_short": ("wrong-value", "{name} is empty.", "Fill it in."),
    "too_short": ("wrong-value", "{name} has fewer than {min_length}.", "Add some."),
    "string_too_long": ("too-long", "{name} has more than {max_length} characters.", "Shorten it."),
    "too_long": ("too-long", "{name} has more than {max_length}.", "Remove some."),
}


def _key_hint(model: type[BaseModel], loc: KeyPath) -> str:
    name = str(loc[-1])
    table = next((str(part) for part in loc[:-1] if _rows_of(str(part))), "")
    known = _rows_of(table) or _fields_at(model, loc)
    if table and name in Question.model_fields:
        return f"It belongs to the question: move it above [[questions.{table}]]."
    return did_you_mean(name, known) or f"Known: {', '.join(sorted(known))}."


def _rows_of(name: str) -> tuple[str, ...]:
    """Return the keys of the tables that a field of a question lists; none for another field."""
    info = Question.model_fields.get(name)
    row = next(iter(get_args(info.annotation)), None) if info else None
    return tuple(each.name for each in fields(row)) if is_dataclass(row) else ()


def _fields_at(model: type[BaseModel], loc: KeyPath) -> Iterable[str]:
    from examkit.bank.model import Domain, Scale, Topic

    inside: dict[str, type[BaseModel]] = {"domains": Domain, "scale": Scale, "topics": Topic}
    owner = next((inside[str(part)] for part in loc[:-1] if part in inside), model)
    return [field.alias or name for name, field in owner.model_fields.items()]


def _wrong_type(kind: str) -> str:
    wanted = {
        "string_type": "not a text; put it in quotes",
        "int_type": "not a whole number",
        "float_type": "not a number",
        "bool_type": "not true or false",
        "date_type": "not a date",
        "dict_type": "not a table",
        "tuple_type": "not a list",
    }
    return wanted.get(kind, "not of the right type")


_FORMS = {
    "id": "Lower case letters, digits and hyphens, for example lambda-async-retries.",
    "note": "An address such as lambda.md#cold-starts.",
    "references": "A web address that starts with https://.",
    "as_of": 'A year and month in quotes, for example "2026-11".',
}
