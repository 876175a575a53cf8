"""The JSON that is ours: every field of every question, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from examkit.diagnostics import did_you_mean
from examkit.formats.json.parser import Document, Key
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult, normalize
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.fields import to_number
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.values import to_text
from examkit.question_types.choice import Option
from examkit.question_types.registry import TYPES, foreign_fields

MARK = "examkit"
"""Key of the version, which tells that a file is ours."""
VERSION = 1

_FIRST = ("id", "kind", "stem", "options", "items", "pairs", "extra", "answer", "tolerance")
_LEFT_OUT = {"line", "excerpt", "type_"}
_SHAPES = {name: shape for name, shape in get_type_hints(Draft).items() if name not in _LEFT_OUT}
_NAMES = tuple(dict.fromkeys((*_FIRST, *_SHAPES)))
_ALWAYS = ("text", "correct")
_OPTION = {name: value or "" for name, value in vars(Option("")).items()} | {"correct": False}


def encoded(paper: QuestionSet) -> dict[str, Any]:
    """Return a paper as plain values."""
    return {
        MARK: VERSION,
        "title": paper.title,
        "groups": [{"id": group.id, "stem": group.stem} for group in paper.groups],
        "questions": [encoded_question(draft) for draft in paper.questions],
    }


def encoded_question(draft: Draft) -> dict[str, Any]:
    """Return a question as plain values; fields that hold nothing are left out."""
    foreign = foreign_fields(draft.type)
    values = {name: _encoded(getattr(draft, name)) for name in _SHAPES if name not in foreign}
    values |= {"kind": draft.type, "domains": dict(draft.domains)}
    empty = vars(Draft(stem=""))
    changed = {name for name in values if vars(draft).get(name) != empty.get(name)}
    return {
        name: values[name]
        for name in _NAMES
        if name in values and (name in changed or _is_held(values[name]))
    }


def _encoded(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encoded(each) for each in value]
    if isinstance(value, dict):
        return {name: _encoded(each) for name, each in value.items()}
    if isinstance(value, Option):
        return {name: each for name, each in vars(value).items() if each or name in _ALWAYS}
    return value


def _is_held(value: Any) -> bool:
    """Return whether a value says anything; a number always does."""
    return bool(value) or type(value) is float


def read_own(file: InputFile, document: Document) -> ReadResult:
    """Read a file that `encoded` gave, perhaps changed by hand since."""
    root = document.value
    if root[MARK] != VERSION:
        said = f"The version of the file is {to_text(root[MARK])[:20]!r}; {VERSION} is known."
        file.add(document.place(MARK), "newer-version", said, "Get a newer examkit.")
        return ReadResult(findings=tuple(file.findings))
    groups = tuple(_groups(file, document))
    listed = root.get("questions")
    if not isinstance(listed, list):
        said = "There is no list of questions."
        file.add(document.place("questions"), "wrong-type", said, "Write it as [ ... ].")
        listed = []
    found = [
        draft
        for at, value in enumerate(listed)
        if (draft := decode_question(file, value, _places(document, "questions", at))) is not None
    ]
    _check_groups(file, found, groups)
    return ReadResult(tuple(found), groups, tuple(file.findings))


Places = Callable[..., tuple[int, int]]


def _places(document: Document, *path: Key) -> Places:
    return lambda *deeper: document.place(*path, *deeper)


def _groups(file: InputFile, document: Document) -> list[Group]:
    listed = document.value.get("groups")
    found: list[Group] = []
    for at, value in enumerate(listed if isinstance(listed, list) else []):
        inner = value if isinstance(value, dict) else {}
        group = Group(to_text(inner.get("id")), to_text(inner.get("stem")))
        if group.id and group.stem:
            found.append(group)
        else:
            said = "A group needs an id and a stem."
            file.add(document.place("groups", at), "bad-group", said, "Write both as texts.")
    return found


def _check_groups(file: InputFile, drafts: list[Draft], groups: tuple[Group, ...]) -> None:
    known = {group.id for group in groups}
    for draft in drafts:
        if draft.group and draft.group not in known:
            said, hint = f"There is no group {draft.group!r}.", did_you_mean(draft.group, known)
            place = (draft.line, 1)
            file.add(place, "no-group", said, hint, severity="warning", question=draft.id)


def decode_question(file: InputFile, value: Any, place: Places) -> Draft | None:
    """Read one question; None with findings where it is none."""
    if not isinstance(value, dict):
        file.add(place(), "wrong-type", "A question is written as { ... }.")
        return None
    name = to_text(value.get("id"))
    checker = _Checker(file, value, place, name)
    checker.check_names()
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in TYPES:
        hint = did_you_mean(to_text(kind), TYPES) or f"Known: {', '.join(TYPES)}."
        said = "The kind of the question is not known."
        file.add(place("kind"), "unsupported-type", said, hint, question=name)
        return None
    draft = normalize(Draft(type_=kind, line=place()[0], **checker.parts()))
    if checker.failed:
        return None
    return None if report_faults(file, draft, place) else draft


Reader = Callable[..., Any]
"""Takes a checker, a value and its path; returns the value in the shape of its field."""


class _Checker:
    """Takes the values of one question, and reports those of a wrong type."""

    def __init__(self, file: InputFile, value: Mapping[str, Any], place: Places, name: str) -> None:
        self.failed = False
        self._file = file
        self._value = value
        self._place = place
        self._name = name

    def check_names(self) -> None:
        for name in self._value:
            if name not in _NAMES:
                said, hint = f"The key {name!r} is not known.", did_you_mean(name, _NAMES)
                self._tell("unknown-key", said, hint, name, warning=True)

    def parts(self) -> dict[str, Any]:
        """Return the fields of a draft, all but its type."""
        held = {"stem": "", **self._value}
        fields = {n: read(self, held[n], n) for n, read in _READERS.items() if n in held}
        return fields | {"domains": self._domains()}

    def _tell(self, code: str, said: str, hint: str, *path: Key, warning: bool = False) -> None:
        self.failed = self.failed or not warning
        severity: Any = "warning" if warning else "error"
        place = self._place(*path)
        self._file.add(place, code, said, hint, severity=severity, question=self._name)

    def _text(self, value: Any, *path: Key) -> str:
        if not isinstance(value, str):
            said = f"The value of {path[0]!r} is not a text."
            self._tell("wrong-type", said, "Put it in double quotes.", *path)
        return to_text(value)

    def _text_or_none(self, value: Any, *path: Key) -> str | None:
        return self._text(value, *path) or None

    def _list(self, value: Any, *path: Key, read: Reader) -> tuple[Any, ...]:
        if isinstance(value, list):
            return tuple(read(self, each, *path, at) for at, each in enumerate(value))
        said = f"The value of {path[0]!r} is not a list."
        self._tell("wrong-type", said, "Write [ ... ].", *path)
        return ()

    def _number(self, value: Any, *path: Key) -> float:
        number = None if isinstance(value, str) else to_number(value)
        if number is None or (path == ("tolerance",) and number < 0):
            said = f"The value of {path[0]!r} is not a number that can be used."
            self._tell("bad-number", said, "Write it in digits, without quotes.", *path)
            return 0.0
        return float(number)

    def _skills(self, value: Any, *path: Key) -> dict[str, tuple[str, ...]]:
        if isinstance(value, dict):
            read = _Checker._text
            return {exam: self._list(each, *path, exam, read=read) for exam, each in value.items()}
        said = "The value of 'skills' does not list skills for each exam."
        self._tell("wrong-type", said, 'Write {"exam": ["1.2.3"]}.', *path)
        return {}

    def _flag(self, value: Any, *path: Key) -> bool:
        if not isinstance(value, bool):
            said = f"The value of {path[0]!r} is neither true nor false."
            self._tell("wrong-type", said, "Write true or false, without quotes.", *path)
        return value is True

    def _domains(self) -> tuple[tuple[str, str], ...]:
        value = self._value.get("domains", {})
        if not isinstance(value, dict):
            said = "The value of 'domains' does not name a domain for each exam."
            self._tell("wrong-type", said, 'Write {"exam": "domain"}.', "domains")
            return ()
        return tuple((exam, self._text(name, "domains", exam)) for exam, name in value.items())

    def _option(self, value: Any, *path: Key) -> Option:
        known = isinstance(value, dict) and value.keys() <= _OPTION.keys()
        given = _OPTION | (value if known else {})
        if not known or any(type(given[name]) is not type(_OPTION[name]) for name in _OPTION):
            said = "An option has a text, true or false as correct, a rationale, and a note."
            self._tell("wrong-type", said, 'Such as {"text": "...", "correct": true}.', *path)
            return Option("")
        texts = {name: to_text(given[name]) for name in _OPTION}
        return Option(texts["text"], given["correct"], texts["rationale"], texts["note"] or None)

    def _pair(self, value: Any, *path: Key) -> tuple[str, str]:
        if not isinstance(value, list) or len(value) != 2:
            said = "A pair is a list of two texts."
            self._tell("wrong-type", said, 'Such as ["left", "right"].', *path)
            return "", ""
        left, right = (self._text(one, *path, at) for at, one in enumerate(value))
        return left, right


def _reader(shape: Any) -> Reader:
    """Return what reads values of the shape of a field."""
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
