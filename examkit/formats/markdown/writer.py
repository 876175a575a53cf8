"""Write questions as Markdown that people read, and that comes back as it was."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from examkit.formats.markdown.native import (
    EXPLANATION,
    HELD,
    INERT_MARK,
    MARK,
    MATCH,
    NUMBER,
    ORDER,
    REFERENCES,
    STRUCTURE,
)
from examkit.formats.shared.draft import (
    Draft,
    Group,
    QuestionSet,
    map_texts,
)
from examkit.formats.shared.inert import hidden, inert


def write(paper: QuestionSet) -> bytes:
    """Write a heading, stems of groups before their first question, and the questions.

    Where a text of theirs could act, all of them are made inert, which the first line tells.
    """
    safe = _hidden(paper)
    title = " ".join(inert(paper.title).split())
    mark = MARK if safe == paper else INERT_MARK
    return _written(safe, mark, title)


def _hidden(paper: QuestionSet) -> QuestionSet:
    return replace(
        paper,
        questions=tuple(
            replace(map_texts(draft, hidden), references=tuple(map(hidden, draft.references)))
            for draft in paper.questions
        ),
        groups=tuple(replace(group, stem=hidden(group.stem)) for group in paper.groups),
    )


def _written(paper: QuestionSet, mark: str, title: str) -> bytes:
    lines = [mark, "", f"# {title}" if title else "# Questions", ""]
    groups = {"": True}
    for number, draft in enumerate(paper.questions, 1):
        if not groups.setdefault(draft.group, False):
            groups[draft.group] = True
            group = paper.group(draft.group)
            lines += _stem_of(group) if group and group.stem else []
        lines += _question(number, draft)
    return "\n".join(lines).encode("utf-8", "replace")


def _stem_of(group: Group) -> list[str]:
    return ["## Shared stem", _meta({"shared": group.id}), "", *_text(group.stem), ""]


def _question(number: int, draft: Draft) -> Iterator[str]:
    title = " ".join(draft.title.split())
    values: dict[str, Any] = {n: getattr(draft, n) for n in HELD if getattr(draft, n)}
    values |= {"domains": dict(draft.domains)} if draft.domains else {}
    notes = [option.note for option in draft.options]
    values |= {"notes": notes} if any(notes) else {}
    if draft.type == "multiple" and sum(option.correct for option in draft.options) == 1:
        values["kind"] = draft.type
    yield f"## {title or f'Question {number}'}"
    yield _meta({"titled": True} | values if title else values)
    yield from ("", *_text(draft.stem), "")
    yield from (*_answers(draft), "")
    if draft.explanation:
        yield from (EXPLANATION, "", *_text(draft.explanation), "")
    if draft.references:
        yield from (REFERENCES, "", *(f"- {' '.join(r.split())}" for r in draft.references), "")


def _meta(values: dict[str, Any]) -> str:
    """Write values as a comment, which nothing in them can end."""
    held = json.dumps(values, ensure_ascii=False).replace("-", "\\u002d")
    return f"<!-- examkit {held.replace('>', chr(92) + 'u003e')} -->"


def _answers(draft: Draft) -> Iterable[str]:
    match draft.type:
        case "single" | "multiple":
            return (
                line
                for option in draft.options
                for line in _item(f"- [{'x' if option.correct else ' '}] ", 2, option.text,
                                  option.rationale)
            )  # fmt: skip
        case "ordering":
            marks = ((f"{at}. ", item) for at, item in enumerate(draft.items, 1))
            return (ORDER, "", *(line for m, item in marks for line in _item(m, len(m), item)))
        case "matching":
            sides = (*draft.pairs, *(("", right) for right in draft.extra))
            return (MATCH, "", *(line for pair in sides for line in _item("- ", 2, *pair)))
        case "numeric":
            off = f" +- {draft.tolerance!r}" if draft.tolerance else ""
            return (f"{NUMBER} {draft.answer!r}{off}",)


def _item(mark: str, indent: int, text: str, quoted: str = "") -> Iterator[str]:
    """Write an item of a list, with a quotation below it."""
    first, *rest = text.split("\n")
    yield (mark + _inner(first)).rstrip()
    yield from ((" " * indent + _inner(line)).rstrip() for line in rest)
    if quoted:
        yield from (f"{' ' * indent}> {line}".rstrip() for line in quoted.split("\n"))


def _inner(line: str) -> str:
    return f"<!---->{line}" if line.startswith((">", "<!---->")) else line


def _text(text: str) -> list[str]:
    """Hide lines that would be read as structure behind an empty comment."""
    return [f"<!---->{each}" if STRUCTURE.match(each) else each for each in text.split("\n")]
