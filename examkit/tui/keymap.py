"""The commands of every screen: the source of bindings, key bars, help, and docs."""

from __future__ import annotations

from examkit.tui.attempt_commands import ATTEMPT_KEYS, INSTRUCTIONS_KEYS, NAVIGATOR_KEYS
from examkit.tui.common_commands import (
    BACK,
    BOOKMARK,
    CLOSING_KEYS,
    COPY,
    DISCARD,
    DOWN,
    HELP,
    LEAVE,
    OWN_NOTE,
    READING_KEYS,
    REFERENCE,
    REPORT_PROBLEM,
    SEARCH,
    SETTINGS,
    UP,
    WHOLE_NOTE,
    hidden,
    shown,
)
from examkit.tui.key_command import KeyCommand

HOME_KEYS = (
    shown("choose", "continue", "open", "Resume, practice, or open the row under the cursor."),
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

DIALOG_KEYS = (
    shown("choose", "continue", "choose", "Press the highlighted button."),
    hidden("move(1)", "next", "right", "Move to the next button.")._replace(keys="right,down,tab"),
    hidden("move(-1)", "previous", "left", "Move to the previous button.")._replace(
        keys="left,up,shift+tab"
    ),
    shown("no", "back", "cancel", "Cancel.")._replace(keys="escape"),
)

REPORT_KEYS = (
    shown("start_step", "continue", "first step", "Start the first recommended step."),
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
    hidden("confirm", "continue", "next", "Go to the next question, or close the question list."),
    shown("next_missed", "missed", "next mistake", "Go to the next question you missed."),
    shown("navigator", "next view", "navigator", "Open or close the list of all questions."),
    hidden("filter", "number", "filter", "Choose which questions to show.")._replace(
        keys="1,2,3,4,5,6"
    ),
    WHOLE_NOTE,
    REFERENCE,
    COPY,
    OWN_NOTE,
    BOOKMARK,
    REPORT_PROBLEM,
    SEARCH,
    *READING_KEYS,
)

READER_KEYS = (
    PREVIOUS_QUESTION._replace(tooltip="Go to the previous section."),
    NEXT_QUESTION._replace(tooltip="Go to the next section."),
    shown("drill", "drill", "drill this", "Drill the questions on this section."),
    *READING_KEYS,
)

OPEN = shown("choose", "continue", "open", "Open the highlighted item.")
LIST_KEYS = (OPEN, *CLOSING_KEYS)
START = OPEN._replace(label="start", tooltip="Start the highlighted drill.")
DRILL_MENU_KEYS = (START, *CLOSING_KEYS)

CUSTOM_DRILL_KEYS = (
    shown("tick", "select", "select", "Select or clear the highlighted item."),
    shown("step(1)", "next", "next list", "Go to the next list."),
    hidden("step(-1)", "previous", "previous list", "Go to the previous list."),
    hidden("step(1)", "next view", "next list", "Go to the next list."),
    hidden("step(-1)", "previous view", "previous list", "Go to the previous list."),
    shown("change_count(5)", "more", "more", "Include 5 more questions."),
    shown("change_count(-5)", "fewer", "fewer", "Include 5 fewer questions."),
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
    shown(
        "leave_out",
        "leave out",
        "leave out",
        "Leave the attempt out of your estimates, or count it again.",
    ),
    DISCARD._replace(in_bar=True),
    *CLOSING_KEYS,
)

SETTINGS_KEYS = (
    shown("activate", "continue", "change", "Change the setting, or open its choices."),
    hidden("activate", "select", "change", "Change the setting, or open its choices."),
    shown("change(1)", "next", "next value", "Choose the next value."),
    hidden("change(-1)", "previous", "previous value", "Choose the previous value."),
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
    shown("change(1)", "next", "change", "Choose the next value.")._replace(keys="right"),
    hidden("change(-1)", "previous", "previous value", "Choose the previous value.")._replace(
        keys="left"
    ),
    DIALOG_KEYS[-1],
)
CANCEL_KEYS = (START_KEYS[0]._replace(label="cancel"), *START_KEYS[1:-1])
"""The commands of the mock dialog while its button to cancel has the focus."""

LIST_DIALOG_KEYS = (
    shown("choose", "continue", "choose", "Choose the highlighted item."),
    DIALOG_KEYS[-1],
)

SCREENS: dict[str, tuple[KeyCommand, ...]] = {
    "Home": HOME_KEYS,
    "Instructions": INSTRUCTIONS_KEYS,
    "Mock exam and drill": ATTEMPT_KEYS,
    "Navigator": NAVIGATOR_KEYS,
    "Dialogs": DIALOG_KEYS,
    "Report": REPORT_KEYS,
    "Drill result": FINISH_KEYS,
    "Review": REVIEW_KEYS,
    "Notes": READER_KEYS,
    "Lists": LIST_KEYS,
    "Drills": DRILL_MENU_KEYS,
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
