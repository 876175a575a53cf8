"""TOML of a bank as plain values, with findings instead of exceptions."""

from __future__ import annotations

import re
from typing import Any

import tomli

from examkit.bank.toml.positions import find_positions
from examkit.diagnostics import Finding
from examkit.sanitize import has_control, might_need_sanitizing, sanitize

MAX_DEPTH = 12
"""Tables and arrays inside each other."""
MAX_KEY_PARTS = 8
MAX_KEY_LENGTH = 400
# It starts with a line break, for which a search is much quicker than for the start of a line.
_DEEP_HEADER = re.compile(r"\n[ \t]*\[[^\]\n.]*(?:\.[^\]\n.]*){8}")
_LONG_KEY = re.compile(r"[^#\"'\n=]{400,}")


def parse(path: str, source: str) -> tuple[dict[str, Any] | None, list[Finding]]:
    """Parse one file; None where its syntax is wrong, which the findings then say."""
    too_deep = _too_deep(path, source)
    if too_deep is not None:
        return None, [too_deep]
    try:
        values = tomli.loads(source)
    except tomli.TOMLDecodeError as error:
        return None, [_syntax(path, source, error)]
    except (RecursionError, ValueError, OverflowError):
        said = "A value is nested too deeply or a number is too large."
        return None, [Finding(path, 1, 1, "toml-limit", "error", said, "Make it simpler.")]
    if not might_need_sanitizing(source):
        return values, []
    return _cleaned(path, source, values)


def _too_deep(path: str, source: str) -> Finding | None:
    """Refuse keys of many parts, on which a parser spends time and memory without end."""
    header = _DEEP_HEADER.search(f"\n{source}")
    if header is not None:
        line = source.count("\n", 0, header.start()) + 1
        said = f"A table name of more than {MAX_KEY_PARTS} parts."
        return Finding(path, line, 1, "toml-limit", "error", said, "Use a shorter name.")
    lines = source.split("\n")
    if max(map(len, lines)) < MAX_KEY_LENGTH:
        return None
    for number, text in enumerate(lines, 1):
        key = _LONG_KEY.match(text) if len(text) >= MAX_KEY_LENGTH else None
        if key is not None and key[0].count(".") >= MAX_KEY_PARTS:
            said = "A key of too many parts."
            return Finding(path, number, 1, "toml-limit", "error", said, "Use a shorter key.")
    return None


def _syntax(path: str, source: str, error: tomli.TOMLDecodeError) -> Finding:
    message = sanitize(error.msg)[:200]
    line = source.split("\n")[error.lineno - 1].strip() if source else ""
    hint = "See toml.io for the syntax."
    if line.startswith(("[[question]]", "[question", "[[option", "[option")):
        hint = "Questions start with [[questions]], options with [[questions.options]]."
    elif "'" in line and "=" in line:
        hint = "A text with an apostrophe stands in double quotes or in '''."
    elif "\\" in line:
        hint = "A text with a backslash stands in ''' ... '''."
    return Finding(path, error.lineno, error.colno, "toml-syntax", "error", f"{message}.", hint)


def _cleaned(
    path: str, source: str, values: dict[str, Any]
) -> tuple[dict[str, Any], list[Finding]]:
    places: list[tuple[tuple[str | int, ...], bool]] = []
    cleaned = _walk(values, (), places)
    if not places:
        return cleaned, []
    lines = find_positions(source)
    findings = []
    for loc, control in places:
        line, column = lines.nearest(loc)
        findings.append(_unclean(path, line, column, control=control))
    return cleaned, findings


def _unclean(path: str, line: int, column: int, *, control: bool) -> Finding:
    if control:
        said = "A control character, which could drive the terminal."
        return Finding(path, line, column, "control-character", "error", said, "Remove it.")
    said = "An invisible or direction-changing character; it is shown as U+FFFD."
    return Finding(path, line, column, "invisible-character", "warning", said, "Remove it.")


def _walk(
    value: Any, loc: tuple[str | int, ...], places: list[tuple[tuple[str | int, ...], bool]]
) -> Any:
    if len(loc) > MAX_DEPTH:
        return value
    if isinstance(value, str):
        safe = sanitize(value)
        if safe != value.replace("\r", ""):
            places.append((loc, has_control(value)))
        return safe
    if isinstance(value, dict):
        return {sanitize(key): _walk(inner, (*loc, key), places) for key, inner in value.items()}
    if isinstance(value, list):
        return [_walk(inner, (*loc, i), places) for i, inner in enumerate(value)]
    return value
