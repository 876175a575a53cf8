"""One question of Aiken text while its lines come in, and the draft it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

from examkit.formats.shared.draft import Draft, trimmed
from examkit.formats.shared.faults import find_faults
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option

_HINTS = {
    "empty-stem": "Write the question on a line before its options.",
    "too-few-options": "Write each option on its own line, such as A) text.",
    "no-key": "End the question with ANSWER: and the letter of an option.",
}


@dataclass(slots=True)
class AikenOption:
    """One option while its lines come in."""

    letter: str
    place: tuple[int, int]
    parts: list[str]
    starred: bool = False
    rationale: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Question:
    """One question while its lines come in."""

    place: tuple[int, int]
    title: str = ""
    kind: str = ""
    """What stands behind `Type:`."""
    number: int = 0
    stem: list[str] = field(default_factory=list)
    options: list[AikenOption] = field(default_factory=list)
    key: tuple[str, ...] | None = None
    """Letters of the answer line; None before it."""
    key_place: tuple[int, int] = (1, 1)
    explanation: list[str] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    gap: bool = False
    """Whether an empty line came after the first option or the answer."""

    @property
    def label(self) -> str:
        """What findings call it."""
        return self.title or next((line.strip() for line in self.stem if line.strip()), "")[:60]

    @property
    def empty(self) -> bool:
        """Whether nothing but a title came."""
        return not (self.stem or self.options)


Keys = dict[int, tuple[tuple[str, ...], tuple[int, int]]]
"""Letters and place by the number of a question, as a list at the end of a file gives them."""


def look_up(question: Question, ordinal: int, keys: Keys) -> None:
    """Take the key from stars or from the list at the end of the file."""
    starred = tuple(option.letter for option in question.options if option.starred)
    if question.key is None and starred:
        question.key = starred
    elif question.key is None and keys:
        listed = keys.get(question.number or ordinal)
        question.key, question.key_place = listed or (None, question.key_place)


def draft_of(question: Question, file: InputFile) -> Draft | None:
    """Make a draft of a question, or report why it is none."""
    if question.kind.upper() not in ("", "MC", "MR", "MA", "TF"):
        said = f"A question of the type {question.kind} is skipped."
        file.skip(question.place, said, question=question.label)
        return None
    named = set(question.key or ())
    draft = Draft(
        stem=_joined(question.stem),
        options=tuple(
            Option(_joined(option.parts), option.letter in named, _joined(option.rationale))
            for option in question.options
        ),
        title=question.title,
        tags=question.tags,
        explanation=_joined(question.explanation),
        line=question.place[0],
    )
    faults = _faults(question, draft)
    for code, said in faults:
        place = _place(question, draft, code)
        file.add(place, code, said, _HINTS.get(code, ""), question=question.label)
    return None if faults else draft


def _joined(lines: list[str]) -> str:
    return trimmed("\n".join(lines))


def _faults(question: Question, draft: Draft) -> list[tuple[str, str]]:
    """Return code and message of all that is wrong with a question."""
    faults = [(fault.code, fault.message) for fault in find_faults(draft)]
    if not question.options:
        return [fault for fault in faults if fault[0] != "no-key"]
    letters = [option.letter for option in question.options]
    if again := next((letter for i, letter in enumerate(letters) if letter in letters[:i]), ""):
        faults.append(("duplicate-letter", f"Two options have the letter {again}."))
    unknown = next((letter for letter in question.key or () if letter not in letters), "")
    if not unknown:
        return faults
    said = f"The answer is {unknown}, but there is no such option."
    return [fault for fault in faults if fault[0] != "no-key"] + [("no-key", said)]


def _place(question: Question, draft: Draft, code: str) -> tuple[int, int]:
    """Find the line and column of what is faulty."""
    options = question.options
    texts = [option.text for option in draft.options]
    match code:
        case "empty-option":
            return options[texts.index("")].place
        case "duplicate-option":
            again = next(i for i, text in enumerate(texts) if text in texts[:i])
            return options[again].place
        case "duplicate-letter":
            letters = [option.letter for option in options]
            return next(o.place for i, o in enumerate(options) if o.letter in letters[:i])
        case "no-key" if question.key is not None:
            return question.key_place
        case "no-key" if options:
            return options[-1].place
    return question.place
