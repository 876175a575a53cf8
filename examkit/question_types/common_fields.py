"""The fields that every question has, with the rules for their values.

`examkit.bank.model.Question` enforces the rules. A draft from another format has the same fields
without the rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

TypeName = str
"""Name of a question type in the registry."""


class Rule:
    """Constraints on a field, named as in pydantic's schemas; pydantic need not be loaded."""

    def __init__(self, **constraints: Any) -> None:
        self._constraints = constraints

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Return the field's schema with the constraints added. Pydantic calls this."""
        return {**handler(source), **self._constraints}


class About:
    """The description of a field that editors show."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        """Return the field's JSON Schema with the description added. Pydantic calls this."""
        return {**handler(schema), "description": self._text}


# TOML has no tuples, and writes some floats as whole numbers, so only these aren't strict.
LIST = Rule(strict=False)
SHORT_LIST = Rule(strict=False, max_length=8)

Id = Annotated[str, Rule(pattern=r"^[a-z0-9][a-z0-9-]{1,63}$")]
QuestionId = Annotated[str, Rule(pattern=r"^[a-z0-9][a-z0-9-]{2,63}$")]
NoteRef = Annotated[str, Rule(pattern=r"^[^#\s][^#]*\.md#[^#\s]+$")]
Text = Annotated[str, Rule(strict=True, min_length=1, max_length=20_000)]
LongText = Annotated[str, Rule(strict=True, max_length=20_000)]
Url = Annotated[str, Rule(pattern=r"^https?://[^\s]+$", max_length=2_000)]
Month = Annotated[str, Rule(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
SkillNumber = Annotated[str, Rule(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,15}$")]
Number = Annotated[float, Rule(strict=False, allow_inf_nan=False)]


@dataclass(frozen=True, kw_only=True)
class CommonFields:
    """The fields that questions of every type have. A bank requires some of them."""

    id: QuestionId = ""
    type_: TypeName | None = None
    """The stated type; None if the number of correct options determines it."""
    topic: Id = ""
    domain: Id | dict[str, Id] | Literal[""] = ""
    """A domain id, or domain ids by exam id if they differ; empty if it has no domain."""
    exams: Annotated[tuple[Id, ...], LIST] = ()
    """Ids of the exams that can draw the question; empty for every exam that has its domain."""
    difficulty: str = ""
    stem: Text
    note: NoteRef | Literal[""] = ""
    """Address of the note section that settles the question, such as `file.md#heading-slug`."""
    evidence: LongText = ""
    """The passage in the note that settles the question, word for word."""
    explanation: LongText = ""
    references: Annotated[tuple[Url, ...], LIST] = ()
    enemies: Annotated[tuple[QuestionId, ...], LIST] = ()
    """Ids of questions that never share a form with this one."""
    as_of: Month | None = None
    """Month when facts that can change were last checked, such as `2026-11`."""
    ordered: bool = False
    """Whether the options stay in file order instead of being shuffled."""
    use: str | None = None
    """`drill` if only drills can draw the question; None if mocks can too."""
    # Tables have no hash; questions that differ only in their skills are rare.
    skills: dict[Id, Annotated[tuple[SkillNumber, ...], LIST]] = field(
        default_factory=dict, hash=False
    )
    """Numbers of the question's skills or tasks, by exam id; the main one comes first."""
    retired: bool = False
    """Whether no form draws it anymore. It stays in the bank so that its id isn't reused."""
