"""What assembly knows of a question before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PoolItem:
    """One question that may be drawn for an exam."""

    id: str
    domain: str
    """Domain id in that exam."""
    topic: str
    type: Literal["single", "multiple"]
    difficulty: Literal["easy", "medium", "hard"]
    digest: str
    enemies: tuple[str, ...] = ()
    """Ids of questions that never stand on the same form."""
