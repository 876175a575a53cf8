"""The panel with what to do next: resume an attempt, or start today's practice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.events import Click
from textual.message import Message

from examkit.humanize import pluralize
from examkit.tui.text_blocks import NOTHING, TextBlock, literal
from examkit.tui.widgets.drawing import Drawing
from examkit.tui.widgets.panel import Panel
from examkit.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from examkit.attempts.dashboard import Today
    from examkit.bank.summary import BankSummary, ExamSummary

MUTED = "$text-muted"
RESUME = "Resume"
"""The label of the button that resumes an attempt."""
READING = [
    Content.styled("Reading the question bank.", "bold"),
    Content("This takes a moment after the bank changes."),
]
"""What the panel shows while a changed bank is read."""


class TodayPanel(Panel, can_focus=True):
    """What to do next, with a button. A click starts it, or a key while the panel has the focus."""

    class Pressed(Message):
        """The panel was clicked."""

    def __init__(self) -> None:
        self._button = ""
        self.key = ""
        """The key that presses the button while the panel has the focus."""
        self.resume_key = ""
        """The key that resumes an attempt from anywhere on Home."""
        super().__init__(
            "Today", Prose(id="plan"), Drawing(self._draw_button, id="start"), id="today"
        )

    def show_welcome(
        self, bank: BankSummary | None, exam: ExamSummary | None, today: Today | None
    ) -> None:
        """Introduce the program above a button that starts today's practice."""
        self.border_title = "Welcome"
        number = f" with {pluralize(today.questions, 'question')}" if today else ""
        self.show(draw_welcome(bank, exam), f"Start{number}")

    def show_today(self, today: Today) -> None:
        """Show today's practice."""
        self.border_title = "Today"
        start = f"Start {today.questions} more" if today.is_done else "Start"
        self.show(draw_today(today), start if today.questions else "")

    def show_unfinished(self, name: str, state: str) -> None:
        """Show the name and the state of an attempt to resume."""
        self.border_title = "Unfinished"
        self.show([literal(name, "bold"), literal(state)], RESUME)

    def show(self, lines: list[Content], button: str) -> None:
        """Show lines of text above a button; without a label there is no button."""
        blocks = [TextBlock(line, gap=False) for line in lines]
        self.query_one("#plan", Prose).show(blocks)
        self._button = button
        self.query_one("#start", Drawing).update_lines()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show on the button whether Enter presses it."""
        super().watch_has_focus(has_focus)
        self.query_one("#start", Drawing).update_lines()

    def _draw_button(self, _: int) -> list[Content]:
        if not self._button:
            return [NOTHING]
        if not self.has_focus:
            key = f"  {self.resume_key}" if self._button == RESUME else ""
            return [literal(f"{key}  {self._button}  ", "bold $text-accent")]
        return [literal(f"  {self.key}  {self._button}  ", "bold reverse $text-accent")]

    def on_click(self, event: Click) -> None:
        """Post `Pressed`."""
        event.stop()
        self.post_message(self.Pressed())


def draw_today(today: Today) -> list[Content]:
    """Return how much is left of today's practice, and a second line with other facts about it."""
    if today.is_done:
        done = Content.styled("Done for today", "bold $text-success")
        first = done + literal(f" · {pluralize(today.done, 'question')}", MUTED)
        return [first, literal(_next_practice(today))]
    if not today.questions:
        more = "more " if today.done else ""
        nothing = literal(f"Nothing {more}to practice today.", "bold")
        return [nothing, literal("See Drills.", MUTED)]
    first = Content.assemble((_count(today), "bold"), (f" · about {today.minutes} min", MUTED))
    second = _composition(today)
    return [first, literal(second[:1].upper() + second[1:])] if second else [first]


def _next_practice(today: Today) -> str:
    """Return what an extra session would ask once today's practice is done."""
    if not today.questions:
        return "Nothing more to practice today. See Drills."
    return f"Want more? {_count(today)}, about {today.minutes} min"


def _count(today: Today) -> str:
    """Return the number of questions; if all are new, or all are reviews, say so."""
    more = "more " if today.done and not today.is_done else ""
    if not today.review:
        return pluralize(today.new, f"{more}new question")
    noun = pluralize(today.questions, f"{more}question")
    return noun if today.new else f"{noun} to review"


def _composition(today: Today) -> str:
    from examkit.tui.titles import shorten

    done = f"{today.done} done today" if today.done else ""
    mixed = f"{today.review} to review · {today.new} new" if today.review and today.new else ""
    mostly = f"mostly {shorten(today.mainly, 24)}" if today.mainly else ""
    rest = ", ".join(filter(None, (mixed, mostly)))
    return " · ".join(filter(None, (rest, done)))


def draw_welcome(bank: BankSummary | None, exam: ExamSummary | None) -> list[Content]:
    """Return three lines that introduce the program, in general terms if no bank is known."""
    title = f"Practice for {bank.title}." if bank else "Practice for your exam."
    mocks = f"{pluralize(exam.in_bank, 'question')}, timed" if exam else "Timed"
    return [
        literal(title, "bold"),
        literal(f"{mocks} mock exams, and a sourced explanation for every answer."),
        literal("Works offline. Your data stays on this computer."),
    ]
