"""What every type promises of its questions."""

from __future__ import annotations

import pytest

from examkit.bank.model import Question
from examkit.bank.question_checks import find_violations
from examkit.question_types.base import Response
from examkit.question_types.registry import TYPES, find_type, foreign_fields
from tests.question_types.questions import (
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    QUESTIONS,
    SINGLE,
    make_typed,
)


@pytest.mark.parametrize(
    ("question", "digest"),
    [
        (SINGLE, "4b2f74fed589339c"),
        (MULTIPLE, "6eeb47a62b2b7f96"),
        (ORDERING, "255db8f69a2ac096"),
        (MATCHING, "0b5f4579b8c469c0"),
        (NUMERIC, "c2e178280b8f0750"),
    ],
)
def test_digests_are_those_of_1_0_0(question: Question, digest: str) -> None:
    assert question.digest() == digest


@pytest.mark.parametrize("name", list(TYPES))
def test_a_type_is_stated_or_inferred_from_the_keys(name: str) -> None:
    assert find_type(QUESTIONS[name]).name == name


def test_a_field_of_another_type_is_a_violation_of_its_own() -> None:
    question = make_typed(type="ordering", items=("one", "two"), unit="GiB", extra=("3",))
    codes = [(code, place) for code, place, _, _ in find_violations(question)]
    assert codes == [("wrong-kind", ("extra",)), ("wrong-kind", ("unit",))]


def test_every_field_of_a_type_is_foreign_to_each_other_type() -> None:
    for name, kind in TYPES.items():
        assert not set(kind.fields) & set(foreign_fields(name))
    assert foreign_fields("single") == foreign_fields("multiple")
    assert "items" in foreign_fields("single")


def test_the_correct_number_is_one_that_could_be_typed() -> None:
    assert NUMERIC.correct_response == Response(text="12.5")


def test_the_order_of_items_is_never_corrected() -> None:
    turned = make_typed(type="ordering", items=("two", "one", "three"))
    assert find_type(ORDERING).find_correction(ORDERING, turned) is None
