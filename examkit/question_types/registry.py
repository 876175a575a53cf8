"""The question types by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from examkit.question_types.base import QuestionType
from examkit.question_types.choice import MULTIPLE, SINGLE, ChoiceFields, infer_choice
from examkit.question_types.fields import Rule, TypeName
from examkit.question_types.matching import Matching, MatchingFields
from examkit.question_types.numeric import Numeric, NumericFields
from examkit.question_types.ordering import Ordering, OrderingFields
from examkit.question_types.short_text import ShortText, ShortTextFields


# The last base comes first in JSON: put a new type first.
@dataclass(frozen=True, kw_only=True)
class QuestionFields(ShortTextFields, NumericFields, MatchingFields, OrderingFields, ChoiceFields):
    """The fields of a question, those of all types side by side."""

    group: Annotated[str, Rule(max_length=64)] = ""
    """Id of the shared stem it belongs to."""

    @property
    def type(self) -> TypeName:
        """Return the name of the type."""
        return find_type(self).name


TYPES: dict[TypeName, QuestionType[QuestionFields]] = {
    each.name: each for each in (SINGLE, MULTIPLE, Ordering(), Matching(), Numeric(), ShortText())
}
STATED_NAMES = tuple(name for name, each in TYPES.items() if each.is_stated)
"""Names that a bank writes."""


def find_type(question: QuestionFields) -> QuestionType[QuestionFields]:
    """Return the type of a question: the stated one, or what its options make it."""
    return infer_choice(question) if question.type_ is None else TYPES[question.type_]


@cache
def foreign_fields(name: TypeName) -> tuple[str, ...]:
    """Return the fields that belong to other types only, sorted."""
    fields = {field for each in TYPES.values() for field in each.fields}
    return tuple(sorted(fields - {*TYPES[name].fields}))
