"""Who may import whom. Imports follow the data; nothing points back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "examkit"

PLAIN = {
    "errors", "diagnostics", "dates", "humanize", "sanitize", "command_lines", "system_clock",
}  # fmt: skip
"""Modules without any dependency, which everyone may use."""

INSIDE: dict[str, set[str]] = {
    "errors": {"diagnostics"},
    "diagnostics": set(),
    "dates": set(),
    "humanize": set(),
    "sanitize": set(),
    "command_lines": set(),
    "system_clock": set(),
    "paths": {"errors"},
    "config": {"errors", "diagnostics"},
    "config_file": {"config", "errors"},
    "question_types": {"question_types", *PLAIN},
    "bank": {"bank", "question_types", "", *PLAIN},
    "exam": {
        "exam", "question_types", "bank.model", "bank.pool", "bank.notes", *PLAIN,
    },
    "analytics": {"analytics", "exam", "question_types", "bank.model", *PLAIN},
    "drills": {"drills", "analytics", "exam", "bank", "store", *PLAIN},
    "formats": {
        "formats", "question_types", "bank.toml.reader", *PLAIN,
    },
    "report": {"report", "question_types", "drills", "analytics", "exam", *PLAIN},
    "store": {"store", "exam", "question_types", *PLAIN},
    "attempts": {
        "attempts", "drills", "analytics", "report", "bank", "exam", "question_types", "store", "",
        *PLAIN,
    },
    "transfer": {"transfer", "attempts", "drills", "bank", "formats", "question_types", *PLAIN},
    "tui": {
        "tui", "question_types", "attempts", "drills", "report", "config", "config_file", "exam",
        "bank.known_banks", "bank.model", "bank.notes", "bank.search", "bank.summary",
        "store.annotations", "store.durability.outbox", "store.records",
        *PLAIN,
    },
    "cli": {
        "cli", "tui", "attempts", "transfer", "formats", "drills", "report", "config",
        "config_file", "paths", "exam", "question_types", "store", "bank", "", *PLAIN,
    },
    "__main__": {"cli"},
    "": set(),
}  # fmt: skip
"""Layer -> layers (or single modules) it may import; the empty name is the package root."""

OUTSIDE: dict[str, set[str]] = {
    "bank": {"pydantic", "tomli", "tomlkit", "markdown_it", "sqlite3"},
    "cli": {"rich"},
    "config": {"tomli"},
    "config_file": {"tomlkit"},
    "formats": {"markdown_it", "sqlite3", "tomli", "zstandard"},
    "transfer": {"pydantic"},
    "drills": {"fsrs"},
    "paths": {"platformdirs"},
    "store": {"pydantic", "sqlite3"},
    "tui": {"textual", "rich", "markdown_it"},
}
"""Layer -> what it alone may import from outside the standard library (and sqlite3)."""

GUARDED = {
    "pydantic", "tomli", "tomlkit", "markdown_it", "sqlite3", "textual", "rich", "platformdirs",
    "fsrs",
}  # fmt: skip

PURE = ("exam", "analytics", "question_types")
IMPURE_NAMES = {"open", "print", "input", "eval", "exec"}
IMPURE_MODULES = {
    "os",
    "io",
    "time",
    "random",
    "secrets",
    "pathlib",
    "subprocess",
    "socket",
    "logging",
}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        if "questionbank" not in path.parts:
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(part for part in parts if part != "__init__"), path


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "examkit":
                yield from (f"examkit.{alias.name}" for alias in node.names)


def allowed(name: str, layers: set[str]) -> bool:
    inner = name.removeprefix("examkit").removeprefix(".")
    return any(inner == layer or inner.startswith(f"{layer}.") for layer in layers if layer) or (
        "" in layers and inner in {"", "__version__"}
    )


@pytest.mark.parametrize(("module", "path"), [pytest.param(*m, id=m[0]) for m in modules()])
def test_a_module_imports_only_what_its_layer_may(module: str, path: Path) -> None:
    layer = module.split(".", maxsplit=1)[0]
    inside = [
        name for name in imports(path) if name.split(".")[0] == "examkit" and name != "examkit"
    ]
    outside = {name.split(".")[0] for name in imports(path)} & GUARDED

    assert [name for name in inside if not allowed(name, INSIDE[layer])] == []
    assert outside - OUTSIDE.get(layer, set()) == set()


@pytest.mark.parametrize(
    ("module", "path"), [pytest.param(*m, id=m[0]) for m in modules() if m[0].split(".")[0] in PURE]
)
def test_the_core_reads_no_file_no_clock_and_no_chance(module: str, path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}

    assert names & IMPURE_NAMES == set()
    assert {name.split(".")[0] for name in imports(path)} & IMPURE_MODULES == set()


def test_every_rule_of_the_table_is_needed() -> None:
    used: dict[str, set[str]] = {layer: set() for layer in INSIDE}
    for module, path in modules():
        layer = module.split(".")[0]
        for name in imports(path):
            if name.split(".")[0] == "examkit":
                used[layer] |= {rule for rule in INSIDE[layer] if allowed(name, {rule})}

    unused = {layer: rules - used[layer] - PLAIN - {layer} for layer, rules in INSIDE.items()}
    assert {layer: rules for layer, rules in unused.items() if rules} == {}
