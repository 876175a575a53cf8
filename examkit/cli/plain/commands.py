"""The commands of plain mode, and the help that lists them."""

from __future__ import annotations

_ANSWER = {
    "a": "select option a, or deselect it",
    "b d": "select several options, or put them in this order",
    "1b 2a": "match the first item with b, and the second with a",
    "= 12.5": "answer with a number or text",
    "-": "clear the answer",
    "1, 2, 3": "rate your confidence: guess, fairly sure, sure",
}
_MOVE = {
    "n or next": "next question",
    "p or previous": "previous question",
    "g 12": "go to question 12",
    "o or navigator": "list every question with its status",
    "u": "next question you haven't fully answered",
}
_DRILL = {
    "s or check": "show the answer and the explanation",
    "l or repeat": "mark this question to repeat later, or unmark it",
    "note TEXT": 'save a personal note on the question ("note -" deletes it)',
    "bookmark": "bookmark the question, or remove the bookmark",
}
_FINISH = {
    "m or flag": "flag the question for review, or unflag it",
    "t or time": "show the time left",
    "w or answers": "list your answers",
    "submit": "submit, after you confirm",
    "quit": "leave, and print the command to resume",
    "help": "list these commands",
}
ALIASES = {
    "next": "n",
    "previous": "p",
    "navigator": "o",
    "check": "s",
    "repeat": "l",
    "flag": "m",
    "time": "t",
    "answers": "w",
}
"""Word -> the one-letter command that it stands for."""
_COMMAND_WIDTH = 16


def help_text(*, in_drill: bool) -> str:
    """Return the help text: commands by group, with the drill group only if `in_drill` is set."""
    groups = {"Answer": _ANSWER, "Move": _MOVE, "Drill": _DRILL, "Review and finish": _FINISH}
    if not in_drill:
        del groups["Drill"]
    parts = []
    for title, commands in groups.items():
        rows = [f"  {name:<{_COMMAND_WIDTH}} {about}" for name, about in commands.items()]
        parts.append("\n".join([f"{title}:", *rows]))
    return "\n\n".join(parts)
