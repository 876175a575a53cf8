"""Write what follows from the code: pages of docs and the schema of reports.

Usage: .venv/bin/python scripts/generate_docs.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from generate_command_docs import commands_page
from pydantic import create_model

from examkit.bank.lint.rule import Rule
from examkit.bank.lint.runner import RULES
from examkit.report.render.json import SHAPE
from examkit.tui.keymap import NAMES, SCREENS, KeyCommand

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
BEGIN, END = "<!-- rules -->\n", "\n<!-- end of rules -->"


def lint_page() -> str:
    """Return the page of rules, with its table made anew."""
    text = (DOCS / "lint.md").read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    rows = ["| Code | | What it finds |", "| --- | --- | --- |", *map(rule_row, RULES)]
    return before + BEGIN + "\n".join(rows) + END + after


def rule_row(rule: Rule) -> str:
    """Return the line of one rule."""
    return f"| `{rule.code}` | {rule.severity} | {rule.about} |"


def keys_page() -> str:
    """Return the page of keys."""
    parts = ["# Keys", "Every key works on each screen as listed; ctrl+p finds a command by name."]
    for screen, commands in SCREENS.items():
        parts += [
            f"## {screen}",
            "\n".join(["| Key | What it does |", "| --- | --- |", *map(row, commands)]),
        ]
    return "\n\n".join(parts) + "\n"


def row(command: KeyCommand) -> str:
    """Return the line of one command."""
    keys = [command.keys] if command.keys in NAMES else command.keys.split(",")
    shown = ", ".join(f"`{NAMES.get(key, key)}`" for key in keys)
    return f"| {shown} | {command.tooltip} |"


def report_schema() -> str:
    """Return the JSON Schema of a report."""
    shape: dict[str, Any] = {name: (kind, ...) for name, kind in SHAPE.items()}
    made = create_model(
        "Report", __doc__="A report as examkit report --format json writes it.", **shape
    )
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **made.model_json_schema()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def made() -> dict[Path, str]:
    """Return each file that is made, with its text."""
    pages = {"keys.md": keys_page, "lint.md": lint_page, "commands.md": commands_page}
    made_pages = {DOCS / name: page() for name, page in pages.items()}
    return made_pages | {DOCS / "report.schema.json": report_schema()}


def main() -> int:
    """Write the files, or tell whether they are current."""
    stale = [p for p, text in made().items() if not p.exists() or p.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        sys.stdout.writelines(f"{path.name} is not current\n" for path in stale)
        return int(bool(stale))
    for path in stale:
        path.write_text(made()[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
