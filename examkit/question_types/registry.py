"""All question types by name.

A new type needs its own module, and here its fields as a base of `QuestionFields` and an entry in
`TYPES`. Each format refuses the type until the format's `types.py` lists it. The JSON format
supports it immediately if its fields are text, numbers, flags, pairs, or lists. Describe the type
in `docs/bank-format.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from examkit.question_types.base import QuestionType
from examkit.question_types.choice import MULTIPLE, SINGLE, ChoiceFields, infer_choice
from examkit.question_types.common_fields import Rule, TypeName
from examkit.question_types.matching import Matching, MatchingFields
from examkit.question_types.numeric import Numeric, NumericFields
from examkit.question_types.ordering import Ordering, OrderingFields
from examkit.question_types.short_text import ShortText, ShortTextFields


# JSON lists the fields of the last base first, so add a new type as the first base.
@dataclass(frozen=True, kw_only=True)
class QuestionFields(ShortTextFields, NumericFields, MatchingFields, OrderingFields, ChoiceFields):
    """All fields that a question can have: the common ones, and those of every type."""

    group: Annotated[str, Rule(max_length=64)] = ""
    """Id of the group whose stem the question shares; empty if none."""

    @property
    def type(self) -> TypeName:
        """Return the name of the question's type."""
        return find_type(self).name


TYPES: dict[TypeName, QuestionType[QuestionFields]] = {
    each.name: each for each in (SINGLE, MULTIPLE, Ordering(), Matching(), Numeric(), ShortText())
}
STATED_NAMES = tuple(name for name, each in TYPES.items() if each.is_stated)
"""Names of the types that a question must state in a bank, because its options don't show them."""


def find_type(question: QuestionFields) -> QuestionType[QuestionFields]:
    """Return a question's type: the stated one, or the one its correct options determine."""
    return infer_choice(question) if question.type_ is None else TYPES[question.type_]


@cache
def foreign_fields(name: TypeName) -> tuple[str, ...]:
    """Return the names of the fields that questions of the type `name` can't have, sorted."""
    fields = {field for each in TYPES.values() for field in each.fields}
    return tuple(sorted(fields - {*TYPES[name].fields}))
