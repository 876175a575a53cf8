"""Whoever adds a kind of question is led to all that has to know it."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from examkit.bank.loader import load_bank
from examkit.bank.model import Question
from examkit.exam.grading import grade_response
from examkit.exam.response_text import format_key
from examkit.question_types.fields import TypeName
from examkit.question_types.registry import TYPES
from tests.banks import write_kinds
from tests.factories import make_slot

ROOT = Path(__file__).parents[2] / "examkit"
DOCS = ROOT.parent / "docs" / "bank-format.md"
KINDS: tuple[TypeName, ...] = get_args(TypeName)
STILL_NAMING: set[str] = {
    "formats/aiken/format.py", "formats/aiken/reader.py", "formats/anki/card.py",
    "formats/csv/native.py", "formats/gift/answers.py", "formats/gift/choices.py",
    "formats/gift/writer.py", "formats/markdown/native.py", "formats/markdown/writer.py",
    "formats/moodle/answers.py", "formats/moodle/writer.py", "formats/qti/item.py",
    "formats/qti/item_writer.py", "formats/qti12/item.py", "formats/shared/faults.py",
    "formats/shared/records/drafts.py", "transfer/deduplicate.py", "transfer/to_question.py",
}  # fmt: skip
"""Modules that name a question type. The list only gets shorter."""


@pytest.fixture
def questions(tmp_path: Path) -> dict[TypeName, Question]:
    """Give a question of each kind, from the bank that journeys sit."""
    bank = load_bank(write_kinds(tmp_path / "bank")).bank
    assert bank is not None
    found = {placed.question.type: placed.question for placed in bank.questions.values()}
    multiple = found["single"].model_copy(update={"options": tuple(
        replace(option, correct=place < 2)
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
    right = grade_response(question, question.correct_response, "all-or-nothing")
    assert (right.outcome, right.credit) == ("right", 1.0)
    assert format_key(slot)
    assert kind in DOCS.read_text(encoding="utf-8") or kind in ("single", "multiple")


def names_a_type(path: Path) -> bool:
    """Return whether a module holds the name of a question type as a text of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.Constant) and node.value in KINDS for node in ast.walk(tree))


def test_no_further_module_names_a_question_type() -> None:
    """What a type needs stands in its file; take a module off the list when it no longer asks."""
    modules = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if "question_types" not in path.parts and names_a_type(path)
    }
    assert modules == STILL_NAMING


def test_the_registry_holds_each_type_under_its_name() -> None:
    assert tuple(TYPES) == KINDS
    assert {name: each.name for name, each in TYPES.items()} == {name: name for name in KINDS}
