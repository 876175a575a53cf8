"""The fields that every question has, and what a bank's file may write in them.

`examkit.bank.model.Question` holds questions to these rules; a draft of another format only has
the fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

TypeName = str
"""Name of a question type, one of those in the registry."""


class Rule:
    """Constraints of a field in the words of pydantic's schemas, without loading pydantic."""

    def __init__(self, **constraints: Any) -> None:
        self._constraints = constraints

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Return the schema with the constraints; pydantic calls this."""
        return {**handler(source), **self._constraints}


class About:
    """What an editor shows for a field."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        """Return the JSON Schema with the text; pydantic calls this."""
        return {**handler(schema), "description": self._text}


# TOML gives lists and whole numbers, so lists and numbers alone are not strict.
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
    """The fields of a question of any type; a question of a bank has to give some of them."""

    id: QuestionId = ""
    type_: TypeName | None = None
    """The stated type; a bank states none where the correct options tell it."""
    topic: Id = ""
    domain: Id | dict[str, Id] | Literal[""] = ""
    """One id, or exam id to domain id where the exams place it differently; empty: not placed."""
    exams: Annotated[tuple[Id, ...], LIST] = ()
    """The exams it belongs to; empty means every exam that has its domain."""
    difficulty: str = ""
    stem: Text
    note: NoteRef | Literal[""] = ""
    """Address of the section of the notes that settles it."""
    evidence: LongText = ""
    explanation: LongText = ""
    references: Annotated[tuple[Url, ...], LIST] = ()
    enemies: Annotated[tuple[QuestionId, ...], LIST] = ()
    """Questions that never appear on the same form."""
    as_of: Month | None = None
    """Month in which a fact that changes was last checked, such as 2026-11."""
    ordered: bool = False
    """Keep the options in the order of the file."""
    use: str | None = None
    """What draws it: `drill` keeps it out of mock forms; None means mocks and drills."""
    # A hash can't take a table, and questions that are equal but for it are rare.
    skills: dict[Id, Annotated[tuple[SkillNumber, ...], LIST]] = field(
        default_factory=dict, hash=False
    )
    """Numbers of the exam's skills or tasks that it tests, the main one first, by exam id."""
    retired: bool = False
    """No longer drawn; kept so that its id is never used again."""
