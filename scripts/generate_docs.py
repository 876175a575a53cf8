"""Write what follows from code and bank: pages on keys, commands, rules, and skills, and a schema.

Usage: .venv/bin/python scripts/generate_docs.py [--check]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from generate_command_docs import commands_page
from generate_key_docs import keys_page
from generate_settings_docs import settings_page
from generate_skill_page import SKILLS, skills_page
from pydantic import create_model

from examkit.bank.lint.rule import Rule
from examkit.bank.lint.runner import RULES
from examkit.report.render.json import SHAPE

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
BEGIN, END = "<!-- rules -->\n", "\n<!-- end of rules -->"


def lint_page() -> str:
    """Return `docs/lint.md` with its table of rules regenerated."""
    text = (DOCS / "lint.md").read_text(encoding="utf-8")
    before, after = text.split(BEGIN)[0], text.split(END)[1]
    rows = ["| Code | Severity | What it finds |", "| --- | --- | --- |", *map(rule_row, RULES)]
    return before + BEGIN + "\n".join(rows) + END + after


def rule_row(rule: Rule) -> str:
    """Return the table row of a lint rule."""
    return f"| `{rule.code}` | {rule.severity} | {rule.about} |"


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
    return texts | {DOCS / "report.schema.json": report_schema(), SKILLS: skills_page()}


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
