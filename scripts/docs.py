"""Write docs/keys.md from the one table of keys.

Usage: .venv/bin/python scripts/docs.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from examkit.tui.commands import NAMES, SCREENS, Command

PAGE = Path(__file__).parents[1] / "docs" / "keys.md"


def page() -> str:
    """Give the text of the page."""
    parts = ["# Keys", "Every key works on each screen as listed; ctrl+p finds a command by name."]
    for screen, commands in SCREENS.items():
        parts += [
            f"## {screen}",
            "\n".join(["| Key | What it does |", "| --- | --- |", *map(row, commands)]),
        ]
    return "\n\n".join(parts) + "\n"


def row(command: Command) -> str:
    """Give the line of one command."""
    keys = [command.keys] if command.keys in NAMES else command.keys.split(",")
    shown = ", ".join(f"`{NAMES.get(key, key)}`" for key in keys)
    return f"| {shown} | {command.tooltip} |"


def main() -> int:
    """Write the page, or tell whether it is current."""
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text(encoding="utf-8") != page())
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
