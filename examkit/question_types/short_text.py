"""Short-text questions: the candidate types a word or phrase."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from examkit.question_types.base import Response, Violation
from examkit.question_types.common_fields import LIST, About, CommonFields, Rule
from examkit.question_types.text_entry import TextEntry

MAX_LENGTH = 200
"""Longest text that can be accepted or typed, in characters."""
MAX_ACCEPTED = 20
_PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2010\u2011\u2012\u2013\u2212", "''\"\"-----")
"""Replacements for typographic quotes, hyphens, and minus signs by those on a keyboard."""
Phrase = Annotated[str, Rule(strict=True, min_length=1, max_length=MAX_LENGTH)]


@dataclass(frozen=True, kw_only=True)
class ShortTextFields(CommonFields):
    """The fields that a short-text question adds to the common ones."""

    accepted: Annotated[
        tuple[Phrase, ...],
        LIST,
        Rule(max_length=MAX_ACCEPTED),
        About("Short text only. Correct answers as plain text. Reports show the first one."),
    ] = ()
    ignore_case: Annotated[
        bool, About("Short text only. Whether to ignore case, so that a matches A.")
    ] = True
    ignore_accents: Annotated[
        bool, About("Short text only. Whether to ignore accents, so that e matches é.")
    ] = False


class ShortText(TextEntry[ShortTextFields]):
    """The short-text type. A question has one or more accepted answers."""

    name = "short-text"
    fields = tuple(ShortTextFields.__annotations__)

    def find_violations(self, question: ShortTextFields) -> Iterator[Violation]:
        """Yield a violation if there are no accepted answers, or if any are empty or equivalent."""
        yield from self.find_import_faults(question)
        folded = [fold(text, question) for text in question.accepted]
        for place, text in enumerate(folded):
            where = ("accepted", place)
            if not text:
                yield "no-key", where, "An accepted answer is empty.", "Remove it."
            elif text in folded[:place]:
                message = f"{question.accepted[place]!r} is listed twice."
                hint = "Remove one. Extra spaces and different quotes or hyphens don't matter."
                yield "equal-options", where, message, hint

    def find_import_faults(self, question: ShortTextFields) -> Iterator[Violation]:
        if not question.accepted:
            hint = 'Add accepted = ["..."].'
            yield "no-key", ("accepted",), "The question has no accepted answer.", hint

    def has_key(self, question: ShortTextFields) -> bool:
        return any(fold(text, question) for text in question.accepted)

    def texts(self, question: ShortTextFields) -> tuple[str, ...]:
        return question.accepted

    def correct_response(self, question: ShortTextFields) -> Response:
        return Response(text=question.accepted[0])

    def describe_text(self, question: ShortTextFields) -> str:
        return "a word or phrase"

    def find_text_fault(self, question: ShortTextFields, text: str) -> tuple[str, str] | None:
        """Return a message and a hint if a text is too long or looks empty; None otherwise."""
        if len(text) > MAX_LENGTH:
            return "That answer is too long.", f"Use at most {MAX_LENGTH} characters."
        if not fold(text, question):
            return "That answer is empty.", "Type a word or phrase."
        return None

    def normalize(self, question: ShortTextFields, response: Response) -> Response:
        return Response(response.choices, _compose(response.text))

    def format_response(
        self, question: ShortTextFields, response: Response, order: Sequence[int]
    ) -> str:
        return response.text

    def format_key(self, question: ShortTextFields, order: Sequence[int]) -> str:
        """Return the first accepted answer, then the others in parentheses."""
        first, *others = question.accepted
        return f"{first} (or {', '.join(others)})" if others else first

    def grade(self, question: ShortTextFields, response: Response) -> float:
        """Return 1 if the text is an accepted answer, else 0."""
        accepted = {fold(text, question) for text in question.accepted}
        return float(fold(response.text, question) in accepted)

    def key_texts(self, question: ShortTextFields) -> tuple[str, ...]:
        return tuple(fold(text, question) for text in question.accepted)

    def digest_parts(self, question: ShortTextFields) -> tuple[str, ...]:
        return f"{question.ignore_case} {question.ignore_accents}", *question.accepted

    def find_correction(
        self, asked: ShortTextFields, current: ShortTextFields
    ) -> dict[str, Any] | None:
        """Return the current values of this type's own fields, by name.

        None if they are the same in `asked`, the question as it was asked, or if the stem changed
        too.
        """
        before, key = (
            {name: getattr(each, name) for name in self.fields} for each in (asked, current)
        )
        return key if asked.stem == current.stem and key != before else None


def fold(text: str, question: ShortTextFields) -> str:
    """Return a text in the form used for comparison with the question's accepted answers.

    Extra spaces, invisible characters, and the shape of quotes and hyphens never matter.
    """
    plain = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    plain = unicodedata.normalize("NFC", plain).translate(_PLAIN)
    if question.ignore_accents:
        apart = unicodedata.normalize("NFD", plain)
        plain = "".join(mark for mark in apart if not unicodedata.combining(mark))
    return _compose(plain.casefold() if question.ignore_case else plain)


def _compose(text: str) -> str:
    """Return a text in Unicode's composed form, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
