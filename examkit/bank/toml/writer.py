"""Write questions as the TOML of a bank, and change keys without changing other formatting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import tomli
import tomlkit
from tomlkit import TOMLDocument, array, dumps, inline_table, parse, string
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array, Item, String, Table

from examkit.bank.model import Group, Question
from examkit.errors import ExamkitError

FIRST = ("id", "type", "group")
"""Keys of a question that are written before its other keys."""
WIDTH = 96
"""Maximum length, in characters, of an array that is written on one line."""


def questions_toml(
    questions: Iterable[Question], groups: Iterable[Group] = (), head: str = ""
) -> str:
    """Return the text of a questions file, with the lines of `head` as comments at the top."""
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    for group in groups:
        lines += ["", "[[groups]]", *table({"id": group.id, "stem": group.stem})]
    for question in questions:
        lines += ["", "[[questions]]", *_question(question)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _question(question: Question) -> Iterator[str]:
    values = question.model_dump(by_alias=True, exclude_defaults=True)
    lists = {name: rows for name, rows in values.items() if _are_tables(rows)}
    ordered = {name: values[name] for name in FIRST if name in values} | values
    yield from table({name: value for name, value in ordered.items() if name not in lists})
    for name, rows in lists.items():
        for row in rows:
            yield from ("", f"[[questions.{name}]]", *table(row))


def _are_tables(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(row, dict) for row in value)


def table(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the TOML of each key of a table, `key = value`, without its line ending."""
    for name, value in values.items():
        yield f"{name} = {toml_literal(value)}"


def tables(name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the text of the array of tables `name`, with an empty line before each table."""
    return "".join(f"\n[[{name}]]\n" + "".join(f"{line}\n" for line in table(r)) for r in rows)


def toml_literal(value: Any) -> str:
    """Return a value as TOML that parses to an equal value."""
    return to_item(value).as_string()


def to_item(value: Any) -> Item:
    """Convert a value to an item of tomlkit; long arrays and texts span several lines."""
    if isinstance(value, str):
        # A parser can read a carriage return in multi-line text as a line end.
        return _multi_line(value) if "\n" in value and "\r" not in value else _single_line(value)
    if isinstance(value, Mapping):
        table = inline_table()
        for name, inner in value.items():
            table.append(name, to_item(inner))
        return table
    if isinstance(value, Sequence):
        return _array([to_item(each) for each in value])
    scalar: Item = tomlkit.item(value)
    return scalar


def _array(items: Sequence[Item]) -> Array:
    values = array()
    for each in items:
        values.append(each)
    line = values.as_string()
    if len(line) <= WIDTH and "\n" not in line:
        return values
    values = array()
    for each in items:
        values.add_line(each, indent="  ")
    values.add_line(indent="")
    return values


def _multi_line(value: str) -> Item:
    raw = _is_plain(value) and "'''" not in value and not value.endswith("'")
    quoted = string(value, literal=raw, multiline=True)
    text = quoted.as_string()
    # TOML drops a line break right after the opening quotes, so one can be added there.
    if value.startswith("\n"):
        return quoted
    on_next_line: Item = tomlkit.value(f"{text[:3]}\n{text[3:]}")
    return on_next_line


def _single_line(value: str) -> String:
    needs_escapes = '"' in value or "\\" in value or not _is_plain(value)
    return string(value, literal=needs_escapes and _is_plain(value) and "'" not in value)


def _is_plain(value: str) -> bool:
    """Return whether a text has no character that needs an escape in TOML."""
    return all(c in "\t\n" or (c >= " " and c != "\x7f") for c in value)


Changes = Mapping[int, Mapping[str, Any]]
"""By a question's position in its file, from 0: the new values by key."""


def set_keys(source: str, changes: Changes) -> str:
    """Return the text `source` of a questions file with some keys of its questions set.

    `changes` maps a question's position in the file, from 0, to its new values by key. New keys
    are added below the question's id. Raises ExamkitError if the new text wouldn't parse to the
    old values with the changes.
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
    """Return the text of a `bank.toml` with topics added, each given as its values by key.

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
    """Return the text that `change` makes of `source`, if it parses to the expected values.

    Raises ExamkitError if it doesn't, with a hint to write entries under the header `table`.
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
