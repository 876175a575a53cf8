"""What a line of Aiken text can be, plain Aiken and its dialects together."""

from __future__ import annotations

import re

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


def option_of(line: str) -> tuple[bool, str, str, bool, str] | None:
    """Take a line as an option: starred, letter, mark, whether a space follows, text."""
    found = _OPTION.fullmatch(line)
    return found and (bool(found[1]), found[2], found[3], bool(found[4]), found[5])


def answer_of(line: str) -> tuple[str, int] | None:
    """Take a line as an answer line: what stands behind its colon, and where."""
    found = _ANSWER.fullmatch(line)
    return found and (found[2], found.start(2))


def starts_keys(line: str) -> bool:
    """Return whether a list of answers to all questions follows, as Respondus has it at the end."""
    found = _KEYS.fullmatch(line)
    return found is not None and "answer:" not in line.lower().replace(" ", "")


def key_of(line: str) -> tuple[int, str] | None:
    """Take a line of such a list: number of the question, and what is said about it."""
    found = _NUMBER.fullmatch(line)
    return found and (int(found[2]), found[4] or "")


def field_of(line: str) -> tuple[str, str] | None:
    """Take a line as a field after the options: its name in upper case, and its text."""
    found = _FIELD.fullmatch(line)
    return found and (found[1].upper(), found[3].strip(" \t"))


def head_of(line: str) -> tuple[str, str] | None:
    """Take a line as a field before the stem: `T` for a title or `TYPE`, and its text."""
    found = _HEAD.fullmatch(line)
    return found and (found[1].upper().removesuffix("ITLE"), found[3].strip(" \t"))


def number_of(line: str) -> tuple[int, str] | None:
    """Take a line as the numbered start of a stem: number and the rest."""
    found = _NUMBER.fullmatch(line)
    numbered = found is not None and (found[1] or found["at"] != ":")
    return (int(found[2]), found[4] or "") if found and numbered else None


def letters_of(text: str) -> tuple[str, ...] | None:
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
        marked = option_of(text) is not None or answer_of(text) is not None
        leads[i] = bool(text) and (marked or leads[i + 1])
    return leads
