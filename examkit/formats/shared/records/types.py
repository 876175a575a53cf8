"""Words that other programs use for question types."""

from __future__ import annotations

from examkit.question_types.common_fields import TypeName

NUMBER: TypeName = "numeric"
_NUMERIC = ("numeric", "numerical", "number")
_MULTIPLE = {
    "multiple", "multi", "multiselect", "multipleselect", "multipleanswer", "multipleanswers",
    "multipleresponse", "multiplecorrect", "checkbox", "checkboxes", "selectall",
}  # fmt: skip
_SINGLE = {"single", "singlechoice", "singleanswer", "singleselect", "radio", "truefalse"}
_UNKNOWN = (
    "essay", "short", "cloze", "fill", "open", "order", "sequenc", "match", "hotspot", "drag",
    "freetext", "description", "simulation",
)  # fmt: skip


def is_unknown_type(word: str) -> bool:
    """Return whether a word names a question type that examkit doesn't read from rows."""
    return any(part in word for part in _UNKNOWN)


def asks_number(word: str) -> bool:
    """Return whether a word names the numeric question type."""
    return any(part in word for part in _NUMERIC)


def choice_type(word: str, keys: int) -> TypeName:
    """Return `single` or `multiple` for a question with options.

    `word`, the name of the type in the file, decides, or else `keys`, the number of correct
    options.
    """
    several = word in _MULTIPLE or (keys > 1 and word not in _SINGLE)
    return "multiple" if several else "single"
