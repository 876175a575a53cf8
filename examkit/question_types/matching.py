"""Matching questions: the candidate matches each left side with a right side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from examkit.errors import ActionError
from examkit.question_types.base import (
    NO_RESPONSE,
    Response,
    Row,
    SolutionLine,
    Violation,
    find_equal,
    find_too_few,
)
from examkit.question_types.common_fields import LIST, SHORT_LIST, About, CommonFields, Text
from examkit.question_types.lettered import LETTERS, Lettered, make_line, to_letters

MAX_RIGHT_SIDES = len(LETTERS)
Pair = Annotated[tuple[Text, Text], LIST]


@dataclass(frozen=True, kw_only=True)
class MatchingFields(CommonFields):
    """The fields that a matching question adds to the common ones."""

    pairs: Annotated[
        tuple[Pair, ...], SHORT_LIST, About('Matching only. Pairs such as ["left", "right"].')
    ] = ()
    extra: Annotated[
        tuple[Text, ...],
        SHORT_LIST,
        About("Matching only. Extra items on the right that match nothing on the left."),
    ] = ()


class Matching(Lettered[MatchingFields]):
    """The matching type. A response has a right side for each left side, or -1 if unmatched."""

    name = "matching"
    letters_name_rows = False
    letters_label = "match"
    letters_help = "Match the row under the cursor, or undo the match."
    cursor_help = ""
    fields = tuple(MatchingFields.__annotations__)

    def find_violations(self, question: MatchingFields) -> Iterator[Violation]:
        """Yield a violation for too few pairs, equal sides, or more right sides than letters."""
        choices = self.choices(question)
        yield from self.find_import_faults(question)
        lefts = (left for left, _ in question.pairs)
        if any(find_equal("pairs", lefts)) or any(find_equal("pairs", choices)):
            message = "Two pairs have the same left side or the same right side."
            yield "equal-options", ("pairs",), message, "Change or remove one."
        if len(choices) > MAX_RIGHT_SIDES:
            message = (
                f"The question has more than {MAX_RIGHT_SIDES} right sides, "
                "counting those in extra."
            )
            yield "too-long", ("extra",), message, "Remove some."

    def has_key(self, question: MatchingFields) -> bool:
        return bool(question.pairs)

    def find_import_faults(self, question: MatchingFields) -> Iterator[Violation]:
        return find_too_few("pairs", question.pairs, "pairs to match")

    def choices(self, question: MatchingFields) -> tuple[str, ...]:
        return (*(right for _, right in question.pairs), *question.extra)

    def texts(self, question: MatchingFields) -> tuple[str, ...]:
        return (*(left for left, _ in question.pairs), *self.choices(question))

    def correct_response(self, question: MatchingFields) -> Response:
        return Response(tuple(range(len(question.pairs))))

    def describe_progress(self, question: MatchingFields, response: Response) -> str:
        return f"{self.count_parts(response)} of {self.required_count(question)} matched"

    def is_possible(self, question: MatchingFields, response: Response) -> bool:
        """Return whether this response to the question could have been stored.

        It must have no typed text. Its `choices` must be empty, or have an entry for each left
        side: the index of a right side, or -1 if the left side has no match yet.
        """
        sides = response.choices
        fits = len(sides) in (0, len(question.pairs)) and self._exist(question, sides, lowest=-1)
        return fits and not response.text

    def rows(
        self, question: MatchingFields, response: Response, order: Sequence[int]
    ) -> tuple[Row, ...]:
        """Return a row for each left side, with the letter of the right side matched with it."""
        letters = to_letters(response.choices or (-1,) * len(question.pairs), order)
        lines = enumerate(zip(question.pairs, letters, strict=True), 1)
        return tuple(
            Row(f"{number}", left, bool(letter), letter, f"with {letter}" if letter else "")
            for number, ((left, _), letter) in lines
        )

    def legend(self, question: MatchingFields, order: Sequence[int]) -> tuple[tuple[str, str], ...]:
        """Return pairs of a letter and its right side, in screen order."""
        choices = self.choices(question)
        return tuple((letter, choices[i]) for letter, i in zip(LETTERS, order, strict=False))

    def _parse_words(
        self,
        question: MatchingFields,
        response: Response,
        order: Sequence[int],
        words: Sequence[str],
    ) -> Response:
        known = LETTERS[: len(order)].lower()
        rows = {f"{number}": number - 1 for number in range(1, len(question.pairs) + 1)}
        for word in words:
            row, letter = rows.get(word[:-1]), word[-1]
            if row is None or letter not in known:
                hint = "Type a number and a letter for each match, for example 1b 2a."
                raise ActionError("That isn't a match or a command.", hint)
            choice = order[known.index(letter)]
            if response.choices[row : row + 1] != (choice,):
                response = self.press(question, response, choice, row)
        return response

    def _check_choices(self, question: MatchingFields, choices: tuple[int, ...]) -> None:
        matched = sorted(side for side in choices if side != -1)
        self._check_ascending(question, matched)
        if choices and (len(choices) != len(question.pairs) or not matched):
            hint = f"This question has {len(question.pairs)} rows to match."
            raise ActionError("That row doesn't exist.", hint)

    def press(
        self, question: MatchingFields, response: Response, choice: int, row: int
    ) -> Response:
        """Return the response with a left side matched with a right side.

        `row` is the left side's index, and `choice` the right side's. Any other match of the right
        side is cleared. If the two are matched already, their match is cleared instead.
        """
        before = response.choices or (-1,) * len(question.pairs)
        sides = [-1 if side == choice else side for side in before]
        sides[row] = -1 if before[row] == choice else choice
        return Response(tuple(sides)) if any(side >= 0 for side in sides) else NO_RESPONSE

    def format_response(
        self, question: MatchingFields, response: Response, order: Sequence[int]
    ) -> str:
        """Return the matches as numbers with letters, such as `1B 2A`."""
        letters = enumerate(to_letters(response.choices, order), 1)
        return " ".join(f"{left}{letter}" for left, letter in letters if letter)

    def solution(self, question: MatchingFields, response: Response) -> tuple[SolutionLine, ...]:
        """Return the correct right side of each left side, compared with the candidate's."""
        choices = self.choices(question)
        sides = response.choices or (-1,) * len(question.pairs)
        given = (choices[side] if side >= 0 else "" for side in sides)
        lines = zip(question.pairs, given, strict=True)
        return tuple(make_line(left, right, side) for (left, right), side in lines)

    def author_lines(self, question: MatchingFields) -> tuple[str, ...]:
        """Return a line for each pair, then one for each extra right side."""
        pairs = (*question.pairs, *(("(nothing)", right) for right in question.extra))
        return tuple(f"{left}  ->  {right}" for left, right in pairs)

    def grade(self, question: MatchingFields, response: Response) -> float:
        """Return the share of left sides that are matched correctly."""
        right = sum(place == choice for place, choice in enumerate(response.choices))
        return right / len(question.pairs)

    def asked_texts(self, question: MatchingFields) -> tuple[str, ...]:
        return (*self.key_texts(question), *question.extra)

    def key_texts(self, question: MatchingFields) -> tuple[str, ...]:
        return tuple(f"{left} -> {right}" for left, right in question.pairs)

    def digest_parts(self, question: MatchingFields) -> tuple[str, ...]:
        return (*("\x1e".join(pair) for pair in question.pairs), *question.extra)
