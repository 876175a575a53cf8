"""Question lists in Markdown: examkit's own, and common layouts from other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from examkit.formats.markdown.native import (
    EXPLANATION,
    INERT_MARK,
    MARK,
    MARKS,
    REFERENCES,
    STORED,
    STRUCTURE,
    OwnReader,
)
from examkit.formats.markdown.reader import Reader
from examkit.formats.markdown.types import WRITERS, stated_type
from examkit.formats.registry import Format, write_and_read
from examkit.formats.shared.draft import Draft, Group, QuestionSet, ReadResult, map_texts
from examkit.formats.shared.html import hidden, inert
from examkit.formats.shared.input_file import InputFile

_HEAD = 65_536
_TICKED = re.compile(r"^ {0,3}[-*+] \[[xX]\] ", re.M)
_ANSWERS = re.compile(r"<details.{0,200}?answer", re.I | re.S)
_LETTERED = re.compile(r"^ {0,6}[-*+] [A-Ha-h][.):] ", re.M)


def detect(file: InputFile) -> float:
    """Return the confidence, from 0 to 1, that a file is a Markdown quiz.

    It depends on examkit's first line, checked boxes, or answers in a `details` element.
    """
    head = file.data[:_HEAD].decode("utf-8-sig", "ignore")
    if head.startswith(MARKS):
        return 0.95
    if "\x00" in head or head.lstrip()[:5].lower() in ("<?xml", "<!doc"):
        return 0.0
    named = 0.1 if file.path.lower().endswith((".md", ".markdown")) else 0.0
    if _TICKED.search(head):
        return 0.7 + named
    return 0.6 + named if _ANSWERS.search(head) and _LETTERED.search(head) else 0.0


def read(file: InputFile) -> ReadResult:
    """Read questions in examkit's own Markdown, or in another common layout."""
    own = file.text.startswith(MARKS)
    return OwnReader(file).result() if own else Reader(file).result()


def write(paper: QuestionSet) -> bytes:
    """Return a Markdown file: a title, and each question after its group's stem.

    If another program could run or fetch something in a text, all texts are made inert, and the
    file's first line shows that.
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
    for number, (_, group, draft) in enumerate(paper.introduced(), 1):
        lines += _format_stem(group) if group else []
        lines += _question(number, draft)
    return "\n".join(lines).encode("utf-8", "replace")


def _format_stem(group: Group) -> list[str]:
    return ["## Shared stem", _meta({"shared": group.id}), "", *_text(group.stem), ""]


def _question(number: int, draft: Draft) -> Iterator[str]:
    title = " ".join(draft.title.split())
    values: dict[str, Any] = {n: getattr(draft, n) for n in STORED if getattr(draft, n)}
    values |= {"domains": dict(draft.domains)} if draft.domains else {}
    notes = [option.note for option in draft.options]
    values |= {"notes": notes} if any(notes) else {}
    if stated := stated_type(draft):
        values["kind"] = stated
    yield f"## {title or f'Question {number}'}"
    yield _meta({"titled": True} | values if title else values)
    yield from ("", *_text(draft.stem), "")
    yield from (*WRITERS[draft.type](draft), "")
    if draft.explanation:
        yield from (EXPLANATION, "", *_text(draft.explanation), "")
    if draft.references:
        yield from (REFERENCES, "", *(f"- {' '.join(r.split())}" for r in draft.references), "")


def _meta(values: dict[str, Any]) -> str:
    """Return an HTML comment with values as JSON. No value can end the comment."""
    text = json.dumps(values, ensure_ascii=False).replace("-", "\\u002d")
    return f"<!-- examkit {text.replace('>', chr(92) + 'u003e')} -->"


def _text(text: str) -> list[str]:
    """Return a text's lines. An empty comment protects those that would be read as structure."""
    return [f"<!---->{each}" if STRUCTURE.match(each) else each for each in text.split("\n")]


def _explain(_: str) -> str:
    return "Markdown would trim this text or join its lines."


round_trip = write_and_read(read, write, _explain)
FORMAT = Format(
    name="markdown",
    title="Markdown with checkboxes",
    suffix=".md",
    detect=detect,
    read=read,
    types=WRITERS,
    round_trip=round_trip,
    write=write,
)
