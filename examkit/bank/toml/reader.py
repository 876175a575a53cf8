"""Parse the TOML of a bank's files; faults become findings, not exceptions."""

from __future__ import annotations

import re
from typing import Any

import tomli

from examkit.bank.toml.positions import KeyPath, find_positions
from examkit.diagnostics import Finding
from examkit.sanitize import has_control, might_need_sanitizing, sanitize

MAX_DEPTH = 12
"""How many levels of tables and arrays are sanitized."""
MAX_KEY_PARTS = 8
MAX_KEY_LENGTH = 400
# Searching for a line break is much faster than matching the start of each line.
_DEEP_HEADER = re.compile(r"\n[ \t]*\[[^\]\n.]*(?:\.[^\]\n.]*){8}")
_LONG_KEY = re.compile(r"[^#\"'\n=]{400,}")
_DEFINED = re.compile(r"Cannot (?:declare|mutate|overwrite)\b.*?(?:\((?P<names>.*)\).*)?")


def parse(path: str, source: str) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Parse the text of one file, and return its values and the findings.

    The values are None if the text isn't valid TOML. Unsafe characters in the values are replaced
    and reported.
    """
    too_deep = _find_deep_key(path, source)
    if too_deep is not None:
        return None, [too_deep]
    try:
        values = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        return None, [_syntax_finding(path, source, error)]
    except (RecursionError, ValueError, OverflowError):
        message = "A value is nested too deeply, or a number is too large."
        return None, [Finding(path, 1, 1, "toml-limit", "error", message, "Simplify the value.")]
    if not might_need_sanitizing(source):
        return values, []
    return _sanitize_values(path, source, values)


def _find_deep_key(path: str, source: str) -> Finding | None:
    """Return a finding if a key has too many parts to be parsed quickly; None if all are fine."""
    header = _DEEP_HEADER.search(f"\n{source}")
    if header is not None:
        line = source.count("\n", 0, header.start()) + 1
        message = f"The table name has more than {MAX_KEY_PARTS} parts."
        return Finding(path, line, 1, "toml-limit", "error", message, "Use a shorter name.")
    lines = source.split("\n")
    if max(map(len, lines)) < MAX_KEY_LENGTH:
        return None
    for number, text in enumerate(lines, 1):
        key = _LONG_KEY.match(text) if len(text) >= MAX_KEY_LENGTH else None
        if key is not None and key[0].count(".") >= MAX_KEY_PARTS:
            message = f"The key has more than {MAX_KEY_PARTS} parts."
            return Finding(path, number, 1, "toml-limit", "error", message, "Use a shorter key.")
    return None


def _syntax_finding(path: str, source: str, error: tomli.TOMLDecodeError) -> Finding:
    line = source.split("\n")[error.lineno - 1].strip() if source else ""
    message = f"{sanitize(error.msg)[:200]}."
    defined = _DEFINED.fullmatch(error.msg)
    if defined is not None:
        name = ".".join(re.findall(r"'([^']*)'", sanitize(defined["names"] or ""))) or "This key"
        message = f"{name} is already defined above."
    hint = _syntax_hint(line)
    return Finding(path, error.lineno, error.colno, "toml-syntax", "error", message, hint)


def _syntax_hint(line: str) -> str:
    if re.match(r"\[\[?(?:questions?|options?)\b", line):
        return "Start each question with [[questions]], each option with [[questions.options]]."
    if "'" in line and "=" in line:
        return "Put text with an apostrophe in double quotes or in '''."
    if "\\" in line:
        return "Put text with a backslash in ''' ... '''."
    return "See toml.io for the syntax."


def _sanitize_values(
    path: str, source: str, values: dict[str, Any]
) -> tuple[dict[str, Any], list[Finding]]:
    unsafe: list[tuple[KeyPath, bool]] = []
    safe = _sanitize(values, (), unsafe)
    if not unsafe:
        return safe, []
    positions = find_positions(source)
    return safe, [
        _unsafe_finding(path, *positions.nearest(loc), control=control) for loc, control in unsafe
    ]


def _unsafe_finding(path: str, line: int, column: int, *, control: bool) -> Finding:
    if control:
        message = "The text has a control character, which could affect the terminal."
        return Finding(path, line, column, "control-character", "error", message, "Remove it.")
    message = "The text has an invisible or direction-changing character, shown as U+FFFD."
    return Finding(path, line, column, "invisible-character", "warning", message, "Remove it.")


def _sanitize(value: Any, loc: KeyPath, unsafe: list[tuple[KeyPath, bool]]) -> Any:
    """Return a value with safe text.

    Add the path of each unsafe text to `unsafe`, and whether it has a control character.
    """
    if len(loc) > MAX_DEPTH:
        return value
    if isinstance(value, str):
        safe = sanitize(value)
        if safe != value.replace("\r", ""):
            unsafe.append((loc, has_control(value)))
        return safe
    if isinstance(value, dict):
        return {
            sanitize(key): _sanitize(inner, (*loc, key), unsafe) for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_sanitize(inner, (*loc, i), unsafe) for i, inner in enumerate(value)]
    return value
