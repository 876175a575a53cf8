"""The answers between a GIFT question's braces, and the options made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from examkit.formats.gift.question import EDGES, GiftQuestion, escaped_text
from examkit.formats.shared.draft import Draft
from examkit.formats.shared.html import shown
from examkit.formats.shared.moodle_weights import legal, weight_for
from examkit.question_types.choice import Option

MOST_ANSWERS = 500
_MARK = re.compile(r"[=~]")
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d{0,12})?)%")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text between a question's braces."""

    text: str
    at: int
    """The piece's offset in the text of its block."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its mark, weight, and feedback."""

    mark: str
    """`=`, `~`, or empty for a text before the first mark."""
    weight: float | None
    """The weight in percent. None if it isn't given."""
    text: str
    feedback: str
    at: int
    """The offset of the mark in the text of its block."""

    @property
    def worth(self) -> float:
        """The answer's weight in percent. Without one, `=` is worth 100 and anything else 0."""
        return self.weight if self.weight is not None else 100.0 if self.mark == "=" else 0.0

    @property
    def is_correct(self) -> bool:
        """Whether the answer earns full credit."""
        return self.worth > 99.9


def pieces(part: Part, marks: re.Pattern[str]) -> Iterator[tuple[str, str, int]]:
    """Split a part at its marks, and yield the mark, text, and offset of each piece.

    The mark is empty for text before the first one.
    """
    starts = [match.start() for match in marks.finditer(part.text)]
    first = part.text[: starts[0] if starts else len(part.text)]
    if first.strip(EDGES):
        yield "", first, part.at
    for start, end in pairwise([*starts, len(part.text)]):
        yield part.text[start], part.text[start + 1 : end], part.at + start


def answers_in(part: Part, marks: re.Pattern[str] = _MARK) -> list[Answer]:
    """Split a part into answers, each of which starts with one of the marks."""
    return [_answer(*piece) for piece in pieces(part, marks)]


def _answer(mark: str, text: str, at: int) -> Answer:
    text = text.strip(EDGES)
    match = _WEIGHT.match(text)
    weight = float(match[1]) if match else None
    content, _, feedback = text[match.end() if match else 0 :].partition("#")
    return Answer(mark, weight, content, feedback, at)


TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


def choice(asked: GiftQuestion, part: Part) -> tuple[bool, dict[str, Any]]:
    """Read the options in `part`, the text between a question's braces.

    Returns whether several can be correct, and the draft's fields by name. `=` marks the correct
    options. If no option has that mark, the weights decide.
    """
    answers = answers_in(part)
    asked.options = [answer.at for answer in answers]
    _check_weights(asked, answers)
    if any(answer.mark == "=" for answer in answers):
        several, right = _by_marks(asked, answers)
    else:
        several, right = _by_weights(asked, answers)
    options = tuple(
        Option(asked.text(a.text, a.at), i in right, asked.text(a.feedback, a.at))
        for i, a in enumerate(answers)
    )
    return several, {"options": options}


def _check_weights(asked: GiftQuestion, answers: list[Answer]) -> None:
    for answer in answers:
        if not answer.mark:
            message = "The text before the first option was read as an option."
            asked.warn(answer.at, "stray-text", message, "Put ~ or = before it, or remove it.")
        if answer.weight is not None and not legal(answer.weight):
            message = f"Moodle doesn't allow a weight of {answer.weight:g}%."
            asked.warn(answer.at, "bad-weight", message, "Write thirds as 33.33333.")
        elif answer.mark == "=" and answer.weight is not None:
            message = "Moodle reads a weight after = as text."
            asked.warn(answer.at, "bad-weight", message, "Write ~ instead of = before the weight.")


def _by_marks(asked: GiftQuestion, answers: list[Answer]) -> tuple[bool, set[int]]:
    """Find the correct options from their `=` marks.

    Returns whether there are several, and their positions.
    """
    right = {i for i, answer in enumerate(answers) if answer.is_correct}
    if not right:
        right = {i for i, answer in enumerate(answers) if answer.mark == "="}
        asked.warn(answers[min(right)].at, "bad-weight", "No option has a weight of 100%.")
    if len(right) > 1:
        message = "Several options are marked correct, so this became a multiple-response question."
        hint = "If that's what you want, give each correct option a weight, such as ~%50%."
        asked.warn(answers[sorted(right)[1]].at, "two-keys", message, hint)
    for i, answer in enumerate(answers):
        if answer.worth and i not in right:
            asked.lose(answer.at, "Weights of incorrect options were left out.")
    return len(right) > 1, right


def _by_weights(asked: GiftQuestion, answers: list[Answer]) -> tuple[bool, set[int]]:
    """Find the correct options, which are those with a weight above 0.

    Returns True, since several can be correct, and their positions.
    """
    worths = {i: answer.worth for i, answer in enumerate(answers) if answer.worth > 0}
    if worths:
        first = answers[min(worths)].at
        if abs(sum(worths.values()) - 100) > 2:
            message = f"The weights of the correct options add up to {sum(worths.values()):g}%."
            asked.warn(first, "bad-weight", message, "They should add up to 100%.")
        if max(worths.values()) - min(worths.values()) > 0.1:
            asked.lose(first, "Correct options had different weights, which were left out.")
    return True, set(worths)


def truth(asked: GiftQuestion, part: Part, word: str) -> dict[str, Any]:
    """Read a true-or-false question. `word` is its answer, such as `T` or `FALSE`.

    The first feedback in its text is for the incorrect answer.
    """
    if word not in TRUTHS:
        message = f"Moodle reads {word!r} as a short answer, but examkit read it as true or false."
        asked.warn(part.at, "lower-case", message, f"Write {word.upper()}.")
    _, *feedback = part.text.split("#", 2)
    wrong, right = (asked.text(text, part.at) for text in [*feedback, "", ""][:2])
    answer = TRUTHS[word.upper()]
    texts = (right, wrong) if answer else (wrong, right)
    options = (Option("True", answer, texts[0]), Option("False", not answer, texts[1]))
    asked.options = [part.at, part.at]
    return {"options": options}


def truth_word(part: Part) -> str:
    """Return the answer of a true-or-false question, such as `T`; empty for other questions."""
    word = part.text.partition("#")[0].strip(EDGES)
    return (
        word
        if word.upper() in TRUTHS and word in (word.upper(), word.lower(), word.title())
        else ""
    )


def written_options(draft: Draft) -> list[str]:
    """Return the options of a question with one correct option, as GIFT."""
    return _marked(draft, "=", "~")


def weighted_options(draft: Draft) -> list[str]:
    """Return the options of a question with several correct ones, as GIFT.

    Their weights are chosen so that selecting all options earns nothing.
    """
    right = sum(option.correct for option in draft.options)
    wrong = max(1, len(draft.options) - right)
    return _marked(draft, f"~%{weight_for(right)}%", f"~%-{weight_for(wrong)}%")


def _marked(draft: Draft, right: str, wrong: str) -> list[str]:
    is_named = shown(draft.stem)[0] == "html"
    return [(right if o.correct else wrong) + _option(o, is_named) for o in draft.options]


def _option(option: Option, is_named: bool) -> str:
    why = f"#{escaped_text(option.rationale, is_named)}" if option.rationale else ""
    return escaped_text(option.text, is_named) + why
