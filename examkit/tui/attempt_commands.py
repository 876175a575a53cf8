"""The commands of the exam itself: its instructions, its questions, and the navigator."""

from __future__ import annotations

from examkit.tui.common_commands import (
    BACK,
    BOOKMARK,
    COPY,
    DOWN,
    HELP,
    LEAVE,
    LINE_DOWN,
    LINE_UP,
    OWN_NOTE,
    REFERENCE,
    REPORT_PROBLEM,
    SEARCH,
    SETTINGS,
    UP,
    WHOLE_NOTE,
    hidden,
    shown,
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
    "Rate your confidence: 1 guess, 2 fairly sure, 3 sure.",
)._replace(keys="1,2,3")
CONFIRM = shown("confirm", "continue", "next", "Continue, or choose the option under the cursor.")
SUBMIT = shown("submit", "submit", "submit", "Submit the attempt. You'll be asked to confirm.")
FINISH = SUBMIT._replace(label="finish", tooltip="Finish the drill. You'll be asked to confirm.")
"""The command that submits a drill, which can end before its last question."""
ATTEMPT_KEYS = (
    OPTIONS,
    TOGGLE,
    CONFIRM,
    shown(
        "navigator", "next view", "navigator", "See all questions, go to any of them, or submit."
    ),
    SUBMIT,
    BACK._replace(id="leave", label="leave", tooltip="Leave. Your answers are saved."),
    shown("flag", "flag", "flag", "Flag the question for review, or remove the flag."),
    shown("previous", "previous", "previous", "Go to the previous question."),
    hidden(
        "next", "next", "next", "Go to the next question, or to the navigator after the last one."
    ),
    shown("eliminate", "strike out", "strike out", "Strike out the option, or restore it."),
    RATE,
    hidden("move_cursor(-1)", "up", "up", "Move the cursor up."),
    hidden("move_cursor(1)", "down", "down", "Move the cursor down."),
    hidden("clock", "clock", "clock", "Hide or show the time left."),
    hidden("answers", "your answers", "your answers", "List your answers."),
    COPY,
    REVEAL,
    WHOLE_NOTE._replace(in_bar=False),
    REFERENCE._replace(in_bar=False),
    shown("again", "repeat later", "repeat", "Mark the question to repeat later, or unmark it."),
    hidden("cover", "hide options", "hide options", "Hide the options until you ask for them."),
    OWN_NOTE,
    BOOKMARK,
    REPORT_PROBLEM,
    SEARCH,
    SETTINGS,
    DOWN,
    UP,
    HELP,
    LEAVE,
)

INSTRUCTIONS_KEYS = (
    shown("start", "continue", "start exam", "Start the exam and its clock."),
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
    shown("walk('all')", "number", "all", "Go through all questions.")._replace(keys="1"),
    shown(
        "walk('incomplete')",
        "number",
        "incomplete",
        "Go through the questions you haven't fully answered.",
    )._replace(keys="2"),
    shown("walk('flagged')", "number", "flagged", "Go through the flagged questions.")._replace(
        keys="3"
    ),
    SUBMIT,
    hidden("flag", "flag", "flag", "Flag the question under the cursor, or remove the flag."),
    hidden(
        "next_open",
        "next unanswered",
        "next unanswered",
        "Move to the next question you haven't fully answered.",
    ),
    hidden("back", "next view", "back", "Return to the question."),
    hidden("move(-1)", "previous", "left", "Move the cursor left."),
    hidden("move(1)", "next", "right", "Move the cursor right."),
    hidden("move_row(-1)", "up", "up", "Move the cursor up."),
    hidden("move_row(1)", "down", "down", "Move the cursor down."),
    HELP,
    BACK._replace(tooltip="Return to the question."),
    LEAVE,
)
