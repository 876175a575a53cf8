"""Questions with options: single choice and multiple response."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from examkit.humanize import pluralize
from examkit.question_types.answer_count import parse_count, without_count
from examkit.question_types.base import NO_RESPONSE, Response, Row, Violation
from examkit.question_types.common_fields import (
    SHORT_LIST,
    About,
    CommonFields,
    LongText,
    NoteRef,
    Rule,
    Text,
)
from examkit.question_types.lettered import LETTERS, Lettered, parse_letters, to_letters

_WORDS = {2: "two", 3: "three", 4: "four"}
_NUMBER_WITH_UNIT = re.compile(r"\W*\d[\d.,:]*\s*(?:[^\W\d]+\s*){0,3}\W*")


@dataclass(frozen=True)
class Option:
    """An option that the candidate can select."""

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012 -- read by pydantic

    text: Annotated[Text, About("Markdown. The option's text.")]
    correct: Annotated[bool, Rule(strict=True), About("Whether the option is correct.")] = False
    rationale: Annotated[LongText, About("Markdown. Why the option is correct or incorrect.")] = ""
    note: NoteRef | None = None
    """Address of the note section about this option's concept; None if not given."""


@dataclass(frozen=True, kw_only=True)
class ChoiceFields(CommonFields):
    """The fields that a question with options adds to the common ones."""

    options: Annotated[
        tuple[Option, ...],
        SHORT_LIST,
        About("Options to choose from. Mark each correct option with correct = true."),
    ] = ()


class _Choice(Lettered[ChoiceFields]):
    """The base of the types with options. A response lists the selected positions, ascending."""

    is_stated = False
    can_eliminate = True
    fields = tuple(ChoiceFields.__annotations__)

    def find_violations(self, question: ChoiceFields) -> Iterator[Violation]:
        """Yield a violation for bad options or keys, or if the stem asks for a wrong number."""
        keys = len(_find_keys(question))
        if len(question.options) < 2:
            message = "The question has fewer than two options."
            hint = "Add a [[questions.options]] table for each option."
            yield "too-few-options", (), message, hint
            return
        yield from _find_equal_options(question)
        asked = parse_count(question.stem) or 1
        if keys == 0:
            yield (
                "no-key",
                ("options",),
                "No option is correct.",
                "Add correct = true to at least one.",
            )
        elif keys == len(question.options):
            yield "all-keys", ("options",), "Every option is correct.", "Add incorrect options."
        elif asked != keys:
            are = "is" if keys == 1 else "are"
            message = f"The stem asks for {pluralize(asked, 'option')}, but {keys} {are} correct."
            hint = f'End the stem with "(Choose {_WORDS.get(keys, keys)}.)".'
            hint = hint if keys > 1 else "Mark more options as correct, or reword the stem."
            yield "choose-count", ("stem",), message, hint

    def has_key(self, question: ChoiceFields) -> bool:
        return bool(_find_keys(question))

    def find_import_faults(self, question: ChoiceFields) -> Iterator[Violation]:
        """Yield a violation for missing, empty, or equal options, and for missing or extra keys."""
        texts = self.choices(question)
        if len(texts) < 2:
            yield (
                "too-few-options",
                ("options",),
                "The question has fewer than two options.",
                "Add more.",
            )
        if not _find_keys(question):
            yield "no-key", ("answer",), "No option is marked as correct.", "Mark at least one."
        yield from self._find_extra_keys(question)
        if "" in texts:
            yield (
                "empty-option",
                ("options",),
                "An option has no text.",
                "Add text, or remove the option.",
            )
        if len(set(texts)) < len(texts):
            message = "Two options are the same."
            yield "duplicate-option", ("options",), message, "Change or remove one."

    def _find_extra_keys(self, question: ChoiceFields) -> Iterator[Violation]:
        """Yield a violation if more options are correct than the type allows."""
        yield from ()

    def choices(self, question: ChoiceFields) -> tuple[str, ...]:
        return tuple(option.text for option in question.options)

    def texts(self, question: ChoiceFields) -> tuple[str, ...]:
        return tuple(
            text for option in question.options for text in (option.text, option.rationale)
        )

    def correct_response(self, question: ChoiceFields) -> Response:
        return Response(_find_keys(question))

    def keeps_order(self, question: ChoiceFields) -> bool:
        return question.ordered or all_numeric(self.choices(question))

    def rows(
        self, question: ChoiceFields, response: Response, order: Sequence[int]
    ) -> tuple[Row, ...]:
        """Return a row for each option, in screen order."""
        chosen = response.choices
        return tuple(
            Row(letter, question.options[i].text, i in chosen, remark="selected" * (i in chosen))
            for letter, i in zip(LETTERS, order, strict=False)
        )

    def _parse_words(
        self, question: ChoiceFields, response: Response, order: Sequence[int], words: Sequence[str]
    ) -> Response:
        return Response(tuple(sorted(set(parse_letters(words, order)))))

    def _check_choices(self, question: ChoiceFields, choices: tuple[int, ...]) -> None:
        self._check_ascending(question, choices)

    def press(self, question: ChoiceFields, response: Response, choice: int, row: int) -> Response:
        """Return the response with the option at `choice` added, or removed if it was selected."""
        return Response(tuple(sorted({*response.choices} ^ {choice})))

    def format_response(
        self, question: ChoiceFields, response: Response, order: Sequence[int]
    ) -> str:
        return " ".join(sorted(to_letters(response.choices, order)))

    def grade(self, question: ChoiceFields, response: Response) -> float:
        """Return (correct selections - incorrect ones) / number of keys, but not less than 0."""
        keys, chosen = set(_find_keys(question)), set(response.choices)
        if chosen == keys:
            return 1.0
        # One incorrect option too many, or one correct option missing, always earns less than 1.
        return max(0.0, (len(chosen & keys) - len(chosen - keys)) / len(keys))

    def key_texts(self, question: ChoiceFields) -> tuple[str, ...]:
        return tuple(question.options[at].text for at in _find_keys(question))

    def complete_stem(self, question: ChoiceFields) -> str:
        """Return the stem; if two to four options are correct, it ends with how many to choose."""
        keys = len(_find_keys(question))
        if keys not in _WORDS or parse_count(question.stem) == keys:
            return question.stem
        return f"{question.stem} (Choose {_WORDS[keys]}.)"

    def digest_parts(self, question: ChoiceFields) -> tuple[str, ...]:
        return tuple(f"{option.text}\x1f{option.correct}" for option in question.options)

    def find_correction(self, asked: ChoiceFields, current: ChoiceFields) -> dict[str, Any] | None:
        """Return the asked question's `options`, marked correct as in the current question.

        Return None if a text differs, apart from the stem's number of options to choose, or if the
        same options are correct.
        """
        keys = {option.text: option.correct for option in current.options}
        texts = [option.text for option in asked.options]
        if keys.keys() != set(texts) or len(keys) != len(texts):
            return None
        if without_count(asked.stem) != without_count(current.stem):
            return None
        options = tuple(replace(option, correct=keys[option.text]) for option in asked.options)
        return None if options == asked.options else {"options": options}


class Single(_Choice):
    """Single choice: exactly one option is correct."""

    name = "single"
    takes_one = True

    def press(self, question: ChoiceFields, response: Response, choice: int, row: int) -> Response:
        """Return a response with only the option at `choice`; an empty one if it was selected."""
        return NO_RESPONSE if choice in response.choices else Response((choice,))

    def _find_extra_keys(self, question: ChoiceFields) -> Iterator[Violation]:
        """Yield a violation if more than one option is correct."""
        if len(_find_keys(question)) > 1:
            message = "This is a single-choice question, but several options are correct."
            hint = "Mark only one as correct, or make this a multiple-response question."
            yield "two-keys", ("answer",), message, hint


class Multiple(_Choice):
    """Multiple response: two or more options are correct."""

    name = "multiple"

    def describe_progress(self, question: ChoiceFields, response: Response) -> str:
        return f"{self.count_parts(response)} of {self.required_count(question)} selected"


def infer_choice(question: ChoiceFields) -> Single | Multiple:
    """Return single choice if exactly one option is correct, multiple response otherwise."""
    marks = [option.correct for option in question.options]
    return SINGLE if marks.count(True) == 1 else MULTIPLE


SINGLE, MULTIPLE = Single(), Multiple()


def all_numeric(texts: Sequence[str]) -> bool:
    """Return whether all options are numbers, with or without units, which read best in order."""
    return all(_NUMBER_WITH_UNIT.fullmatch(text.strip()) for text in texts)


def _find_keys(question: ChoiceFields) -> tuple[int, ...]:
    return tuple(i for i, option in enumerate(question.options) if option.correct)


def _find_equal_options(question: ChoiceFields) -> Iterator[Violation]:
    # Case can be the only difference: mHz and MHz.
    texts = [" ".join(option.text.split()) for option in question.options]
    if len(set(texts)) < len(texts):
        double = next(i for i, text in enumerate(texts) if text in texts[:i])
        yield (
            "equal-options",
            ("options", double, "text"),
            "Two options have the same text.",
            "Change one.",
        )
