"""Building an attempt's form from the chosen questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from examkit.bank.candidates import PoolItem
from examkit.bank.model import Exam, Question
from examkit.exam.assembly import LastSeen, Selection
from examkit.exam.form import Form, Mode, Slot
from examkit.exam.shuffle import shuffle_options


@dataclass(frozen=True, slots=True)
class FormSpec:
    """All of a form but its questions."""

    mode: Mode
    title: str
    bank: str
    bank_digest: str
    exam: Exam
    seed: str
    limit: float | None
    """Seconds; None is untimed."""
    engine_version: str


def build_form(
    paper: FormSpec,
    selection: Selection,
    questions: Mapping[str, Question],
    seen: Mapping[str, LastSeen],
    shared: Mapping[str, str] = MappingProxyType({}),
) -> Form:
    """Freeze a selection into a form: questions as they are now, options shuffled.

    `shared` gives the stems of groups by their ids.
    """

    def slot(item: PoolItem) -> Slot:
        question = questions[item.id]
        return Slot(
            question=question,
            digest=item.digest,
            domain=item.domain,
            order=shuffle_options(question, paper.seed),
            scored=item.id not in selection.unscored,
            fresh=item.id not in seen,
            shared=shared.get(question.group, ""),
        )

    return Form(
        mode=paper.mode,
        title=paper.title,
        bank=paper.bank,
        bank_digest=paper.bank_digest,
        exam=paper.exam,
        seed=paper.seed,
        limit=paper.limit,
        engine_version=paper.engine_version,
        slots=tuple(slot(item) for item in selection.items),
    )
