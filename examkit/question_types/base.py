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


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a question that the cursor stops at."""

    label: str
    """Its letter, or the number of a left side."""
    text: str
    """Markdown."""
    is_answered: bool
    """Whether the response says something about it."""
    mark: str = ""
    """What stands in its box, where that is more than a cross."""
    remark: str = ""
    """The same in words, for plain mode."""


@dataclass(frozen=True, slots=True)
class SolutionLine:
    """One part of a correct answer that has several; its texts may hold control characters."""

    label: str
    """Place in the order, or the left side."""
    text: str
    """What is correct there."""
    yours: str
    """What was given there, where it was something else."""
    right: bool


F_contra = TypeVar("F_contra", bound=CommonFields, contravariant=True)
"""The fields that a type reads: the common ones and its own."""


class QuestionType(ABC, Generic[F_contra]):
    """What the program knows of one type of question. Pure."""

    name: ClassVar[TypeName]
    fields: ClassVar[tuple[str, ...]]
    """The fields of a question that belong to this type."""
    is_stated: ClassVar[bool] = True
    """Whether a bank names the type; else the correct options tell it."""
    takes_text: ClassVar[bool] = False
    """Whether the answer is typed; else it is made of the letters of `choices`."""
    takes_one: ClassVar[bool] = False
    """Whether a choice replaces the one before it."""
    can_eliminate: ClassVar[bool] = False
    """Whether choices can be struck out."""
    letters_name_rows: ClassVar[bool] = True
    """Whether a letter stands for a row; else for what goes into the row under the cursor."""
    letters_label: ClassVar[str] = "choose"
    """What letters do, in a word or three for the key bar."""

    @abstractmethod
    def find_violations(self, question: F_contra) -> Iterator[Violation]:
        """Report what keeps the fields from making a whole question."""

    @abstractmethod
    def find_import_faults(self, question: F_contra) -> Iterator[Violation]:
        """Report what keeps a question that another format holds from being read.

        A bank is stricter: `find_violations` follows when the question goes into one.
        """

    @abstractmethod
    def has_key(self, question: F_contra) -> bool:
        """Return whether a stored question has a correct answer, so that it can be graded."""

    @abstractmethod
    def choices(self, question: F_contra) -> tuple[str, ...]:
        """Return the texts that letters stand for, in the order of the file."""

    def texts(self, question: F_contra) -> tuple[str, ...]:
        """Return the texts that search and suggestions look at, besides the stem."""
        return self.choices(question)

    @abstractmethod
    def correct_response(self, question: F_contra) -> Response:
        """Return the correct response, or one of them."""

    @abstractmethod
    def required_count(self, question: F_contra) -> int:
        """Return of how many parts a complete response consists."""

    @abstractmethod
    def count_parts(self, response: Response) -> int:
        """Return how many parts of a complete response are there."""

    def is_complete(self, question: F_contra, response: Response) -> bool:
        """Return whether nothing is missing from a response."""
        return self.count_parts(response) == self.required_count(question)

    def describe_progress(self, question: F_contra, response: Response) -> str:  # noqa: ARG002 -- for types with parts
        """Return what to do and how much of it is done; empty where one part is all."""
        return ""

    def keeps_order(self, question: F_contra) -> bool:  # noqa: ARG002 -- for types that do
        """Return whether the choices stay in the order of the file."""
        return False

    @abstractmethod
    def is_possible(self, question: F_contra, response: Response) -> bool:
        """Return whether a stored response can be read, whatever version stored it."""

    @abstractmethod
    def check_response(self, question: F_contra, response: Response) -> None:
        """Raise ActionError, in words for the candidate, for what is no response."""

    def normalize(self, question: F_contra, response: Response) -> Response:  # noqa: ARG002 -- for typed answers
        """Rewrite a response as it is stored, so that it always reads the same."""
        return response

    def describe_text(self, question: F_contra) -> str:  # noqa: ARG002 -- for typed answers
        """Return what to type, as the end of a sentence: `a number in GiB`."""
        return ""

    @abstractmethod
    def parse_line(
        self, question: F_contra, response: Response, order: Sequence[int], line: str
    ) -> Response:
        """Return the response that a line of plain mode makes. Raises ActionError.

        `response` is the one before; `order` gives the choice at each position on the screen.
        """

    @abstractmethod
    def rows(self, question: F_contra, response: Response, order: Sequence[int]) -> tuple[Row, ...]:
        """Return the lines that the cursor stops at; none where the answer is typed."""

    def legend(self, question: F_contra, order: Sequence[int]) -> tuple[tuple[str, str], ...]:  # noqa: ARG002 -- where rows lack it
        """Return letters and the Markdown they stand for, where that is not in the rows."""
        return ()

    @abstractmethod
    def press(self, question: F_contra, response: Response, choice: int, row: int) -> Response:
        """Return the response after the letter of a choice is pressed in a row of the screen.

        What is selected already is deselected. The result may be refused by `check_response`.
        """

    @abstractmethod
    def format_response(self, question: F_contra, response: Response, order: Sequence[int]) -> str:
        """Return a response as text: letters, or what was typed; empty where there is none.

        `order` gives the choice at each position on the screen.
        """

    def format_key(self, question: F_contra, order: Sequence[int]) -> str:
        """Return the correct answer as text, in the same form."""
        return self.format_response(question, self.correct_response(question), order)

    def solution(self, question: F_contra, response: Response) -> tuple[SolutionLine, ...]:  # noqa: ARG002 -- for answers with parts
        """Return the correct answer line by line; nothing where `format_key` says it all."""
        return ()

    def author_lines(self, question: F_contra) -> tuple[str, ...]:  # noqa: ARG002 -- for types without options
        """Return the answer for the author of a bank; nothing where options show it."""
        return ()

    @abstractmethod
    def grade(self, question: F_contra, response: Response) -> float:
        """Return the share of the response that is right, from 0 to 1.

        1 means exactly the right response. The response is not empty.
        """

    def asked_texts(self, question: F_contra) -> tuple[str, ...]:
        """Return what is asked below the stem, to tell whether two questions are the same."""
        return self.choices(question)

    @abstractmethod
    def key_texts(self, question: F_contra) -> tuple[str, ...]:
        """Return the correct answer as texts, which may be sorted to compare two questions."""

    def complete_stem(self, question: F_contra) -> str:
        """Return the stem with what a bank asks of it."""
        return question.stem

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
        yield "equal-options", (name,), f"Two {name} are the same.", "Change one."


def find_too_few(name: str, values: Sequence[object], what: str) -> Iterator[Violation]:
    """Report a field with fewer than two values."""
    if len(values) < 2:
        yield f"too-few-{name}", (name,), f"The question has fewer than two {what}.", "Add some."
