"""The commands that work on a question of an attempt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from examkit.tui.attempt_commands import (
    ATTEMPT_KEYS,
    CONFIRM,
    FINISH,
    OPTIONS,
    REVEAL,
    SUBMIT,
    TOGGLE,
)
from examkit.tui.common_commands import DOWN, LINE_DOWN, LINE_UP
from examkit.tui.key_command import KeyCommand

if TYPE_CHECKING:
    from examkit.question_types.base import QuestionType

SHOW = TOGGLE._replace(label="show options", tooltip="Show the options.", in_bar=True)
MORE = DOWN._replace(label="more", in_bar=True)
DRILL_ONLY = {
    "reveal", "again", "cover", "search", "settings", "note", "reference", "own_note", "bookmark",
    "report_problem",
}  # fmt: skip
BEFORE_REVEAL = {"reveal", "cover", "search", "settings", "bookmark"}
AFTER_REVEAL = (
    "confirm", "note", "again", "navigator", "leave", "reference", "previous", "flag", "own_note",
    "bookmark", "submit", "search", "settings", "copy", "help",
)  # fmt: skip
"""IDs of the commands that work once the answer is shown, most important first."""
AFTER_REVEAL_HIDDEN = ("next", "answers", "page_down", "page_up", "report_problem")
"""IDs of other commands that work once the answer is shown, but aren't in the key bar."""


def attempt_keys(
    letters: int,
    kind: QuestionType[Any],
    *,
    drill: bool,
    revealed: bool,
    timed: bool = True,
    has_more: bool = False,
) -> tuple[KeyCommand, ...]:
    """Return the commands that work on a question of type `kind` with `letters` options.

    `drill` means that the attempt is a drill, `revealed` that the answer is shown, `timed` that
    there is a time limit, and `has_more` that the question continues below the visible part.
    """
    if revealed:
        return _keys_after_reveal(has_more=has_more)
    useless = _useless_keys(kind) | (DRILL_ONLY - BEFORE_REVEAL if drill else DRILL_ONLY)
    useless |= set() if timed else {"clock"}
    others = [
        key._replace(tooltip=kind.cursor_help) if key == TOGGLE else key
        for key in ATTEMPT_KEYS
        if key != OPTIONS and key.id not in useless
    ]
    # After choosing, candidates usually want to see the answer, so that key comes second.
    others.sort(key=lambda command: command != REVEAL)
    if has_more:
        others.remove(DOWN)
        others.insert(0, MORE)
    if drill:
        others[others.index(CONFIRM)] = CONFIRM._replace(label="check")
        # A drill usually ends once its last answer is shown.
        others.remove(SUBMIT)
        others.append(FINISH)
    return (_answer_key(letters, kind), *others)


def keys_while_hidden(commands: Iterable[KeyCommand]) -> tuple[KeyCommand, ...]:
    """Return the commands that work while the options of a question are hidden.

    The one that shows them comes first, and those that choose an option are left out.
    """
    choosing = {SHOW.id, OPTIONS.id, CONFIRM.id}
    return (SHOW, *(each for each in commands if each.id not in choosing))


def _keys_after_reveal(*, has_more: bool) -> tuple[KeyCommand, ...]:
    """Return the commands that work once the answer is shown and the response is final.

    With `has_more`, the key bar also has the command that scrolls down.
    """
    commands = {command.id: command for command in reversed(ATTEMPT_KEYS)}
    commands["confirm"] = CONFIRM._replace(tooltip="Go to the next question.")
    commands["submit"] = FINISH
    scroll = (LINE_DOWN._replace(id="move_cursor(1)"), LINE_UP._replace(id="move_cursor(-1)"))
    first, *others = (commands[name]._replace(in_bar=True) for name in AFTER_REVEAL)
    if has_more:
        commands["page_down"] = MORE
        others.insert(0, commands.pop("page_down"))
    hidden = [commands[name] for name in AFTER_REVEAL_HIDDEN if name in commands]
    return (first, *others, *scroll, *hidden)


def _answer_key(letters: int, kind: QuestionType[Any]) -> KeyCommand:
    """Return the command that answers a question, with the letters of its options or by typing.

    `letters` is the number of options.
    """
    if kind.takes_text:
        return TOGGLE._replace(tooltip=kind.cursor_help, label=kind.letters_label, in_bar=True)
    keys = ",".join(OPTIONS.keys.split(",")[:letters])
    return OPTIONS._replace(keys=keys, label=kind.letters_label, tooltip=kind.letters_help)


def _useless_keys(kind: QuestionType[Any]) -> set[str]:
    """Return the IDs of commands that do nothing on a question of this type."""
    useless = set() if kind.can_eliminate else {"eliminate"}
    if kind.takes_text or not kind.cursor_help:
        useless |= {TOGGLE.id}
    if kind.takes_text:
        useless |= {"move_cursor(-1)", "move_cursor(1)"}
    return useless
