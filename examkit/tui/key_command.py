"""The commands of a screen with their keys, and Textual's bindings for them."""

# Annotations are not postponed, because NamedTuple would compile each one from its text.
from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import Binding, BindingType

NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "question_mark": "?",
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "ctrl+q": "ctrl+q",
    "1,2,3": "1 2 3",
    "slash": "/",
    "plus,equals_sign": "+",
    "minus": "-",
}


class KeyCommand(NamedTuple):
    """A command of a screen, with its keys and texts."""

    id: str
    """The action to run: `clock` runs `action_clock`; `move(1)` passes an argument."""
    keys: str
    """Textual's key names, separated by commas; the first one is shown."""
    label: str
    """A word or two for the key bar."""
    tooltip: str
    """A sentence for the help dialog."""
    in_bar: bool = True

    @property
    def passes_key(self) -> bool:
        """Return whether the action gets the pressed key, a letter or digit, as its argument."""
        return self.keys[:2] in ("a,", "1,")

    @property
    def shown_key(self) -> str:
        """Return the name of the first key as people know it, such as `esc` or `a-d`."""
        if self.keys in NAMES:
            return NAMES[self.keys]
        keys = self.keys.split(",")
        if keys[0] == "a":
            return f"a-{keys[-1]}" if len(keys) > 1 else "a"
        return NAMES.get(keys[0], keys[0])


def hidden(action: str, keys: str, label: str, tooltip: str) -> KeyCommand:
    """Return a command that appears in the help but not in the key bar."""
    return KeyCommand(action, keys, label, tooltip, in_bar=False)


shown = KeyCommand
"""Makes a command that appears in the help and in the key bar."""


def bindings(commands: Iterable[KeyCommand]) -> list[BindingType]:
    """Return Textual's bindings for commands, one per key."""
    return [
        Binding(
            key,
            f"{command.id}({key!r})" if command.passes_key else command.id,
            command.label,
            show=False,
            tooltip=command.tooltip,
        )
        for command in commands
        for key in command.keys.split(",")
    ]
