"""Questions with their explanations for a terminal, in color and with their Markdown rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import ClassVar

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import Markdown, TableElement
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from examkit.cli.output import text_width
from examkit.exam.explanation import ExplainedOption
from examkit.question_types.registry import find_type
from examkit.report.markdown_text import escape_block
from examkit.report.review import ReviewRow
from examkit.sanitize import sanitize

_OUTCOMES = {"right": ("✓ Correct", "green"), "partial": ("Partly correct", "yellow")}
_STYLES = {"markdown.code": "cyan", "markdown.block_quote": "green", "markdown.hr": "dim"}
_LINK = re.compile(r"\[([^\[\]]+)\]\(https?://[^()\s]+\)")
_CODES = re.compile(r"\x1b\[[\d;]*m")
_MARKS = re.compile(r"[*_`]")


class _FoldingTable(TableElement):
    """A table that breaks long words, which Rich would cut off."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for table in super().__rich_console__(console, options):
            if isinstance(table, Table):
                for column in table.columns:
                    column.overflow = "fold"
            yield table


class _Markdown(Markdown):
    elements: ClassVar = {**Markdown.elements, "table_open": _FoldingTable}


def render_review(reviewed: Sequence[ReviewRow]) -> str:
    """Return questions with their explanations as text with color codes."""
    return _render(part for row in reviewed for part in _question(row))


def render_note(text: str) -> str:
    """Return a note's Markdown as text with color codes."""
    return _render(part for block in _blocks(sanitize(text)) for part in _note_block(block))


def _note_block(block: str) -> Iterator[RenderableType]:
    is_title = block.startswith("## ")
    yield Text(block.removeprefix("## ").strip(), style="bold") if is_title else _markdown(block)
    yield ""


def _render(parts: Iterable[RenderableType]) -> str:
    written = StringIO()
    console = Console(
        file=written, width=text_width(), force_terminal=True, theme=Theme(_STYLES), highlight=False
    )
    for part in parts:
        console.print(part)
    return _without_gaps(written.getvalue())


def _without_gaps(text: str) -> str:
    """Return text with one blank line where Rich's Markdown leaves several, as around lists."""
    lines: list[str] = []
    was_blank = True
    for line in text.split("\n"):
        is_blank = _CODES.sub("", line).strip() in ("", "▌")
        if not (is_blank and was_blank):
            lines.append(line.rstrip())
        was_blank = is_blank
    return "\n".join(lines)


def _question(row: ReviewRow) -> Iterator[RenderableType]:
    explanation, score = row.explanation, row.score
    outcome, color = _OUTCOMES.get(score.outcome, (f"✗ {_incorrect(row)}", "red"))
    title = Text.assemble((f"Question {score.slot + 1}  ", "bold"), (outcome, f"bold {color}"))
    yield Rule(title, align="left", style="dim")
    yield from (_markdown(text) for text in (row.shared, explanation.stem.strip()) if text)
    for line in explanation.solution:
        yours = f" (you: {line.yours})" if line.yours else ""
        yield Text(f"    {line.label}: {line.text}{yours}")
    if find_type(explanation.question).takes_text:
        yours = explanation.response or "nothing"
        yield Text(f"    Correct: {explanation.key}   You: {yours}")
    yield ""
    yield _options(explanation.shown_options)
    if text := explanation.text.strip():
        yield _markdown(text)
    yield from _note(row)
    for reference in explanation.question.references:
        yield Text(reference, style="dim", no_wrap=True, overflow="ignore")
    yield ""


def _incorrect(row: ReviewRow) -> str:
    return "Not answered" if row.score.outcome == "unanswered" else "Incorrect"


def _options(options: Sequence[ExplainedOption]) -> RenderableType:
    table = Table.grid(padding=(0, 1), pad_edge=True)
    for option in options:
        color = "green" if option.correct else "red" if option.chosen else "none"
        sign = "✓" if option.correct else "✗" if option.chosen else " "
        texts = [option.text.strip(), option.rationale.strip()]
        if option.tags:
            texts.insert(1, f"*{option.tags.strip(' ()')}*")
        table.add_row(
            Text(f"{sign} {option.letter}", style=f"bold {color}"),
            Group(*map(_markdown, filter(None, texts)), ""),
        )
    return table


def _note(row: ReviewRow) -> Iterator[RenderableType]:
    note = row.explanation.note
    if note is None:
        return
    yield Text(note.section.title if note.section else note.ref, style="bold")
    marked = _plain(row.explanation.evidence)
    for block in _blocks(row.excerpt or row.explanation.evidence):
        is_evidence = bool(marked) and marked in _plain(block)
        yield _markdown(block, quoted=is_evidence)
        yield ""


def _blocks(text: str) -> Iterable[str]:
    """Split Markdown into blocks at its blank lines, except those in code blocks."""
    blocks, inside = [""], False
    for line in text.strip().split("\n"):
        inside ^= line.lstrip().startswith(("```", "~~~"))
        if line.strip() or inside:
            blocks[-1] += f"{line}\n"
        elif blocks[-1]:
            blocks.append("")
    return filter(None, blocks)


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub("", text).split())


def _markdown(text: str, *, quoted: bool = False) -> RenderableType:
    source = escape_block(_LINK.sub(r"\1", text))
    if quoted:
        source = "\n".join(f"> {line}" for line in source.split("\n"))
    return _Markdown(source, code_theme="ansi_dark", hyperlinks=False)
