"""Whoever adds a kind of question is led to all that has to know it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from examkit.exam.explanation import format_key
from examkit.exam.grading import grade_response
from examkit.question_types.common_fields import TypeName
from examkit.question_types.registry import TYPES
from tests.factories import make_slot
from tests.question_types.questions import QUESTIONS

ROOT = Path(__file__).parents[2] / "examkit"
DOCS = ROOT.parent / "docs" / "bank-format.md"
KINDS = tuple(TYPES)


@pytest.mark.parametrize("kind", KINDS)
def test_each_type_is_answered_graded_explained_and_documented(kind: TypeName) -> None:
    question = QUESTIONS[kind]
    assert question.type == kind
    slot = make_slot(question, order=tuple(range(len(question.choices))))
    right = grade_response(question, question.correct_response, "all-or-nothing")
    assert (right.outcome, right.credit) == ("right", 1.0)
    assert format_key(slot)
    assert kind in DOCS.read_text(encoding="utf-8") or kind in ("single", "multiple")


def named_types(path: Path) -> list[str]:
    """Return the names of question types that a module holds as texts of their own.

    A format may name them in its `types.py`, and where it registers types without reading or
    writing each in its own way.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    registered = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Format"
        for keyword in node.keywords
        if keyword.arg == "types"
        for inner in ast.walk(keyword.value)
    }
    return [
        str(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in KINDS and id(node) not in registered
    ]


def test_no_other_module_names_a_question_type() -> None:
    """A type is in its own file, and what a format makes of it in the format's `types.py`."""
    named = {
        path.relative_to(ROOT).as_posix(): found
        for path in ROOT.rglob("*.py")
        if "question_types" not in path.parts
        and not ("formats" in path.parts and path.name == "types.py")
        and (found := named_types(path))
    }
    assert named == {}


def test_the_registry_holds_each_type_under_its_name() -> None:
    assert tuple(TYPES) == KINDS
    assert {name: each.name for name, each in TYPES.items()} == {name: name for name in KINDS}
