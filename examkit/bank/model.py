"""What stands in a bank's files.

One definition serves reading, checking, the JSON Schema for editors and the frozen form of
an attempt. Text is cleaned before it gets here (`examkit.sanitize`).
"""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import BaseModel, Field

from examkit.question_types.base import Response
from examkit.question_types.fields import LIST, Id, QuestionId, SkillNumber, Text, TypeName
from examkit.question_types.registry import STATED_NAMES, QuestionFields, find_type

T = TypeVar("T")

# TOML gives lists; a frozen model holds tuples, so these fields alone are not strict.
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
    """Strict and frozen: a typing error in a bank is an error, never a default."""


class Topic(Model):
    """A subject, finer than a domain."""

    id: Id
    title: ShortText
    notes: str | None = None
    """Name of its file in the folder `notes`."""


class BankFile(Model):
    """`bank.toml`."""

    format: Literal[1]
    id: Id
    title: ShortText
    language: str = "en"
    license: str = ""
    default_exam: Id
    topics: TupleOf[Topic] = ()
    outdated: TupleOf[ShortText] = ()
    """Names, for example of retired services, that must not occur in a key."""


class Domain(Model):
    """A scored section of an exam; it has a weight or a fixed number of questions."""

    id: Id
    title: ShortText
    weight: Annotated[float, Field(gt=0, strict=False, allow_inf_nan=False)] | None = None
    questions: Annotated[int, Field(gt=0, le=1_000)] | None = None


class Scale(Model):
    """The exam's published scale, and the share of right answers assumed at its pass mark."""

    min: int
    max: int
    # Named as in the file; the builtin is not used here.
    pass_: Annotated[int, Field(alias="pass")]
    cut_fraction: Annotated[float, Field(gt=0, lt=1)]
    cut_source: ShortText = "assumed"


class Skill(Model):
    """Something that an exam tests, in our own words."""

    number: SkillNumber
    title: ShortText


class Task(Skill):
    """A part of a domain, with the skills in it; an exam can list tasks alone."""

    domain: Id = Field(description="Id of a domain of this exam.")
    skills: TupleOf[Skill] = ()


class Exam(Model):
    """One file of the folder `exams`: what the real exam is."""

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
    # Left out where there are none, so that forms of banks without tasks read as in 1.0.0.
    tasks: TupleOf[Task] = Field(default=(), exclude_if=operator.not_)

    def domain(self, domain_id: str) -> Domain:
        """Look a domain up; raises KeyError."""
        for domain in self.domains:
            if domain.id == domain_id:
                return domain
        raise KeyError(domain_id)

    def skills(self) -> Iterator[tuple[Task, Skill]]:
        """Yield each task and each skill, both with the task."""
        for task in self.tasks:
            yield from ((task, task), *((task, skill) for skill in task.skills))


class Group(Model):
    """A stem that several questions of its file share."""

    id: QuestionId
    stem: Text


class Question(Model, QuestionFields):
    """One question with the defaults of its file filled in.

    It has to give what a draft may leave open.
    """

    id: QuestionId = Field()
    # Named as in the file; the property `type` also knows the two types that keys tell apart.
    type_: Annotated[StatedTypeName | None, Field(alias="type")] = None
    topic: Id = Field()
    difficulty: Difficulty = Field()
    stem: Text = Field()
    # Left out where they hold nothing, as `Exam.tasks` is.
    use: Use | None = Field(default=None, exclude_if=operator.not_)
    skills: dict[Id, Annotated[tuple[SkillNumber, ...], LIST]] = Field(
        default_factory=dict, exclude_if=operator.not_
    )

    @property
    def choices(self) -> tuple[str, ...]:
        """What letters stand for: options, items, or right sides; nothing where a number is asked.

        A response names them by their position here.
        """
        return find_type(self).choices(self)

    @property
    def keys(self) -> tuple[int, ...]:
        """Positions of the right options, in the order of the file."""
        return tuple(i for i, option in enumerate(self.options) if option.correct)

    @property
    def correct_response(self) -> Response:
        """The correct response, or one of them."""
        return find_type(self).correct_response(self)

    def domain_in(self, exam: str) -> str | None:
        """Domain id in that exam, or None where the question does not belong to it."""
        if self.exams and exam not in self.exams:
            return None
        return self.domain or None if isinstance(self.domain, str) else self.domain.get(exam)

    def skills_in(self, exam: str) -> tuple[str, ...]:
        """Return the numbers of the skills it tests in that exam, the main one first."""
        return self.skills.get(exam, ())

    def digest(self) -> str:
        """SHA-256 (first 16 hex digits) of what a candidate answers: stem, choices and key."""
        parts = (self.stem, *find_type(self).digest_parts(self))
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
