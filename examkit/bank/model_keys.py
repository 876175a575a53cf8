"""Name the keys that a table in a bank's files can have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import get_args

from pydantic import BaseModel

from examkit.bank.model import Domain, Question, Scale, Skill, Task, Topic
from examkit.bank.toml.reader import KeyPath


def row_keys(name: str) -> tuple[str, ...]:
    """Return the keys that a table can have in `name`, a question's field with a list of tables.

    For the field `options`, these are `text`, `correct`, and so on. The result is empty for a name
    that isn't such a field.
    """
    info = Question.model_fields.get(name)
    row = next(iter(get_args(info.annotation)), None) if info else None
    return tuple(each.name for each in fields(row)) if is_dataclass(row) else ()


def table_keys(model: type[BaseModel], loc: KeyPath) -> Iterable[str]:
    """Return the keys that a table can have in a file that `model` describes.

    `loc` is the path of a key in the table.
    """
    inside: dict[str, type[BaseModel]] = {
        "skills": Skill, "tasks": Task, "domains": Domain, "scale": Scale, "topics": Topic,
    }  # fmt: skip
    owner = next((inside[str(part)] for part in reversed(loc[:-1]) if part in inside), model)
    return [each.alias or name for name, each in owner.model_fields.items()]
