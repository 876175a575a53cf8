"""Who may import whom. Imports follow the data; nothing points back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "examkit"

PLAIN = {"errors", "findings", "clock", "numerals", "suggest"}
"""Modules without any dependency, which everyone may use."""

INSIDE: dict[str, set[str]] = {
    "errors": {"findings"},
    "findings": set(),
    "clock": set(),
    "numerals": set(),
    "suggest": set(),
    "paths": {"errors"},
    "config": {"errors", "findings"},
    "bank": {"bank", "", *PLAIN},
    "exam": {"exam", "bank.model", "bank.pool", *PLAIN},
    "insight": {"insight", "exam", "bank.model", "bank.pool", *PLAIN},
    "formats": {"formats", "bank.text", "bank.locate", "bank.pool", *PLAIN},
    "report": {"report", "wish", "insight", "exam", "bank.text", *PLAIN},
    "store": {"store", "exam", *PLAIN},
    "sitting": {"exam", "store", *PLAIN},
    "wish": set(),
    "standing": {"bank", "exam", "insight", "store", "wish", *PLAIN},
    "drawing": {"bank", "exam", "insight", "standing", "wish", *PLAIN},
    "keeping": {"exam", "sitting", "store", *PLAIN},
    "telling": {"bank", "exam", "insight", "report", "store", *PLAIN},
    "library": {"bank", *PLAIN},
    "past": {
        "library", "standing", "drawing", "telling", "insight.settings", "bank.model", "exam",
        "report", "store", *PLAIN,
    },
    "unfinished": {"exam", "sitting", "store", *PLAIN},
    "engine": {
        "library", "unfinished", "past", "wish", "standing", "drawing", "sitting", "insight.plan",
        "bank", "exam", "store", "", *PLAIN,
    },
    "exchange": {"exchange", "bank", "formats", "engine", "wish", *PLAIN},
    "tui": {
        "tui", "engine", "unfinished", "drawing", "wish", "sitting", "telling", "config", "exam",
        "insight.plan", "report", "store.values", "bank.text", "bank.notes", "bank.summary",
        "bank.model", "bank.search", "store.outbox", *PLAIN,
    },
    "cli": {
        "cli", "engine", "past", "drawing", "standing", "wish", "telling", "keeping", "sitting",
        "config", "paths",
        "exam", "insight.plan", "report", "store", "bank", "tui", "exchange", "formats", "", *PLAIN,
    },
    "__main__": {"cli"},
    "": set(),
}  # fmt: skip
"""Layer -> layers (or single modules) it may import; the empty name is the package root."""

OUTSIDE: dict[str, set[str]] = {
    "bank": {"pydantic", "tomli", "tomlkit", "markdown_it", "sqlite3"},
    "config": {"tomli"},
    "formats": {"markdown_it", "sqlite3", "tomli", "zstandard"},
    "exchange": {"pydantic"},
    "insight": {"fsrs"},
    "paths": {"platformdirs"},
    "store": {"pydantic", "sqlite3"},
    "tui": {"textual", "rich", "markdown_it"},
}
"""Layer -> what it alone may import from outside the standard library (and sqlite3)."""

GUARDED = {
    "pydantic", "tomli", "tomlkit", "markdown_it", "sqlite3", "textual", "rich", "platformdirs",
    "fsrs",
}  # fmt: skip

PURE = ("exam", "insight")
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
