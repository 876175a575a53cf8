"""Setting keys of questions in a file that a person wrote: all else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomli
from tomlkit import TOMLDocument, dumps, parse
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from examkit.bank.emit import item_of
from examkit.errors import ExamkitError

Changes = Mapping[int, Mapping[str, Any]]
"""New values by key, by the place of the question in its file."""


def with_keys(source: str, changes: Changes) -> str:
    """Return the text of a questions file with keys of some of its questions set.

    A new key goes below the question's id. Raises ExamkitError if the result would not read
    back as the old file with the new values.
    """
    try:
        document = parse(source)
        for index, values in changes.items():
            _set_keys(document, index, values)
        text = dumps(document)
        if tomli.loads(text) == _expected(source, changes):
            return text
    except (TOMLKitError, ValueError, LookupError):
        pass
    hint = "Write each question as a [[questions]] table of its own, then try again."
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


def _expected(source: str, changes: Changes) -> dict[str, Any]:
    values = tomli.loads(source)
    for index, new in changes.items():
        values["questions"][index] |= new
    return values
