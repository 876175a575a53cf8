"""What assembly knows of a question before it is drawn."""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from typing import Literal, NamedTuple

from examkit.question_types.fields import TypeName


class PoolItem(NamedTuple):
    """One question that may be drawn for an exam.

    A named tuple: thousands of them are made each time a form is drawn.
    """

    id: str
    domain: str
    """Domain id in that exam."""
    topic: str
    type: TypeName
    difficulty: Literal["easy", "medium", "hard"]
    digest: str
    enemies: tuple[str, ...] = ()
    """Ids of questions that never stand on the same form."""
    group: str = ""
    """Id of the stem it shares with others; they are taken together."""
    group_position: int = 0
    """Order among them."""


class Concepts(NamedTuple):
    """Which sections of the notes a question is about."""

    note: str
    """The one that settles it."""
    distractor_notes: tuple[str, ...] = ()
    """Those that its distractors are about."""
