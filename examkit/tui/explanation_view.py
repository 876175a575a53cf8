"""An explanation as blocks: the verdict, the options with their rationales, and the notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from examkit.errors import ExamkitError
from examkit.exam.attempt_state import SlotState
from examkit.exam.explanation import ExplainedOption, Explanation, Passage, explain
from examkit.exam.form import Slot
from examkit.exam.grading import Outcome
from examkit.question_types.base import SolutionLine
from examkit.tui.glyphs import Glyphs
from examkit.tui.markdown import to_blocks, to_excerpt
from examkit.tui.text_blocks import (
    Annotated,
    Block,
    SideBySide,
    TextBlock,
    indent,
    literal,
)

if TYPE_CHECKING:
    from examkit.attempts.service import AttemptService
    from examkit.bank.notes import Section

_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^()\s]+)\)")

RATIONALE_INDENT = 2
"""Number of cells by which a rationale is indented below its option."""
SHOWN_PARTS = 3
"""Number of parts between slashes up to which a web address is shown in full."""


def explain_with_notes(
    engine: AttemptService, slot: Slot, state: SlotState, bank: str
) -> Explanation:
    """Return the explanation of a slot, without notes that can't be read.

    `bank` is the ID of the bank that the candidate's own notes belong to.
    """

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


def verdict(explanation: Explanation, glyphs: Glyphs) -> Content:
    """Return the outcome in words, with the candidate's and the correct answer if they differ."""
    style = "$text-success" if explanation.outcome == "right" else "$text-error"
    words = literal(outcome_words(explanation.outcome, glyphs), f"bold {style}")
    if explanation.response == explanation.key:
        return words
    yours = "You chose" if explanation.options else "Your answer:"
    answers = [f"{yours} {explanation.response}"] if explanation.response else []
    return words + literal(" · ".join(["", *answers, f"Correct: {explanation.key}"]))


def render_explanation(
    stem: Sequence[Block], explanation: Explanation, glyphs: Glyphs
) -> SideBySide:
    """Return a question with its options and their rationales, next to its notes.

    Stem and options are where they were before the answer was shown, in the same order. The notes
    start next to the options, so both are on screen even if a long stem is scrolled away.
    """
    left = [block for part in question_parts(stem, explanation, glyphs) for block in part.blocks]
    notes = [*_own_note(explanation.own_note), *_note(explanation), *_other_notes(explanation)]
    return SideBySide(left, [*notes, *_sources(explanation)], above=len(stem))


class QuestionPart(NamedTuple):
    """A part of an explained question, such as one option."""

    blocks: Sequence[Block]
    is_correct: bool = False
    """Whether it is the correct answer or a part of it."""
    is_chosen: bool = False
    """Whether the candidate chose it."""


def question_parts(
    stem: Sequence[Block], explanation: Explanation, glyphs: Glyphs
) -> Iterator[QuestionPart]:
    """Yield the stem, the options with their rationales, and the author's explanation."""
    yield QuestionPart(stem)
    for option in explanation.shown_options:
        yield QuestionPart([*_option(option, glyphs)], option.correct, option.chosen)
    answered = explanation.outcome != "unanswered"
    for place, line in enumerate(explanation.solution):
        blocks = [*_solved(line, glyphs, answered=answered, first=place == 0)]
        yield QuestionPart(blocks, is_correct=True)
    yield QuestionPart(to_blocks(explanation.text))


def _own_note(text: str) -> Iterator[TextBlock]:
    """Yield the candidate's own note, marked as such; nothing if there is none."""
    bar = Content.styled("┃ ", "$text-warning")
    if text:
        yield TextBlock(literal("Your note", "bold $text-warning"))
        for line in text.splitlines():
            yield TextBlock(literal(line), gap=False).indented(bar, bar)


def _note(explanation: Explanation) -> Iterator[Block]:
    if note := explanation.note:
        yield from _passage("Study note", note.section, explanation.evidence)
        if note.section is None:
            yield from _gone(note, explanation.evidence)


def _other_notes(explanation: Explanation) -> Iterator[Block]:
    for passage in explanation.wrong_choices:
        yield from _passage("About your answer", passage.section)
    yield from _passage("Closest note, matched automatically", explanation.found)


def _passage(label: str, section: Section | None, evidence: str = "") -> Iterator[Block]:
    """Yield a section's title after `label`, and the part of its text around the evidence.

    Without evidence, that is the start of the text. Yield nothing if the section is None.
    """
    if section is None:
        return
    yield TextBlock(literal(f"{label}: ", "$text-muted") + literal(section.title, "bold"))
    yield Annotated(to_excerpt(section.text, evidence), gap=False)


def _sources(explanation: Explanation) -> Iterator[TextBlock]:
    """Yield a line for each reference: its title in a link in the notes, or else its address."""
    titles = dict(_links(explanation))
    for number, reference in enumerate(explanation.question.references):
        title = titles.get(reference) or _shorten(reference)
        label = literal("Source: " if number == 0 else " " * len("Source: "), "$text-muted")
        text = literal(title, "underline $text-secondary")
        yield TextBlock(text, gap=number == 0, layout=_cut).indented(label)


def _cut(text: Content, room: int) -> list[Content]:
    return [text.truncate(room, ellipsis=True)]


def _links(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Yield the address and the title of each link in the notes."""
    for passage in (explanation.note, *explanation.wrong_choices):
        if passage and passage.section:
            for title, address in _LINK.findall(passage.section.text):
                yield address, title


def _shorten(address: str) -> str:
    """Return an address, reduced to its host and its last part if it is long."""
    parts = address.partition("://")[2].split("/")
    return f"{parts[0]}/…/{parts[-1]}" if len(parts) > SHOWN_PARTS else address


def _solved(
    line: SolutionLine, glyphs: Glyphs, *, answered: bool, first: bool
) -> Iterator[TextBlock]:
    """Yield one part of a multi-part answer, and the candidate's response if it differs.

    `answered` is whether the candidate gave any answer, and `first` whether this is the first part.
    """
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
            literal(f"your answer: {line.yours}", "$text-error"),
            first=Content("     "),
            rest=Content("     "),
            gap=False,
        )


def _option(option: ExplainedOption, glyphs: Glyphs) -> Iterator[TextBlock]:
    """Yield an option with its rationale. The correct ones and the candidate's stand out."""
    sign = glyphs.right if option.correct else glyphs.wrong if option.chosen else " "
    color = "$text-success" if option.correct else "$text-error" if option.chosen else ""
    first = literal(f"{sign} {option.letter}  ", f"bold {color}".strip())
    text = indent(to_blocks(option.text), first)
    if color:
        text = [block.stylized(f"bold {color}") for block in text]
        text[-1] = text[-1].suffixed(literal(option.tags.strip(), color))
    yield from text
    # The rationale of any other option is in the same style as the option.
    bar = Content(" " * (first.cell_length + RATIONALE_INDENT))
    yield from (
        block.indented(bar, bar).close() if i == 0 else block.indented(bar, bar)
        for i, block in enumerate(to_blocks(option.rationale))
    )


def _gone(passage: Passage, evidence: str) -> list[TextBlock]:
    return [
        TextBlock(literal(f"Study note: {passage.ref}", "bold")),
        TextBlock(literal(evidence)),
        TextBlock(literal("This section is no longer in the question bank.", "$text-muted")),
    ]
