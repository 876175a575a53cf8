"""The commands of a screen with their keys, and Textual's bindings for them."""

# Annotations are not postponed, because NamedTuple would compile each one from its text.
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

from examkit.tui.key_meanings import KEYS

NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "question_mark": "?",
    "exclamation_mark": "!",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "delete": "del",
    "slash": "/",
    "comma": ",",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "at": "@",
    "backslash": "\\",
    "underscore": "_",
}


class KeyCommand(NamedTuple):
    """A command of a screen, with its keys and texts."""

    id: str
    """The action to run: `clock` runs `action_clock`; `move(1)` passes an argument."""
    name: str
    """What the command means. It is the same on every screen and names the key in the settings."""
    keys: str
    """Textual's key names, separated by commas; the first one is shown."""
    label: str
    """A word or two for the key bar."""
    tooltip: str
    """A sentence for the help dialog."""
    in_bar: bool = True

    @property
    def is_fixed(self) -> bool:
        """Return whether the candidate's own keys don't apply, as in a text field."""
        return self.passes_key or self.keys != KEYS[self.name]

    @property
    def passes_key(self) -> bool:
        """Return whether the action gets the pressed key, a letter or digit, as its argument."""
        return self.keys[:2] in ("a,", "1,")

    @property
    def shown_key(self) -> str:
        """Return the name of the first key as people know it, such as `esc` or `a-d`."""
        keys = self.keys.split(",")
        if self.passes_key:
            return f"{keys[0]}-{keys[-1]}"
        return show_key(keys[0])


def show_key(key: str) -> str:
    """Return the name of a key as people know it: `;` for `semicolon`."""
    character = key_to_character(key) or ""
    return NAMES.get(key, character if character.isprintable() and character > " " else key)


def key_of(name: str, keys: Mapping[str, str]) -> str:
    """Return the first key of a command in readable form, such as `esc` for `escape`.

    `keys` maps names of commands to the candidate's own keys.
    """
    return show_key(keys.get(name, KEYS[name]).split(",")[0])


def bindings(commands: Iterable[KeyCommand]) -> list[BindingType]:
    """Return Textual's bindings for commands, one per key. Their IDs are the commands' names."""
    return [
        Binding(
            key,
            f"{command.id}({key!r})" if command.passes_key else command.id,
            command.label,
            show=False,
            tooltip=command.tooltip,
            id=None if command.is_fixed else command.name,
        )
        for command in commands
        for key in command.keys.split(",")
    ]


def remap(commands: Iterable[KeyCommand], keys: Mapping[str, str]) -> Sequence[KeyCommand]:
    """Return commands with the candidate's own keys. `keys` maps names of commands to them."""
    return [
        command if command.is_fixed else command._replace(keys=keys.get(command.name, command.keys))
        for command in commands
    ]
