"""A question with its answer: what was chosen, what is right, why, and where the notes say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from examkit.bank.notes import Section
from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import picked_notes, telling_order
from examkit.exam.form import Slot
from examkit.exam.response_text import (
    SolutionLine,
    answer_words,
    is_right,
    response_words,
    solution,
)
from examkit.tui.blocks import (
    Beside,
    Block,
    indent,
    shown,
)
from examkit.tui.formatting import LETTERS
from examkit.tui.glyphs import UNICODE, Glyphs
from examkit.tui.markdown import blocks_of


def outcome_words(slot: Slot, state: SlotState, glyphs: Glyphs = UNICODE) -> str:
    """Right, wrong or unanswered, with its sign."""
    if not state.answered:
        return f"{glyphs.unanswered} Not answered"
    return f"{glyphs.right} Right" if is_right(slot, state) else f"{glyphs.wrong} Wrong"


Sections = Callable[[str], Section | None]
"""Looks a note section up by its address."""


def explanation(
    slot: Slot,
    state: SlotState,
    sections: Sections,
    glyphs: Glyphs = UNICODE,
    found: Section | None = None,
) -> list[Block | Beside]:
    """Tell the outcome, and why."""
    return [Block(_outcome(slot, state, glyphs)), *why(slot, state, sections, glyphs, found)]


def why(
    slot: Slot,
    state: SlotState,
    sections: Sections,
    glyphs: Glyphs = UNICODE,
    found: Section | None = None,
) -> list[Block | Beside]:
    """Explain every option, then show the passages of the notes.

    That of the question with its evidence; beside it those of what was picked instead. `found` is
    shown where the question names none.
    """
    blocks: list[Block | Beside] = []
    for place, option in telling_order(slot, state):
        blocks += _option(slot, state, place, option, glyphs)
    for place, line in enumerate(solution(slot, state)):
        blocks += _solved(line, glyphs, told=state.answered, first=place == 0)
    if slot.question.explanation:
        blocks += blocks_of(slot.question.explanation)
    picked = [block for ref in picked_notes(slot, state) for block in _picked(sections(ref))]
    lead = "It asks about" if picked else "From the notes"
    asked = list(_excerpt(slot, sections(slot.question.note), lead))
    blocks += [Beside(asked, picked)] if picked else asked
    blocks += _found(found)
    blocks += _references(slot.question.references)
    return blocks


def _found(section: Section | None) -> Iterator[Block]:
    """Show a section that the program found, marked so."""
    if section is None:
        return
    yield Block(shown(f"Found in the notes, not given by the author: {section.title}", "bold"))
    bar = Content("┆ ")
    for block in blocks_of(section.text):
        yield block.indented(bar, bar)


def _picked(section: Section | None) -> Iterator[Block]:
    if section is None:
        return
    yield Block(shown(f"You picked: {section.title}", "bold"))
    bar = Content("┃ ")
    for block in blocks_of(section.text):
        yield block.indented(bar, bar)


def _outcome(slot: Slot, state: SlotState, glyphs: Glyphs) -> Content:
    words = outcome_words(slot, state, glyphs)
    style = "$text-success" if words.startswith(glyphs.right) else "$text-error"
    yours = response_words(slot, state)
    told = f"   your answer {yours}, " if yours else "   "
    return shown(words, f"bold {style}") + shown(f"{told}right answer {answer_words(slot)}")


def _solved(line: SolutionLine, glyphs: Glyphs, *, told: bool, first: bool) -> Iterator[Block]:
    """Show one part of an ordering or a matching."""
    sign = " " if not told else glyphs.right if line.right else glyphs.wrong
    style = "" if not told else "$text-success" if line.right else "$text-error"
    yield Block(
        shown(f"{line.label}: {line.text}"),
        first=shown(f"{sign} ", f"bold {style}".strip()),
        rest=Content("  "),
        gap=first,
    )
    if line.yours:
        yield Block(
            shown(f"you: {line.yours}", "$text-muted"),
            first=Content("     "),
            rest=Content("     "),
            gap=False,
        )


def _option(
    slot: Slot, state: SlotState, place: int, number: int, glyphs: Glyphs
) -> Iterator[Block]:
    option = slot.question.options[number]
    chosen = number in state.response
    sign = glyphs.right if option.correct else glyphs.wrong if chosen else " "
    style = "$text-success" if option.correct else "$text-error" if chosen else ""
    first = shown(f"{sign} {LETTERS[place].upper()}  ", f"bold {style}".strip())
    text = list(indent(blocks_of(option.text), first))
    said = _tags(correct=option.correct, chosen=chosen)
    text[-1] = text[-1].suffixed(shown(said, "$text-muted")) if said else text[-1]
    yield from text
    bar = Content("     ")
    if not option.rationale:
        return
    yield from (
        block.indented(bar, bar).close() if i == 0 else block.indented(bar, bar)
        for i, block in enumerate(blocks_of(option.rationale))
    )


def _tags(*, correct: bool, chosen: bool) -> str:
    words = [word for word, is_so in (("key", correct), ("your answer", chosen)) if is_so]
    return f"  ({', '.join(words)})" if words else ""


def _excerpt(slot: Slot, section: Section | None, lead: str) -> Iterator[Block]:
    question = slot.question
    if not question.note:
        return
    if section is None:
        yield Block(shown(f"From the notes ({question.note})", "bold"))
        yield Block(shown(question.evidence))
        yield Block(shown("This section is not in the bank any more.", "$text-muted"))
        return
    yield Block(shown(f"{lead}: {section.title}", "bold"))
    bar = Content.styled("┃ ", "$text-accent")
    for block in blocks_of(section.text, question.evidence):
        yield block.indented(bar, bar)


def _references(references: Sequence[str]) -> Iterator[Block]:
    for number, reference in enumerate(references):
        label = "See " if number == 0 else "    "
        yield Block(
            shown(reference, "$text-muted"),
            first=Content(label),
            rest=Content("    "),
            gap=number == 0,
        )
