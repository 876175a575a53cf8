"""Describe values that a model rejects, in words for a bank's author."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from examkit.bank.model import Question
from examkit.bank.model_keys import row_keys, table_keys
from examkit.bank.toml.reader import KeyPath
from examkit.diagnostics import did_you_mean
from examkit.question_types.base import Violation
from examkit.question_types.registry import STATED_NAMES

Fault = Mapping[str, Any]
"""A fault as pydantic reports it: its type, its location, the input, and more."""
_TAG = re.compile(r"(?:constrained-)?str|(?:dict|literal|function-\w+)\W.*|function-\w+")
"""Parts that pydantic adds to a fault's location for each type that it tried."""


def describe_errors(model: type[BaseModel], error: ValidationError) -> list[Violation]:
    """Return a violation for each distinct fault that pydantic found in a model's values."""
    entries = defaultdict[tuple[str, KeyPath], list[KeyPath]](list)
    faults: dict[KeyPath, Fault] = dict(_distinct_faults(error))
    for loc, fault in faults.items():
        entries[fault["type"], loc[:-1] if _is_entry(loc) else loc].append(loc)
    described = [_describe(model, locs, faults[locs[0]]) for locs in entries.values()]
    suggested = {(loc[:-1], hint) for code, loc, _, hint in described if code == "unknown-key"}

    def is_misspelled(violation: Violation) -> bool:
        """Return whether a violation reports a key as missing that is only misspelled."""
        code, loc, _, _ = violation
        if code != "missing-key":
            return False
        return (loc[:-1], did_you_mean(str(loc[-1]), [str(loc[-1])])) in suggested

    return [violation for violation in described if not is_misspelled(violation)]


def _distinct_faults(error: ValidationError) -> Iterator[tuple[KeyPath, Fault]]:
    """Yield each fault with the path of its key, the path first.

    If a field allows several types, pydantic reports a fault for each; only the deepest is yielded.
    """
    deepest: dict[KeyPath, tuple[KeyPath, Fault]] = {}
    for fault in error.errors(include_url=False):
        parts = fault["loc"]
        tag = next((i for i, part in enumerate(parts) if _TAG.fullmatch(str(part))), len(parts))
        loc = tuple(part for part in parts if not _TAG.fullmatch(str(part)))
        if parts[:tag] not in deepest or len(loc) > len(deepest[parts[:tag]][0]):
            deepest[parts[:tag]] = loc, dict(fault)
    return iter(deepest.values())


def _is_entry(loc: KeyPath) -> bool:
    return bool(loc) and isinstance(loc[-1], int)


def _describe(model: type[BaseModel], locs: list[KeyPath], fault: Fault) -> Violation:
    """Return the violation for a fault in one value, or in entries of one list, at `locs`."""
    loc, kind = locs[0], str(fault["type"])
    name = _name(loc, is_each=len(locs) > 1)
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return "unknown-key", loc, f"Unknown key {name}.", _key_hint(model, loc)
    if kind == "missing":
        return _describe_missing(loc, name)
    if kind in _FAULTS:
        code, message, hint = _FAULTS[kind]
        if loc[:1] == ("pairs",) or code == "wrong-value":
            hint = _HINTS.get(_hinted(loc), hint)
        return code, loc, message.format(name=name, **fault.get("ctx", {})), hint
    wanted = next((words for start, words in _TYPES.items() if kind.startswith(start)), "")
    if wanted and kind != "string_pattern_mismatch":
        return _describe_type(loc, name, wanted)
    hint = _HINTS.get(_hinted(loc), "Change the value.")
    return "wrong-value", loc, _refuse(name, fault["input"]), hint


def _describe_missing(loc: KeyPath, name: str) -> Violation:
    """Return the violation for a missing key, or for a pair with fewer than two texts.

    `loc` is the path of the missing key or text, and `name` the key's name.
    """
    if _is_entry(loc):
        return "wrong-value", loc[:-1], f"{_name(loc[:-1])} must have two strings.", _HINTS["pairs"]
    return "missing-key", loc, f"{name} is missing.", _ADD.get(name, "Add it.")


def _describe_type(loc: KeyPath, name: str, wanted: str) -> Violation:
    field = _hinted(loc)
    if field in _TABLES:
        wanted = "a table" if _is_entry(loc) else "a list of tables"
    hint = _HINTS.get(field) or _TYPE_HINTS[wanted]
    return "wrong-type", loc, f"{name} must be {wanted}.", hint


def _refuse(name: str, value: object) -> str:
    """Return the message that the key `name` can't have `value`; a long text is shortened."""
    if value == "":
        return f"{name} is empty."
    if isinstance(value, str):
        return f'{name} can\'t be "{value if len(value) <= 40 else f"{value[:39]}…"}".'
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{name} can't be {value}." if is_number else f"{name} has the wrong type of value."


def _name(loc: KeyPath, *, is_each: bool = False) -> str:
    """Return a key's name for a message, such as `stem` or `Entry 2 of references`.

    With `is_each`, name all entries of the list together.
    """
    if not loc:
        return "The file"
    if isinstance(loc[-1], int):
        entry, outer = f"Entry {loc[-1] + 1} of", _name(loc[:-1])
        if _is_entry(loc[:-1]):
            entry, outer = f"Entry {loc[-1] + 1} in", f"{outer[0].lower()}{outer[1:]}"
        return f"Each entry in {outer}" if is_each else f"{entry} {outer}"
    return f"{loc[-1]} in {loc[-2]}" if loc[-2:-1] in (("domain",), ("skills",)) else loc[-1]


def _hinted(loc: KeyPath) -> str:
    """Return the key in `_HINTS` for the value at `loc`; empty for the whole file.

    For an exam id in the table `domain` or `skills` of a question, it is the table's name.
    """
    names = [part for part in loc if isinstance(part, str)]
    if "tasks" in names[:1] and names[-1:] == ["skills"]:
        return "tasks.skills"
    table = next((name for name in names if name in ("domain", "skills")), "")
    return table if table and names[0] == table else "".join(names[-1:])


_FAULTS = {
    "string_too_short": ("wrong-value", "{name} is empty.", "Fill it in."),
    "too_short": (
        "wrong-value", "{name} has too few entries (minimum: {min_length}).", "Add some."
    ),
    "string_too_long": (
        "too-long", "{name} is longer than {max_length:,} characters.", "Shorten it."
    ),
    "too_long": ("too-long", "{name} has more than {max_length} entries.", "Remove some."),
    "greater_than": ("wrong-value", "{name} must be greater than {gt:g}.", "Use a larger number."),
    "greater_than_equal": (
        "wrong-value", "{name} must be at least {ge:g}.", "Use a larger number."
    ),
    "less_than": ("wrong-value", "{name} must be less than {lt:g}.", "Use a smaller number."),
    "less_than_equal": ("wrong-value", "{name} must be at most {le:,}.", "Use a smaller number."),
}  # fmt: skip
"""Code, message, and hint by pydantic's name for the fault."""

_TYPES = {
    "string": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "bool": "true or false",
    "date": "a date",
    "dict": "a table",
    "model": "a table",
    "dataclass": "a table",
    "tuple": "a list in brackets",
}
"""The expected type in words, by the start of pydantic's name for the fault."""

_TYPE_HINTS = {
    "text in quotes": 'Put it in quotes, as in "text".',
    "a whole number": "Write only digits, without quotes.",
    "a number": "Write it without quotes, as in 12.5.",
    "true or false": "Write true or false without quotes.",
    "a date": "Write the year, month, and day without quotes, as in 2026-11-30.",
    "a table": "Put its header in brackets, as in [scale].",
    "a list in brackets": 'Put the entries in brackets, as in ["one", "two"].',
}
"""Hints by the expected type, for fields without one of their own."""

_ID = "Use 3 to 64 lowercase letters, digits, and hyphens, as in lambda-retries."
_TABLES = {
    "options": "Start each option with [[questions.options]], in double brackets.",
    "domains": "Start each domain with [[domains]], in double brackets.",
    "tasks": "Start each task with [[tasks]], in double brackets.",
    "tasks.skills": "Start each skill with [[tasks.skills]], in double brackets.",
    "topics": "Start each topic with [[topics]], in double brackets.",
}
"""Hints for the fields that are lists of tables, by the field's name."""
*_NAMED, _LAST = (f'"{name}"' for name in STATED_NAMES)
_NAMES = ", ".join(_NAMED)
_HINTS = _TABLES | {
    "id": _ID,
    "topic": _ID,
    "default_exam": _ID,
    "domain": 'Write a domain ID in quotes, or a table such as { exam-1 = "security" }.',
    "exams": 'Write a list of exam IDs, such as ["exam-1"].',
    "enemies": 'Write a list of question IDs, such as ["kms-1"].',
    "note": 'Give a file name and a heading, as in "lambda.md#cold-starts".',
    "references": 'Write a list of web addresses, such as ["https://example.org/page"].',
    "type": f"Write {_NAMES}, or {_LAST}. Remove the line if the question has options.",
    "answer": "Write a number without quotes. In a question with options, use correct = true.",
    "pairs": 'Write each pair as two strings: ["left", "right"].',
    "skills": 'List skill numbers by exam ID, as in { exam-1 = ["1.2.3"] }.',
    "number": 'Write the number in quotes, as in "1.2.3".',
    "as_of": 'Write the year and month in quotes, as in "2026-11".',
    "difficulty": 'Write "easy", "medium", or "hard".',
    "use": 'Write "drill" to keep the question out of mock exams, or remove the line.',
    "marking": 'Write "all-or-nothing" or "partial".',
    "format": "Write format = 1, the only version so far.",
    "cut_fraction": "Write a number between 0 and 1, such as 0.72.",
    "weight": "Write a number above 0, without quotes or a percent sign.",
}
"""Hints on how to write a field, by the field's name."""

_ADD = {
    "id": 'Add an ID in quotes, such as id = "lambda-retries".',
    "topic": "Add the ID of a topic in bank.toml.",
    "difficulty": 'Set difficulty to "easy", "medium", or "hard".',
    "stem": 'Add the question in quotes, such as stem = "Which service queues messages?"',
    "text": 'Add the option in quotes, such as text = "A queue".',
    "title": 'Add a name in quotes, such as title = "Security".',
    "format": "Add format = 1.",
    "default_exam": "Add the ID of an exam in the exams folder.",
    "questions": "Add the number of questions in the exam.",
    "minutes": "Add the exam's time limit in minutes.",
    "domains": "Add a [[domains]] table for each domain.",
    "min": "Add the lowest possible score.",
    "max": "Add the highest possible score.",
    "pass": "Add the passing score.",
    "cut_fraction": "Add the share of correct answers needed to pass, such as 0.72.",
    "number": 'Add a number in quotes, such as number = "1.2".',
    "domain": "Add the ID of a domain.",
}
"""Hints on how to add a missing key, by its name."""


def _key_hint(model: type[BaseModel], loc: KeyPath) -> str:
    name = str(loc[-1])
    table = next((str(part) for part in loc[:-1] if row_keys(str(part))), "")
    known = row_keys(table) or table_keys(model, loc)
    if table and name in Question.model_fields:
        return f"It belongs to the question. Move it above [[questions.{table}]]."
    if len(loc) == 1 and name in ("key", "correct"):
        return "Write correct = true in the correct option instead."
    return did_you_mean(name, known) or f"Known keys: {', '.join(sorted(known))}."
