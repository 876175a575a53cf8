"""The content of a bank's files, as models.

The same models are used to read and check files, to make the JSON Schemas for editors, and in the
frozen forms of attempts. Their text is sanitized before (`examkit.sanitize`).
"""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import BaseModel, Field

from examkit.question_types.base import Response
from examkit.question_types.common_fields import LIST, Id, QuestionId, SkillNumber, Text, TypeName
from examkit.question_types.registry import STATED_NAMES, QuestionFields, find_type

T = TypeVar("T")

# TOML has lists, and frozen models need tuples, so only these fields are not strict.
TupleOf = Annotated[tuple[T, ...], Field(strict=False)]
ShortText = Annotated[str, Field(min_length=1, max_length=400)]

Difficulty = Literal["easy", "medium", "hard"]
Use = Literal["exam", "drill"]
MarkingRule = Literal["all-or-nothing", "partial"]
if TYPE_CHECKING:
    StatedTypeName = TypeName
else:
    StatedTypeName = Literal[STATED_NAMES]


class Model(BaseModel, strict=True, extra="forbid", frozen=True):
    """Base class of the models, which are immutable and reject wrong types and unknown keys."""


class Topic(Model):
    """A subject of questions, narrower than a domain."""

    id: Id
    title: ShortText
    notes: str | None = None
    """Path of the topic's file in the folder `notes`; None if it has none."""


class BankFile(Model):
    """The content of `bank.toml`, which describes the bank."""

    format: Literal[1]
    id: Id
    title: ShortText
    language: str = "en"
    license: str = ""
    default_exam: Id
    topics: TupleOf[Topic] = ()
    outdated: TupleOf[ShortText] = ()
    """Names that no key should contain, such as those of retired services."""


class Domain(Model):
    """A section of an exam, with either a weight or a number of questions."""

    id: Id
    title: ShortText
    weight: Annotated[float, Field(gt=0, strict=False, allow_inf_nan=False)] | None = None
    questions: Annotated[int, Field(gt=0, le=1_000)] | None = None


class Scale(Model):
    """An exam's scale of scores, and the share of credit assumed to earn the passing score."""

    min: int
    max: int
    # Named as in the file; the builtin is not used here.
    pass_: Annotated[int, Field(alias="pass")]
    cut_fraction: Annotated[float, Field(gt=0, lt=1)]
    cut_source: ShortText = "assumed"


class Skill(Model):
    """A skill that an exam tests, with a title in the author's own words."""

    number: SkillNumber
    title: ShortText


class Task(Skill):
    """A part of a domain with its skills. An exam can list tasks without skills."""

    domain: Id = Field(description="ID of one of this exam's domains.")
    skills: TupleOf[Skill] = ()


class Exam(Model):
    """The content of a file in the folder `exams`, which describes the real exam."""

    id: Id
    title: ShortText
    valid_from: date | None = None
    valid_until: date | None = None
    questions: Annotated[int, Field(gt=0, le=1_000)]
    unscored: Annotated[int, Field(ge=0, le=1_000)] = 0
    minutes: Annotated[int, Field(gt=0, le=1_440)]
    marking: MarkingRule = "all-or-nothing"
    scale: Scale | None = None
    domains: Annotated[tuple[Domain, ...], Field(strict=False, min_length=1)]
    # Left out if empty, so that version 1.0.0 can read forms of banks without tasks.
    tasks: TupleOf[Task] = Field(default=(), exclude_if=operator.not_)

    def domain(self, domain_id: str) -> Domain:
        """Return the exam's domain with this id. Raises KeyError if there is none."""
        for domain in self.domains:
            if domain.id == domain_id:
                return domain
        raise KeyError(domain_id)

    def skills(self) -> Iterator[tuple[Task, Skill]]:
        """Yield each task paired with itself, then the task paired with each of its skills."""
        for task in self.tasks:
            yield from ((task, task), *((task, skill) for skill in task.skills))


class Group(Model):
    """A stem that several questions in the same file share."""

    id: QuestionId
    stem: Text


class Question(Model, QuestionFields):
    """A question of a bank, including the values that its file sets for all questions.

    Unlike a draft, it must have all required fields.
    """

    id: QuestionId = Field()
    # The type as the file states it. The property `type` also infers types from the keys.
    type_: Annotated[StatedTypeName | None, Field(alias="type")] = None
    topic: Id = Field()
    difficulty: Difficulty = Field()
    stem: Text = Field()
    # Left out if empty, for the same reason as `Exam.tasks`.
    use: Use | None = Field(default=None, exclude_if=operator.not_)
    skills: dict[Id, Annotated[tuple[SkillNumber, ...], LIST]] = Field(
        default_factory=dict, exclude_if=operator.not_
    )

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the texts selected by letter, in file order; empty if the answer is typed.

        A response refers to them by position.
        """
        return find_type(self).choices(self)

    @property
    def keys(self) -> tuple[int, ...]:
        """Return the positions of the correct options, in file order, from 0."""
        return tuple(i for i, option in enumerate(self.options) if option.correct)

    @property
    def correct_response(self) -> Response:
        """Return the correct response, or the first one if several are correct."""
        return find_type(self).correct_response(self)

    def domain_in(self, exam: str) -> str | None:
        """Return the id of the question's domain in an exam; None if it isn't part of the exam."""
        if self.exams and exam not in self.exams:
            return None
        return self.domain or None if isinstance(self.domain, str) else self.domain.get(exam)

    def skills_in(self, exam: str) -> tuple[str, ...]:
        """Return the numbers of the question's skills in an exam; the main skill comes first."""
        return self.skills.get(exam, ())

    def digest(self) -> str:
        """Return the first 16 hex digits of the SHA-256 of the stem, choices, and key."""
        parts = (self.stem, *find_type(self).digest_parts(self))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
