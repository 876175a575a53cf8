"""examkit's own JSON, which stores every field of every question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from examkit.diagnostics import did_you_mean
from examkit.formats.json.parser import Document, Key
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult, normalize
from examkit.formats.shared.faults import QuestionFindings, report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.values import to_text
from examkit.formats.shared.text_conventions import to_number
from examkit.question_types.choice import Option
from examkit.question_types.registry import TYPES, foreign_fields

MARK = "examkit"
"""The key of the format version, which identifies a file written by examkit."""
VERSION = 1

_FIRST = ("id", "kind", "stem", "options", "items", "pairs", "extra", "answer", "tolerance")
_LEFT_OUT = {"line", "excerpt", "type_"}
_SHAPES = {name: shape for name, shape in get_type_hints(Draft).items() if name not in _LEFT_OUT}
_NAMES = tuple(dict.fromkeys((*_FIRST, *_SHAPES)))
_ALWAYS = ("text", "correct")
_OPTION = {name: value or "" for name, value in vars(Option("")).items()} | {"correct": False}


def encoded(paper: QuestionSet) -> dict[str, Any]:
    """Return the questions and groups as plain values for JSON."""
    return {
        MARK: VERSION,
        "title": paper.title,
        "groups": [{"id": group.id, "stem": group.stem} for group in paper.groups],
        "questions": [encoded_question(draft) for draft in paper.questions],
    }


def encoded_question(draft: Draft) -> dict[str, Any]:
    """Return a question as plain values for JSON. Empty fields are left out."""
    foreign = foreign_fields(draft.type)
    values = {name: _encoded(getattr(draft, name)) for name in _SHAPES if name not in foreign}
    values |= {"kind": draft.type, "domains": dict(draft.domains)}
    empty = vars(Draft(stem=""))
    changed = {name for name in values if vars(draft).get(name) != empty.get(name)}
    return {
        name: values[name]
        for name in _NAMES
        if name in values and (name in changed or _has_value(values[name]))
    }


def _encoded(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encoded(each) for each in value]
    if isinstance(value, dict):
        return {name: _encoded(each) for name, each in value.items()}
    if isinstance(value, Option):
        return {name: each for name, each in vars(value).items() if each or name in _ALWAYS}
    return value


def _has_value(value: Any) -> bool:
    """Return whether to store a value: any float, even 0, and anything else that isn't empty."""
    return bool(value) or type(value) is float


def read_own(file: InputFile, document: Document) -> ReadResult:
    """Read a file that examkit wrote, even if it was edited since."""
    root = document.value
    if root[MARK] != VERSION:
        found = to_text(root[MARK])[:20]
        message = f"The file has version {found}, but examkit reads only version {VERSION}."
        file.add(document.place(MARK), "newer-version", message, "Update examkit.")
        return ReadResult(findings=tuple(file.findings))
    groups = tuple(_groups(file, document))
    listed = root.get("questions")
    if not isinstance(listed, list):
        message = "The file has no list of questions."
        file.add(document.place("questions"), "wrong-type", message, 'Add "questions": [ ... ].')
        listed = []
    drafts = [
        draft
        for at, value in enumerate(listed)
        if (draft := decode_question(file, value, partial(document.place, "questions", at)))
        is not None
    ]
    _check_groups(file, drafts, groups)
    return ReadResult(tuple(drafts), groups, tuple(file.findings))


Places = Callable[..., tuple[int, int]]
"""Returns the line and column of a value. Takes the keys and indexes that lead to it."""


def _groups(file: InputFile, document: Document) -> list[Group]:
    listed = document.value.get("groups")
    groups: list[Group] = []
    for at, value in enumerate(listed if isinstance(listed, list) else []):
        inner = value if isinstance(value, dict) else {}
        group = Group(to_text(inner.get("id")), to_text(inner.get("stem")))
        if group.id and group.stem:
            groups.append(group)
        else:
            message = "A group needs an id and a stem."
            file.add(document.place("groups", at), "bad-group", message, "Write both as strings.")
    return groups


def _check_groups(file: InputFile, drafts: list[Draft], groups: tuple[Group, ...]) -> None:
    known = {group.id for group in groups}
    for draft in drafts:
        if draft.group and draft.group not in known:
            message, place = f"The file has no group {draft.group!r}.", (draft.line, 1)
            hint = did_you_mean(draft.group, known)
            file.add(place, "no-group", message, hint, severity="warning", question=draft.id)


def decode_question(file: InputFile, value: Any, place: Places) -> Draft | None:
    """Convert a question's JSON value to a draft. If that fails, report why and return None."""
    if not isinstance(value, dict):
        file.add(place(), "wrong-type", "A question must be an object, { ... }.")
        return None
    name = to_text(value.get("id"))
    checker = _Checker(file, value, place, name)
    checker.check_names()
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in TYPES:
        hint = did_you_mean(to_text(kind), TYPES) or f"Known: {', '.join(TYPES)}."
        message = "The question's type is unknown."
        file.add(place("kind"), "unsupported-type", message, hint, question=name)
        return None
    draft = normalize(Draft(type_=kind, line=place()[0], **checker.parts()))
    return None if checker.failed or report_faults(file, draft, place) else draft


Reader = Callable[..., Any]
"""Converts a JSON value to the type of its field. Takes the checker, the value, and its path."""


class _Checker(QuestionFindings):
    """Reads the values of one question, and reports those of a wrong type."""

    def __init__(self, file: InputFile, value: Mapping[str, Any], place: Places, name: str) -> None:
        super().__init__(file, name)
        self._value = value
        self._place = place

    def locate(self, part: tuple[Key, ...]) -> tuple[int, int]:
        return self._place(*part)

    def check_names(self) -> None:
        for name in self._value:
            if name not in _NAMES:
                message, hint = f"Unknown key {name!r}.", did_you_mean(name, _NAMES)
                self.warn((name,), "unknown-key", message, hint)

    def parts(self) -> dict[str, Any]:
        """Return a draft's fields by name, except its type and line."""
        values = {"stem": "", **self._value}
        fields = {n: read(self, values[n], n) for n, read in _READERS.items() if n in values}
        return fields | {"domains": self._domains()}

    def _text(self, value: Any, *path: Key) -> str:
        if not isinstance(value, str):
            message = f"The value of {path[0]!r} isn't text in quotes."
            self.error(path, "wrong-type", message, "Put it in double quotes.")
        return to_text(value)

    def _text_or_none(self, value: Any, *path: Key) -> str | None:
        return self._text(value, *path) or None

    def _list(self, value: Any, *path: Key, read: Reader) -> tuple[Any, ...]:
        if isinstance(value, list):
            return tuple(read(self, each, *path, at) for at, each in enumerate(value))
        message = f"The value of {path[0]!r} isn't a list."
        self.error(path, "wrong-type", message, "Write [ ... ].")
        return ()

    def _number(self, value: Any, *path: Key) -> float:
        number = None if isinstance(value, str) else to_number(value)
        if number is None or (path == ("tolerance",) and number < 0):
            message = f"The value of {path[0]!r} isn't a valid number."
            self.error(path, "bad-number", message, "Write it in digits, without quotes.")
            return 0.0
        return float(number)

    def _skills(self, value: Any, *path: Key) -> dict[str, tuple[str, ...]]:
        if isinstance(value, dict):
            read = _Checker._text
            return {exam: self._list(each, *path, exam, read=read) for exam, each in value.items()}
        message = "The value of 'skills' isn't an object with a list for each exam."
        self.error(path, "wrong-type", message, 'Write {"exam": ["1.2.3"]}.')
        return {}

    def _flag(self, value: Any, *path: Key) -> bool:
        if not isinstance(value, bool):
            message = f"The value of {path[0]!r} is neither true nor false."
            self.error(path, "wrong-type", message, "Write true or false without quotes.")
        return value is True

    def _domains(self) -> tuple[tuple[str, str], ...]:
        value = self._value.get("domains", {})
        if not isinstance(value, dict):
            message = "The value of 'domains' isn't an object with a domain for each exam."
            self.error(("domains",), "wrong-type", message, 'Write {"exam": "domain"}.')
            return ()
        return tuple((exam, self._text(name, "domains", exam)) for exam, name in value.items())

    def _option(self, value: Any, *path: Key) -> Option:
        known = isinstance(value, dict) and value.keys() <= _OPTION.keys()
        given = _OPTION | (value if known else {})
        if not known or any(type(given[name]) is not type(_OPTION[name]) for name in _OPTION):
            message = 'An option must have "text", and can have "correct", "rationale", and "note".'
            self.error(path, "wrong-type", message, 'Write {"text": "...", "correct": true}.')
            return Option("")
        texts = {name: to_text(given[name]) for name in _OPTION}
        return Option(texts["text"], given["correct"], texts["rationale"], texts["note"] or None)

    def _pair(self, value: Any, *path: Key) -> tuple[str, str]:
        if not isinstance(value, list) or len(value) != 2:
            message = "A pair must be a list of two strings."
            self.error(path, "wrong-type", message, 'Write ["left", "right"].')
            return "", ""
        left, right = (self._text(one, *path, at) for at, one in enumerate(value))
        return left, right


def _reader(shape: Any) -> Reader:
    """Return the function that reads values of a field with this type."""
    shapes = (shape, *get_args(shape))
    if get_origin(shape) is tuple and Ellipsis in shapes:
        return partial(_Checker._list, read=_reader(shapes[1]))
    if get_origin(shape) is tuple:
        return _Checker._pair
    if get_origin(shape) is dict:
        return _Checker._skills
    known: dict[Any, Reader] = {
        Option: _Checker._option,
        bool: _Checker._flag,
        float: _Checker._number,
        NoneType: _Checker._text_or_none,
    }
    return next((read for each, read in known.items() if each in shapes), _Checker._text)


_READERS = {name: _reader(shape) for name, shape in _SHAPES.items() if name != "domains"}
