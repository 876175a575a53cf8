"""The common part of the types whose answers consist of letters."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from examkit.errors import ActionError
from examkit.question_types.base import QuestionType, Response, SolutionLine
from examkit.question_types.common_fields import CommonFields

LETTERS = "ABCDEFGH"
"""The letters of choices, by position on screen."""

F_contra = TypeVar("F_contra", bound=CommonFields, contravariant=True)


class Lettered(QuestionType[F_contra]):
    """A question type whose choices are selected by letter."""

    def required_count(self, question: F_contra) -> int:
        return len(self.correct_response(question).choices)

    def count_parts(self, response: Response) -> int:
        return sum(choice >= 0 for choice in response.choices)

    def is_possible(self, question: F_contra, response: Response) -> bool:
        return not response.text and self._exist(question, response.choices)

    def check_response(self, question: F_contra, response: Response) -> None:
        """Raise ActionError if a response has text, or unknown, repeated, or too many choices."""
        if response.text:
            raise ActionError("This question has options.", "Type an option's letter.")
        self._check_choices(question, response.choices)
        required = self.required_count(question)
        if len(response.choices) > required:
            raise ActionError(f"Select only {required}.", "Deselect one first.")

    def parse_line(
        self, question: F_contra, response: Response, order: Sequence[int], line: str
    ) -> Response:
        """Return the response after a line of letters. Raises ActionError if one is invalid."""
        if line.startswith("="):
            self.check_response(question, Response(text=line))
        return self._parse_words(question, response, order, line.lower().split())

    @abstractmethod
    def _parse_words(
        self, question: F_contra, response: Response, order: Sequence[int], words: Sequence[str]
    ) -> Response:
        """Return the response after `words`, the lowercase words of a line, are entered.

        `response` is the response so far. Raises ActionError if a word is invalid.
        """

    @abstractmethod
    def _check_choices(self, question: F_contra, choices: tuple[int, ...]) -> None:
        """Raise ActionError if any of the choices doesn't exist or is repeated."""

    def _exist(self, question: F_contra, choices: Sequence[int], lowest: int = 0) -> bool:
        highest = len(self.choices(question))
        return len(choices) <= len(LETTERS) and all(lowest <= c < highest for c in choices)

    def _check_ascending(self, question: F_contra, choices: Sequence[int]) -> None:
        if list(choices) != sorted(set(choices)) or not self._exist(question, choices):
            known = len(self.choices(question))
            raise ActionError("That option doesn't exist.", f"This question has {known} options.")


def to_letters(choices: Sequence[int], order: Sequence[int]) -> list[str]:
    """Return each choice's letter on screen; an empty text for -1, which means no match.

    `choices` has positions in the question's `choices`, and `order` all of them in screen order.
    """
    return [LETTERS[order.index(choice)] if choice >= 0 else "" for choice in choices]


def parse_letters(words: Sequence[str], order: Sequence[int]) -> list[int]:
    """Return the position in the question's `choices` that each lowercase letter stands for.

    `order` has all positions in screen order. Raises ActionError if a word isn't the letter of a
    choice.
    """
    known = LETTERS[: len(order)].lower()
    if any(len(word) != 1 or word not in known for word in words):
        hint = f"Type a letter from {known[0]} to {known[-1]}, or type help for commands."
        raise ActionError("That isn't an option or a command.", hint)
    return [order[known.index(word)] for word in words]


def make_line(label: str, correct: str, given: str) -> SolutionLine:
    """Return one part of a correct answer, compared with the candidate's.

    `label` is the place in the order, or the left side; `correct` and `given` are the correct and
    the candidate's text for it. `given` is empty if the candidate gave none.
    """
    return SolutionLine(label, correct, "" if given == correct else given, given == correct)
