"""What each key means. A key means the same on every screen.

The letters a to h belong to the options of a question. Capital letters act on what is yours:
your answers, notes, bookmarks, and reports of problems.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from string import ascii_lowercase

from textual.keys import KEY_NAME_REPLACEMENTS, Keys, key_to_character

GROUPS: dict[str, dict[str, str]] = {
    "Answer": {
        "option": "a,b,c,d,e,f,g,h",
        "select": "space",
        "number": "1,2,3,4,5,6,7",
        "flag": "exclamation_mark",
        "strike out": "x",
        "show answer": "s",
        "repeat later": "l",
        "submit": "ctrl+s,f10",
    },
    "Move": {
        "continue": "enter",
        "back": "escape,q",
        "next": "right,n",
        "previous": "left,p",
        "up": "up,k",
        "down": "down,j",
        "page down": "pagedown",
        "page up": "pageup",
        "next view": "tab",
        "previous view": "shift+tab",
        "next unanswered": "u",
        "missed": "w",
        "sure but missed": "z",
    },
    "Study": {
        "resume": "r",
        "mock": "m",
        "drill": "d",
        "notes": "o",
        "history": "h",
        "bank": "b",
        "compare": "c",
        "leave out": "i",
        "export": "e",
        "copy": "y",
        "reference": "O",
        "search": "slash",
        "more": "plus,equals_sign",
        "fewer": "minus",
    },
    "Yours": {
        "your answers": "A",
        "report a problem": "R",
        "your note": "N",
        "bookmark": "B",
        "discard": "delete,backspace",
    },
    "Program": {
        "settings": "comma",
        "clock": "t",
        "hide options": "v",
        "help": "question_mark,f1",
        "leave": "ctrl+q",
    },
}
"""The groups of the help. Each maps the names of its commands to their keys in Textual's names."""
KEYS = {name: keys for group in GROUPS.values() for name, keys in group.items()}
FIXED = ("option", "number")
"""Commands whose keys are labels on screen, so they can't be changed."""
OPTION_LETTERS = ascii_lowercase[:8]
RESERVED = ("ctrl+p", "ctrl+c")
"""Keys of Textual: the list of commands, and copying."""
_KEYBOARD = {*(key.value for key in Keys), *KEY_NAME_REPLACEMENTS.values()}


def group_of(name: str) -> str:
    """Return the help group of a command."""
    return next(title for title, names in GROUPS.items() if name in names)


def normalize_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """Return the candidate's own keys with Textual's names: `exclamation_mark` for `!`.

    `keys` maps names of commands to their keys, separated by commas. So does the result.
    """
    return {
        name: ",".join(_key_name(key.strip()) for key in own.split(","))
        for name, own in keys.items()
    }


def _key_name(key: str) -> str:
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def check_keys(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each command that can't have the keys that the candidate chose, and why not.

    `keys` maps names of commands to the candidate's own keys, in Textual's names, separated by
    commas.
    """
    for name, own in keys.items():
        if name not in KEYS:
            yield name, f"Unknown command {name!r}."
        elif name in FIXED:
            yield name, f"The keys for {name!r} can't be changed."
        elif fault := _find_fault(name, own.split(",")):
            yield name, fault
        elif other := _other_meaning(name, own, keys):
            yield name, f"{name!r} can't use {own!r}, because {other!r} already does."


def _find_fault(name: str, keys: Sequence[str]) -> str:
    """Return why one of `keys` can't be used for the command `name`, or an empty string."""
    for key in keys:
        if key not in _KEYBOARD and key_to_character(key) is None:
            return f"{name!r} can't use {key!r}, because that isn't a key."
        if key in RESERVED:
            return f"{name!r} can't use {key!r}, because that key is reserved."
        if key in OPTION_LETTERS and key not in KEYS[name].split(","):
            return f"{name!r} can't use {key!r}, because that key chooses an option."
    return ""


def _other_meaning(name: str, own: str, keys: Mapping[str, str]) -> str:
    """Return the name of a command other than `name` that has one of the keys in `own`.

    Return an empty string if there is none. `own` has keys separated by commas, and `keys` maps
    names of commands to the candidate's own keys.
    """
    wanted = set(own.split(","))
    for other, default in KEYS.items():
        if other != name and wanted & set(keys.get(other, default).split(",")):
            return other
    return ""
