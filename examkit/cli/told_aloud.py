"""Explanations as lines of text that read well aloud."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from examkit.exam.explain import picked_notes, telling_order

if TYPE_CHECKING:
    from examkit.bank.notes import Section
    from examkit.exam.form import Slot
    from examkit.exam.session import SlotState

LETTERS = "abcdefgh"


def explained(slot: Slot, state: SlotState, sections: Callable[[str], Section | None]) -> str:
    """Tell the outcome, every rationale and the passages of the notes."""
    return "\n".join(_lines(slot, state, sections))


def _lines(
    slot: Slot, state: SlotState, sections: Callable[[str], Section | None]
) -> Iterator[str]:
    question = slot.question
    right = set(state.response) == set(question.keys)
    outcome = "Right." if right else "Wrong." if state.response else "Not answered."
    yield ""
    yield f"{outcome} Right answer: {letters(slot, question.keys)}."
    for place, number in telling_order(slot, state):
        option = question.options[number]
        kind = "right" if option.correct else "wrong"
        yield f"{LETTERS[place].upper()} is {kind}. {hanging(option.rationale)}"
    if question.explanation:
        yield f"\n{question.explanation.strip()}"
    section, refs = sections(question.note), picked_notes(slot, state)
    yield f"\n{'It asks about' if refs else 'From the notes:'} {_named(section, question.note)}:"
    yield section.text.strip() if section else question.evidence.strip()
    for ref in refs:
        if picked := sections(ref):
            yield f"\nYou picked {_named(picked, ref)}:"
            yield picked.text.strip()
    yield from (f"See {reference}" for reference in question.references)


def _named(section: Section | None, ref: str) -> str:
    return f"{section.title} ({ref})" if section else ref


def letters(slot: Slot, options: Iterable[int]) -> str:
    """Name options by the letters they have on screen."""
    return " ".join(sorted(LETTERS[slot.order.index(option)].upper() for option in options))


def hanging(text: str) -> str:
    """Indent all lines but the first."""
    return re.sub(r"\n(?=.)", "\n   ", text.strip())
