"""One question of a TOML quiz: the shapes it may have, and its fields with their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from examkit.bank.toml.positions import KeyPath, Positions
from examkit.formats.shared.draft import Draft, normalize
from examkit.formats.shared.input_file import InputFile
from examkit.formats.shared.records.values import text_of
from examkit.question_types.choice import Option


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it stands in its file."""

    file: InputFile
    value: Any
    loc: KeyPath
    positions: Positions
    domain: str

    @property
    def name(self) -> str:
        """What findings call it."""
        return text_of(self.value.get("id")) if isinstance(self.value, dict) else ""

    def place(self, *keys: str | int) -> tuple[int, int]:
        """Return the place of a field, or of the table around it."""
        inside = {"stem": ("question",), "answer": ("answers",)}
        first = inside.get(str(keys[0]), keys) if len(keys) == 1 else keys
        return self.positions.nearest((*self.loc, *first))

    def inner(self, name: str) -> dict[str, Any]:
        """Return a table inside; an empty one where there is none."""
        value = self.value.get(name)
        return value if isinstance(value, dict) else {}

    def text(self, table: dict[str, Any], *names: str) -> str:
        """Return the first of some fields that is there."""
        return next((text_of(table[name]) for name in names if name in table), "")

    def texts(self, table: dict[str, Any], name: str, *around: str) -> list[str]:
        """Return a field that is a text or a list of texts; what is neither is told."""
        value = table.get(name, [])
        listed = value if isinstance(value, list) else [value]
        if all(isinstance(each, str | int | float) for each in listed):
            return [text_of(each) for each in listed]
        said = f"{name} is neither a text nor a list of texts."
        place = self.positions.nearest((*self.loc, *around, name))
        self.file.add(place, "wrong-type", said, "Write texts.", question=self.name)
        return []

    def lose(self, said: str, *keys: str) -> None:
        """Report what is left out."""
        place = self.place(*keys) if keys else self.positions.nearest(self.loc)
        self.file.add(place, "loss", said, severity="info", question=self.name)


def parse_question(question: Question) -> Draft | None:
    """Read a question of any shape; None with a finding where it is none."""
    value = question.value
    if not isinstance(value, dict):
        said = "A question is written as a table."
        place = question.positions.nearest(question.loc)
        question.file.add(place, "wrong-type", said, "Write [[questions]].")
        return None
    kind = text_of(value.get("type"))
    if kind in ("ShortAnswer", "Tracing", "Informal"):
        said = f"A question of the type {kind} is skipped."
        place = question.positions.nearest(question.loc)
        question.file.skip(place, said, question=question.name)
        return None
    if "prompt" in value:
        return _prompted(question)
    options = value.get("options")
    plain = isinstance(options, list) and all(isinstance(each, str) for each in options)
    if options is None or plain:
        return _listed(question)
    return _tabled(question)


def _made(question: Question, stem: str, options: list[Option], **parts: str) -> Draft:
    line, _ = question.positions.nearest(question.loc)
    draft = Draft(
        stem=stem,
        options=tuple(options),
        id=question.name,
        domain=question.domain,
        line=line,
        **parts,  # type: ignore[arg-type]
    )
    return normalize(draft)


def _prompted(question: Question) -> Draft:
    """Read the shape of mdbook-quiz; the right answer comes first, where no index says else."""
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
    """Read lists of texts: options with answers, or answers with alternatives."""
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
        question.lose("Left out: hint.", "hint")
    told = "" if each else "\n\n".join(whys)
    return _made(question, question.text(value, "question"), options, explanation=told)


def _tabled(question: Question) -> Draft:
    """Read options that are tables of their own."""
    options: list[Option] = []
    listed = question.value["options"]
    for at, option in enumerate(listed if isinstance(listed, list) else []):
        if not isinstance(option, dict):
            said = "An option is neither a text nor a table."
            question.file.add(question.place("options", at), "wrong-type", said,
                              "Write [[questions.options]].", question=question.name)  # fmt: skip
            continue
        right = option.get("is_correct", option.get("correct")) is True
        options.append(Option(question.text(option, "text"), right,
                                   question.text(option, "explanation")))  # fmt: skip
    told = question.text(question.value, "explanation")
    return _made(question, question.text(question.value, "question"), options, explanation=told)
