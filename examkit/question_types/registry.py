"""The question types by name."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from examkit.question_types.base import QuestionFields, QuestionType, TypeName
from examkit.question_types.choice import MULTIPLE, SINGLE, infer_choice
from examkit.question_types.matching import Matching
from examkit.question_types.numeric import Numeric
from examkit.question_types.ordering import Ordering

TYPES: dict[TypeName, QuestionType] = {
    each.name: each for each in (SINGLE, MULTIPLE, Ordering(), Matching(), Numeric())
}


class TypedQuestion(QuestionFields, Protocol):
    """A question with the type that its bank states, if any."""

    @property
    def type_(self) -> TypeName | None: ...  # noqa: D102 -- as in the bank's model


def find_type(question: TypedQuestion) -> QuestionType:
    """Return the type of a question: the stated one, or what its options make it."""
    return infer_choice(question) if question.type_ is None else TYPES[question.type_]


@cache
def foreign_fields(name: TypeName) -> tuple[str, ...]:
    """Return the fields that belong to other types only, sorted."""
    fields = {field for each in TYPES.values() for field in each.fields}
    return tuple(sorted(fields - {*TYPES[name].fields}))
