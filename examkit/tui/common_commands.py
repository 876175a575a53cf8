"""The commands that several screens share."""

from __future__ import annotations

from examkit.tui.key_command import KeyCommand
from examkit.tui.key_meanings import KEYS


def shown(action: str, name: str, label: str, tooltip: str) -> KeyCommand:
    """Return a command that appears in the help and in the key bar.

    `action` is the action it runs, and `name` its name in `KEYS`, which has its default keys.
    `label` is a word or two for the key bar, and `tooltip` a sentence for the help.
    """
    return KeyCommand(action, name, KEYS[name], label, tooltip)


def hidden(action: str, name: str, label: str, tooltip: str) -> KeyCommand:
    """Return a command that appears in the help but not in the key bar.

    The parameters are those of `shown`.
    """
    return shown(action, name, label, tooltip)._replace(in_bar=False)


HELP = shown("help", "help", "help", "Show the keys for this screen.")
LEAVE = hidden("leave", "leave", "leave", "Leave. An unfinished attempt is saved.")
BACK = shown("back", "back", "back", "Go back to the previous screen.")
DOWN = hidden("page_down", "page down", "page down", "Scroll down a page.")
UP = hidden("page_up", "page up", "page up", "Scroll up a page.")
LINE_DOWN = hidden("scroll(1)", "down", "scroll", "Scroll down a line.")
LINE_UP = hidden("scroll(-1)", "up", "scroll", "Scroll up a line.")
SEARCH = shown("search", "search", "search", "Search notes and questions you've seen.")

OWN_NOTE = hidden("own_note", "your note", "your note", "Write your own note, or edit it.")
BOOKMARK = hidden(
    "bookmark", "bookmark", "bookmark", "Bookmark the question, or remove the bookmark."
)
DISCARD = hidden("discard", "discard", "discard", "Discard the highlighted attempt.")
SETTINGS = hidden("settings", "settings", "settings", "Change the settings.")
REPORT_PROBLEM = hidden(
    "report_problem", "report a problem", "report problem", "Report a problem with the question."
)
COPY = hidden("copy", "copy", "copy", "Copy the question as text.")
REFERENCE = shown("reference", "reference", "source", "Open the reference in a browser.")
WHOLE_NOTE = shown("note", "notes", "full note", "Open the study note that supports the answer.")

CLOSING_KEYS = (HELP, BACK, SETTINGS, LEAVE)
READING_KEYS = (LINE_DOWN, LINE_UP, DOWN, UP, *CLOSING_KEYS)
