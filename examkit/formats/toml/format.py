"""Quizzes in TOML of others: mdbook-quiz, examexam and the quiz of Real Python; read only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tomli

from examkit.bank.toml.positions import KeyPath, find_positions
from examkit.formats.registry import Format
from examkit.formats.shared.draft import Draft, Group, ReadResult
from examkit.formats.shared.faults import report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.toml.question import Question, parse_question

_TABLE = re.compile(r"^[ \t]*\[\[(?:\w[\w-]{0,60}\.)?questions?\]\]", re.M)
_OWN = re.compile(r"^[ \t]*stem[ \t]*=", re.M)
_OTHERS = re.compile(
    r"^[ \t]*(?:question|prompt\.\w+|answers?(?:\.answer)?|type)[ \t]*="
    r"|^[ \t]*\[questions?\.prompt\]",
    re.M,
)


def detect(file: InputFile) -> float:
    """Look for tables of questions in the words of others; a bank of ours has stems."""
    head = file.data[:65_536].decode("utf-8-sig", "ignore").replace("\r\n", "\n")
    if not _TABLE.search(head) or _OWN.search(head) or not _OTHERS.search(head):
        return 0.0
    return 0.95 if file.path.lower().endswith(".toml") else 0.8


def read(file: InputFile) -> ReadResult:
    """Read every question, and texts that several share."""
    root = _parsed(file)
    if root is None:
        return ReadResult(findings=tuple(file.findings))
    positions = find_positions(file.text)
    drafts: list[Draft] = []
    found = 0
    for loc, domain, value in _questions(root):
        found += 1
        question = Question(file, value, loc, positions, domain)
        draft = parse_question(question)
        if draft is not None and not report_faults(file, draft, question.place):
            drafts.append(draft)
    if not found:
        file.add((1, 1), "no-questions", "There is no list of questions in it.")
    return ReadResult(tuple(drafts), tuple(_shared(root, drafts)), tuple(file.findings))


def _parsed(file: InputFile) -> dict[str, Any] | None:
    try:
        return tomli.loads(file.text)
    except ValueError as error:
        # Of tomli, or of a number with more digits than Python converts.
        place = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        said = f"Not TOML: {getattr(error, 'msg', str(error))}."
        file.add(place, "toml-syntax", said, "Mend it.")
    except RecursionError:
        file.add((1, 1), "toml-refused", "The values are nested too deeply.", "Mend it.")
    return None


def _questions(root: dict[str, Any]) -> Iterator[tuple[KeyPath, str, Any]]:
    """Return each question with its place and the name of the table around it."""
    tables: list[tuple[KeyPath, str, Any]] = [((), "", root)]
    tables += [((name,), name, value) for name, value in root.items()]
    for loc, name, table in tables:
        if not isinstance(table, dict):
            continue
        label = table.get("label")
        domain = label if name and isinstance(label, str) else name
        for key in ("questions", "question"):
            listed = table.get(key)
            if isinstance(listed, list):
                yield from (((*loc, key, at), domain, value) for at, value in enumerate(listed))


def _shared(root: dict[str, Any], drafts: list[Draft]) -> Iterator[Group]:
    """Return the texts of questions in several parts that any question refers to."""
    parts = root.get("multipart")
    used = {draft.group for draft in drafts}
    for name, text in parts.items() if isinstance(parts, dict) else ():
        if name in used and isinstance(text, str):
            yield Group(name, text.strip())


FORMAT = Format(
    name="toml",
    title="TOML quizzes: mdbook-quiz, examexam, Real Python",
    suffix=".toml",
    detect=detect,
    read=read,
)
