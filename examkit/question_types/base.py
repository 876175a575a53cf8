"""The contract of a question type."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from examkit.question_types.fields import CommonFields, TypeName

Violation = tuple[str, tuple[str | int, ...], str, str]
"""Code, place within the question, message, hint."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the candidate answered: choices or text; false while there is neither."""

    choices: tuple[int, ...] = ()
    """Positions among the question's choices, not on the screen.

    Chosen options ascending; items in the order given to them; for each left side that of its
    right side, -1 where it has none yet.
    """
    text: str = ""
    """What was typed."""

    def __bool__(self) -> bool:
        return bool(self.choices or self.text)


NO_RESPONSE = Response()

F_contra = TypeVar("F_contra", bound=CommonFields, contravariant=True)
"""The fields that a type reads: the common ones and its own."""


class QuestionType(ABC, Generic[F_contra]):
    """What the program knows of one type of question. Pure."""

    name: ClassVar[TypeName]
    fields: ClassVar[tuple[str, ...]]
    """The fields of a question that belong to this type."""
    is_stated: ClassVar[bool] = True
    """Whether a bank names the type; else the correct options tell it."""

    @abstractmethod
    def find_violations(self, question: F_contra) -> Iterator[Violation]:
        """Report what keeps the fields from making a whole question."""

    @abstractmethod
    def choices(self, question: F_contra) -> tuple[str, ...]:
        """Return the texts that letters stand for, in the order of the file."""

    @abstractmethod
    def correct_response(self, question: F_contra) -> Response:
        """Return the correct response, or one of them."""

    def required_count(self, question: F_contra) -> int:
        """Return how many choices a full response has."""
        return len(self.correct_response(question).choices)

    def keeps_order(self, question: F_contra) -> bool:  # noqa: ARG002 -- for types that do
        """Return whether the choices stay in the order of the file."""
        return False

    @abstractmethod
    def grade(self, question: F_contra, response: Response) -> float:
        """Return the share of the response that is right, from 0 to 1.

        1 means exactly the right response. The response is not empty.
        """

    @abstractmethod
    def digest_parts(self, question: F_contra) -> Iterable[str]:
        """Return the texts that, with the stem, decide whether a question is still the same.

        Stored attempts hold digests of them: never change them for a type that was released.
        """

    def find_correction(
        self,
        asked: F_contra,  # noqa: ARG002 -- for types whose keys can be corrected
        current: F_contra,  # noqa: ARG002 -- as above
    ) -> dict[str, Any] | None:
        """Return the fields that change the asked question's key to the current one.

        Return None if the key is the same, or if more than the key differs. Both questions are
        of this type.
        """
        return None


def find_equal(name: str, values: Iterable[str]) -> Iterator[Violation]:
    """Report two equal texts in a field; runs of whitespace count as one space."""
    texts = [" ".join(value.split()) for value in values]
    if len(set(texts)) < len(texts):
        yield "equal-options", (name,), f"Two of {name} are equal.", "Change one."


def find_too_few(name: str, values: Sequence[object], what: str) -> Iterator[Violation]:
    """Report a field with fewer than two values."""
    if len(values) < 2:
        yield f"too-few-{name}", (name,), f"Fewer than two {what}.", "Add some."
