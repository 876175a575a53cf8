"""The commands of every screen: the source of bindings, key bars, help, and docs."""

from __future__ import annotations

from examkit.tui.key_command import KeyCommand
from examkit.tui.key_meanings import KEYS


def shown(action: str, name: str, label: str, tooltip: str) -> KeyCommand:
    """Return a command that appears in the help and in the key bar."""
    return KeyCommand(action, name, KEYS[name], label, tooltip)


def hidden(action: str, name: str, label: str, tooltip: str) -> KeyCommand:
    """Return a command that appears in the help but not in the key bar."""
    return shown(action, name, label, tooltip)._replace(in_bar=False)


HELP = shown("help", "help", "help", "Show the keys of this screen.")
LEAVE = hidden("leave", "leave", "leave", "Leave. An unfinished attempt is saved.")
BACK = shown("back", "back", "back", "Go back to the previous screen.")
DOWN = hidden("page_down", "page down", "page down", "Scroll down a page.")
UP = hidden("page_up", "page up", "page up", "Scroll up a page.")
LINE_DOWN = hidden("scroll(1)", "down", "scroll", "Scroll down a line.")
LINE_UP = hidden("scroll(-1)", "up", "scroll", "Scroll up a line.")
SEARCH = shown("search", "search", "search", "Search notes and questions you've seen.")

OWN_NOTE = hidden("own_note", "your note", "your note", "Write a note of your own, or edit it.")
BOOKMARK = hidden("bookmark", "bookmark", "bookmark", "Bookmark the question, or undo that.")
DISCARD = hidden("discard", "discard", "discard", "Discard the highlighted attempt.")
SETTINGS = hidden("settings", "settings", "settings", "Change the settings.")

CLOSING_KEYS = (HELP, BACK, SETTINGS, LEAVE)
READING_KEYS = (LINE_DOWN, LINE_UP, DOWN, UP, *CLOSING_KEYS)

HOME_KEYS = (
    shown("choose", "continue", "open", "Open the row under the cursor, or start your practice."),
    hidden("move(1)", "down", "down", "Move to the next row."),
    hidden("move(-1)", "up", "up", "Move to the previous row."),
    hidden("resume", "resume", "resume", "Resume your unfinished attempt."),
    DISCARD,
    shown("mock", "mock", "mock exam", "Start a mock exam."),
    hidden("open('drills')", "drill", "drills", "Choose a drill. You see each answer right away."),
    hidden("open('history')", "history", "history", "List your attempts and open their reports."),
    hidden("open('topics')", "bank", "bank", "Show the bank's topics and read its notes."),
    SEARCH._replace(id="open('search')"),
    SETTINGS._replace(in_bar=True),
    DOWN,
    UP,
    HELP,
    # Esc leads to Home from everywhere, and pressing it once too often must not quit.
    BACK._replace(id="leave", keys="q", label="quit", tooltip="Quit the program."),
    LEAVE._replace(tooltip="Quit the program."),
)

OPTIONS = shown("choose", "option", "answer", "Choose an option, or deselect it.")
TOGGLE = hidden(
    "toggle_current", "select", "choose", "Choose the option under the cursor, or deselect it."
)
REVEAL = shown("reveal", "show answer", "show answer", "Show the answer and its explanation.")
RATE = shown(
    "rate_confidence",
    "number",
    "confidence",
    "Rate your confidence: 1 a guess, 2 fairly sure, 3 sure.",
)._replace(keys="1,2,3")
CONFIRM = shown("confirm", "continue", "next", "Continue, or choose the option under the cursor.")
COPY = hidden("copy", "copy", "copy", "Copy the question as text.")
REFERENCE = shown("reference", "reference", "source", "Open the reference in a browser.")
WHOLE_NOTE = shown("note", "notes", "whole note", "Open the study note where the evidence is.")
ATTEMPT_KEYS = (
    OPTIONS,
    TOGGLE,
    CONFIRM,
    shown("previous", "previous", "previous", "Go to the previous question."),
    hidden("next", "next", "next", "Go to the next question, or from the last to the navigator."),
    shown("flag", "flag", "flag", "Flag the question for review, or remove the flag."),
    shown("navigator", "next view", "navigator", "Show all questions, go to one, or submit."),
    shown("eliminate", "strike out", "strike out", "Strike out the option, or restore it."),
    shown("submit", "submit", "submit", "Submit the attempt. You are asked to confirm."),
    RATE,
    hidden("move_cursor(-1)", "up", "up", "Move the cursor up."),
    hidden("move_cursor(1)", "down", "down", "Move the cursor down."),
    hidden("clock", "clock", "clock", "Hide or show the time left."),
    hidden("answers", "your answers", "your answers", "List your answers."),
    COPY,
    REVEAL,
    WHOLE_NOTE._replace(in_bar=False),
    REFERENCE._replace(in_bar=False),
    shown("again", "repeat later", "repeat later", "Repeat this question later, or cancel that."),
    hidden("cover", "hide options", "hide options", "Hide the options until you press space."),
    OWN_NOTE,
    BOOKMARK,
    SEARCH,
    SETTINGS,
    DOWN,
    UP,
    HELP,
    BACK._replace(id="leave", label="leave", tooltip="Leave. Your answers are saved."),
    LEAVE,
)

INSTRUCTIONS_KEYS = (
    shown("start", "continue", "start exam", "Start the exam. The clock starts."),
    hidden("skip", "select", "don't show again", "Skip these instructions from now on."),
    BACK._replace(label="cancel", tooltip="Go back without starting."),
    LINE_DOWN,
    LINE_UP,
    DOWN,
    UP,
    HELP,
    LEAVE,
)

NAVIGATOR_KEYS = (
    shown("jump", "continue", "go to", "Go to the question under the cursor."),
    shown("walk('all')", "number", "review all", "Go through all questions.")._replace(keys="1"),
    shown(
        "walk('incomplete')", "number", "incomplete", "Go through those without a complete answer."
    )._replace(keys="2"),
    shown("walk('flagged')", "number", "flagged", "Go through the flagged questions.")._replace(
        keys="3"
    ),
    shown("submit", "submit", "submit", "Submit the attempt. You are asked to confirm."),
    hidden("flag", "flag", "flag", "Flag the question under the cursor, or remove the flag."),
    hidden("next_open", "next unanswered", "next unanswered", "Move to the next open question."),
    hidden("back", "next view", "back", "Return to the question."),
    hidden("move(-1)", "previous", "left", "Move the cursor left."),
    hidden("move(1)", "next", "right", "Move the cursor right."),
    hidden("move_row(-1)", "up", "up", "Move the cursor up."),
    hidden("move_row(1)", "down", "down", "Move the cursor down."),
    HELP,
    BACK._replace(tooltip="Return to the question."),
    LEAVE,
)

DIALOG_KEYS = (
    shown("choose", "continue", "choose", "Press the highlighted button."),
    hidden("move(1)", "next", "right", "Move to the next button.")._replace(keys="right,down,tab"),
    hidden("move(-1)", "previous", "left", "Move to the previous button.")._replace(
        keys="left,up,shift+tab"
    ),
    shown("no", "back", "cancel", "Cancel.")._replace(keys="escape"),
)

REPORT_KEYS = (
    shown("start_step", "continue", "first step", "Start the first of the next steps."),
    shown("next_view(1)", "next view", "views", "Show the next view."),
    hidden("next_view(-1)", "previous view", "previous view", "Show the previous view."),
    hidden("view", "number", "view", "Show the view with this number."),
    shown("review('all')", "resume", "review", "Review every question with its explanation."),
    shown("review('missed')", "missed", "mistakes", "Review the questions you missed."),
    hidden(
        "review('sure but missed')",
        "sure but missed",
        "review sure but missed",
        "Review the questions you were sure of but missed.",
    ),
    hidden("drill", "drill", "drill", "Start the drill that this report recommends."),
    hidden("notes", "notes", "notes", "List the notes that this report recommends."),
    hidden("mock", "mock", "mock exam", "Start another mock exam."),
    shown("compare", "compare", "compare", "Compare this mock with the previous one."),
    shown("save", "export", "save", "Save the report as an HTML file and open it."),
    *READING_KEYS,
)

FINISH_KEYS = (
    shown("another", "continue", "another drill", "Start another drill like this one."),
    shown("review", "missed", "mistakes", "Review the questions you missed."),
    shown("report", "next view", "full report", "Show the full report."),
    *READING_KEYS,
)

PREVIOUS_QUESTION = shown("step(-1)", "previous", "previous", "Go to the previous question.")
NEXT_QUESTION = shown("step(1)", "next", "next", "Go to the next question.")
REVIEW_KEYS = (
    PREVIOUS_QUESTION,
    NEXT_QUESTION,
    hidden("confirm", "continue", "next", "Go to the next question, or return to this one."),
    shown("next_missed", "missed", "next mistake", "Go to the next question you missed."),
    shown("navigator", "next view", "navigator", "Go to the list of all questions, or leave it."),
    hidden("filter", "number", "filter", "Choose which questions are shown.")._replace(
        keys="1,2,3,4,5,6"
    ),
    WHOLE_NOTE,
    REFERENCE,
    COPY,
    OWN_NOTE,
    BOOKMARK,
    hidden("report_problem", "report a problem", "report problem", "Report a problem."),
    SEARCH,
    *READING_KEYS,
)

READER_KEYS = (
    PREVIOUS_QUESTION._replace(tooltip="Go to the previous section."),
    NEXT_QUESTION._replace(tooltip="Go to the next section."),
    shown("drill", "drill", "drill this", "Drill the questions on this section."),
    *READING_KEYS,
)

OPEN = shown("choose", "continue", "open", "Open the highlighted line.")
LIST_KEYS = (OPEN, *CLOSING_KEYS)

CUSTOM_DRILL_KEYS = (
    shown("tick", "select", "select", "Select the line, or clear it."),
    shown("step(1)", "next", "next list", "Go to the next list."),
    hidden("step(-1)", "previous", "previous list", "Go to the previous list."),
    hidden("step(1)", "next view", "next list", "Go to the next list."),
    hidden("step(-1)", "previous view", "previous list", "Go to the previous list."),
    shown("change_count(5)", "more", "more", "Ask 5 more questions."),
    shown("change_count(-5)", "fewer", "fewer", "Ask 5 fewer questions."),
    hidden("start", "continue", "start", "Start the drill."),
    *CLOSING_KEYS,
)

CONFUSED_PAIR_KEYS = (
    shown("drill", "drill", "drill", "Drill the questions on both concepts."),
    *READING_KEYS,
)

SEARCH_KEYS = (
    OPEN,
    hidden("move_cursor(-1)", "up", "up", "Move up in the list.")._replace(keys="up"),
    hidden("move_cursor(1)", "down", "down", "Move down in the list.")._replace(keys="down"),
    HELP._replace(keys="f1"),
    BACK._replace(keys="escape"),
    LEAVE,
)

PROMPT_KEYS = (
    shown("accept", "continue", "save", "Save what you typed."),
    shown("no", "back", "cancel", "Cancel.")._replace(keys="escape"),
)

NOTE_KEYS = (
    shown("save", "submit", "save", "Save the note."),
    shown("no", "back", "cancel", "Cancel.")._replace(keys="escape"),
)

FOUND_QUESTION_KEYS = (
    WHOLE_NOTE,
    REFERENCE,
    COPY,
    OWN_NOTE._replace(in_bar=True),
    BOOKMARK._replace(in_bar=True),
    *READING_KEYS,
)

HISTORY_KEYS = (
    OPEN._replace(tooltip="Open the report, or resume the attempt."),
    shown("compare", "compare", "compare", "Compare this mock with the previous one."),
    shown("leave_out", "leave out", "leave out", "Leave it out of your estimates, or undo that."),
    DISCARD._replace(in_bar=True),
    *CLOSING_KEYS,
)

SETTINGS_KEYS = (
    shown("activate", "continue", "change", "Change the setting, or open its choices."),
    hidden("activate", "select", "change", "Change the setting, or open its choices."),
    shown("change(1)", "next", "next value", "Take the next value."),
    hidden("change(-1)", "previous", "previous value", "Take the previous value."),
    hidden("move(-1)", "up", "up", "Move up in the list."),
    hidden("move(1)", "down", "down", "Move down in the list."),
    HELP,
    BACK,
    LEAVE,
)

START_KEYS = (
    DIALOG_KEYS[0]._replace(label="start", tooltip="Start the exam, or cancel."),
    shown("move(1)", "down", "move", "Move down.")._replace(keys="down,tab"),
    hidden("move(-1)", "up", "up", "Move up.")._replace(keys="up,shift+tab"),
    shown("change(1)", "next", "change", "Take the next value.")._replace(keys="right"),
    hidden("change(-1)", "previous", "previous value", "Take the previous value.")._replace(
        keys="left"
    ),
    DIALOG_KEYS[-1],
)

LIST_DIALOG_KEYS = (
    shown("choose", "continue", "choose", "Choose the highlighted line."),
    DIALOG_KEYS[-1],
)

SCREENS: dict[str, tuple[KeyCommand, ...]] = {
    "Home": HOME_KEYS,
    "Instructions": INSTRUCTIONS_KEYS,
    "Mock exam and drill": ATTEMPT_KEYS,
    "Navigator": NAVIGATOR_KEYS,
    "Dialogs": DIALOG_KEYS,
    "Report": REPORT_KEYS,
    "Result of a drill": FINISH_KEYS,
    "Review": REVIEW_KEYS,
    "Notes": READER_KEYS,
    "Lists": LIST_KEYS,
    "History": HISTORY_KEYS,
    "Custom drill": CUSTOM_DRILL_KEYS,
    "Often confused": CONFUSED_PAIR_KEYS,
    "Settings": SETTINGS_KEYS,
    "Search": SEARCH_KEYS,
    "Question from search": FOUND_QUESTION_KEYS,
    "Text field": PROMPT_KEYS,
    "Your note": NOTE_KEYS,
}
"""The commands of each screen, in the order of docs/keys.md."""
