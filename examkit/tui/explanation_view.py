"""A question with its answer: what was chosen, what is right, why, and where the notes say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content

from examkit.bank.notes import Section
from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import explanation_order, notes_of_wrong_choices
from examkit.exam.form import Slot
from examkit.exam.response_text import (
    SolutionLine,
    format_key,
    format_response,
    is_correct,
    solution,
)
from examkit.tui.blocks import (
    Block,
    SideBySide,
    indent,
    literal,
)
from examkit.tui.formatting import LETTERS
from examkit.tui.glyphs import UNICODE, Glyphs
from examkit.tui.markdown import to_blocks


def outcome_words(slot: Slot, state: SlotState, glyphs: Glyphs = UNICODE) -> str:
    """Right, wrong or unanswered, with its sign."""
    if not state.answered:
        return f"{glyphs.unanswered} Not answered"
    return f"{glyphs.right} Right" if is_correct(slot, state) else f"{glyphs.wrong} Wrong"


Sections = Callable[[str], Section | None]
"""Looks a note section up by its address."""


def explanation(
    slot: Slot,
    state: SlotState,
    sections: Sections,
    glyphs: Glyphs = UNICODE,
    found: Section | None = None,
) -> list[Block | SideBySide]:
    """Tell the outcome, and why."""
    return [
        Block(_outcome(slot, state, glyphs)),
        *explanation_blocks(slot, state, sections, glyphs, found),
    ]


def explanation_blocks(
    slot: Slot,
    state: SlotState,
    sections: Sections,
    glyphs: Glyphs = UNICODE,
    found: Section | None = None,
) -> list[Block | SideBySide]:
    """Explain every option, then show the passages of the notes.

    That of the question with its evidence; beside it those of what was picked instead. `found` is
    shown where the question names none.
    """
    blocks: list[Block | SideBySide] = []
    for place, option in explanation_order(slot, state):
        blocks += _option(slot, state, place, option, glyphs)
    for place, line in enumerate(solution(slot, state)):
        blocks += _solved(line, glyphs, told=state.answered, first=place == 0)
    if slot.question.explanation:
        blocks += to_blocks(slot.question.explanation)
    picked = [
        block for ref in notes_of_wrong_choices(slot, state) for block in _picked(sections(ref))
    ]
    lead = "It asks about" if picked else "From the notes"
    asked = list(_excerpt(slot, sections(slot.question.note), lead))
    blocks += [SideBySide(asked, picked)] if picked else asked
    blocks += _found(found)
    blocks += _references(slot.question.references)
    return blocks


def _found(section: Section | None) -> Iterator[Block]:
    """Show a section that the program found, marked so."""
    if section is None:
        return
    yield Block(literal(f"Found in the notes, not given by the author: {section.title}", "bold"))
    bar = Content("┆ ")
    for block in to_blocks(section.text):
        yield block.indented(bar, bar)


def _picked(section: Section | None) -> Iterator[Block]:
    if section is None:
        return
    yield Block(literal(f"You picked: {section.title}", "bold"))
    bar = Content("┃ ")
    for block in to_blocks(section.text):
        yield block.indented(bar, bar)


def _outcome(slot: Slot, state: SlotState, glyphs: Glyphs) -> Content:
    words = outcome_words(slot, state, glyphs)
    style = "$text-success" if words.startswith(glyphs.right) else "$text-error"
    yours = format_response(slot, state)
    told = f"   your answer {yours}, " if yours else "   "
    return literal(words, f"bold {style}") + literal(f"{told}right answer {format_key(slot)}")


def _solved(line: SolutionLine, glyphs: Glyphs, *, told: bool, first: bool) -> Iterator[Block]:
    """Show one part of an ordering or a matching."""
    sign = " " if not told else glyphs.right if line.right else glyphs.wrong
    style = "" if not told else "$text-success" if line.right else "$text-error"
    yield Block(
        literal(f"{line.label}: {line.text}"),
        first=literal(f"{sign} ", f"bold {style}".strip()),
        rest=Content("  "),
        gap=first,
    )
    if line.yours:
        yield Block(
            literal(f"you: {line.yours}", "$text-muted"),
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
    first = literal(f"{sign} {LETTERS[place].upper()}  ", f"bold {style}".strip())
    text = list(indent(to_blocks(option.text), first))
    said = _tags(correct=option.correct, chosen=chosen)
    text[-1] = text[-1].suffixed(literal(said, "$text-muted")) if said else text[-1]
    yield from text
    bar = Content("     ")
    if not option.rationale:
        return
    yield from (
        block.indented(bar, bar).close() if i == 0 else block.indented(bar, bar)
        for i, block in enumerate(to_blocks(option.rationale))
    )


def _tags(*, correct: bool, chosen: bool) -> str:
    words = [word for word, is_so in (("key", correct), ("your answer", chosen)) if is_so]
    return f"  ({', '.join(words)})" if words else ""


def _excerpt(slot: Slot, section: Section | None, lead: str) -> Iterator[Block]:
    question = slot.question
    if not question.note:
        return
    if section is None:
        yield Block(literal(f"From the notes ({question.note})", "bold"))
        yield Block(literal(question.evidence))
        yield Block(literal("This section is not in the bank any more.", "$text-muted"))
        return
    yield Block(literal(f"{lead}: {section.title}", "bold"))
    bar = Content.styled("┃ ", "$text-accent")
    for block in to_blocks(section.text, question.evidence):
        yield block.indented(bar, bar)


def _references(references: Sequence[str]) -> Iterator[Block]:
    for number, reference in enumerate(references):
        label = "See " if number == 0 else "    "
        yield Block(
            literal(reference, "$text-muted"),
            first=Content(label),
            rest=Content("    "),
            gap=number == 0,
        )
