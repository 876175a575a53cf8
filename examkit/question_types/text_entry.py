"""What types have in common whose answers are typed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar

from examkit.errors import ActionError
from examkit.question_types.base import QuestionType, Response, Row
from examkit.question_types.fields import CommonFields

F_contra = TypeVar("F_contra", bound=CommonFields, contravariant=True)


class TextEntry(QuestionType[F_contra]):
    """An answer to type; there are no choices."""

    takes_text = True
    letters_label = "type answer"

    def choices(self, question: F_contra) -> tuple[str, ...]:  # noqa: ARG002 -- the contract
        """Return nothing."""
        return ()

    def required_count(self, question: F_contra) -> int:  # noqa: ARG002 -- the contract
        """Return 1: the text."""
        return 1

    def count_parts(self, response: Response) -> int:
        """Return 1 if there is a text."""
        return int(bool(response.text))

    def is_possible(self, question: F_contra, response: Response) -> bool:  # noqa: ARG002 -- the contract
        """Return whether there is nothing but text, which any version may have stored."""
        return not response.choices

    def check_response(self, question: F_contra, response: Response) -> None:
        """Refuse choices, and a text that is no answer."""
        if response.choices:
            raise ActionError(f"This question asks for {self.describe_text(question)}.", "Type it.")
        if response and (fault := self.find_text_fault(question, response.text)):
            raise ActionError(*fault)

    @abstractmethod
    def find_text_fault(self, question: F_contra, text: str) -> tuple[str, str] | None:
        """Return why a text is no answer, and what to type instead; None if it is one."""

    def parse_line(
        self,
        question: F_contra,
        response: Response,  # noqa: ARG002 -- the contract
        order: Sequence[int],  # noqa: ARG002 -- the contract
        line: str,
    ) -> Response:
        """Read the text after an equals sign."""
        if not line.startswith("="):
            hint = f"Type = and {self.describe_text(question)}; help lists commands."
            raise ActionError("Not understood.", hint)
        return Response(text=line[1:].strip())

    def rows(
        self,
        question: F_contra,  # noqa: ARG002 -- the contract
        response: Response,  # noqa: ARG002 -- the contract
        order: Sequence[int],  # noqa: ARG002 -- the contract
    ) -> tuple[Row, ...]:
        """Return nothing."""
        return ()

    def press(self, question: F_contra, response: Response, choice: int, row: int) -> Response:  # noqa: ARG002 -- the contract
        """Return the response as it is: letters stand for nothing."""
        return response

    def author_lines(self, question: F_contra) -> tuple[str, ...]:
        """Return the key."""
        return (self.format_key(question, ()),)
