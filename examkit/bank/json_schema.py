"""JSON Schemas for a bank's files, so that editors can complete and check the TOML."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from examkit.bank.model import BankFile, Difficulty, Exam, Group, Model, Question, TupleOf, Use
from examkit.question_types.fields import Id, Month, NoteRef
from examkit.question_types.registry import STATED_NAMES

SchemaName = Literal["bank", "exam", "question"]

_stated = " or ".join((", ".join(STATED_NAMES[:-1]), STATED_NAMES[-1]))
ABOUT: dict[str, str] = {
    "id": "Lower case letters, digits and hyphens; unique in the bank and never used again.",
    "topic": "Id of a topic of bank.toml.",
    "domain": "Id of a domain, or a table from exam id to domain id where the exams differ.",
    "exams": "Exams it belongs to; without it, every exam that has its domain.",
    "difficulty": "As its author sees it.",
    "stem": "Markdown. The text that asks; a multiple response says (Choose two.).",
    "note": "The section that settles it, for example lambda.md#asynchronous-invocation.",
    "evidence": "The passage of that section that settles it, word for word.",
    "explanation": "Markdown. What is to say beyond the rationales.",
    "references": "Pages of official documentation that say it.",
    "enemies": "Ids of questions that never stand on the same form.",
    "as_of": 'Year and month in which a fact that changes was checked, for example "2026-11".',
    "ordered": "Keep the options in this order; numbers are kept without it.",
    "type": f"{_stated}; without it the keys tell single from multiple.",
    "group": "Id of the shared stem it belongs to.",
    "groups": "Stems that several questions share.",
    "use": "drill keeps it out of mock exams; without it, mocks and drills draw it.",
    "skills": "What it tests: numbers by exam id, the main one first. In a task: its skills.",
    "number": "As it is written in questions, such as 1.2.3.",
    "tasks": "Parts of the domains, with the skills that questions name.",
    "retired": "No longer drawn; kept so that the id is never used again.",
    "weight": "Share of the exam; or give questions.",
    "questions": "How many questions.",
    "unscored": "Questions that do not count and cannot be told apart.",
    "minutes": "Time allowed.",
    "marking": "Whether part of a multiple response earns part of a mark.",
    "cut_fraction": "Share of right answers assumed at the pass mark.",
}
"""Descriptions of keys, which editors show, by key."""


def questions_model() -> type[Model]:
    """Return a model of a questions file. Its questions can omit keys that the file sets."""
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
    """Return the schema for a kind of file as JSON text."""
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
    """Set the descriptions of keys from `ABOUT`, and remove the class names, in place."""
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
