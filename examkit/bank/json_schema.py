"""JSON Schemas for a bank's files, so that editors can complete and check the TOML."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from examkit.bank.model import BankFile, Difficulty, Exam, Group, Model, Question, TupleOf, Use
from examkit.question_types.common_fields import Id, Month, NoteRef
from examkit.question_types.registry import STATED_NAMES

SchemaName = Literal["bank", "exam", "question"]

_stated = ", or ".join((", ".join(STATED_NAMES[:-1]), STATED_NAMES[-1]))
ABOUT: dict[str, str] = {
    "id": "Lowercase letters, digits, and hyphens. Must be unique in the bank. Never reuse an ID.",
    "topic": "ID of a topic in bank.toml.",
    "domain": "ID of a domain, or a table of domain IDs by exam ID if the domain differs by exam.",
    "exams": "IDs of the exams that can use the question. Default: every exam with its domain.",
    "difficulty": "The author's rating: easy, medium, or hard.",
    "stem": 'The question, in Markdown. If two options are correct, end it with "(Choose two.)".',
    "note": "The note section that proves the answer, such as lambda.md#asynchronous-invocation.",
    "evidence": "The passage that proves the answer, copied word for word from the note.",
    "explanation": "Anything to add to the rationales, in Markdown.",
    "references": "Web addresses of official documentation that supports the correct answer.",
    "enemies": "IDs of questions that never appear in the same attempt as this one.",
    "as_of": 'Year and month, such as "2026-11", when facts that can change were last checked.',
    "ordered": "Whether options stay in the order of the file. Numeric options always do.",
    "type": f"{_stated}. Leave type out if the question has options.",
    "group": "ID of the group whose stem the question shares.",
    "groups": "Stems that several questions share.",
    "use": 'Set to "drill" for drills only. Default: mocks and drills.',
    "skills": "Skill numbers by exam ID, main skill first. In a task: the task's skills.",
    "number": "The number by which questions refer to the task or skill, such as 1.2.3.",
    "tasks": "The tasks in each domain, with their skills.",
    "retired": "Whether the question is retired and stays in the bank only to reserve its ID.",
    "weight": "The domain's share of the exam. Set either weight or questions.",
    "questions": "Number of questions.",
    "unscored": "Number of questions that don't count toward the score.",
    "minutes": "Time limit in minutes.",
    "marking": "Whether a partly correct answer earns partial credit.",
    "cut_fraction": "Share of correct answers assumed to earn the passing score.",
}
"""Descriptions of keys, which editors show, by key."""


def questions_model() -> type[Model]:
    """Return a model of a questions file, whose questions can omit keys that the file sets."""
    # Keys that a file can set for all its questions are not required in each question.
    relaxed: dict[str, Any] = {
        "topic": (Id | None, None),
        "domain": (Id | dict[str, Id] | None, None),
        "difficulty": (Difficulty | None, None),
        "note": (NoteRef | None, None),
    }
    every: dict[str, Any] = {n: (f.annotation, f) for n, f in Question.model_fields.items()}
    question = create_model("Question", __base__=Question, **(every | relaxed))
    fields: dict[str, Any] = {
        **relaxed,
        "exams": (TupleOf[Id], ()),
        "as_of": (Month | None, None),
        "use": (Use | None, None),
        "groups": (TupleOf[Group], ()),
        "questions": (Annotated[list[question], Field(min_length=1)], ...),
    }
    return create_model("Questions", __base__=Model, **fields)


def make_schema(kind: SchemaName) -> str:
    """Return the JSON Schema for a kind of file as text."""
    models: dict[SchemaName, type[Model]] = {
        "bank": BankFile,
        "exam": Exam,
        "question": questions_model(),
    }
    schema = models[kind].model_json_schema(by_alias=True)
    _describe(schema)
    titled = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(titled, indent=2, ensure_ascii=False) + "\n"


def _describe(node: Any) -> None:
    """Add the descriptions in `ABOUT` to the keys in a part of a schema, and remove class names."""
    if isinstance(node, list):
        for inner in node:
            _describe(inner)
        return
    if not isinstance(node, dict):
        return
    node.pop("title", None) if isinstance(node.get("title"), str) else None
    if "properties" in node:
        node.pop("description", None)
        for name, field in node["properties"].items():
            field.pop("title", None)
            about = field.pop("description", ABOUT.get(name))
            if about:
                field["description"] = about
    for inner in node.values():
        _describe(inner)
