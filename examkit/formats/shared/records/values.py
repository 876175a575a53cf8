"""Conversion of values to text, in rows from other programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from examkit.formats.shared.records.answers import Choice, letters, split_list, unlabelled
from examkit.formats.shared.records.column_names import plain

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKUP = re.compile(
    r"</?(?:p|br|hr|b|i|u|em|strong|code|pre|ul|ol|li|div|span|img|sub|sup|a|table|tr|td|th|h[1-6]"
    r"|tt|kbd|font)\b[^<>]*>|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});",
    re.IGNORECASE,
)
_TEXT_NAMES = ("text", "answer", "option", "content", "value", "label", "choice", "title")
_RIGHT_NAMES = ("iscorrect", "correct", "isanswer", "right", "isright")
_WHY_NAMES = ("rationale", "explanation", "feedback", "why", "reason")
_LABEL_NAMES = ("id", "key", "letter", "label")
_ADDRESS_NAMES = ("url", "href", "link", "text", "label", "title", "name")
_YES = {"true", "yes", "1", "x", "t", "y", "right", "correct"}


def to_text(value: Any) -> str:
    """Convert a value to text. Texts in a list become paragraphs; None and objects become empty."""
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return "\n\n".join(part for part in value if isinstance(part, str))
    return ""


def is_markup(text: str) -> bool:
    """Return whether a text is HTML, not Markdown: it has a tag or entity, and no backtick."""
    return "`" not in text and _MARKUP.search(text) is not None


def is_true(value: Any) -> bool:
    """Return whether a value marks an option as correct, such as `true`, `1`, or `x`."""
    return to_text(value).strip().casefold() in _YES


def split_words(value: Any) -> tuple[str, ...]:
    """Return a list of words, such as tags. A text is split at `,`, `;`, `|`, and line breaks."""
    if isinstance(value, list):
        return tuple(text for part in value if (text := to_text(part).strip()))
    parts = re.split(r"[;,|\n]", to_text(value))
    return tuple(part.strip() for part in parts if part.strip())


def find_references(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a list of sources into web addresses and other texts. Return both."""
    listed = value if isinstance(value, list) else list(split_list(to_text(value)))
    texts = [_named(one, _ADDRESS_NAMES) if isinstance(one, dict) else one for one in listed]
    plain_texts = [to_text(text).strip().removeprefix("[").removesuffix("]") for text in texts]
    known = [text for text in plain_texts if text]
    addresses = tuple(text for text in known if _is_address(text))
    return addresses, tuple(text for text in known if not _is_address(text))


def _is_address(text: str) -> bool:
    return re.fullmatch(r"https?://\S+", text) is not None


def _named(value: dict[str, Any], names: tuple[str, ...]) -> Any:
    """Return the value of the first of these keys that an object has, or an empty string."""
    known = {plain(str(key)): inner for key, inner in value.items()}
    return next((known[name] for name in names if name in known), "")


class Options:
    """The options of one row, with their labels, rationales, and keys if the row gives them."""

    def __init__(self, value: Any) -> None:
        self.texts: tuple[str, ...] = ()
        self.labels: tuple[str, ...] = ()
        self.numbers: tuple[int, ...] = ()
        self.positions: tuple[int, ...] = ()
        self.keys: set[int] = set()
        self.whys: tuple[str, ...] = ()
        if isinstance(value, dict):
            self._of_texts([to_text(inner) for inner in value.values()])
            self.labels = tuple(str(key).strip().upper() for key in value)
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            self._of_objects([one if isinstance(one, dict) else {"text": one} for one in value])
        elif isinstance(value, list):
            self._of_texts([to_text(one) for one in value])
        else:
            self._of_texts(list(split_list(to_text(value))))

    def _of_texts(self, texts: list[str]) -> None:
        self.texts = unlabelled(texts)
        self.labels = letters(len(texts))
        self.positions = tuple(range(len(texts)))
        self.whys = ("",) * len(texts)

    def _of_objects(self, objects: list[dict[str, Any]]) -> None:
        self._of_texts([to_text(_named(one, _TEXT_NAMES)) for one in objects])
        self.keys = {at for at, one in enumerate(objects) if is_true(_named(one, _RIGHT_NAMES))}
        self.whys = tuple(to_text(_named(one, _WHY_NAMES)) for one in objects)
        labels = [to_text(_named(one, _LABEL_NAMES)).strip().upper() for one in objects]
        if all(labels) and len(set(labels)) == len(labels):
            self.labels = tuple(labels)

    @classmethod
    def of_columns(cls, texts: Sequence[str], ends: Sequence[str]) -> Options:
        """Build options from the texts of columns with one option each. Empty ones are left out.

        `ends` are the suffixes of the columns, such as `a` or `1`. An option's label depends on its
        column: the option in the third one is C, even if the second is empty.
        """
        filled = [at for at, text in enumerate(texts) if text.strip()]
        made = cls([texts[at] for at in filled])
        lettered = letters(len(texts)) if ends[0].isdigit() else [end.upper() for end in ends]
        made.labels = tuple(lettered[at] for at in filled)
        made.numbers = tuple(int(ends[at]) for at in filled if ends[at].isdigit())
        made.positions = tuple(filled)
        return made


def make_choice(options: Options, answer: Any) -> Choice:
    """Combine a row's options and its answer into a `Choice`."""
    listed = answer if isinstance(answer, list) else [answer]
    answers = tuple(text for one in listed if (text := to_text(one).strip()))
    return Choice(options.texts, options.labels, answers, options.numbers, options.positions)
