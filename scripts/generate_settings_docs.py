"""Write the page on settings from the code that reads and checks them."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from examkit import config
from examkit.config import FORMER_NAMES, RANGES, Config
from examkit.tui.setting_list import SECTIONS

INTRO = """# Settings

This page lists every setting: what it does, the values it can have, and its default.

Press `,` in the app to change settings. They are saved in `config.toml`, which you can also edit.
To find its folder, run:

```console
$ examkit data paths
…
config  …
…
```

A line of the file has a name and a value:

```toml
exam_date = "2026-12-15"
extra_minutes = 30
hide_clock = true
```

If the file has a setting that doesn't exist, or a value that isn't allowed, examkit doesn't start.
It names the setting, and what you can write.

Files from version 1.0.0 keep working: {former}."""
REST = "Only in the file"
VALUES = {
    bool: "`true` or `false`",
    int: "a whole number",
    float: "a number",
    str: "text in quotes",
    tuple: "a list of strings in quotes",
}


def settings_page() -> str:
    """Return `docs/settings.md`."""
    about = _docstrings()
    sections = {title: {row.name: row.label for row in rows} for title, rows in SECTIONS.items()}
    shown = {name for names in sections.values() for name in names}
    sections[REST] = {name: "" for name in Config._fields if name not in shown}
    former = ", ".join(f"`{old}` means `{new}`" for old, new in FORMER_NAMES.items())
    parts = [INTRO.format(former=former)]
    for title, names in sections.items():
        parts += [f"## {title}", "\n".join(_table(names, about))]
    return "\n\n".join(parts) + "\n"


def _table(names: Mapping[str, str], about: Mapping[str, str]) -> Iterator[str]:
    yield "| Setting | In the app | Values | Default | What it does |"
    yield "| --- | --- | --- | --- | --- |"
    for name, label in names.items():
        default = Config._field_defaults[name]
        cells = [f"`{name}`", label, _values(name, default), _toml(default), about[name]]
        yield f"| {' | '.join(cells)} |".replace("|  |", "| |")


def _values(name: str, default: Any) -> str:
    kind = VALUES.get(type(default), "a table")
    if name not in RANGES:
        return kind
    low, high = RANGES[name]
    zero = "" if low <= default <= high else "0, or "
    return f"{zero}{kind} from {low} to {high}"


def _toml(default: Any) -> str:
    """Return a default as it would be in the file."""
    if isinstance(default, Mapping):
        return "`{}`"
    if isinstance(default, tuple):
        return "`[]`"
    return f"`{default:g}`" if isinstance(default, float) else f"`{json.dumps(default)}`"


def _docstrings() -> dict[str, str]:
    """Return the docstring of each setting by its name."""
    [settings] = [
        node
        for node in ast.parse(inspect.getsource(config)).body
        if isinstance(node, ast.ClassDef) and node.name == Config.__name__
    ]
    found, name = dict[str, str](), ""
    for node in settings.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and name:
            found[name] = _linked(" ".join(str(node.value.value).split()))
    return found


def _linked(text: str) -> str:
    """Return a text with the names of pages as links."""
    return re.sub(r"docs/(\w+)\.md", r"[\1](\1.md)", text)
