"""Questions as the TOML of a bank: one statement a line, the same bytes for the same questions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from examkit.bank.model import Group, Question

FIELDS = (
    "id", "type", "group", "topic", "domain", "exams", "difficulty", "stem", "note", "evidence",
    "explanation", "references", "enemies", "as_of", "ordered", "retired", "items", "pairs",
    "extra", "answer", "tolerance", "unit",
)  # fmt: skip
OPTION_FIELDS = ("text", "correct", "rationale", "note")
WIDTH = 96


def questions_toml(
    questions: Iterable[Question], groups: Iterable[Group] = (), head: str = ""
) -> str:
    """Write a questions file; `head` stands above it as comments."""
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    for group in groups:
        lines += ["", "[[groups]]", *table({"id": group.id, "stem": group.stem})]
    for question in questions:
        lines += ["", "[[questions]]", *_question(question)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _question(question: Question) -> Iterator[str]:
    values = question.model_dump(by_alias=True, exclude_defaults=True)
    yield from table({name: values[name] for name in FIELDS if name in values})
    for option in values.get("options", ()):
        yield ""
        yield "[[questions.options]]"
        yield from table({name: option[name] for name in OPTION_FIELDS if name in option})


def table(values: Mapping[str, Any]) -> Iterator[str]:
    """Write the statements of a table."""
    for name, value in values.items():
        yield f"{name} = {literal(value)}"


def literal(value: Any) -> str:
    """Write a value; reading it gives the same again."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_text(k)} = {literal(v)}" for k, v in value.items()) + " }"
    if isinstance(value, Sequence):
        return _array([literal(each) for each in value])
    return repr(value)


def _array(values: list[str]) -> str:
    line = f"[{', '.join(values)}]"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    return "[\n" + "".join(f"  {value},\n" for value in values) + "]"


def _text(value: str) -> str:
    if "\n" not in value:
        return _one_line(value)
    if _is_plain(value) and "'''" not in value and not value.endswith("'"):
        return f"'''\n{value}'''"
    escaped = "\n".join(_escaped(line) for line in value.split("\n"))
    return f'"""\n{escaped}"""'


def _one_line(value: str) -> str:
    if '"' not in value and "\\" not in value and _is_plain(value):
        return f'"{value}"'
    if "'" not in value and _is_plain(value):
        return f"'{value}'"
    return f'"{_escaped(value)}"'


def _is_plain(value: str) -> bool:
    """Whether it holds no character that TOML wants escaped."""
    return all(c in "\t\n" or (c >= " " and c != "\x7f") for c in value)


def _escaped(line: str) -> str:
    """Escape as TOML does: like JSON, but for DEL."""
    return json.dumps(line, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
