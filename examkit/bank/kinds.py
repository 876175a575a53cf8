"""What makes a question of its kind whole, and what one would still add to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import assert_never

from examkit.bank.candidates import TypeName
from examkit.bank.model import Question
from examkit.bank.toml.positions import KeyPath

Violation = tuple[str, KeyPath, str, str]
"""Code, place within the question, message, hint."""

_CHOOSE = re.compile(r"\(?\b(?:choose|select|pick)\s+(two|three|four|2|3|4)\b")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_WORDS = {2: "two", 3: "three", 4: "four"}
_PARTS: dict[TypeName, tuple[str, ...]] = {
    "single": ("options",),
    "multiple": ("options",),
    "ordering": ("items",),
    "matching": ("pairs", "extra"),
    "numeric": ("answer", "tolerance", "unit"),
}
"""The fields that belong to a kind."""
MOST_RIGHT_SIDES = 8


def find_violations(question: Question) -> Iterator[Violation]:
    """Report what keeps a question from being one of its kind."""
    kind = question.type
    for name, default in _foreign(kind):
        if getattr(question, name) != default:
            said = f"{name} does not belong to a question of the type {kind}."
            yield "wrong-kind", (name,), said, "Remove it, or give another type."
    match kind:
        case "ordering":
            yield from _listed("items", question.items, "items to put in order")
        case "matching":
            yield from _listed("pairs", question.pairs, "pairs to match")
            yield from _sides(question)
        case "numeric":
            if question.answer is None:
                yield "no-key", (), "There is no answer.", "Add answer = and a number."
        case "single" | "multiple":
            yield from _options(question)
        case _:
            assert_never(kind)


@cache
def _foreign(kind: TypeName) -> tuple[tuple[str, object], ...]:
    """Return the fields of other kinds, with what they are where nothing is given."""
    names = {part for parts in _PARTS.values() for part in parts} - {*_PARTS[kind]}
    return tuple((name, Question.model_fields[name].default) for name in sorted(names))


def missing_parts(question: Question) -> Iterator[Violation]:
    """Report what a question runs without, and is the poorer for."""
    if question.retired:
        return
    if not question.domain:
        said = "It is in no domain, so that no exam draws it."
        yield "no-domain", (), said, "Add domain =; examkit bank suggest-tags proposes one."
    if not question.note:
        said = "No section of the notes settles it."
        hint = "Add note = and evidence =; examkit bank suggest-notes proposes one."
        yield "no-note", (), said, hint
    bare = [i for i, option in enumerate(question.options) if not option.rationale.strip()]
    if bare:
        said = f"{len(bare)} of {len(question.options)} options have no rationale."
        yield "no-rationale", ("options", bare[0]), said, "Say why each is right or wrong."


def _listed(name: str, values: tuple[object, ...], what: str) -> Iterator[Violation]:
    if len(values) < 2:
        yield f"too-few-{name}", (name,), f"Fewer than two {what}.", "Add some."
    yield from _equal(name, map(str, values))


def _sides(question: Question) -> Iterator[Violation]:
    yield from _equal("pairs", (left for left, _ in question.pairs))
    yield from _equal("pairs", question.choices)
    if len(question.choices) > MOST_RIGHT_SIDES:
        said = f"More than {MOST_RIGHT_SIDES} right sides."
        yield "too-long", ("extra",), said, "Letters run from a to h: remove some."


def _equal(name: str, values: Iterable[str]) -> Iterator[Violation]:
    texts = [" ".join(value.split()) for value in values]
    if len(set(texts)) < len(texts):
        yield "equal-options", (name,), f"Two of {name} are equal.", "Change one."


def _options(question: Question) -> Iterator[Violation]:
    keys = len(question.keys)
    if len(question.options) < 2:
        said = "Fewer than two options."
        yield "too-few-options", (), said, "Add some with [[questions.options]]."
        return
    if keys == 0:
        yield "no-key", ("options",), "No option is right.", "Add correct = true to one."
    elif keys == len(question.options):
        yield "all-keys", ("options",), "Every option is right.", "Add distractors."
    # Case may be all the difference: mHz and MHz.
    texts = [" ".join(option.text.split()) for option in question.options]
    if len(set(texts)) < len(texts):
        double = next(i for i, text in enumerate(texts) if text in texts[:i])
        yield "equal-options", ("options", double, "text"), "Two options are equal.", "Change one."
    told = _told_number(question.stem)
    asked = told or 1
    if keys and asked != keys:
        said = f"The stem asks for {asked}, and {keys} options are right."
        hint = f'End the stem with "(Choose {_WORDS.get(keys, keys)}.)".' if keys > 1 else ""
        yield "choose-count", ("stem",), said, hint


def _told_number(stem: str) -> int | None:
    """Return how many options the end of a stem asks for, where it says so."""
    end = stem[-200:].lower()
    # Looking for the words first spares the costly search for nearly all questions.
    if "choose" not in end and "select" not in end and "pick" not in end:
        return None
    found = _CHOOSE.search(end)
    return _NUMBERS[found[1]] if found else None
