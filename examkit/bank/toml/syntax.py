"""Describe syntax errors in TOML, in words for someone who has never read its specification."""

from __future__ import annotations

import re

import tomli

from examkit.diagnostics import Finding
from examkit.sanitize import sanitize

_DEFINED = re.compile(r"Cannot (?:declare|mutate|overwrite|redefine)\b.*?(?:\((?P<names>.*)\).*)?")
_KEY = re.compile(r"^[ \t]*(?P<name>[\w.-]+)[ \t]*=", re.MULTILINE)
_MISNAMED = re.compile(r"^[ \t]*(?P<header>\[\[?(?:question|options?|items?)\]\]?)", re.MULTILINE)
_SINGLE = re.compile(
    r"^[ \t]*\[(?P<name>questions(?:\.options)?|groups|domains|tasks(?:\.skills)?|topics)\]",
    re.MULTILINE,
)
"""A header in single brackets that must have double brackets."""
_UNCLOSED = {
    "Unclosed array": ("The list has no closing bracket.", "Add ] after its last entry."),
    "Unclosed inline table": ("The table has no closing brace.", "Add } after its last value."),
    "Unterminated string": ("The text has no closing quotes.", 'Add """ after it.'),
    "Expected \"'''\"": ("The text has no closing quotes.", "Add ''' after it."),
}
"""Message and hint for a value that is never closed, by tomli's message."""
_STATEMENT = (
    "This line must have a key and a value.",
    "Write key = \"value\". Put multiline text between ''' and '''.",
)
_MESSAGES = {
    "Expected '=' after a key": _STATEMENT,
    "Invalid statement": _STATEMENT,
    "Invalid initial character for a key": _STATEMENT,
    "Invalid value": ("The value isn't valid.", "If it's text, put it in quotes."),
    "Illegal character '\\n'": ("The text has no closing quotes.", 'End it with " on this line.'),
    "Expected newline": (
        "There is extra text after the value.",
        "Put the whole text in quotes, and start each key on a new line.",
    ),
    "Unescaped '\\'": ("The text has a backslash.", "Put the text in single quotes or in '''."),
    "Expected ']": (
        "The table's name has no closing bracket.",
        "Write [name], or [[name]] for a table in a list.",
    ),
    "Invalid date": (
        "The date doesn't exist.",
        "Write the year, month, and day, as in 2026-11-30.",
    ),
}
"""Message and hint by the start of tomli's message."""
_GIVEAWAYS = {
    r"[\w.-]+\s*=\s*(#.*)?$": ("The key has no value.", "Add a value, or remove the line."),
    r"[\w.-]+\s*=\s*[\u2018\u2019\u201c\u201d]": (
        "The text has curly quotes.",
        'Use straight quotes (").',
    ),
    r"[\w.-]+\s*=\s*(?:True|False)\b": ("", "Write true and false in lowercase."),
    r"[\w.-]+\s*=\s*'[^']*'[^\s#]": (
        "",
        "If text has an apostrophe, put the text in double quotes or in '''.",
    ),
    r"[\w.-]+\s*=\s*0\d": ("The number starts with 0.", "Remove the 0."),
    r"as_of\s*=\s*\d": ("", 'Put the year and month in quotes, as in "2026-11".'),
    r"[\w.-]+\s*:": ("The key is followed by a colon.", "Write = instead."),
    r"//": ("", "Start a comment with #."),
}
"""Message and hint by a pattern of the faulty line; if empty, the other message stays."""


def syntax_finding(path: str, source: str, error: tomli.TOMLDecodeError) -> Finding:
    """Return a finding for a syntax error, at the line with the mistake."""
    line, column = error.lineno, error.colno
    message, hint = f"{sanitize(error.msg)[:200]}.", "See toml.io for the syntax."
    if error.msg in _UNCLOSED:
        message, hint = _UNCLOSED[error.msg]
        line, column = _last_match(_KEY, source, error.pos)[0] or line, 1
    elif defined := _DEFINED.fullmatch(error.msg):
        line, message, hint = _describe_repeated(source, error, defined["names"] or "")
        column = column if line == error.lineno else 1
    else:
        known = (text for start, text in _MESSAGES.items() if error.msg.startswith(start))
        message, hint = next(known, (message, hint))
    for pattern, text in _GIVEAWAYS.items():
        if re.match(pattern, source.split("\n")[error.lineno - 1].strip()):
            message, hint = text[0] or message, text[1]
    return Finding(path, line, column, "toml-syntax", "error", message, hint)


def _last_match(pattern: re.Pattern[str], source: str, end: int) -> tuple[int, str]:
    """Return the line number of the last match before the offset `end`, and its first group.

    If there is no match, return 0 and an empty text.
    """
    line, text = 0, ""
    for match in pattern.finditer(source, 0, end):
        line, text = source.count("\n", 0, match.start(1)) + 1, match[1]
    return line, text


def _describe_repeated(
    source: str, error: tomli.TOMLDecodeError, names: str
) -> tuple[int, str, str]:
    """Return the line, message, and hint for a key or table that is defined a second time.

    `names` has the quoted parts of its name, or is empty if tomli doesn't give them. The mistake
    can be an earlier header: TOML accepts `[questions]` until `[[questions]]` follows.
    """
    line, header = _last_match(_MISNAMED, source, error.pos)
    if line:
        hint = "Start each question with [[questions]] and each option with [[questions.options]]."
        return line, f"Unknown table {header}.", hint
    line, name = _last_match(_SINGLE, source, error.pos)
    if line:
        return line, f"[{name}] is in single brackets.", f"Write [[{name}]], in double brackets."
    name = ".".join(re.findall(r"'([^']*)'", sanitize(names)))
    if not name:
        key = _KEY.match(source.split("\n")[error.lineno - 1])
        name = sanitize(key["name"]) if key else "This key"
    return error.lineno, f"{name} is already defined above.", "Remove or rename one of the two."
