"""Fixtures for every test: its own folders, no terminal, and no settings of the developer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

Figure = Callable[[str], None]
"""Records a measurement of a fault injection for the table at the end of the run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add options for full fault injection and for new snapshots."""
    parser.addoption("--slow", action="store_true", help="inject the full number of faults")
    parser.addoption(
        "--update-snapshots", action="store_true", help="write snapshots of screens and reports"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Remove deadlines for slow machines, and draw the same examples unless --slow is given.

    This must run before tests are imported, because their settings build on these.
    """
    config.addinivalue_line(
        "markers", "fault(*rows): injects faults of these rows of docs/dev/faults.md"
    )
    slow = bool(config.getoption("slow"))
    settings.register_profile("examkit", deadline=None, derandomize=not slow)
    settings.load_profile("examkit")


@pytest.fixture(scope="session")
def update_snapshots(request: pytest.FixtureRequest) -> bool:
    """Return whether to write snapshots and golden files instead of comparing them."""
    return bool(request.config.getoption("update_snapshots"))


@pytest.fixture
def figure(request: pytest.FixtureRequest, record_property: Callable[[str, Any], None]) -> Figure:
    """Return a function that records a measurement of a fault injection."""
    rows = [row for marker in request.node.iter_markers("fault") for row in marker.args]

    def record(text: str) -> None:
        record_property("figure", f"{' '.join(rows)}: {text}")

    return record


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the measurements of fault injections."""
    reports: Iterable[Any] = terminalreporter.stats.get("passed", [])
    figures = [v for report in reports for name, v in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("faults injected")
        for line in sorted(figures, key=lambda text: int(text[1:].split(":")[0].split()[0])):
            terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep tests out of the developer's folders and settings."""
    folder = tmp_path / "home"
    monkeypatch.setenv("EXAMKIT_HOME", str(folder))
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return folder
