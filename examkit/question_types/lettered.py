"""What types have in common whose answers are made of letters."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from examkit.errors import ActionError
from examkit.question_types.base import QuestionType, Response, SolutionLine
from examkit.question_types.fields import CommonFields

LETTERS = "ABCDEFGH"
"""The letters of the choices on screen, by position."""

F_contra = TypeVar("F_contra", bound=CommonFields, contravariant=True)


class Lettered(QuestionType[F_contra]):
    """Choices that letters stand for."""

    def required_count(self, question: F_contra) -> int:
        """Return how many letters the correct answer has."""
        return len(self.correct_response(question).choices)

    def count_parts(self, response: Response) -> int:
        """Return how many choices are given."""
        return sum(choice >= 0 for choice in response.choices)

    def is_possible(self, question: F_contra, response: Response) -> bool:
        """Return whether all choices of a response exist."""
        return not response.text and self._exist(question, response.choices)

    def check_response(self, question: F_contra, response: Response) -> None:
        """Refuse text, choices that do not exist, and more choices than are asked for."""
        if response.text:
            raise ActionError("This question has options.", "Choose one by its letter.")
        self._check_choices(question, response.choices)
        required = self.required_count(question)
        if len(response.choices) > required:
            raise ActionError(f"Choose {required}, not more.", "Deselect one first.")

    def parse_line(
        self, question: F_contra, response: Response, order: Sequence[int], line: str
    ) -> Response:
        """Read the letters of a line."""
        if line.startswith("="):
            self.check_response(question, Response(text=line))
        return self._parse_words(question, response, order, line.lower().split())

    @abstractmethod
    def _parse_words(
        self, question: F_contra, response: Response, order: Sequence[int], words: Sequence[str]
    ) -> Response:
        """Return the response that words in lower case make. Raises ActionError."""

    @abstractmethod
    def _check_choices(self, question: F_contra, choices: tuple[int, ...]) -> None:
        """Raise ActionError for choices that do not exist or are given twice."""

    def _exist(self, question: F_contra, choices: Sequence[int], lowest: int = 0) -> bool:
        highest = len(self.choices(question))
        return len(choices) <= len(LETTERS) and all(lowest <= c < highest for c in choices)

    def _check_ascending(self, question: F_contra, choices: Sequence[int]) -> None:
        if list(choices) != sorted(set(choices)) or not self._exist(question, choices):
            known = len(self.choices(question))
            raise ActionError("There is no such option.", f"This question has {known}.")


def to_letters(choices: Sequence[int], order: Sequence[int]) -> list[str]:
    """Return the letter of each choice on the screen; an empty text for -1."""
    return [LETTERS[order.index(choice)] if choice >= 0 else "" for choice in choices]


def parse_letters(words: Sequence[str], order: Sequence[int]) -> list[int]:
    """Return the choices that letters in lower case stand for. Raises ActionError."""
    known = LETTERS[: len(order)].lower()
    if any(len(word) != 1 or word not in known for word in words):
        hint = f"Options are {known[0]} to {known[-1]}; help lists commands."
        raise ActionError("Not understood.", hint)
    return [order[known.index(word)] for word in words]


def make_line(label: str, correct: str, given: str) -> SolutionLine:
    """Return a line of a solution; `given` is empty where there is no answer."""
    return SolutionLine(label, correct, "" if given == correct else given, given == correct)
