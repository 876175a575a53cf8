"""Whoever adds a kind of question is led to all that has to know it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from examkit.bank.candidates import Kind
from examkit.bank.loader import load
from examkit.bank.model import Question
from examkit.exam.grading import mark
from examkit.exam.response_text import answer_words
from tests.banks import write_kinds
from tests.factories import make_slot

DOCS = Path(__file__).parents[2] / "docs" / "bank-format.md"
KINDS: tuple[Kind, ...] = get_args(Kind)


@pytest.fixture
def questions(tmp_path: Path) -> dict[Kind, Question]:
    """Give a question of each kind, from the bank that journeys sit."""
    bank = load(write_kinds(tmp_path / "bank")).bank
    assert bank is not None
    found = {placed.question.type: placed.question for placed in bank.questions.values()}
    multiple = found["single"].model_copy(update={"options": tuple(
        option.model_copy(update={"correct": place < 2})
        for place, option in enumerate(found["single"].options)
    )})  # fmt: skip
    return {"multiple": multiple, **found}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_sat_marked_told_and_documented(
    kind: Kind, questions: dict[Kind, Question]
) -> None:
    question = questions[kind]
    assert question.type == kind
    slot = make_slot(question, order=tuple(range(len(question.choices))))
    entry = answer_words(slot).split()[0] if kind == "numeric" else ""
    right = mark(question, question.right_response, "all-or-nothing", entry)
    assert (right.outcome, right.credit) == ("right", 1.0)
    assert answer_words(slot)
    assert kind in DOCS.read_text(encoding="utf-8") or kind in ("single", "multiple")
