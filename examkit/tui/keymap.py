"""Every key, declared once: bindings, key bars, help and docs derive from this table.

The letters a to h are reserved for options.
"""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from collections.abc import Iterable
from typing import NamedTuple

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
    "slash": "/",
    "plus,equals_sign": "+",
    "minus": "-",
}


class Command(NamedTuple):
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
            return f"a-{keys[-1]}" if len(keys) > 1 else "a"
        return NAMES.get(keys[0], keys[0])


HELP = Command("help", "question_mark", "help", "Show the keys of this screen.")
LEAVE = Command("leave", "ctrl+q", "leave", "Leave; an unfinished attempt is kept.", in_bar=False)
BACK = Command("back", "escape,q", "back", "Go back to the screen before.")
DOWN = Command("down", "pagedown", "page down", "Scroll down a page.", in_bar=False)
UP = Command("up", "pageup", "page up", "Scroll up a page.", in_bar=False)

SEARCH = Command("search", "slash", "search", "Search notes and the questions seen so far.")

HOME = (
    Command("choose", "enter", "choose", "Open the highlighted line."),
    Command("resume", "r", "go on", "Go on with the unfinished attempt."),
    Command("mock", "m", "mock exam", "Start a mock exam."),
    Command("today", "t", "today's drill", "Drill what is due, then what pays most."),
    Command("drill", "d", "drills", "Choose what to drill; the answer comes after each question."),
    Command("history", "p", "past attempts", "List the attempts and open their reports."),
    Command("bank", "b", "bank", "Show what the bank holds and read its notes.", in_bar=False),
    SEARCH,
    Command("exam_day", "e", "exam day", "Set the day of the exam; home then shows a plan."),
    HELP,
    Command("leave", "ctrl+q,q", "quit", "Quit the program."),
)

OPTIONS = Command("choose", "a,b,c,d,e,f,g,h", "choose", "Choose an option, or take it back.")
SITTING = (
    OPTIONS,
    Command("pick", "space", "choose", "Choose the option under the cursor.", in_bar=False),
    Command(
        "proceed",
        "enter",
        "choose",
        "Choose the option under the cursor; then go on: in a drill to the answer and why.",
        in_bar=False,
    ),
    Command("flag", "m", "flag", "Flag the question for review, or take the flag off."),
    Command("previous", "left,p", "previous", "Go to the question before.", in_bar=False),
    Command("next", "right,n", "next", "Go to the next question; after the last, the overview."),
    Command("overview", "o", "overview", "See all questions, jump to one, hand in."),
    Command("leave", "escape,ctrl+q", "leave", "Leave; an unfinished attempt is kept."),
    Command("strike", "x", "strike out", "Strike out the option under the cursor."),
    Command(
        "sure", "1,2,3", "sureness", "Say how sure you are: 1 guess, 2 fairly, 3 sure. Optional."
    ),
    Command("cursor_up", "up,k", "up", "Move the cursor to the option above.", in_bar=False),
    Command("cursor_down", "down,j", "down", "Move the cursor to the option below.", in_bar=False),
    Command("clock", "t", "clock", "Hide or show the clock.", in_bar=False),
    Command("answers", "w", "your answers", "List your answers, to copy.", in_bar=False),
    Command("reveal", "s", "show answer", "Drill: show the answer and why."),
    Command("postpone", "l", "again later", "Drill: ask this one again tomorrow, or do not."),
    Command("cover", "v", "cover options", "Drill: cover the options until a key.", in_bar=False),
    SEARCH._replace(tooltip="Drill: search notes and the questions seen so far."),
    DOWN,
    UP,
    HELP,
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

OFFER = (Command("yes", "enter,y", "start", "Start it."), *CONFIRM[1:])

RESULT = (
    Command("review", "r", "review all", "Go through every question with its explanation."),
    Command("wrong", "w", "review wrong", "Go through the questions that were not right."),
    Command(
        "sure_but_wrong",
        "c",
        "sure but wrong",
        "Go through the answers that were sure but wrong.",
        in_bar=False,
    ),
    Command("down", "pagedown,space", "more", "Scroll down a page."),
    Command("notes", "n", "notes", "Read the note sections that were missed."),
    Command("drill", "d", "drill", "Drill what this report says: its weak domain, its misses."),
    Command("mock", "m", "mock exam", "Start another mock exam.", in_bar=False),
    Command("trend", "t", "trend", "Go to the trend over all mocks."),
    Command("pace", "p", "pace", "Go to where the time went.", in_bar=False),
    Command("sureness", "s", "sureness", "Go to what was sure and right.", in_bar=False),
    Command("changes", "g", "changed", "Go to the answers that were changed.", in_bar=False),
    Command("mixups", "x", "mixed up", "Go to the concepts that were mixed up.", in_bar=False),
    Command("known", "k", "topics", "Go to the topics.", in_bar=False),
    Command("how", "i", "how", "Go to how these numbers are made.", in_bar=False),
    Command("save", "h", "save HTML", "Save the report as an HTML file."),
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
    Command(
        "doubt", "b", "doubt", "Write the question down for the author of the bank.", in_bar=False
    ),
    SEARCH,
    DOWN,
    UP,
    HELP,
    BACK,
    LEAVE,
)

READER = (
    Command("previous", "left,p", "previous", "Go to the section before."),
    Command("next", "right,n", "next", "Go to the next section."),
    Command("drill", "d", "questions on this", "Drill the questions on this section."),
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

CHOOSE = (
    Command("tick", "space,enter", "tick", "Tick the line, or take the tick off."),
    Command("more", "plus,equals_sign", "more", "Ask five questions more."),
    Command("fewer", "minus", "fewer", "Ask five questions fewer."),
    Command("start", "s", "start", "Start the drill."),
    HELP,
    BACK,
    LEAVE,
)

PAIR = (
    Command("drill", "d", "tell them apart", "Drill the questions that tell the two apart."),
    DOWN,
    UP,
    HELP,
    BACK,
    LEAVE,
)

FIND = (
    Command("choose", "enter", "open", "Open the highlighted line."),
    Command("cursor_up", "up", "up", "Move up in the list.", in_bar=False),
    Command("cursor_down", "down", "down", "Move down in the list.", in_bar=False),
    Command("back", "escape", "back", "Go back to the screen before."),
    LEAVE,
)

FOUND = (DOWN, UP, HELP, BACK, LEAVE)

ASK = (
    Command("accept", "enter", "set", "Take what was typed."),
    Command("no", "escape", "back", "Leave it as it is."),
)

ATTEMPTS = (
    Command("choose", "enter", "open", "Open the report, or go on."),
    Command("compare", "c", "compare", "Set this mock beside the one before it."),
    HELP,
    BACK,
    LEAVE,
)

SCREENS: dict[str, tuple[Command, ...]] = {
    "Home": HOME,
    "Exam and drill": SITTING,
    "Overview": OVERVIEW,
    "Question before starting": OFFER,
    "Question before handing in": CONFIRM,
    "Report": RESULT,
    "Review": REVIEW,
    "Notes": READER,
    "Lists": LIST,
    "Past attempts": ATTEMPTS,
    "Putting a drill together": CHOOSE,
    "Mixed up": PAIR,
    "Search": FIND,
    "A question that was found": FOUND,
    "Exam day": ASK,
}
"""What the help and the page of keys list, in this order."""


OF_DRILLS = {"reveal", "postpone", "cover", "search"}
AFTER_REVEAL = ("next", "postpone", "flag", "overview", "leave", "search", "help")


CHOOSE_WORDS = {"ordering": "put in order", "matching": "match"}
"""What letters do on a question without options."""
PICK = next(command for command in SITTING if command.id == "pick")
TYPE = PICK._replace(label="type a number", tooltip="Type the number.", in_bar=True)
"""What stands in place of letters where nothing can be chosen."""


def of_sitting(
    options: int, *, drill: bool, revealed: bool, kind: str = "single"
) -> tuple[Command, ...]:
    """Give the keys that do something on a question of a kind with so many letters."""
    if revealed:
        known = {command.id: command for command in SITTING}
        return tuple(known[name]._replace(in_bar=True) for name in AFTER_REVEAL)
    letters = ",".join(OPTIONS.keys.split(",")[:options])
    label = CHOOSE_WORDS.get(kind, OPTIONS.label)
    answer = TYPE if kind == "numeric" else OPTIONS._replace(keys=letters, label=label)
    if not drill:
        offered = [c for c in SITTING if c.id not in OF_DRILLS]
    else:
        # After choosing, the answer is what one wants next: it comes second.
        offered = sorted(
            (c for c in SITTING if c.id not in ("postpone", "search")),
            key=lambda c: ("choose", "reveal").index(c.id) if c.id in ("choose", "reveal") else 2,
        )
    useless = {"strike"} if kind not in ("single", "multiple") else set()
    if kind == "numeric":
        useless |= {"pick", "cursor_up", "cursor_down"}
    return tuple(
        answer if command == OPTIONS else command
        for command in offered
        if command.id not in useless
    )


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
