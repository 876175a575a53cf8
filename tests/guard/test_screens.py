"""A screen knows neither the app nor another screen: the imports of the app form no circle."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.guard.test_layers import modules

TUI = {f"examkit.{name}": path for name, path in modules() if name.split(".")[0] == "tui"}
SCREENS = "examkit.tui.screens."


def imported(source: str) -> set[str]:
    """Name the modules of the app that a module imports, also for types and inside functions."""
    names = set[str]()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names & set(TUI)


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Name the modules of one circle in the order of their imports; empty without a circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_imports_form_no_circle() -> None:
    assert circle({module: imported(path.read_text()) for module, path in TUI.items()}) == []


def test_a_circle_through_imports_for_types_is_found() -> None:
    screen = """
if TYPE_CHECKING:
    from examkit.tui.app import ExamkitApp
"""
    app = """
def open_home():
    from examkit.tui.screens import home
"""
    graph = {"examkit.tui.screens.home": imported(screen), "examkit.tui.app": imported(app)}
    assert set(circle(graph)) == set(graph)


@pytest.mark.parametrize("screen", sorted(name for name in TUI if name.startswith(SCREENS)))
def test_a_screen_imports_no_screen_and_nothing_that_opens_screens(screen: str) -> None:
    names = imported(TUI[screen].read_text())
    assert [name for name in names if name.startswith(SCREENS)] == []
    assert names & {"examkit.tui.app", "examkit.tui.app_router"} == set()
