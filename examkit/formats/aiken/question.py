"""The kinds of lines in Aiken text, and the questions made from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from examkit.formats.shared.draft import Draft, trimmed
from examkit.formats.shared.faults import find_faults
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option

MOST_OPTIONS = 26
"""The most options of a question: one for each letter."""
_OPTION = re.compile(r"(\*?)([A-Za-z])(?P<at>[.)])([ \t]*)(.*)")
_ANSWER = re.compile(
    r"[^\w(]{0,6}(?:the )?(?:correct |right )?answers?(?: is| are)?[ \t]*(?P<at>[:\uff1a])(.*)",
    re.I,
)
_KEYS = re.compile(r"[^\w(]{0,6}answers?(?: key)?[ \t]*(?P<at>:)[ \t*]*", re.I)
_FIELD = re.compile(
    r"(ANSWER_EXPLANATION|EXPLANATION|FEEDBACK|RATIONALE|DESCRIPTION|SCORE|POINTS|TAGS|ETIQUETAS)"
    r"[ \t]*(?P<at>:)(.*)",
    re.I,
)
_HEAD = re.compile(r"(TITLE|Title|T|TYPE|Type)[ \t]*(?P<at>:)(.*)")
_NUMBER = re.compile(r"((?:Q|Question)[ \t]*)?(\d{1,4})(?P<at>[.):])(?:[ \t]+(.*))?", re.I)
_KEYED = re.compile(r"\(?([A-Za-z])[).:](?:\s|$)")
_BETWEEN = re.compile(r"[\s,;&/+]+")


def parse_option(line: str) -> tuple[bool, str, str, bool, str] | None:
    """Parse an option line, such as `*B) text`. Return None for any other line.

    The result is: whether an asterisk marks the option as correct, its letter, the mark after the
    letter, whether a space follows, and the text.
    """
    match = _OPTION.fullmatch(line)
    return match and (bool(match[1]), match[2], match[3], bool(match[4]), match[5])


def parse_answer(line: str) -> tuple[str, int] | None:
    """Parse a line such as `ANSWER: B`. Return what follows the colon, and its offset, or None."""
    match = _ANSWER.fullmatch(line)
    return match and (match[2], match.start(2))


def starts_keys(line: str) -> bool:
    """Return whether a line is the heading of the answer list at the end of a Respondus file."""
    match = _KEYS.fullmatch(line)
    return match is not None and "answer:" not in line.lower().replace(" ", "")


def parse_key(line: str) -> tuple[int, str] | None:
    """Parse an answer list's line, such as `3. B`. Return question number and answer, or None."""
    match = _NUMBER.fullmatch(line)
    return match and (int(match[2]), match[4] or "")


def parse_field(line: str) -> tuple[str, str] | None:
    """Parse a line such as `Feedback: text`. Return the uppercase name and the text, or None."""
    match = _FIELD.fullmatch(line)
    return match and (match[1].upper(), match[3].strip(" \t"))


def parse_head(line: str) -> tuple[str, str] | None:
    """Parse a line such as `Title: text`. Return `T` (title) or `TYPE`, and the text, or None."""
    match = _HEAD.fullmatch(line)
    return match and (match[1].upper().removesuffix("ITLE"), match[3].strip(" \t"))


def parse_numbered(line: str) -> tuple[int, str] | None:
    """Parse a line that starts with a question number. Return number and text, or None."""
    match = _NUMBER.fullmatch(line)
    numbered = match is not None and (match[1] or match["at"] != ":")
    return (int(match[2]), match[4] or "") if match and numbered else None


def parse_letters(text: str) -> tuple[str, ...] | None:
    """Return the uppercase option letters in an answer such as `B, D`, or None for other text."""
    text = text[:200].strip(" \t*_.")
    if match := _KEYED.match(text):
        return (match[1].upper(),)
    words = [word.strip("().*_") for word in _BETWEEN.split(text)]
    words = [word for word in words if word and word.lower() != "and"]
    if words and all(len(word) == 1 and word.isascii() and word.isalpha() for word in words):
        return tuple(dict.fromkeys(word.upper() for word in words))
    joined = words[0] if len(words) == 1 else ""
    together = joined.isascii() and joined.isalpha() and joined.isupper()
    return tuple(joined) if together and len(set(joined)) == len(joined) else None


def guarded(stem: str) -> str:
    """Add a backslash to a stem that would otherwise read as another kind of line.

    The backslash goes before a period, a bracket, or a colon, where Markdown doesn't show it.
    """
    for pattern in (_OPTION, _ANSWER, _KEYS, _FIELD, _HEAD, _NUMBER):
        if match := pattern.fullmatch(stem):
            at = match.start("at")
            return f"{stem[:at]}\\{stem[at:]}"
    return stem


def leads_to_option(lines: list[str]) -> list[bool]:
    """Return, for each line, whether an option or answer line comes before the next empty line.

    The line itself counts.
    """
    leads = [False] * (len(lines) + 1)
    for i in range(len(lines) - 1, -1, -1):
        text = lines[i].strip()
        marked = parse_option(text) is not None or parse_answer(text) is not None
        leads[i] = bool(text) and (marked or leads[i + 1])
    return leads


_HINTS = {
    "empty-stem": "Write the question on a line above its options.",
    "too-few-options": "Write each option on its own line as A) text.",
    "no-key": "End the question with a line such as ANSWER: B.",
}


@dataclass(slots=True)
class AikenOption:
    """An option whose lines are still being read."""

    letter: str
    place: tuple[int, int]
    parts: list[str]
    starred: bool = False
    rationale: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Question:
    """A question whose lines are still being read."""

    place: tuple[int, int]
    title: str = ""
    kind: str = ""
    """The text after `Type:`."""
    number: int = 0
    stem: list[str] = field(default_factory=list)
    options: list[AikenOption] = field(default_factory=list)
    key: tuple[str, ...] | None = None
    """The letters of the answer line. None until it is read."""
    key_place: tuple[int, int] = (1, 1)
    explanation: list[str] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    gap: bool = False
    """Whether the latest option or the answer has ended, usually with an empty line."""

    @property
    def label(self) -> str:
        """The question's name in findings."""
        return self.title or next((line.strip() for line in self.stem if line.strip()), "")[:60]

    @property
    def empty(self) -> bool:
        """Whether neither a stem nor an option has been read."""
        return not (self.stem or self.options)


Keys = dict[int, tuple[tuple[str, ...], tuple[int, int]]]
"""Question number -> the key's letters, and the line and column, from a file's answer list."""


def look_up(question: Question, ordinal: int, keys: Keys) -> None:
    """Set a question's key, if missing, from starred options or the file's answer list, `keys`.

    The list names an unnumbered question by `ordinal`, its position in the file, from 1.
    """
    starred = tuple(option.letter for option in question.options if option.starred)
    if question.key is None and starred:
        question.key = starred
    elif question.key is None and keys:
        listed = keys.get(question.number or ordinal)
        question.key, question.key_place = listed or (None, question.key_place)


def to_draft(question: Question, file: InputFile) -> Draft | None:
    """Convert a question to a draft. If it has to be left out, report why and return None."""
    if question.kind.upper() not in ("", "MC", "MR", "MA", "TF"):
        message = f"A question of type {question.kind} was skipped."
        file.skip(question.place, message, question=question.label)
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
    for code, message in faults:
        place = _place(question, draft, code)
        file.add(place, code, message, _HINTS.get(code, ""), question=question.label)
    return None if faults else draft


def _joined(lines: list[str]) -> str:
    return trimmed("\n".join(lines))


def _faults(question: Question, draft: Draft) -> list[tuple[str, str]]:
    """Return the code and message of every fault of a question."""
    faults = [(fault.code, fault.message) for fault in find_faults(draft)]
    if not question.options:
        return [fault for fault in faults if fault[0] != "no-key"]
    letters = [option.letter for option in question.options]
    if again := next((letter for i, letter in enumerate(letters) if letter in letters[:i]), ""):
        faults.append(("duplicate-letter", f"Two options have the letter {again}."))
    unknown = next((letter for letter in question.key or () if letter not in letters), "")
    if not unknown:
        return faults
    message = f"The answer is {unknown}, but no option has that letter."
    return [fault for fault in faults if fault[0] != "no-key"] + [("no-key", message)]


def _place(question: Question, draft: Draft, code: str) -> tuple[int, int]:
    """Return the line and column of the fault with this code."""
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
