"""Screens name no shell commands, and the command line names no keys of the app."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from examkit.cli.main import parser
from tests.guard.test_layers import modules

OUTSIDE_THE_APP = ("cli", "command_lines", "transfer", "formats")
"""The packages whose texts no screen shows."""
FINDINGS = "bank.question_checks"
"""The module with hints for authors. Home shows findings without their hints."""
KEY = re.compile(r"\b[Pp]ress(?:ing)? (?:[a-zA-Z0-9]|enter|space|tab|esc)\b(?! key)")


def commands() -> set[str]:
    """Return the names of all commands."""
    [action] = [a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return set(action.choices)


def texts(path: Path) -> Iterator[str]:
    """Yield the strings of a module that aren't docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    bare = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in bare:
            yield node.value


def modules_in(*packages: str) -> list[tuple[str, Path]]:
    return [(name, path) for name, path in modules() if name.split(".")[0] in packages]


def test_only_the_command_line_names_commands() -> None:
    named = re.compile(rf"\bexamkit (?:{'|'.join(sorted(commands()))})\b")
    outside = {FINDINGS, *(name for name, _ in modules_in(*OUTSIDE_THE_APP))}
    found = [
        f"{name}: {text}"
        for name, path in modules()
        if name not in outside
        for text in texts(path)
        if named.search(text)
    ]
    assert found == []


@pytest.mark.parametrize(("name", "path"), modules_in("cli", "report", "attempts", "drills"))
def test_only_screens_name_keys(name: str, path: Path) -> None:
    assert [text for text in texts(path) if KEY.search(text)] == [], name
