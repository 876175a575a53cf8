"""TOML quizzes from mdbook-quiz, examexam, and Real Python. examkit only reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import tomli

from examkit.bank.toml.reader import KeyPath, Positions, find_positions
from examkit.formats.registry import Format
from examkit.formats.shared.draft import Draft, Group, ReadResult, normalize
from examkit.formats.shared.faults import QuestionFindings, report_faults
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.values import to_text
from examkit.question_types.choice import Option


class Question(QuestionFindings):
    """A question as it is in its file, with its faults and losses."""

    def __init__(
        self, file: InputFile, value: Any, loc: KeyPath, positions: Positions, domain: str
    ) -> None:
        super().__init__(file, to_text(value.get("id")) if isinstance(value, dict) else "")
        self.value = value
        self.domain = domain
        self._loc = loc
        self._positions = positions

    def locate(self, part: str | KeyPath) -> tuple[int, int]:
        """Return the line and column of a field, or of the table around it if it is missing."""
        inside: dict[str | KeyPath, str] = {"stem": "question", "answer": "answers"}
        part = inside.get(part, part)
        keys = part if isinstance(part, tuple) else (part,)
        return self._positions.nearest((*self._loc, *keys))

    def inner(self, name: str) -> dict[str, Any]:
        """Return the table in a field, or an empty one if there is none."""
        value = self.value.get(name)
        return value if isinstance(value, dict) else {}

    def text(self, table: dict[str, Any], *names: str) -> str:
        """Return the text of the first of these fields that the table has, or an empty string."""
        return next((to_text(table[name]) for name in names if name in table), "")

    def texts(self, table: dict[str, Any], name: str, *around: str) -> list[str]:
        """Return a field that is a text or a list of texts. Report any other value as an error.

        `around` are the keys that lead from the question to the table.
        """
        value = table.get(name, [])
        listed = value if isinstance(value, list) else [value]
        if all(isinstance(each, str | int | float) for each in listed):
            return [to_text(each) for each in listed]
        message = f"{name} must be a string or a list of strings."
        self.error((*around, name), "wrong-type", message, "Put it in quotes.")
        return []


def parse_question(question: Question) -> Draft | None:
    """Convert a question of any layout to a draft. If that fails, report it and return None."""
    value = question.value
    if not isinstance(value, dict):
        question.error((), "wrong-type", "A question must be a table.", "Write [[questions]].")
        return None
    kind = to_text(value.get("type"))
    if kind in ("ShortAnswer", "Tracing", "Informal"):
        question.skip((), f"A question of type {kind} was skipped.")
        return None
    if "prompt" in value:
        return _prompted(question)
    options = value.get("options")
    plain = isinstance(options, list) and all(isinstance(each, str) for each in options)
    if options is None or plain:
        return _listed(question)
    return _tabled(question)


def _made(question: Question, stem: str, options: list[Option], **parts: str) -> Draft:
    line, _ = question.locate(())
    draft = Draft(
        stem=stem,
        options=tuple(options),
        id=question.label,
        domain=question.domain,
        line=line,
        **parts,  # type: ignore[arg-type]
    )
    return normalize(draft)


def _prompted(question: Question) -> Draft:
    """Read a question in mdbook-quiz's layout. Without an index, the correct answer comes first."""
    prompt, answer = question.inner("prompt"), question.inner("answer")
    wrong = question.texts(prompt, "distractors", "prompt")
    right = question.texts(answer, "answer", "answer")
    at = prompt.get("answerIndex")
    at = min(at, len(wrong)) if isinstance(at, int) and at > 0 else 0
    texts = [*wrong[:at], *right, *wrong[at:]]
    options = [Option(t, at <= n < at + len(right)) for n, t in enumerate(texts)]
    value = question.value
    return _made(
        question,
        question.text(prompt, "prompt"),
        options,
        explanation=question.text(value, "context"),
        group=question.text(value, "multipart"),
    )


def _listed(question: Question) -> Draft:
    """Read a question with lists of texts: options and answers, or answers and alternatives."""
    value = question.value
    right = question.texts(value, "answers") or question.texts(value, "answer")
    shown = question.texts(value, "options")
    texts = shown or [*right, *question.texts(value, "alternatives")]
    whys = question.texts(value, "explanation")
    each = whys if shown and len(whys) == len(texts) > 1 else []
    options = [
        Option(text, text in right, each[at] if each else "") for at, text in enumerate(texts)
    ]
    if "hint" in value:
        question.lose("hint", "The hint was left out.")
    explanation_text = "" if each else "\n\n".join(whys)
    return _made(question, question.text(value, "question"), options, explanation=explanation_text)


def _tabled(question: Question) -> Draft:
    """Read a question whose options are tables."""
    options: list[Option] = []
    listed = question.value["options"]
    for at, option in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(option, dict):
            message = "An option must be text or a table."
            question.error(("options", at), "wrong-type", message, "Write [[questions.options]].")
            continue
        right = option.get("is_correct", option.get("correct")) is True
        options.append(Option(question.text(option, "text"), right,
                                   question.text(option, "explanation")))  # fmt: skip
    explanation = question.text(question.value, "explanation")
    return _made(
        question, question.text(question.value, "question"), options, explanation=explanation
    )


_TABLE = re.compile(r"^[ \t]*\[\[(?:\w[\w-]{0,60}\.)?questions?\]\]", re.M)
_OWN = re.compile(r"^[ \t]*stem[ \t]*=", re.M)
_OTHERS = re.compile(
    r"^[ \t]*(?:question|prompt\.\w+|answers?(?:\.answer)?|type)[ \t]*="
    r"|^[ \t]*\[questions?\.prompt\]",
    re.M,
)


def detect(file: InputFile) -> float:
    """Return the confidence that a file is another program's TOML quiz, not an examkit bank."""
    head = file.data[:65_536].decode("utf-8-sig", "ignore").replace("\r\n", "\n")
    if not _TABLE.search(head) or _OWN.search(head) or not _OTHERS.search(head):
        return 0.0
    return 0.95 if file.path.lower().endswith(".toml") else 0.8


def read(file: InputFile) -> ReadResult:
    """Read all questions of a file, and the texts that several of them share."""
    root = _parsed(file)
    if root is None:
        return ReadResult(findings=tuple(file.findings))
    positions = find_positions(file.text)
    drafts: list[Draft] = []
    count = 0
    for loc, domain, value in _questions(root):
        count += 1
        question = Question(file, value, loc, positions, domain)
        draft = parse_question(question)
        if draft is not None and not report_faults(file, draft, question.locate):
            drafts.append(draft)
    if not count:
        file.add((1, 1), "no-questions", "The file has no list of questions.")
    return ReadResult(tuple(drafts), tuple(_shared(root, drafts)), tuple(file.findings))


def _parsed(file: InputFile) -> dict[str, Any] | None:
    try:
        return tomli.loads(file.text)
    except ValueError as error:
        # Raised by tomli, or for a number with too many digits for Python.
        place = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        message = f"The file isn't valid TOML: {getattr(error, 'msg', str(error))}."
        file.add(place, "toml-syntax", message, "Fix the file.")
    except RecursionError:
        file.add((1, 1), "toml-refused", "The values are nested too deeply.", "Fix the file.")
    return None


def _questions(root: dict[str, Any]) -> Iterator[tuple[KeyPath, str, Any]]:
    """Yield the key path, the domain, and the parsed value of each question in a file."""
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
    """Yield a group for each of the file's shared texts that a question refers to."""
    parts = root.get("multipart")
    used = {draft.group for draft in drafts}
    for name, text in parts.items() if isinstance(parts, dict) else ():
        if name in used and isinstance(text, str):
            yield Group(name, text.strip())


FORMAT = Format(
    name="toml",
    title="TOML quizzes from mdbook-quiz, examexam, and Real Python",
    suffix=".toml",
    detect=detect,
    read=read,
)
