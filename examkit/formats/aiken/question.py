"""What a line of Aiken text can be, and the question that lines become."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from examkit.formats.shared.draft import Draft, trimmed
from examkit.formats.shared.faults import find_faults
from examkit.formats.shared.input_file import InputFile
from examkit.question_types.choice import Option

MOST_OPTIONS = 26
"""There are no more letters."""
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
    """Take a line as an option: starred, letter, mark, whether a space follows, text."""
    found = _OPTION.fullmatch(line)
    return found and (bool(found[1]), found[2], found[3], bool(found[4]), found[5])


def parse_answer(line: str) -> tuple[str, int] | None:
    """Take a line as an answer line: what stands behind its colon, and where."""
    found = _ANSWER.fullmatch(line)
    return found and (found[2], found.start(2))


def starts_keys(line: str) -> bool:
    """Return whether a list of answers to all questions follows, as Respondus has it at the end."""
    found = _KEYS.fullmatch(line)
    return found is not None and "answer:" not in line.lower().replace(" ", "")


def parse_key(line: str) -> tuple[int, str] | None:
    """Take a line of such a list: number of the question, and what is said about it."""
    found = _NUMBER.fullmatch(line)
    return found and (int(found[2]), found[4] or "")


def parse_field(line: str) -> tuple[str, str] | None:
    """Take a line as a field after the options: its name in upper case, and its text."""
    found = _FIELD.fullmatch(line)
    return found and (found[1].upper(), found[3].strip(" \t"))


def parse_head(line: str) -> tuple[str, str] | None:
    """Take a line as a field before the stem: `T` for a title or `TYPE`, and its text."""
    found = _HEAD.fullmatch(line)
    return found and (found[1].upper().removesuffix("ITLE"), found[3].strip(" \t"))


def parse_numbered(line: str) -> tuple[int, str] | None:
    """Take a line as the numbered start of a stem: number and the rest."""
    found = _NUMBER.fullmatch(line)
    numbered = found is not None and (found[1] or found["at"] != ":")
    return (int(found[2]), found[4] or "") if found and numbered else None


def parse_letters(text: str) -> tuple[str, ...] | None:
    """Return the letters that an answer line names, in upper case; None where it names none."""
    text = text[:200].strip(" \t*_.")
    if found := _KEYED.match(text):
        return (found[1].upper(),)
    words = [word.strip("().*_") for word in _BETWEEN.split(text)]
    words = [word for word in words if word and word.lower() != "and"]
    if words and all(len(word) == 1 and word.isascii() and word.isalpha() for word in words):
        return tuple(dict.fromkeys(word.upper() for word in words))
    joined = words[0] if len(words) == 1 else ""
    together = joined.isascii() and joined.isalpha() and joined.isupper()
    return tuple(joined) if together and len(set(joined)) == len(joined) else None


def guarded(stem: str) -> str:
    """Put a backslash into a stem of one line that would read as another kind of line.

    It stands before a full stop, a bracket or a colon, where Markdown does not show it.
    """
    for pattern in (_OPTION, _ANSWER, _KEYS, _FIELD, _HEAD, _NUMBER):
        if found := pattern.fullmatch(stem):
            at = found.start("at")
            return f"{stem[:at]}\\{stem[at:]}"
    return stem


def leads_to_option(lines: list[str]) -> list[bool]:
    """Tell for each line whether an option or answer line comes before the next empty line."""
    leads = [False] * (len(lines) + 1)
    for i in range(len(lines) - 1, -1, -1):
        text = lines[i].strip()
        marked = parse_option(text) is not None or parse_answer(text) is not None
        leads[i] = bool(text) and (marked or leads[i + 1])
    return leads


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


def to_draft(question: Question, file: InputFile) -> Draft | None:
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
