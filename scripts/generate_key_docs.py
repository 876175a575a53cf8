"""Write the page on keys from the keymap."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from examkit.question_types.base import QuestionType
from examkit.question_types.common_fields import TypeName
from examkit.question_types.registry import TYPES
from examkit.tui.attempt_keys import attempt_keys
from examkit.tui.key_command import KeyCommand, show_key
from examkit.tui.key_meanings import FIXED, KEYS, OPTION_LETTERS
from examkit.tui.keymap import SCREENS

INTRO = """\
# Keys

This page lists the keys for every question type and every screen. A key means the same everywhere.

In the app, `?` shows the keys of the screen, and `ctrl+p` finds a command by its name. You can
[change keys](#your-own-keys).

## Answers by question type

These keys give an answer in a mock exam or a drill. The other keys are the same for all types: see
[Mock exam and drill](#mock-exam-and-drill). In plain mode, you
[type your answers](how-to/use-plain-mode.md#answer-each-type-of-question)."""
OWN_KEYS = """\
## Your own keys

A table in `config.toml` changes keys by the names of their commands. Separate several keys with
commas, and put names with a space in quotes:

```toml
[keys]
flag = "f2"
"strike out" = "ctrl+x,delete"
```

A key can have only one meaning, and `a` to `h` choose options. When examkit starts, it reports a
line that it can't use, and the usual key works. Keys in text fields don't change."""
TYPED = "`enter` saves what you typed, and `esc` leaves the answer as it was."
ANSWERS: dict[TypeName, tuple[str, str]] = {
    "single": ("Single choice", "Another letter replaces your choice."),
    "multiple": (
        "Multiple response",
        "The question says how many options to choose. Deselect one before you choose another.",
    ),
    "ordering": ("Ordering", "The first item you place comes first. To move one, remove it."),
    "matching": (
        "Matching",
        "The letters are above the rows. After a match, the cursor moves to the next open row.",
    ),
    "numeric": ("Numeric", TYPED),
    "short-text": ("Short text", TYPED),
}
"""The heading of each question type, and what to know about its keys."""
ANSWER_COMMANDS = ("option", "select", "up", "down", "strike out")


def keys_page() -> str:
    """Return `docs/keys.md`."""
    parts = [INTRO]
    for kind in TYPES.values():
        title, about = ANSWERS[kind.name]
        parts += [f"### {title}", about, _table(_answer_keys(kind))]
    for screen, commands in SCREENS.items():
        parts += [f"## {screen}", _table(commands)]
    return "\n\n".join([*parts, OWN_KEYS, "\n".join(_own_keys())]) + "\n"


def _answer_keys(kind: QuestionType[Any]) -> Iterable[KeyCommand]:
    """Return the commands that give an answer to a question of this type."""
    commands = attempt_keys(len(OPTION_LETTERS), kind, drill=True, revealed=False)
    return sorted(
        (command for command in commands if command.name in ANSWER_COMMANDS),
        key=lambda command: ANSWER_COMMANDS.index(command.name),
    )


def _table(commands: Iterable[KeyCommand]) -> str:
    rows = [f"| {_names(command)} | {command.tooltip} |" for command in commands]
    return "\n".join(["| Key | What it does |", "| --- | --- |", *rows])


def _names(command: KeyCommand) -> str:
    """Return a command's keys as people know them."""
    keys = command.keys.split(",")
    if command.passes_key and len(keys) > 2:
        return f"`{keys[0]}` to `{keys[-1]}`"
    return _listed(command.keys)


def _listed(keys: str) -> str:
    return ", ".join(f"`{show_key(key)}`" for key in keys.split(","))


def _own_keys() -> list[str]:
    """Return the table of the commands whose keys can be changed."""
    rows = [f"| `{name}` | {_listed(keys)} |" for name, keys in KEYS.items() if name not in FIXED]
    return ["| Name | Keys |", "| --- | --- |", *rows]
