"""Text in color for terminals. Output that isn't a terminal stays plain."""

from __future__ import annotations

import os
import re
import sys

from examkit.cli.output import stdout_is_ascii

_GREEN, _YELLOW, _RED, _BOLD, _RESET = "\x1b[32m", "\x1b[33m", "\x1b[31m", "\x1b[1m", "\x1b[0m"
_VERDICTS = {
    "meets the passing score": _GREEN,
    "meets passing": _GREEN,
    "borderline": _YELLOW,
    "needs improvement": _RED,
    "PASS": _GREEN,
    "BELOW PASS": _RED,
}
_WORDS = "meets the passing score|meets passing|borderline|needs improvement"
_ROW = re.compile(rf"^([^█#]*)((?:[█#┃|]*[█#])?)(.*?)({_WORDS})$")
_HERO = re.compile(r"^ (BELOW PASS|PASS)(  .*)$")
_HEADING = re.compile(r"^ [A-Z][A-Z ]+$")


def stdout_is_styled() -> bool:
    """Return whether standard output is a terminal that can show color codes."""
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def print_styled(text: str) -> None:
    """Print text with color codes. Any text from a bank must already be sanitized."""
    if stdout_is_ascii():
        from examkit.tui.ascii_filter import SIGNS

        for sign, plain in (*SIGNS.items(), ("✓", "+"), ("✗", "x")):
            text = text.replace(sign, plain)
    sys.stdout.write(text.rstrip("\n") + "\n")


def color_report(text: str) -> str:
    """Return a report with its verdicts, bars, and headings in color, unless NO_COLOR is set."""
    if os.environ.get("NO_COLOR"):
        return text
    return "\n".join(map(_color_line, text.split("\n")))


def _color_line(line: str) -> str:
    if match := _HERO.match(line):
        return f" {_BOLD}{_VERDICTS[match[1]]}{match[1]}{_RESET}{_BOLD}{match[2]}{_RESET}"
    if _HEADING.match(line):
        return f"{_BOLD}{line}{_RESET}"
    if match := _ROW.match(line):
        color, (label, bar, middle, word) = _VERDICTS[match[4]], match.groups()
        drawn = f"{color}{bar}{_RESET}" if bar else ""
        return f"{label}{drawn}{middle}{color}{word}{_RESET}"
    return line
