"""Changing files of a bank that a person wrote: all else in them stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import tomli
from tomlkit import TOMLDocument, dumps, parse
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Table

from examkit.bank.toml.writer import item_of, tables
from examkit.errors import ExamkitError

Changes = Mapping[int, Mapping[str, Any]]
"""New values by key, by the place of the question in its file."""


def with_keys(source: str, changes: Changes) -> str:
    """Return the text of a questions file with keys of some of its questions set.

    A new key goes below the question's id. Raises ExamkitError if the result would not read
    back as the old file with the new values.
    """

    def change(document: TOMLDocument) -> str:
        for index, values in changes.items():
            _set_keys(document, index, values)
        return dumps(document)

    expected = tomli.loads(source)
    for index, values in changes.items():
        expected["questions"][index] |= values
    return _changed(source, change, expected, "[[questions]]")


def with_topics(source: str, topics: Iterable[Mapping[str, str]]) -> str:
    """Return the text of a `bank.toml` with topics added. Raises ExamkitError as `with_keys`."""

    def change(document: TOMLDocument) -> str:
        known = document.get("topics")
        if not isinstance(known, Array):
            return source.rstrip("\n") + "\n" + tables("topics", new)
        for topic in new:
            known.append(item_of(topic))
        return dumps(document)

    new = list(topics)
    expected = tomli.loads(source)
    expected["topics"] = [*expected.get("topics", ()), *new]
    return _changed(source, change, expected, "[[topics]]")


def _changed(
    source: str, change: Callable[[TOMLDocument], str], expected: dict[str, Any], table: str
) -> str:
    """Change a text, and check that it reads as expected."""
    try:
        text = change(parse(source))
        if tomli.loads(text) == expected:
            return text
    except (TOMLKitError, ValueError, LookupError):
        pass
    hint = f"Write each entry as a {table} table of its own, then try again."
    raise ExamkitError("The file can't be changed safely.", hint)


def _set_keys(document: TOMLDocument, index: int, values: Mapping[str, Any]) -> None:
    questions: Any = document["questions"]
    question, above = questions[index], "id"
    for name, value in values.items():
        if name in question or not isinstance(question, Table):
            question[name] = item_of(value)
        else:
            # At its end, a table may hold comments that belong to what follows it.
            question.value._insert_after(above, name, item_of(value))
        above = name
