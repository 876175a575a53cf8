"""Every key, declared once: bindings, key bars, help and docs derive from this table.

The letters a to h are reserved for options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from examkit.tui.key_command import KeyCommand, hidden, shown

if TYPE_CHECKING:
    from examkit.question_types.base import QuestionType

HELP = shown("help", "question_mark", "help", "Show the keys of this screen.")
LEAVE = hidden("leave", "ctrl+q", "leave", "Leave; an unfinished attempt is kept.")
BACK = shown("back", "escape,q", "back", "Go back to the screen before.")
DOWN = hidden("page_down", "pagedown", "page down", "Scroll down a page.")
UP = hidden("page_up", "pageup", "page up", "Scroll up a page.")

CLOSING_KEYS = (HELP, BACK, LEAVE)
READING_KEYS = (DOWN, UP, *CLOSING_KEYS)

SEARCH = shown("search", "slash", "search", "Search notes and the questions seen so far.")

HOME_KEYS = (
    shown("choose", "enter", "choose", "Open the highlighted line."),
    shown("resume", "r", "go on", "Go on with the unfinished attempt."),
    shown("mock", "m", "mock exam", "Start a mock exam."),
    shown("today", "t", "today's drill", "Drill what is due, then what pays most."),
    shown(
        "open('drills')",
        "d",
        "drills",
        "Choose what to drill; the answer comes after each question.",
    ),
    shown("open('history')", "p", "past attempts", "List the attempts and open their reports."),
    hidden("open('topics')", "b", "bank", "Show what the bank holds and read its notes."),
    SEARCH._replace(id="open('search')"),
    shown("exam_date", "e", "exam day", "Set the day of the exam; home then shows a plan."),
    HELP,
    shown("leave", "ctrl+q,q", "quit", "Quit the program."),
)

OPTIONS = shown("choose", "a,b,c,d,e,f,g,h", "choose", "Choose an option, or take it back.")
TOGGLE = hidden("toggle_current", "space", "choose", "Choose the option under the cursor.")
REVEAL = shown("reveal", "s", "show answer", "Drill: show the answer and why.")
ATTEMPT_KEYS = (
    OPTIONS,
    TOGGLE,
    hidden(
        "confirm",
        "enter",
        "choose",
        "Choose the option under the cursor; then go on: in a drill to the answer and why.",
    ),
    shown("flag", "m", "flag", "Flag the question for review, or take the flag off."),
    hidden("previous", "left,p", "previous", "Go to the question before."),
    shown("next", "right,n", "next", "Go to the next question; after the last, the overview."),
    shown("overview", "o", "overview", "See all questions, jump to one, hand in."),
    shown("leave", "escape,ctrl+q", "leave", "Leave; an unfinished attempt is kept."),
    shown("eliminate", "x", "strike out", "Strike out the option under the cursor."),
    shown(
        "rate_confidence",
        "1,2,3",
        "sureness",
        "Say how sure you are: 1 guess, 2 fairly, 3 sure. Optional.",
    ),
    hidden("move_cursor(-1)", "up,k", "up", "Move the cursor to the option above."),
    hidden("move_cursor(1)", "down,j", "down", "Move the cursor to the option below."),
    hidden("clock", "t", "clock", "Hide or show the clock."),
    hidden("answers", "w", "your answers", "List your answers, to copy."),
    REVEAL,
    shown("again", "l", "again later", "Drill: ask this one again tomorrow, or do not."),
    hidden("cover", "v", "cover options", "Drill: cover the options until a key."),
    SEARCH._replace(tooltip="Drill: search notes and the questions seen so far."),
    DOWN,
    UP,
    HELP,
)

OVERVIEW_KEYS = (
    shown("jump", "enter,space", "go to", "Go to the question under the cursor."),
    shown("next_open", "u", "next unanswered", "Move to the next question that is not done."),
    shown("next_flagged", "m", "next flagged", "Move to the next flagged question."),
    shown("submit", "s", "hand in", "Hand the attempt in, after a question."),
    shown("back", "escape,o,q", "back", "Go back to the question."),
    hidden("move(-1)", "left,p", "left", "Move the cursor."),
    hidden("move(1)", "right,n", "right", "Move the cursor."),
    hidden("move_row(-1)", "up,k", "up", "Move the cursor."),
    hidden("move_row(1)", "down,j", "down", "Move the cursor."),
    HELP,
    LEAVE,
)

CONFIRM_KEYS = (
    shown("yes", "y", "yes", "Do it."),
    shown("no", "n,escape", "no", "Go back without doing it."),
)

START_KEYS = (shown("yes", "enter,y", "start", "Start it."), *CONFIRM_KEYS[1:])

REPORT_KEYS = (
    shown("review('all')", "r", "review all", "Go through every question with its explanation."),
    shown("review('wrong')", "w", "review wrong", "Go through the questions that were not right."),
    hidden(
        "review('sure but wrong')",
        "c",
        "sure but wrong",
        "Go through the answers that were sure but wrong.",
    ),
    shown("page_down", "pagedown,space", "more", "Scroll down a page."),
    shown("notes", "n", "notes", "Read the note sections that were missed."),
    shown("drill", "d", "drill", "Drill what this report says: its weak domain, its misses."),
    hidden("mock", "m", "mock exam", "Start another mock exam."),
    shown("go_to('trend')", "t", "trend", "Go to the trend over all mocks."),
    hidden("go_to('pace')", "p", "pace", "Go to where the time went."),
    hidden("go_to('confidence')", "s", "sureness", "Go to what was sure and right."),
    hidden("go_to('changes')", "g", "changed", "Go to the answers that were changed."),
    hidden("go_to('confusions')", "x", "mixed up", "Go to the concepts that were mixed up."),
    hidden("go_to('known-topics')", "k", "topics", "Go to the topics."),
    hidden("go_to('method')", "i", "how", "Go to how these numbers are made."),
    shown("save", "h", "save HTML", "Save the report as an HTML file."),
    UP,
    *CLOSING_KEYS,
)

REVIEW_KEYS = (
    shown("step(-1)", "left,p", "previous", "Go to the question before."),
    shown("step(1)", "right,n", "next", "Go to the next question."),
    shown("filter", "f", "filter", "Show all, wrong, flagged or unsure answers in turn."),
    shown("note", "o", "open note", "Read the whole note of this question."),
    hidden("doubt", "b", "doubt", "Write the question down for the author of the bank."),
    SEARCH,
    *READING_KEYS,
)

READER_KEYS = (
    shown("step(-1)", "left,p", "previous", "Go to the section before."),
    shown("step(1)", "right,n", "next", "Go to the next section."),
    shown("drill", "d", "questions on this", "Drill the questions on this section."),
    *READING_KEYS,
)

LIST_KEYS = (
    shown("choose", "enter", "open", "Open the highlighted line."),
    *CLOSING_KEYS,
)

CUSTOM_DRILL_KEYS = (
    shown("tick", "space,enter", "tick", "Tick the line, or take the tick off."),
    shown("change_count(5)", "plus,equals_sign", "more", "Ask five questions more."),
    shown("change_count(-5)", "minus", "fewer", "Ask five questions fewer."),
    shown("start", "s", "start", "Start the drill."),
    *CLOSING_KEYS,
)

CONFUSED_PAIR_KEYS = (
    shown("drill", "d", "tell them apart", "Drill the questions that tell the two apart."),
    *READING_KEYS,
)

SEARCH_KEYS = (
    shown("choose", "enter", "open", "Open the highlighted line."),
    hidden("move_cursor(-1)", "up", "up", "Move up in the list."),
    hidden("move_cursor(1)", "down", "down", "Move down in the list."),
    shown("back", "escape", "back", "Go back to the screen before."),
    LEAVE,
)

PROMPT_KEYS = (
    shown("accept", "enter", "set", "Take what was typed."),
    shown("no", "escape", "back", "Leave it as it is."),
)

HISTORY_KEYS = (
    shown("choose", "enter", "open", "Open the report, or go on."),
    shown("compare", "c", "compare", "Set this mock beside the one before it."),
    *CLOSING_KEYS,
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


DRILL_ONLY = {"reveal", "again", "cover", "search"}
BEFORE_REVEAL = {"reveal", "cover"}
AFTER_REVEAL = ("next", "again", "flag", "overview", "leave", "search", "help")


def attempt_keys(
    letters: int, kind: QuestionType[Any], *, drill: bool, revealed: bool
) -> tuple[KeyCommand, ...]:
    """Return the keys that do something on a question of a type with that many letters."""
    if revealed:
        commands = {command.id: command for command in ATTEMPT_KEYS}
        return tuple(commands[name]._replace(in_bar=True) for name in AFTER_REVEAL)
    useless = _useless_keys(kind) | (DRILL_ONLY - BEFORE_REVEAL if drill else DRILL_ONLY)
    others = [key for key in ATTEMPT_KEYS if key != OPTIONS and key.id not in useless]
    # After choosing, the answer is what the candidate wants next: it comes second.
    others.sort(key=lambda command: command != REVEAL)
    return (_answer_key(letters, kind), *others)


def _answer_key(letters: int, kind: QuestionType[Any]) -> KeyCommand:
    """Return what answers a question: its letters, or the key to type."""
    if kind.takes_text:
        typing = TOGGLE._replace(tooltip="Type your answer.", in_bar=True)
        return typing._replace(label=kind.letters_label)
    keys = ",".join(OPTIONS.keys.split(",")[:letters])
    return OPTIONS._replace(keys=keys, label=kind.letters_label)


def _useless_keys(kind: QuestionType[Any]) -> set[str]:
    """Return the ids of the keys that do nothing on a question of a type."""
    useless = set() if kind.can_eliminate else {"eliminate"}
    if kind.takes_text:
        useless |= {TOGGLE.id, "move_cursor(-1)", "move_cursor(1)"}
    return useless
