"""Every key, declared once: the source of bindings, key bars, help, and docs.

The letters a to h are reserved for options.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from examkit.tui.key_command import KeyCommand, hidden, shown

if TYPE_CHECKING:
    from examkit.question_types.base import QuestionType

HELP = shown("help", "question_mark", "help", "Show the keys of this screen.")
LEAVE = hidden("leave", "ctrl+q", "leave", "Leave. An unfinished attempt is saved.")
BACK = shown("back", "escape,q", "back", "Go back to the previous screen.")
DOWN = hidden("page_down", "pagedown", "page down", "Scroll down a page.")
UP = hidden("page_up", "pageup", "page up", "Scroll up a page.")

CLOSING_KEYS = (HELP, BACK, LEAVE)
READING_KEYS = (DOWN, UP, *CLOSING_KEYS)

SEARCH = shown("search", "slash", "search", "Search notes and questions you've seen.")

HOME_KEYS = (
    shown("choose", "enter", "choose", "Open the highlighted line."),
    shown("resume", "r", "resume", "Resume your unfinished attempt."),
    shown("mock", "m", "mock exam", "Start a mock exam."),
    shown("today", "t", "today's drill", "Preview and start today's drill."),
    shown(
        "open('drills')",
        "d",
        "drills",
        "Choose a drill. You see each answer right away.",
    ),
    shown("open('history')", "p", "past attempts", "List your attempts and open their reports."),
    hidden("open('topics')", "b", "bank", "Show the bank's topics and read its notes."),
    SEARCH._replace(id="open('search')"),
    shown("exam_date", "e", "exam date", "Set your exam date to get a study plan."),
    HELP,
    shown("leave", "ctrl+q,q", "quit", "Quit the program."),
)

OPTIONS = shown("choose", "a,b,c,d,e,f,g,h", "choose", "Choose an option, or deselect it.")
TOGGLE = hidden(
    "toggle_current", "space", "choose", "Choose the option under the cursor, or deselect it."
)
REVEAL = shown("reveal", "s", "show answer", "Show the answer and its explanation (drills).")
ATTEMPT_KEYS = (
    OPTIONS,
    TOGGLE,
    hidden(
        "confirm",
        "enter",
        "choose",
        "Choose the option. Once the answer is complete, continue.",
    ),
    shown("flag", "m", "flag", "Flag the question for review, or remove the flag."),
    hidden("previous", "left,p", "previous", "Go to the previous question."),
    shown("next", "right,n", "next", "Go to the next question, or from the last to the navigator."),
    shown("overview", "o", "navigator", "Show all questions, go to one, or submit."),
    shown("leave", "escape,ctrl+q", "leave", "Leave. An unfinished attempt is saved."),
    shown("eliminate", "x", "strike out", "Strike out the option under the cursor, or restore it."),
    shown(
        "rate_confidence",
        "1,2,3",
        "confidence",
        "Rate your confidence: 1 a guess, 2 fairly sure, 3 sure.",
    ),
    hidden("move_cursor(-1)", "up,k", "up", "Move the cursor to the option above."),
    hidden("move_cursor(1)", "down,j", "down", "Move the cursor to the option below."),
    hidden("clock", "t", "clock", "Hide or show the time left."),
    hidden("answers", "w", "your answers", "List your answers."),
    REVEAL,
    shown("again", "l", "repeat later", "Repeat this question tomorrow, or cancel that (drills)."),
    hidden("cover", "v", "hide options", "Hide the options until you press a key (drills)."),
    SEARCH._replace(tooltip="Search notes and questions you've seen (drills)."),
    DOWN,
    UP,
    HELP,
)

OVERVIEW_KEYS = (
    shown("jump", "enter,space", "go to", "Go to the question under the cursor."),
    shown("next_open", "u", "next unanswered", "Move to the next question you haven't answered."),
    shown("next_flagged", "m", "next flagged", "Move to the next flagged question."),
    shown("submit", "s", "submit", "Submit the attempt. You are asked to confirm."),
    shown("back", "escape,o,q", "back", "Return to the question."),
    hidden("move(-1)", "left,p", "left", "Move the cursor."),
    hidden("move(1)", "right,n", "right", "Move the cursor."),
    hidden("move_row(-1)", "up,k", "up", "Move the cursor."),
    hidden("move_row(1)", "down,j", "down", "Move the cursor."),
    HELP,
    LEAVE,
)

CONFIRM_KEYS = (
    shown("yes", "y", "yes", "Confirm."),
    shown("no", "n,escape", "no", "Cancel."),
)

START_KEYS = (shown("yes", "enter,y", "start", "Start."), *CONFIRM_KEYS[1:])

REPORT_KEYS = (
    shown("review('all')", "r", "review all", "Review every question with its explanation."),
    shown("review('missed')", "w", "review missed", "Review the questions you missed."),
    hidden(
        "review('sure but missed')",
        "c",
        "sure but missed",
        "Review the questions you were sure of but missed.",
    ),
    shown("page_down", "pagedown,space", "more", "Scroll down a page."),
    shown("notes", "n", "notes", "List the notes on the questions you missed."),
    shown("drill", "d", "drill", "Start the drill that this report recommends."),
    hidden("mock", "m", "mock exam", "Start another mock exam."),
    shown("go_to('trend')", "t", "trend", "Go to the trend over all your mocks."),
    hidden("go_to('pace')", "p", "pace", "Go to how you used your time."),
    hidden(
        "go_to('confidence')",
        "s",
        "confidence",
        "Go to how well your confidence matched your results.",
    ),
    hidden("go_to('changes')", "g", "changes", "Go to the answers you changed."),
    hidden("go_to('confusions')", "x", "confused", "Go to the concepts you confused."),
    hidden("go_to('known-topics')", "k", "topics", "Go to your results by topic."),
    hidden("go_to('method')", "i", "method", "Go to how these numbers are calculated."),
    shown("save", "h", "save HTML", "Save the report as an HTML file."),
    UP,
    *CLOSING_KEYS,
)

REVIEW_KEYS = (
    shown("step(-1)", "left,p", "previous", "Go to the previous question."),
    shown("step(1)", "right,n", "next", "Go to the next question."),
    shown("filter", "f", "filter", "Change which questions are shown."),
    shown("note", "o", "open note", "Open this question's study note."),
    hidden("report_problem", "b", "report problem", "Report a problem with this question."),
    SEARCH,
    *READING_KEYS,
)

READER_KEYS = (
    shown("step(-1)", "left,p", "previous", "Go to the previous section."),
    shown("step(1)", "right,n", "next", "Go to the next section."),
    shown("drill", "d", "drill this", "Drill the questions on this section."),
    *READING_KEYS,
)

LIST_KEYS = (
    shown("choose", "enter", "open", "Open the highlighted line."),
    *CLOSING_KEYS,
)

CUSTOM_DRILL_KEYS = (
    shown("tick", "space,enter", "select", "Select the line, or clear it."),
    shown("change_count(5)", "plus,equals_sign", "more", "Ask 5 more questions."),
    shown("change_count(-5)", "minus", "fewer", "Ask 5 fewer questions."),
    shown("start", "s", "start", "Start the drill."),
    *CLOSING_KEYS,
)

CONFUSED_PAIR_KEYS = (
    shown("drill", "d", "drill", "Drill the questions on both concepts."),
    *READING_KEYS,
)

SEARCH_KEYS = (
    shown("choose", "enter", "open", "Open the highlighted line."),
    hidden("move_cursor(-1)", "up", "up", "Move up in the list."),
    hidden("move_cursor(1)", "down", "down", "Move down in the list."),
    shown("back", "escape", "back", "Go back to the previous screen."),
    LEAVE,
)

PROMPT_KEYS = (
    shown("accept", "enter", "save", "Save what you typed."),
    shown("no", "escape", "cancel", "Cancel."),
)

HISTORY_KEYS = (
    shown("choose", "enter", "open", "Open the report, or resume the attempt."),
    shown("compare", "c", "compare", "Compare this mock with the previous one."),
    *CLOSING_KEYS,
)

SCREENS: dict[str, tuple[KeyCommand, ...]] = {
    "Home": HOME_KEYS,
    "Mock exam and drill": ATTEMPT_KEYS,
    "Navigator": OVERVIEW_KEYS,
    "Before you start": START_KEYS,
    "Before you submit or leave": CONFIRM_KEYS,
    "Report": REPORT_KEYS,
    "Review": REVIEW_KEYS,
    "Notes": READER_KEYS,
    "Lists": LIST_KEYS,
    "Past attempts": HISTORY_KEYS,
    "Custom drill": CUSTOM_DRILL_KEYS,
    "Often confused": CONFUSED_PAIR_KEYS,
    "Search": SEARCH_KEYS,
    "Question from search": READING_KEYS,
    "Text field": PROMPT_KEYS,
}
"""The commands of each screen, in the order of docs/keys.md."""


DRILL_ONLY = {"reveal", "again", "cover", "search"}
BEFORE_REVEAL = {"reveal", "cover"}
AFTER_REVEAL = ("next", "again", "flag", "overview", "leave", "search", "help")


def attempt_keys(
    letters: int, kind: QuestionType[Any], *, drill: bool, revealed: bool
) -> tuple[KeyCommand, ...]:
    """Return the commands that work on a question of type `kind` with `letters` options."""
    if revealed:
        commands = {command.id: command for command in ATTEMPT_KEYS}
        return tuple(commands[name]._replace(in_bar=True) for name in AFTER_REVEAL)
    useless = _useless_keys(kind) | (DRILL_ONLY - BEFORE_REVEAL if drill else DRILL_ONLY)
    others = [key for key in ATTEMPT_KEYS if key != OPTIONS and key.id not in useless]
    # After choosing, candidates usually want to see the answer, so that key comes second.
    others.sort(key=lambda command: command != REVEAL)
    return (_answer_key(letters, kind), *others)


def _answer_key(letters: int, kind: QuestionType[Any]) -> KeyCommand:
    """Return the command that answers a question: with option letters, or by typing."""
    if kind.takes_text:
        typing = TOGGLE._replace(tooltip="Type your answer.", in_bar=True)
        return typing._replace(label=kind.letters_label)
    keys = ",".join(OPTIONS.keys.split(",")[:letters])
    return OPTIONS._replace(keys=keys, label=kind.letters_label)


def _useless_keys(kind: QuestionType[Any]) -> set[str]:
    """Return the IDs of commands that do nothing on a question of this type."""
    useless = set() if kind.can_eliminate else {"eliminate"}
    if kind.takes_text:
        useless |= {TOGGLE.id, "move_cursor(-1)", "move_cursor(1)"}
    return useless
