"""The common part of the types whose answers are typed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from examkit.errors import ActionError
from examkit.question_types.base import QuestionType, Response, Row
from examkit.question_types.common_fields import CommonFields

F_contra = TypeVar("F_contra", bound=CommonFields, contravariant=True)


class TextEntry(QuestionType[F_contra]):
    """A question type whose answers are typed. Its questions have no choices."""

    takes_text = True
    letters_label = "type answer"
    letters_help = ""
    cursor_help = "Type your answer."

    def choices(self, question: F_contra) -> tuple[str, ...]:
        return ()

    def required_count(self, question: F_contra) -> int:
        return 1

    def count_parts(self, response: Response) -> int:
        return int(bool(response.text))

    def is_possible(self, question: F_contra, response: Response) -> bool:
        # Earlier versions stored any text.
        return not response.choices

    def check_response(self, question: F_contra, response: Response) -> None:
        """Raise ActionError if a response has choices, or a text that can't be an answer."""
        if response.choices:
            message = f"This question asks for {self.describe_text(question)}."
            raise ActionError(message, "Type your answer.")
        if response and (fault := self.find_text_fault(question, response.text)):
            raise ActionError(*fault)

    @abstractmethod
    def find_text_fault(self, question: F_contra, text: str) -> tuple[str, str] | None:
        """Return a message and a hint if a text can't be an answer; None if it can."""

    def parse_line(
        self, question: F_contra, response: Response, order: Sequence[int], line: str
    ) -> Response:
        """Return the text after the line's equals sign as a response.

        Raises ActionError if the line doesn't start with an equals sign.
        """
        if not line.startswith("="):
            hint = f"Type = followed by {self.describe_text(question)}, or type help for commands."
            raise ActionError("That isn't an answer or a command.", hint)
        return Response(text=line[1:].strip())

    def rows(self, question: F_contra, response: Response, order: Sequence[int]) -> tuple[Row, ...]:
        return ()

    def press(self, question: F_contra, response: Response, choice: int, row: int) -> Response:
        """Return the response unchanged, because there are no letters to press."""
        return response

    def author_lines(self, question: F_contra) -> tuple[str, ...]:
        return (self.format_key(question, ()),)
