"""The interface of a question type, and the values that it works with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from examkit.question_types.common_fields import CommonFields, TypeName

Violation = tuple[str, tuple[str | int, ...], str, str]
"""A problem in a question: its code, the path of the field, a message, and a hint."""


@dataclass(frozen=True, slots=True)
class Response:
    """A candidate's answer to one question: choices, or typed text. False if it is empty."""

    choices: tuple[int, ...] = ()
    """Positions in the question's `choices`, whatever their order on screen.

    For options, the selected ones, ascending. For ordered items, those placed so far, in the
    candidate's order. For pairs, the right side of each left side, or -1 if it has no match yet.
    """
    text: str = ""
    """The typed text; empty if the answer consists of choices."""

    def __bool__(self) -> bool:
        return bool(self.choices or self.text)


NO_RESPONSE = Response()


@dataclass(frozen=True, slots=True)
class Row:
    """A selectable row on screen: an option, an item to put in order, or a left side to match."""

    label: str
    """The letter of the option or item, or the number of the left side."""
    text: str
    """The option, item, or left side in Markdown."""
    is_answered: bool
    """Whether the response includes the option or item, or matches the left side."""
    mark: str = ""
    """Text in the row's check box, such as a place in the order; empty for a check mark."""
    remark: str = ""
    """The row's part in the response, such as `selected` or `place 2`; empty if it has none."""


@dataclass(frozen=True, slots=True)
class SolutionLine:
    """One part of a correct answer that has several. Its texts are not sanitized."""

    label: str
    """The item's place in the correct order, from 1, or the left side of a pair."""
    text: str
    """The correct item or right side."""
    yours: str
    """The candidate's item or right side if it is incorrect; empty if correct or missing."""
    correct: bool
    """Whether the candidate's part is correct."""


F_contra = TypeVar("F_contra", bound=CommonFields, contravariant=True)
"""The fields that a type reads: the common ones and its own."""


class QuestionType(ABC, Generic[F_contra]):
    """A question type: how it is checked, shown, answered, and graded. All methods are pure.

    In all methods, `order` lists the positions in `choices` in the order shown on screen.
    """

    name: ClassVar[TypeName]
    fields: ClassVar[tuple[str, ...]]
    """Names of the fields that this type adds to the common ones."""
    is_stated: ClassVar[bool] = True
    """Whether a bank states the type. If not, it follows from the number of correct options."""
    takes_text: ClassVar[bool] = False
    """Whether the answer is typed. If not, it consists of the letters of `choices`."""
    takes_one: ClassVar[bool] = False
    """Whether selecting a choice deselects the previous one."""
    can_eliminate: ClassVar[bool] = False
    """Whether choices can be struck out."""
    letters_name_rows: ClassVar[bool] = True
    """Whether a letter selects a row. If not, it selects the match for the row under the cursor."""
    letters_label: ClassVar[str] = "answer"
    """What the letter keys do, in one to three words for the key bar."""
    letters_help: ClassVar[str] = "Choose an option, or deselect it."
    """What the letter keys do, as a sentence; empty if the answer is typed."""
    cursor_help: ClassVar[str] = "Choose the option under the cursor, or deselect it."
    """What the select key does, as a sentence; empty if it does nothing."""

    @abstractmethod
    def find_violations(self, question: F_contra) -> Iterator[Violation]:
        """Yield a violation for each reason why a bank can't accept the question."""

    @abstractmethod
    def find_import_faults(self, question: F_contra) -> Iterator[Violation]:
        """Yield a violation for each reason why a question from another format can't be imported.

        Banks are stricter: `find_violations` also runs before the question is added to one.
        """

    @abstractmethod
    def has_key(self, question: F_contra) -> bool:
        """Return whether the question has a correct answer, so that it can be graded."""

    @abstractmethod
    def choices(self, question: F_contra) -> tuple[str, ...]:
        """Return the texts selected by letter, in file order; empty if the answer is typed."""

    def texts(self, question: F_contra) -> tuple[str, ...]:
        """Return the texts that search and suggestions use in addition to the stem."""
        return self.choices(question)

    @abstractmethod
    def correct_response(self, question: F_contra) -> Response:
        """Return the correct response, or the first one if several are correct."""

    @abstractmethod
    def required_count(self, question: F_contra) -> int:
        """Return the number of parts (options, items, or matches) in a complete response."""

    @abstractmethod
    def count_parts(self, response: Response) -> int:
        """Return the number of parts (options, items, or matches) that a response has so far."""

    def is_complete(self, question: F_contra, response: Response) -> bool:
        """Return whether a response has all parts that the question requires."""
        return self.count_parts(response) == self.required_count(question)

    def describe_progress(self, question: F_contra, response: Response) -> str:
        """Return how far a response is, such as `1 of 2 selected`; empty if one part is enough."""
        return ""

    def keeps_order(self, question: F_contra) -> bool:
        """Return whether the choices stay in file order instead of being shuffled."""
        return False

    @abstractmethod
    def is_possible(self, question: F_contra, response: Response) -> bool:
        """Return whether any version of examkit could have stored this response to the question."""

    @abstractmethod
    def check_response(self, question: F_contra, response: Response) -> None:
        """Raise ActionError, with a message for the candidate, if a response isn't allowed."""

    def normalize(self, question: F_contra, response: Response) -> Response:
        """Return a response in the form to store. Types with typed answers tidy up the text."""
        return response

    def describe_text(self, question: F_contra) -> str:
        """Return what to type, such as `a number in GiB`; empty if the answer isn't typed."""
        return ""

    @abstractmethod
    def parse_line(
        self, question: F_contra, response: Response, order: Sequence[int], line: str
    ) -> Response:
        """Return the response after the candidate enters a line in plain mode.

        `response` is the response so far. Raises ActionError if the line can't be understood.
        """

    @abstractmethod
    def rows(self, question: F_contra, response: Response, order: Sequence[int]) -> tuple[Row, ...]:
        """Return the rows that the cursor can select, in screen order; empty for a typed answer."""

    def legend(self, question: F_contra, order: Sequence[int]) -> tuple[tuple[str, str], ...]:
        """Return pairs of letter and choice in Markdown; empty if the rows show them already."""
        return ()

    @abstractmethod
    def press(self, question: F_contra, response: Response, choice: int, row: int) -> Response:
        """Return the response after the letter of `choice` is pressed with the cursor in a row.

        `choice` is a position in `choices`, and `row` in `rows`. The letter of a selected choice
        deselects it. `check_response` can still refuse the result.
        """

    @abstractmethod
    def format_response(self, question: F_contra, response: Response, order: Sequence[int]) -> str:
        """Return a response as text: its letters, or what was typed; empty if there is none."""

    def format_key(self, question: F_contra, order: Sequence[int]) -> str:
        """Return the correct answer as text: letters, or what to type."""
        return self.format_response(question, self.correct_response(question), order)

    def solution(self, question: F_contra, response: Response) -> tuple[SolutionLine, ...]:
        """Return the correct answer part by part, compared with the response.

        Empty if `format_key` shows the whole answer.
        """
        return ()

    def author_lines(self, question: F_contra) -> tuple[str, ...]:
        """Return lines that show a bank's author the correct answer; empty if the options do."""
        return ()

    @abstractmethod
    def grade(self, question: F_contra, response: Response) -> float:
        """Return the credit for a response, from 0 to 1; only a correct response earns 1.

        The response must not be empty.
        """

    def asked_texts(self, question: F_contra) -> tuple[str, ...]:
        """Return the texts below the stem, to compare questions when looking for duplicates."""
        return self.choices(question)

    @abstractmethod
    def key_texts(self, question: F_contra) -> tuple[str, ...]:
        """Return texts that identify the correct answer, whatever order they are put in."""

    def complete_stem(self, question: F_contra) -> str:
        """Return the stem with any instruction that a bank requires, such as `(Choose two.)`."""
        return question.stem

    @abstractmethod
    def digest_parts(self, question: F_contra) -> Iterable[str]:
        """Return the texts that, together with the stem, identify the question's content.

        Stored attempts have digests of them, so never change them for a released type.
        """

    def find_correction(self, asked: F_contra, current: F_contra) -> dict[str, Any] | None:
        """Return the field values, by name, that give the question `asked` the key of `current`.

        `asked` is the question as it was asked, and `current` as the bank has it now; both are of
        this type. None if the keys are equal, or if more than the key changed.
        """
        return None


def find_equal(name: str, values: Iterable[str]) -> Iterator[Violation]:
    """Yield a violation if two texts of the field `name` are equal except for whitespace."""
    texts = [" ".join(value.split()) for value in values]
    if len(set(texts)) < len(texts):
        yield "equal-options", (name,), f"Two {name} are the same.", "Change or remove one."


def find_too_few(name: str, values: Sequence[object], what: str) -> Iterator[Violation]:
    """Yield a violation if the field `name` has fewer than two values; `what` describes them."""
    if len(values) < 2:
        yield f"too-few-{name}", (name,), f"The question has fewer than two {what}.", "Add more."
