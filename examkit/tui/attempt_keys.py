"""The commands that work on a question of an attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from examkit.tui.key_command import KeyCommand
from examkit.tui.keymap import ATTEMPT_KEYS, CONFIRM, OPTIONS, REVEAL, TOGGLE

if TYPE_CHECKING:
    from examkit.question_types.base import QuestionType

DRILL_ONLY = {
    "reveal", "again", "cover", "search", "settings", "note", "reference", "own_note", "bookmark",
}  # fmt: skip
BEFORE_REVEAL = {"reveal", "cover", "settings", "bookmark"}
AFTER_REVEAL = (
    "confirm", "previous", "note", "reference", "again", "own_note", "bookmark", "copy", "flag",
    "navigator", "leave", "search", "settings", "help",
)  # fmt: skip


def attempt_keys(
    letters: int, kind: QuestionType[Any], *, drill: bool, revealed: bool
) -> tuple[KeyCommand, ...]:
    """Return the commands that work on a question of type `kind` with `letters` options."""
    if revealed:
        commands = {command.id: command for command in reversed(ATTEMPT_KEYS)}
        return tuple(commands[name]._replace(in_bar=True) for name in AFTER_REVEAL)
    useless = _useless_keys(kind) | (DRILL_ONLY - BEFORE_REVEAL if drill else DRILL_ONLY)
    others = [
        key._replace(tooltip=kind.cursor_help) if key == TOGGLE else key
        for key in ATTEMPT_KEYS
        if key != OPTIONS and key.id not in useless
    ]
    # After choosing, candidates usually want to see the answer, so that key comes second.
    others.sort(key=lambda command: command != REVEAL)
    if drill:
        others[others.index(CONFIRM)] = CONFIRM._replace(label="check")
    return (_answer_key(letters, kind), *others)


def _answer_key(letters: int, kind: QuestionType[Any]) -> KeyCommand:
    """Return the command that answers a question: with option letters, or by typing."""
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
