"""What keeps a draft from being a question, with a code for each fault where it arises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from examkit.formats.shared.draft import Draft, trimmed


class Fault(NamedTuple):
    """One fault of a draft."""

    code: str
    """Stable name, for example `no-key`."""
    part: str
    """The field that holds it."""
    message: str
    hint: str


_STEM = Fault("empty-stem", "stem", "The stem is empty.", "Write the question.")
_FEW_OPTIONS = Fault(
    "too-few-options", "options", "Fewer than two options.", "Give two or more options."
)
_NO_KEY = Fault("no-key", "answer", "No option is marked right.", "Say which option is right.")
_TWO_KEYS = Fault(
    "two-keys",
    "answer",
    "Two or more options are marked right in a question with one answer.",
    "Mark one, or make it a question with several answers.",
)
_NO_TEXT = Fault("empty-option", "options", "An option has no text.", "Write it, or remove it.")
_SAME = Fault("duplicate-option", "options", "Two options are the same.", "Change or remove one.")
_FEW_ITEMS = Fault(
    "too-few-items", "items", "Fewer than two items to put in order.", "Give two or more items."
)
_FEW_PAIRS = Fault(
    "too-few-pairs", "pairs", "Fewer than two pairs to match.", "Give two or more pairs."
)
_NO_NUMBER = Fault("no-number", "answer", "There is no number as the answer.", "Write a number.")


def find_faults(draft: Draft) -> tuple[Fault, ...]:
    """Return what keeps a draft from being a question, in the same words for every format."""
    stem = () if trimmed(draft.stem) else (_STEM,)
    return (*stem, *_faults_of_kind(draft))


def _faults_of_kind(draft: Draft) -> Iterator[Fault]:
    match draft.type:
        case "single" | "multiple":
            yield from _faults_of_options(draft)
        case "ordering":
            yield from (_FEW_ITEMS,) if len(draft.items) < 2 else ()
        case "matching":
            yield from (_FEW_PAIRS,) if len(draft.pairs) < 2 else ()
        case "numeric":
            yield from (_NO_NUMBER,) if draft.answer is None else ()
        case _:
            assert_never(draft.type)


def _faults_of_options(draft: Draft) -> Iterator[Fault]:
    keys = sum(option.correct for option in draft.options)
    texts = [trimmed(option.text) for option in draft.options]
    if len(texts) < 2:
        yield _FEW_OPTIONS
    if not keys:
        yield _NO_KEY
    if draft.type == "single" and keys > 1:
        yield _TWO_KEYS
    if "" in texts:
        yield _NO_TEXT
    if len(set(texts)) < len(texts):
        yield _SAME
