"""JSON: examkit's own format, which loses nothing, and question lists from other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from examkit.formats.json.native import MARK, encoded, read_own
from examkit.formats.json.parser import Document, Key, parse_json
from examkit.formats.registry import keep_whole
from examkit.formats.shared.draft import QuestionSet, ReadResult
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records import RowFormat, read_rows
from examkit.formats.shared.records.column_names import NAMES, plain
from examkit.formats.shared.records.drafts import Row
from examkit.question_types.registry import TYPES


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is JSON: an object, or a list of objects."""
    head = file.data[:4096].decode("utf-8", "replace").removeprefix("\ufeff").split(None, 2)
    start = "".join(head[:2])[:2]
    if start in ('{"', "[{"):
        return 0.95
    return 0.6 if file.path.lower().endswith(".json") else 0.0


def read(file: InputFile) -> ReadResult:
    """Read a file that examkit or another program wrote."""
    document = parse_json(file)
    if document is None:
        return ReadResult(findings=tuple(file.findings))
    if isinstance(document.value, dict) and MARK in document.value:
        return read_own(file, document)
    return _foreign(file, document, {})


def mapped(file: InputFile, columns: Mapping[str, str]) -> ReadResult:
    """Read another program's file. `columns` maps fields to the keys that the user named."""
    document = parse_json(file)
    if document is None:
        return ReadResult(findings=tuple(file.findings))
    return _foreign(file, document, columns)


def _foreign(file: InputFile, document: Document, columns: Mapping[str, str]) -> ReadResult:
    rows = [_row(document, path, value) for path, value in _objects(document.value, columns)]
    if not rows:
        message = "The file has no questions."
        hint = 'Write each question as an object with "question" and "options".'
        file.add((1, 1), "no-questions", message, hint)
        return ReadResult(findings=tuple(file.findings))
    return read_rows(file, rows, columns)


def _row(document: Document, path: tuple[Key, ...], value: dict[str, Any]) -> Row:
    return Row(value, lambda *names: document.place(*path, *names))


def _objects(
    root: Any, columns: Mapping[str, str]
) -> Iterator[tuple[tuple[Key, ...], dict[str, Any]]]:
    """Yield the path and value of each object that is a question, at any depth, in order.

    `columns` maps fields to the keys that the user named.
    """
    waiting: list[tuple[tuple[Key, ...], Any]] = [((), root)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict) and _is_question(value, columns):
            yield path, value
        elif isinstance(value, dict):
            waiting += [((*path, key), value[key]) for key in reversed(value)]
        elif isinstance(value, list):
            waiting += [((*path, at), value[at]) for at in reversed(range(len(value)))]


def _is_question(value: dict[str, Any], columns: Mapping[str, str]) -> bool:
    """Return whether an object has a stem, or options and an answer.

    `columns` maps fields to the keys that the user named.
    """
    names = {plain(name) for name, inner in value.items() if not isinstance(inner, dict)}
    every = {plain(name) for name in value}
    stem = {*NAMES["stem"], plain(columns.get("stem", ""))} - {""}
    several = every & {*NAMES["options"]} and every & {*NAMES["answer"]} - {"answers"}
    return bool(names & stem) or bool(several)


def write(paper: QuestionSet) -> bytes:
    """Return questions as examkit's JSON.

    A lone surrogate, which UTF-8 can't encode, is written as an escape sequence.
    """
    text = json.dumps(encoded(paper), ensure_ascii=False, indent=2)
    return f"{text}\n".encode("utf-8", "backslashreplace")


FORMAT = RowFormat(
    name="json",
    title="examkit JSON, and question lists from other programs",
    suffix=".json",
    detect=detect,
    read=read,
    mapped=mapped,
    types=TYPES,
    round_trip=keep_whole,
    write=write,
)
