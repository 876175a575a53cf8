"""examkit's own Markdown, in which lines at the left margin give the structure."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from examkit.formats.markdown.types import BOX, MATCH, NUMBER, OPTIONS, ORDER, opened, read_answers
from examkit.formats.shared.draft import Draft, Group, ReadResult, map_texts, normalize, trimmed
from examkit.formats.shared.faults import QuestionFindings, report_faults
from examkit.formats.shared.html import revealed
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option

MARK = "<!-- examkit questions 1 -->"
INERT_MARK = "<!-- examkit questions 2 -->"
"""The first line of files whose tags, images, and unsafe links are written as entities."""
MARKS = (MARK, INERT_MARK)
EXPLANATION, REFERENCES = "**Explanation**", "**References**"
_TEXTS = (
    "id", "domain", "topic", "difficulty", "note", "evidence", "group", "unit", "as_of", "use",
)  # fmt: skip
_LISTS = ("tags", "exams", "enemies")
_FLAGS = ("ordered", "retired")
STORED = (*_TEXTS, *_LISTS, *_FLAGS, "skills")
"""Fields that are stored in the comment below a heading."""
STRUCTURE = re.compile(
    r"## |- \[[ xX]\](?: |\Z)|\*\*(?:Explanation|References|Order|Match)\*\*\Z|\*\*Number\*\* "
    r"|<!---->|<!-- examkit "
)
_META = re.compile(r"<!-- examkit (\{.*\}) -->\Z")


class OwnReader:
    """Reads a Markdown file that examkit wrote. Each block starts with a second-level heading."""

    def __init__(self, file: InputFile) -> None:
        self._file = file
        self._shows = revealed if file.text.startswith(INERT_MARK) else str
        self._questions: list[Draft] = []
        self._groups: list[Group] = []
        lines = file.text.split("\n")
        starts = [at for at, line in enumerate(lines) if line.startswith("## ")]
        for start, end in pairwise([*starts, len(lines)]):
            self._take(start + 1, lines[start:end])
        if not starts:
            file.add((1, 1), "no-questions", "The file has no ## headings.")

    def result(self) -> ReadResult:
        """Return the questions, groups, and findings of the file."""
        return ReadResult(tuple(self._questions), tuple(self._groups), tuple(self._file.findings))

    def _take(self, line: int, lines: list[str]) -> None:
        meta = self._meta(line, lines[1] if len(lines) > 1 else "")
        if meta is None:
            return
        parts = _parts(lines[2:])
        stem = _shown(parts.pop("stem"))
        if isinstance(shared := meta.get("shared"), str):
            self._groups.append(Group(shared, self._shows(trimmed(stem))))
            return
        findings = QuestionFindings(self._file, str(meta.get("id", "")))
        number_in = partial(findings.number, (line, 1))
        draft = normalize(
            Draft(
                stem=stem,
                title=lines[0].removeprefix("## ") if meta.get("titled") is True else "",
                explanation=_shown(parts.pop(EXPLANATION, [])),
                references=tuple(_references(parts.pop(REFERENCES, []))),
                line=line,
                **_fields(meta) | read_answers(parts, number_in, meta.get("kind")),
            )
        )
        draft = map_texts(draft, self._shows)
        references = tuple(map(self._shows, draft.references))
        draft = replace(draft, options=_noted(draft.options, meta), references=references)
        if not findings.failed and not report_faults(self._file, draft, lambda _: (line, 1)):
            self._questions.append(draft)

    def _meta(self, line: int, text: str) -> dict[str, Any] | None:
        """Return the values in the comment below a heading.

        `line` is the heading's line number, and `text` is the line below it. Returns an empty dict
        if there is no comment. If the comment isn't JSON, reports that and returns None.
        """
        match = _META.match(text)
        if match is None:
            return {}
        try:
            value: dict[str, Any] = json.loads(match[1])
        except (ValueError, RecursionError):
            message = "The comment below the heading isn't valid JSON."
            self._file.add((line + 1, 1), "bad-comment", message, "Fix or remove the comment.")
            return None
        return value


def _fields(meta: dict[str, Any]) -> dict[str, Any]:
    """Return the draft's fields that a comment contains, except those of an incorrect type."""
    values: dict[str, Any] = {n: meta[n] for n in _TEXTS if isinstance(meta.get(n), str)}
    for name in _LISTS:
        if isinstance(listed := meta.get(name), list):
            values[name] = tuple(each for each in listed if isinstance(each, str))
    values |= {name: True for name in _FLAGS if meta.get(name) is True}
    if isinstance(domains := meta.get("domains"), dict):
        values["domains"] = tuple((e, d) for e, d in domains.items() if isinstance(d, str))
    if isinstance(skills := meta.get("skills"), dict):
        lists = ((exam, each) for exam, each in skills.items() if isinstance(each, list))
        values["skills"] = {e: tuple(n for n in each if isinstance(n, str)) for e, each in lists}
    return values


def _noted(options: tuple[Option, ...], meta: dict[str, Any]) -> tuple[Option, ...]:
    """Return the options with the notes that `meta`, the question's comment, lists for them.

    If there is no list, or one of another length, the options have no notes.
    """
    notes = meta.get("notes")
    listed = notes if isinstance(notes, list) and len(notes) == len(options) else []
    pairs = zip(options, listed or [None] * len(options), strict=True)
    return tuple(
        replace(o, note=note if isinstance(note, str) and note else None) for o, note in pairs
    )


def _parts(lines: list[str]) -> dict[str, list[str]]:
    """Split a question's lines into its parts, and return each part's lines by its name.

    The parts are the stem, the options or the answer, the explanation, and the references.
    """
    parts: dict[str, list[str]] = {"stem": []}
    name = "stem"
    for line in lines:
        if line in (EXPLANATION, REFERENCES, ORDER, MATCH):
            name = line
            parts.setdefault(name, [])
            continue
        if line.startswith(f"{NUMBER} "):
            name = NUMBER
        elif BOX.match(line) and name == "stem":
            name = OPTIONS
        parts.setdefault(name, []).append(line)
    return parts


def _references(lines: list[str]) -> list[str]:
    return [line.removeprefix("- ") for line in lines if line.startswith("- ")]


def _shown(lines: list[str]) -> str:
    return "\n".join(map(opened, lines)).strip("\n")
