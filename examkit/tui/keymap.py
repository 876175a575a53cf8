"""Every key, declared once: bindings, key bars, help and docs derive from this table.

The letters a to h are reserved for options.
"""

# Annotations are not postponed: a named tuple would compile each of them from its text.
from collections.abc import Iterable
from typing import Any, NamedTuple

from textual.binding import Binding, BindingType

from examkit.question_types.base import QuestionType

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


class KeyCommand(NamedTuple):
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


HELP = KeyCommand("help", "question_mark", "help", "Show the keys of this screen.")
LEAVE = KeyCommand(
    "leave", "ctrl+q", "leave", "Leave; an unfinished attempt is kept.", in_bar=False
)
BACK = KeyCommand("back", "escape,q", "back", "Go back to the screen before.")
DOWN = KeyCommand("page_down", "pagedown", "page down", "Scroll down a page.", in_bar=False)
UP = KeyCommand("page_up", "pageup", "page up", "Scroll up a page.", in_bar=False)

SEARCH = KeyCommand("search", "slash", "search", "Search notes and the questions seen so far.")

HOME_KEYS = (
    KeyCommand("choose", "enter", "choose", "Open the highlighted line."),
    KeyCommand("resume", "r", "go on", "Go on with the unfinished attempt."),
    KeyCommand("mock", "m", "mock exam", "Start a mock exam."),
    KeyCommand("today", "t", "today's drill", "Drill what is due, then what pays most."),
    KeyCommand(
        "drill", "d", "drills", "Choose what to drill; the answer comes after each question."
    ),
    KeyCommand("history", "p", "past attempts", "List the attempts and open their reports."),
    KeyCommand("bank", "b", "bank", "Show what the bank holds and read its notes.", in_bar=False),
    SEARCH,
    KeyCommand("exam_day", "e", "exam day", "Set the day of the exam; home then shows a plan."),
    HELP,
    KeyCommand("leave", "ctrl+q,q", "quit", "Quit the program."),
)

OPTIONS = KeyCommand("choose", "a,b,c,d,e,f,g,h", "choose", "Choose an option, or take it back.")
ATTEMPT_KEYS = (
    OPTIONS,
    KeyCommand(
        "toggle_current", "space", "choose", "Choose the option under the cursor.", in_bar=False
    ),
    KeyCommand(
        "confirm",
        "enter",
        "choose",
        "Choose the option under the cursor; then go on: in a drill to the answer and why.",
        in_bar=False,
    ),
    KeyCommand("flag", "m", "flag", "Flag the question for review, or take the flag off."),
    KeyCommand("previous", "left,p", "previous", "Go to the question before.", in_bar=False),
    KeyCommand("next", "right,n", "next", "Go to the next question; after the last, the overview."),
    KeyCommand("overview", "o", "overview", "See all questions, jump to one, hand in."),
    KeyCommand("leave", "escape,ctrl+q", "leave", "Leave; an unfinished attempt is kept."),
    KeyCommand("eliminate", "x", "strike out", "Strike out the option under the cursor."),
    KeyCommand(
        "rate_confidence",
        "1,2,3",
        "sureness",
        "Say how sure you are: 1 guess, 2 fairly, 3 sure. Optional.",
    ),
    KeyCommand("cursor_up", "up,k", "up", "Move the cursor to the option above.", in_bar=False),
    KeyCommand(
        "cursor_down", "down,j", "down", "Move the cursor to the option below.", in_bar=False
    ),
    KeyCommand("clock", "t", "clock", "Hide or show the clock.", in_bar=False),
    KeyCommand("answers", "w", "your answers", "List your answers, to copy.", in_bar=False),
    KeyCommand("reveal", "s", "show answer", "Drill: show the answer and why."),
    KeyCommand("again", "l", "again later", "Drill: ask this one again tomorrow, or do not."),
    KeyCommand(
        "cover", "v", "cover options", "Drill: cover the options until a key.", in_bar=False
    ),
    SEARCH._replace(tooltip="Drill: search notes and the questions seen so far."),
    DOWN,
    UP,
    HELP,
)

OVERVIEW_KEYS = (
    KeyCommand("jump", "enter,space", "go to", "Go to the question under the cursor."),
    KeyCommand("next_open", "u", "next unanswered", "Move to the next question that is not done."),
    KeyCommand("next_flagged", "m", "next flagged", "Move to the next flagged question."),
    KeyCommand("submit", "s", "hand in", "Hand the attempt in, after a question."),
    KeyCommand("back", "escape,o,q", "back", "Go back to the question."),
    KeyCommand("cursor_left", "left,p", "left", "Move the cursor.", in_bar=False),
    KeyCommand("cursor_right", "right,n", "right", "Move the cursor.", in_bar=False),
    KeyCommand("cursor_up", "up,k", "up", "Move the cursor.", in_bar=False),
    KeyCommand("cursor_down", "down,j", "down", "Move the cursor.", in_bar=False),
    HELP,
    LEAVE,
)

CONFIRM_KEYS = (
    KeyCommand("yes", "y", "yes", "Do it."),
    KeyCommand("no", "n,escape", "no", "Go back without doing it."),
)

START_KEYS = (KeyCommand("yes", "enter,y", "start", "Start it."), *CONFIRM_KEYS[1:])

REPORT_KEYS = (
    KeyCommand("review", "r", "review all", "Go through every question with its explanation."),
    KeyCommand("wrong", "w", "review wrong", "Go through the questions that were not right."),
    KeyCommand(
        "sure_but_wrong",
        "c",
        "sure but wrong",
        "Go through the answers that were sure but wrong.",
        in_bar=False,
    ),
    KeyCommand("page_down", "pagedown,space", "more", "Scroll down a page."),
    KeyCommand("notes", "n", "notes", "Read the note sections that were missed."),
    KeyCommand("drill", "d", "drill", "Drill what this report says: its weak domain, its misses."),
    KeyCommand("mock", "m", "mock exam", "Start another mock exam.", in_bar=False),
    KeyCommand("trend", "t", "trend", "Go to the trend over all mocks."),
    KeyCommand("pace", "p", "pace", "Go to where the time went.", in_bar=False),
    KeyCommand("sureness", "s", "sureness", "Go to what was sure and right.", in_bar=False),
    KeyCommand("changes", "g", "changed", "Go to the answers that were changed.", in_bar=False),
    KeyCommand("mixups", "x", "mixed up", "Go to the concepts that were mixed up.", in_bar=False),
    KeyCommand("known", "k", "topics", "Go to the topics.", in_bar=False),
    KeyCommand("how", "i", "how", "Go to how these numbers are made.", in_bar=False),
    KeyCommand("save", "h", "save HTML", "Save the report as an HTML file."),
    UP,
    HELP,
    BACK,
    LEAVE,
)

REVIEW_KEYS = (
    KeyCommand("previous", "left,p", "previous", "Go to the question before."),
    KeyCommand("next", "right,n", "next", "Go to the next question."),
    KeyCommand("filter", "f", "filter", "Show all, wrong, flagged or unsure answers in turn."),
    KeyCommand("note", "o", "open note", "Read the whole note of this question."),
    KeyCommand(
        "doubt", "b", "doubt", "Write the question down for the author of the bank.", in_bar=False
    ),
    SEARCH,
    DOWN,
    UP,
    HELP,
    BACK,
    LEAVE,
)

READER_KEYS = (
    KeyCommand("previous", "left,p", "previous", "Go to the section before."),
    KeyCommand("next", "right,n", "next", "Go to the next section."),
    KeyCommand("drill", "d", "questions on this", "Drill the questions on this section."),
    DOWN,
    UP,
    HELP,
    BACK,
    LEAVE,
)

LIST_KEYS = (
    KeyCommand("choose", "enter", "open", "Open the highlighted line."),
    HELP,
    BACK,
    LEAVE,
)

CUSTOM_DRILL_KEYS = (
    KeyCommand("tick", "space,enter", "tick", "Tick the line, or take the tick off."),
    KeyCommand("more", "plus,equals_sign", "more", "Ask five questions more."),
    KeyCommand("fewer", "minus", "fewer", "Ask five questions fewer."),
    KeyCommand("start", "s", "start", "Start the drill."),
    HELP,
    BACK,
    LEAVE,
)

CONFUSED_PAIR_KEYS = (
    KeyCommand("drill", "d", "tell them apart", "Drill the questions that tell the two apart."),
    DOWN,
    UP,
    HELP,
    BACK,
    LEAVE,
)

SEARCH_KEYS = (
    KeyCommand("choose", "enter", "open", "Open the highlighted line."),
    KeyCommand("cursor_up", "up", "up", "Move up in the list.", in_bar=False),
    KeyCommand("cursor_down", "down", "down", "Move down in the list.", in_bar=False),
    KeyCommand("back", "escape", "back", "Go back to the screen before."),
    LEAVE,
)

READING_KEYS = (DOWN, UP, HELP, BACK, LEAVE)

PROMPT_KEYS = (
    KeyCommand("accept", "enter", "set", "Take what was typed."),
    KeyCommand("no", "escape", "back", "Leave it as it is."),
)

HISTORY_KEYS = (
    KeyCommand("choose", "enter", "open", "Open the report, or go on."),
    KeyCommand("compare", "c", "compare", "Set this mock beside the one before it."),
    HELP,
    BACK,
    LEAVE,
)

SCREENS: dict[str, tuple[KeyCommand, ...]] = {
    "Home": HOME_KEYS,
    "Exam and drill": ATTEMPT_KEYS,
    "Overview": OVERVIEW_KEYS,
    "Question before starting": START_KEYS,
    "Question before handing in": CONFIRM_KEYS,
    "Report": REPORT_KEYS,
    "Review": REVIEW_KEYS,
    "Notes": READER_KEYS,
    "Lists": LIST_KEYS,
    "Past attempts": HISTORY_KEYS,
    "Putting a drill together": CUSTOM_DRILL_KEYS,
    "Mixed up": CONFUSED_PAIR_KEYS,
    "Search": SEARCH_KEYS,
    "A question that was found": READING_KEYS,
    "Exam day": PROMPT_KEYS,
}
"""What the help and the page of keys list, in this order."""


OF_DRILLS = {"reveal", "again", "cover", "search"}
AFTER_REVEAL = ("next", "again", "flag", "overview", "leave", "search", "help")


TYPE = next(command for command in ATTEMPT_KEYS if command.id == "toggle_current")._replace(
    tooltip="Type your answer.", in_bar=True
)
"""What takes the place of the letters where the answer is typed."""


def attempt_keys(
    letters: int, kind: QuestionType[Any], *, drill: bool, revealed: bool
) -> tuple[KeyCommand, ...]:
    """Return the keys that do something on a question of a type with that many letters."""
    if revealed:
        known = {command.id: command for command in ATTEMPT_KEYS}
        return tuple(known[name]._replace(in_bar=True) for name in AFTER_REVEAL)
    keys = ",".join(OPTIONS.keys.split(",")[:letters])
    answer = TYPE if kind.takes_text else OPTIONS._replace(keys=keys)
    answer = answer._replace(label=kind.letters_label)
    if not drill:
        offered = [c for c in ATTEMPT_KEYS if c.id not in OF_DRILLS]
    else:
        # After choosing, the answer is what one wants next: it comes second.
        offered = sorted(
            (c for c in ATTEMPT_KEYS if c.id not in ("again", "search")),
            key=lambda c: ("choose", "reveal").index(c.id) if c.id in ("choose", "reveal") else 2,
        )
    useless = set() if kind.can_eliminate else {"eliminate"}
    if kind.takes_text:
        useless |= {"toggle_current", "cursor_up", "cursor_down"}
    return tuple(
        answer if command == OPTIONS else command
        for command in offered
        if command.id not in useless
    )


def bindings(commands: Iterable[KeyCommand]) -> list[BindingType]:
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
