"""The JSON that is ours: every field of every question, and nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from examkit.diagnostics import did_you_mean
from examkit.formats.json.parser import Document, Key
from examkit.formats.shared.decimals import number_of
from examkit.formats.shared.draft import (
    Draft,
    DraftOption,
    Group,
    QuestionSet,
    ReadResult,
    normalize,
)
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.errors import report_faults
from examkit.formats.shared.records.values import text_of
from examkit.question_types.fields import TYPE_NAMES

MARK = "examkit"
"""Key of the version, which tells that a file is ours."""
VERSION = 1

_LEFT_OUT = {"line", "excerpt"}
_NAMES = tuple(f.name for f in fields(Draft) if f.name not in _LEFT_OUT)
_LISTS = ("items", "extra", "tags", "references", "exams", "enemies")
_FLAGS = ("ordered", "retired")
_NUMBERS = ("answer", "tolerance")
_OPTION = {"text": "", "correct": False, "rationale": "", "note": ""}


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
    found: dict[str, Any] = {"id": draft.id}
    found |= {name: getattr(draft, name) for name in _NAMES}
    found["options"] = [_encoded_option(option) for option in draft.options]
    found["pairs"] = [list(pair) for pair in draft.pairs]
    found |= {name: list(getattr(draft, name)) for name in _LISTS}
    found["domains"] = dict(draft.domains)
    if draft.kind != "numeric" and not draft.tolerance:
        found.pop("tolerance")
    found = {name: value for name, value in found.items() if value not in ([], {}, "", None)}
    return {name: value for name, value in found.items() if value or name not in _FLAGS}


def _encoded_option(option: DraftOption) -> dict[str, Any]:
    found: dict[str, Any] = {"text": option.text, "correct": option.correct}
    more = {"rationale": option.rationale, "note": option.note}
    return found | {name: text for name, text in more.items() if text}


def read_own(file: InputFile, document: Document) -> ReadResult:
    """Read a file that `encoded` gave, perhaps changed by hand since."""
    root = document.value
    if root[MARK] != VERSION:
        said = f"The version of the file is {text_of(root[MARK])[:20]!r}; {VERSION} is known."
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
        group = Group(text_of(inner.get("id")), text_of(inner.get("stem")))
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
    name = text_of(value.get("id"))
    checker = _Checker(file, value, place, name)
    checker.check_names()
    kind = value.get("kind")
    if kind not in TYPE_NAMES:
        hint = did_you_mean(text_of(kind), TYPE_NAMES) or f"Known: {', '.join(TYPE_NAMES)}."
        said = "The kind of the question is not known."
        file.add(place("kind"), "unsupported-type", said, hint, question=name)
        return None
    draft = normalize(Draft(kind=kind, line=place()[0], **checker.parts()))
    if checker.failed:
        return None
    return None if report_faults(file, draft, place) else draft


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
        """Return the fields of a draft, all but its kind."""
        special = {*_LISTS, *_NUMBERS, *_FLAGS, "options", "pairs", "domains", "kind"}
        found: dict[str, Any] = {n: self._text(n) for n in _NAMES if n not in special}
        found |= {name: self._texts(name) for name in _LISTS}
        found |= {name: self._number(name) for name in _NUMBERS if name in self._value}
        found |= {name: self._flag(name) for name in _FLAGS}
        found["domains"] = self._domains()
        found["options"] = tuple(self._option(at, one) for at, one in self._list("options"))
        found["pairs"] = tuple(self._pair(at, one) for at, one in self._list("pairs"))
        return found

    def _tell(self, code: str, said: str, hint: str, *path: Key, warning: bool = False) -> None:
        self.failed = self.failed or not warning
        severity: Any = "warning" if warning else "error"
        place = self._place(*path)
        self._file.add(place, code, said, hint, severity=severity, question=self._name)

    def _text(self, name: str) -> str:
        value = self._value.get(name, "")
        return self._as_text(value, name)

    def _as_text(self, value: Any, *path: Key) -> str:
        if not isinstance(value, str):
            said = f"The value of {path[0]!r} is not a text."
            self._tell("wrong-type", said, "Put it in double quotes.", *path)
        return text_of(value)

    def _list(self, name: str) -> list[tuple[int, Any]]:
        value = self._value.get(name, [])
        if not isinstance(value, list):
            self._tell(
                "wrong-type", f"The value of {name!r} is not a list.", "Write [ ... ].", name
            )
            return []
        return list(enumerate(value))

    def _texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._as_text(one, name, at) for at, one in self._list(name))

    def _number(self, name: str) -> float | None:
        value = self._value[name]
        number = None if isinstance(value, str) else number_of(value)
        if number is None or (name == "tolerance" and number < 0):
            said = f"The value of {name!r} is not a number that can be used."
            self._tell("bad-number", said, "Write it in digits, without quotes.", name)
            return 0.0
        return float(number)

    def _flag(self, name: str) -> bool:
        value = self._value.get(name, False)
        if not isinstance(value, bool):
            said = f"The value of {name!r} is neither true nor false."
            self._tell("wrong-type", said, "Write true or false, without quotes.", name)
        return value is True

    def _domains(self) -> tuple[tuple[str, str], ...]:
        value = self._value.get("domains", {})
        if not isinstance(value, dict):
            said = "The value of 'domains' does not name a domain for each exam."
            self._tell("wrong-type", said, 'Write {"exam": "domain"}.', "domains")
            return ()
        return tuple((exam, self._as_text(name, "domains", exam)) for exam, name in value.items())

    def _option(self, at: int, value: Any) -> DraftOption:
        known = isinstance(value, dict) and value.keys() <= _OPTION.keys()
        given = _OPTION | (value if known else {})
        if not known or any(type(given[name]) is not type(_OPTION[name]) for name in _OPTION):
            said = "An option has a text, true or false as correct, a rationale, and a note."
            self._tell(
                "wrong-type", said, 'Such as {"text": "...", "correct": true}.', "options", at
            )
            return DraftOption("")
        text, rationale = text_of(given["text"]), text_of(given["rationale"])
        return DraftOption(text, bool(given["correct"]), rationale, text_of(given["note"]))

    def _pair(self, at: int, value: Any) -> tuple[str, str]:
        if not isinstance(value, list) or len(value) != 2:
            said = "A pair is a list of two texts."
            self._tell("wrong-type", said, 'Such as ["left", "right"].', "pairs", at)
            return "", ""
        left, right = (self._as_text(one, "pairs", at, i) for i, one in enumerate(value))
        return left, right
