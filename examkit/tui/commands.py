"""Every key, declared once: bindings, key bars, help and docs derive from this table.

The letters a to h are reserved for options.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType

NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "question_mark": "?",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "ctrl+q": "ctrl+q",
    "1,2,3": "1 2 3",
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does on a screen."""

    id: str
    """Name of the action, `action_<id>` on the screen."""
    keys: str
    """Textual's key names, the first one is shown."""
    label: str
    """A word or two for the key bar."""
    tooltip: str
    """A sentence for the help."""
    in_bar: bool = True

    @property
    def shown_key(self) -> str:
        """The key as people call it."""
        if self.keys in NAMES:
            return NAMES[self.keys]
        keys = self.keys.split(",")
        if keys[0] == "a":
            return f"a-{keys[-1]}"
        return NAMES.get(keys[0], keys[0])


HELP = Command("help", "question_mark", "help", "Show the keys of this screen.")
LEAVE = Command("leave", "ctrl+q", "leave", "Leave; an unfinished attempt is kept.", in_bar=False)
BACK = Command("back", "escape,q", "back", "Go back to the screen before.")
DOWN = Command("down", "pagedown", "page down", "Scroll down a page.", in_bar=False)
UP = Command("up", "pageup", "page up", "Scroll up a page.", in_bar=False)

HOME = (
    Command("choose", "enter", "choose", "Open the highlighted line."),
    Command("resume", "r", "go on", "Go on with the unfinished attempt."),
    Command("mock", "m", "mock exam", "Start a mock exam."),
    Command("drill", "d", "drill", "Choose what to drill; the answer comes after each question."),
    Command("history", "p", "past attempts", "List the attempts and open their reports."),
    Command("bank", "b", "bank", "Show what the bank holds and read its notes."),
    HELP,
    Command("leave", "ctrl+q,q", "quit", "Quit the program."),
)

OPTIONS = Command("choose", "a,b,c,d,e,f,g,h", "choose", "Choose an option, or take it back.")
SITTING = (
    OPTIONS,
    Command("pick", "space,enter", "choose", "Choose the option under the cursor.", in_bar=False),
    Command("flag", "m", "flag", "Flag the question for review, or take the flag off."),
    Command("strike", "x", "strike out", "Strike out the option under the cursor."),
    Command("previous", "left,p", "previous", "Go to the question before.", in_bar=False),
    Command("next", "right,n", "next", "Go to the next question; after the last, the overview."),
    Command("overview", "o", "overview", "See all questions, jump to one, hand in."),
    Command(
        "sure", "1,2,3", "sureness", "Say how sure you are: 1 guess, 2 fairly, 3 sure. Optional."
    ),
    Command("cursor_up", "up,k", "up", "Move the cursor to the option above.", in_bar=False),
    Command("cursor_down", "down,j", "down", "Move the cursor to the option below.", in_bar=False),
    Command("clock", "t", "clock", "Hide or show the clock.", in_bar=False),
    Command("reveal", "s", "show answer", "Drill: show the answer and why.", in_bar=False),
    DOWN,
    UP,
    HELP,
    LEAVE,
)

OVERVIEW = (
    Command("jump", "enter,space", "go to", "Go to the question under the cursor."),
    Command("next_open", "u", "next unanswered", "Move to the next question that is not done."),
    Command("next_flagged", "m", "next flagged", "Move to the next flagged question."),
    Command("submit", "s", "hand in", "Hand the attempt in, after a question."),
    Command("back", "escape,o,q", "back", "Go back to the question."),
    Command("cursor_left", "left,p", "left", "Move the cursor.", in_bar=False),
    Command("cursor_right", "right,n", "right", "Move the cursor.", in_bar=False),
    Command("cursor_up", "up,k", "up", "Move the cursor.", in_bar=False),
    Command("cursor_down", "down,j", "down", "Move the cursor.", in_bar=False),
    HELP,
    LEAVE,
)

CONFIRM = (
    Command("yes", "y", "yes", "Do it."),
    Command("no", "n,escape", "no", "Go back without doing it."),
)

RESULT = (
    Command("review", "r", "review all", "Go through every question with its explanation."),
    Command("wrong", "w", "review wrong", "Go through the questions that were not right."),
    Command(
        "sure_but_wrong",
        "c",
        "sure but wrong",
        "Go through answers you were sure of.",
        in_bar=False,
    ),
    Command("notes", "n", "notes to read", "Read the note sections that were missed."),
    Command("drill", "d", "drill", "Drill the domain that is named first."),
    Command("mock", "m", "mock exam", "Start another mock exam.", in_bar=False),
    Command("down", "pagedown,space", "more", "Scroll down a page."),
    UP,
    HELP,
    BACK,
    LEAVE,
)

REVIEW = (
    Command("previous", "left,p", "previous", "Go to the question before."),
    Command("next", "right,n", "next", "Go to the next question."),
    Command("filter", "f", "filter", "Show all, wrong, flagged or unsure answers in turn."),
    Command("note", "o", "open note", "Read the whole note of this question."),
    DOWN,
    UP,
    HELP,
    BACK,
    LEAVE,
)

READER = (
    Command("previous", "left,p", "previous", "Go to the section before."),
    Command("next", "right,n", "next", "Go to the next section."),
    DOWN,
    UP,
    HELP,
    BACK,
    LEAVE,
)

LIST = (
    Command("choose", "enter", "open", "Open the highlighted line."),
    HELP,
    BACK,
    LEAVE,
)

SCREENS: dict[str, tuple[Command, ...]] = {
    "Home": HOME,
    "Exam and drill": SITTING,
    "Overview": OVERVIEW,
    "Question before handing in": CONFIRM,
    "Report": RESULT,
    "Review": REVIEW,
    "Notes": READER,
    "Lists": LIST,
}
"""What the help and the page of keys list, in this order."""


def with_letters(commands: Iterable[Command], options: int) -> tuple[Command, ...]:
    """Name only the letters of a question with so many options."""
    every = OPTIONS.keys.split(",")
    shorter = replace(OPTIONS, keys=",".join(every[:options]))
    return tuple(shorter if command == OPTIONS else command for command in commands)


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Make Textual's bindings of commands; choosing by letter or digit passes it on."""
    made: list[BindingType] = []
    for command in commands:
        keys = command.keys.split(",")
        passes_key = command.keys in (OPTIONS.keys, "1,2,3")
        made += [
            Binding(
                key,
                f"{command.id}({key!r})" if passes_key else command.id,
                command.label,
                show=False,
                tooltip=command.tooltip,
            )
            for key in keys
        ]
    return made
