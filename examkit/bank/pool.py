"""What the program needs to know about questions to choose those of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from examkit.question_types.common_fields import TypeName


class PoolItem(NamedTuple):
    """A question that an exam can draw.

    It is a named tuple because thousands are created each time a form is drawn.
    """

    id: str
    domain: str
    """Id of the question's domain in this exam."""
    topic: str
    """Id of the question's topic."""
    type: TypeName
    difficulty: Literal["easy", "medium", "hard"]
    digest: str
    """Hash of the stem, choices, and key; see `Question.digest`."""
    enemies: tuple[str, ...] = ()
    """Ids of questions that never share a form with this one."""
    group: str = ""
    """Id of the question's group, which is drawn as a whole; empty if none."""
    group_position: int = 0
    """Position of the question in its file, which orders the questions of a group."""
    use: Literal["exam", "drill"] = "exam"
    """`drill` if only drills can draw the question, otherwise `exam`."""
    skills: tuple[str, ...] = ()
    """Numbers of the question's skills in this exam; the main skill comes first."""

    @property
    def skill(self) -> str:
        """Return the number of the main skill; empty if the question has no skills."""
        return self.skills[0] if self.skills else ""


class Concepts(NamedTuple):
    """The addresses of the note sections that a question and its distractors are about."""

    note: str
    """The section that settles the question; empty if none is given."""
    distractor_notes: tuple[str, ...] = ()
    """The sections that the distractors are about, other than `note`."""
