"""What people add to imported questions, which a second import keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from examkit.bank.model import Question

_KEPT = ("note", "evidence", "domain", "topic")
"""What a person gave an imported question, and an import never changes."""
_ADDED = ("exams", "enemies", "as_of", "ordered", "retired", "unit", "explanation", "references")
"""What a person added to an imported question, which stays where its source says nothing of it."""


def with_additions(made: Question, known: Question) -> Question:
    """Keep what a person added to a question, where its source says nothing of it."""
    kept = {name: getattr(known, name) for name in _KEPT if getattr(known, name)}
    kept |= {name: getattr(known, name) for name in _ADDED if not getattr(made, name)}
    reasons: Mapping[str, tuple[str, str | None]] = {
        " ".join(o.text.split()): (o.rationale, o.note) for o in known.options
    }
    options = []
    for option in made.options:
        why, note = reasons.get(" ".join(option.text.split()), ("", None))
        options.append(replace(option, rationale=option.rationale or why, note=option.note or note))
    return made.model_copy(update={**kept, "options": tuple(options)})
