"""An explanation as blocks: the outcome, the options with their rationales, and the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.content import Content

from examkit.errors import ExamkitError
from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import ExplainedOption, Explanation, Passage, explain
from examkit.exam.form import Slot
from examkit.exam.grading import Outcome
from examkit.question_types.base import SolutionLine
from examkit.tui.glyphs import Glyphs
from examkit.tui.markdown import to_blocks
from examkit.tui.text_blocks import SideBySide, TextBlock, indent, literal

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService
    from examkit.bank.notes import Section


def explain_with_notes(
    engine: AttemptService, slot: Slot, state: SlotState, bank: str
) -> Explanation:
    """Return the explanation of a slot on a bank. It leaves out notes that can't be read."""

    def find_section(ref: str) -> Section | None:
        try:
            return engine.library.section(ref)
        except ExamkitError:
            return None

    own_note = ""
    with suppress(ExamkitError):
        own_note = engine.personal.note(bank, slot.question.id)
    found = engine.library.suggest_section(slot.question)
    return explain(slot, state, find_section, found, own_note=own_note)


def outcome_words(outcome: Outcome, glyphs: Glyphs) -> str:
    """Return an outcome in words after its symbol, such as `✓ Correct`."""
    if outcome == "unanswered":
        return f"{glyphs.unanswered} Not answered"
    return f"{glyphs.right} Correct" if outcome == "right" else f"{glyphs.wrong} Incorrect"


def render_explanation(explanation: Explanation, glyphs: Glyphs) -> list[TextBlock | SideBySide]:
    """Return an explanation as blocks, starting with the outcome."""
    return [TextBlock(_outcome(explanation, glyphs)), *render_reasons(explanation, glyphs)]


def render_reasons(explanation: Explanation, glyphs: Glyphs) -> list[TextBlock | SideBySide]:
    """Return the candidate's note, the options with their rationales, then the study notes.

    If incorrect options were chosen, their notes go next to the question's own note.
    """
    blocks: list[TextBlock | SideBySide] = [*_own_note(explanation.own_note)]
    for option in explanation.options:
        blocks += _option(option, glyphs)
    answered = explanation.outcome != "unanswered"
    for place, line in enumerate(explanation.solution):
        blocks += _solved(line, glyphs, answered=answered, first=place == 0)
    blocks += [*to_blocks(explanation.text), *_notes(explanation)]
    return [*blocks, *_references(explanation.question.references)]


def _own_note(text: str) -> Iterator[TextBlock]:
    """Yield the candidate's own note, marked as such; nothing if there is none."""
    bar = Content.styled("┃ ", "$text-warning")
    if text:
        yield TextBlock(literal("Your note", "bold $text-warning"))
        for line in text.splitlines():
            yield TextBlock(literal(line), gap=False).indented(bar, bar)


def _notes(explanation: Explanation) -> Iterator[TextBlock | SideBySide]:
    bar, accent = Content("┃ "), Content.styled("┃ ", "$text-accent")
    chosen = [
        block
        for passage in explanation.wrong_choices
        for block in _passage("You were thinking of", passage.section, bar)
    ]
    lead = "The question is about" if chosen else "From the notes"
    note: list[TextBlock] = []
    if explanation.note:
        note += _passage(lead, explanation.note.section, accent, explanation.evidence)
        note = note or _gone(explanation.note, explanation.evidence)
    yield from [SideBySide(note, chosen)] if chosen else note
    lead = "Closest note, matched automatically"
    yield from _passage(lead, explanation.found, Content("┆ "))


def _passage(
    lead: str, section: Section | None, bar: Content, evidence: str = ""
) -> Iterator[TextBlock]:
    """Yield a section of the notes with a bar on its left and its evidence highlighted.

    Yield nothing if the section is None.
    """
    if section is None:
        return
    yield TextBlock(literal(f"{lead}: {section.title}", "bold"))
    for block in to_blocks(section.text, evidence):
        yield block.indented(bar, bar)


def _outcome(explanation: Explanation, glyphs: Glyphs) -> Content:
    style = "$text-success" if explanation.outcome == "right" else "$text-error"
    yours = f"your answer {explanation.response}, " if explanation.response else ""
    words = literal(outcome_words(explanation.outcome, glyphs), f"bold {style}")
    return words + literal(f"   {yours}correct answer {explanation.key}")


def _solved(
    line: SolutionLine, glyphs: Glyphs, *, answered: bool, first: bool
) -> Iterator[TextBlock]:
    """Yield one part of a multi-part answer, and the candidate's response if it differs."""
    sign = " " if not answered else glyphs.right if line.correct else glyphs.wrong
    style = "" if not answered else "$text-success" if line.correct else "$text-error"
    yield TextBlock(
        literal(f"{line.label}: {line.text}"),
        first=literal(f"{sign} ", f"bold {style}".strip()),
        rest=Content("  "),
        gap=first,
    )
    if line.yours:
        yield TextBlock(
            literal(f"your answer: {line.yours}", "$text-muted"),
            first=Content("     "),
            rest=Content("     "),
            gap=False,
        )


def _option(option: ExplainedOption, glyphs: Glyphs) -> Iterator[TextBlock]:
    sign = glyphs.right if option.correct else glyphs.wrong if option.chosen else " "
    style = "$text-success" if option.correct else "$text-error" if option.chosen else ""
    first = literal(f"{sign} {option.letter}  ", f"bold {style}".strip())
    text = list(indent(to_blocks(option.text), first))
    if option.tags:
        text[-1] = text[-1].suffixed(literal(option.tags, "$text-muted"))
    yield from text
    bar = Content("     ")
    yield from (
        block.indented(bar, bar).close() if i == 0 else block.indented(bar, bar)
        for i, block in enumerate(to_blocks(option.rationale))
    )


def _gone(passage: Passage, evidence: str) -> list[TextBlock]:
    return [
        TextBlock(literal(f"From the notes ({passage.ref})", "bold")),
        TextBlock(literal(evidence)),
        TextBlock(literal("This section is no longer in the question bank.", "$text-muted")),
    ]


def _references(references: Sequence[str]) -> Iterator[TextBlock]:
    for number, reference in enumerate(references):
        label = "See " if number == 0 else "    "
        yield TextBlock(
            literal(reference, "$text-muted"),
            first=Content(label),
            rest=Content("    "),
            gap=number == 0,
        )
