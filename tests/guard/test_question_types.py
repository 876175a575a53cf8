"""Whoever adds a kind of question is led to all that has to know it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from examkit.bank.candidates import TypeName
from examkit.bank.loader import load_bank
from examkit.bank.model import Question
from examkit.exam.grading import grade_response
from examkit.exam.response_text import format_key
from tests.banks import write_kinds
from tests.factories import make_slot

DOCS = Path(__file__).parents[2] / "docs" / "bank-format.md"
KINDS: tuple[TypeName, ...] = get_args(TypeName)


@pytest.fixture
def questions(tmp_path: Path) -> dict[TypeName, Question]:
    """Give a question of each kind, from the bank that journeys sit."""
    bank = load_bank(write_kinds(tmp_path / "bank")).bank
    assert bank is not None
    found = {placed.question.type: placed.question for placed in bank.questions.values()}
    multiple = found["single"].model_copy(update={"options": tuple(
        option.model_copy(update={"correct": place < 2})
        for place, option in enumerate(found["single"].options)
    )})  # fmt: skip
    return {"multiple": multiple, **found}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_sat_marked_told_and_documented(
    kind: TypeName, questions: dict[TypeName, Question]
) -> None:
    question = questions[kind]
    assert question.type == kind
    slot = make_slot(question, order=tuple(range(len(question.choices))))
    entry = format_key(slot).split()[0] if kind == "numeric" else ""
    right = grade_response(question, question.correct_response, "all-or-nothing", entry)
    assert (right.outcome, right.credit) == ("right", 1.0)
    assert format_key(slot)
    assert kind in DOCS.read_text(encoding="utf-8") or kind in ("single", "multiple")
