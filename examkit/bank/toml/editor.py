"""Change keys in TOML files that people wrote, without changing any other formatting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import tomli
from tomlkit import TOMLDocument, dumps, parse
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Table

from examkit.bank.toml.writer import tables, to_item
from examkit.errors import ExamkitError

Changes = Mapping[int, Mapping[str, Any]]
"""New values by key, by the question's position in the file, from 0."""


def set_keys(source: str, changes: Changes) -> str:
    """Return the text of a questions file with the changes made.

    New keys are added below the question's id. Raises ExamkitError if the new text wouldn't parse
    to the old values with the changes.
    """

    def change(document: TOMLDocument) -> str:
        for index, values in changes.items():
            _set_in_question(document, index, values)
        return dumps(document)

    expected = tomli.loads(source)
    for index, values in changes.items():
        expected["questions"][index] |= values
    return _change(source, change, expected, "[[questions]]")


def add_topics(source: str, topics: Iterable[Mapping[str, str]]) -> str:
    """Return the text of a `bank.toml` with topics added.

    Raises ExamkitError if the new text wouldn't parse to the old values with the topics.
    """

    def change(document: TOMLDocument) -> str:
        present = document.get("topics")
        if not isinstance(present, Array):
            return source.rstrip("\n") + "\n" + tables("topics", new)
        for topic in new:
            present.append(to_item(topic))
        return dumps(document)

    new = list(topics)
    expected = tomli.loads(source)
    expected["topics"] = [*expected.get("topics", ()), *new]
    return _change(source, change, expected, "[[topics]]")


def _change(
    source: str, change: Callable[[TOMLDocument], str], expected: dict[str, Any], table: str
) -> str:
    """Return the text that `change` makes, if it parses to the expected values.

    Raises ExamkitError if it doesn't.
    """
    try:
        text = change(parse(source))
        if tomli.loads(text) == expected:
            return text
    except (TOMLKitError, ValueError, LookupError):
        pass
    hint = f"Write each entry as a {table} table, then try again."
    raise ExamkitError("The file can't be changed safely.", hint)


def _set_in_question(document: TOMLDocument, index: int, values: Mapping[str, Any]) -> None:
    questions: Any = document["questions"]
    question, above = questions[index], "id"
    for name, value in values.items():
        if name in question or not isinstance(question, Table):
            question[name] = to_item(value)
        else:
            # The end of a table can have comments that belong to what follows it.
            question.value._insert_after(above, name, to_item(value))
        above = name
