"""Write the docs that follow from the code: pages for keys, commands, and rules, and a schema.

Usage: .venv/bin/python scripts/generate_docs.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from generate_command_docs import commands_page
from generate_settings_docs import settings_page
from pydantic import create_model

from examkit.bank.lint.rule import Rule
from examkit.bank.lint.runner import RULES
from examkit.report.render.json import SHAPE
from examkit.tui.key_command import KeyCommand, show_key
from examkit.tui.key_meanings import FIXED, KEYS
from examkit.tui.keymap import SCREENS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
OWN_KEYS = """\
## Your own keys

A table in `config.toml` changes keys by the names of their commands. Separate several keys with
commas, and put names with a space in quotes:

```toml
[keys]
flag = "f2"
"strike out" = "ctrl+x,delete"
```

A key can have only one meaning, and `a` to `h` choose options. When examkit starts, it reports a
line that it can't use, and the usual key works. Keys in text fields don't change."""
BEGIN, END = "<!-- rules -->\n", "\n<!-- end of rules -->"


def lint_page() -> str:
    """Return `docs/lint.md` with its table of rules regenerated."""
    text = (DOCS / "lint.md").read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    rows = ["| Code | | What it finds |", "| --- | --- | --- |", *map(rule_row, RULES)]
    return before + BEGIN + "\n".join(rows) + END + after


def rule_row(rule: Rule) -> str:
    """Return the table row of a lint rule."""
    return f"| `{rule.code}` | {rule.severity} | {rule.about} |"


def keys_page() -> str:
    """Return `docs/keys.md`."""
    parts = ["# Keys", "A key means the same on every screen. ctrl+p finds a command by name."]
    for screen, commands in SCREENS.items():
        parts += [
            f"## {screen}",
            "\n".join(["| Key | What it does |", "| --- | --- |", *map(key_row, commands)]),
        ]
    return "\n\n".join([*parts, OWN_KEYS, "\n".join(own_key_rows())]) + "\n"


def own_key_rows() -> list[str]:
    """Return the table of the commands whose keys can be changed."""
    rows = [f"| `{name}` | {key_names(keys)} |" for name, keys in KEYS.items() if name not in FIXED]
    return ["| Name | Keys |", "| --- | --- |", *rows]


def key_names(keys: str) -> str:
    """Return the keys as people know them."""
    return ", ".join(f"`{show_key(key)}`" for key in keys.split(","))


def key_row(command: KeyCommand) -> str:
    """Return the table row of a key."""
    return f"| {key_names(command.keys)} | {command.tooltip} |"


def report_schema() -> str:
    """Return the JSON Schema of a report."""
    shape: dict[str, Any] = {name: (kind, ...) for name, kind in SHAPE.items()}
    model = create_model(
        "Report", __doc__="A report as examkit report --format json writes it.", **shape
    )
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema = dialect | model.model_json_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


PAGES = {
    "commands.md": commands_page,
    "keys.md": keys_page,
    "lint.md": lint_page,
    "settings.md": settings_page,
}


def generated_files() -> dict[Path, str]:
    """Return the text of each generated file by its path."""
    texts = {DOCS / name: page() for name, page in PAGES.items()}
    return texts | {DOCS / "report.schema.json": report_schema()}


def main() -> int:
    """Write the files that are out of date, or with `--check` return 1 if there are any."""
    texts = generated_files()
    stale = [p for p, text in texts.items() if not p.exists() or p.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        sys.stdout.writelines(f"{path.name} is out of date\n" for path in stale)
        return int(bool(stale))
    for path in stale:
        path.write_text(texts[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
