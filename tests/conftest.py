"""What every test stands on: folders of its own, no terminal, no settings of the developer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

Figure = Callable[[str], None]
"""Takes what a fault injection measured, for the table at the end of the run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the full counts of what is injected at random, and new snapshots."""
    parser.addoption("--slow", action="store_true", help="inject faults in full number")
    parser.addoption(
        "--update-snapshots", action="store_true", help="write how screens and reports look"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let slow machines take their time; draw the same examples each time but with --slow.

    Before the tests are imported, as their own settings build on these.
    """
    config.addinivalue_line(
        "markers", "fault(*rows): injects faults of these rows of docs/faults.md"
    )
    slow = bool(config.getoption("slow"))
    settings.register_profile("examkit", deadline=None, derandomize=not slow)
    settings.load_profile("examkit")


@pytest.fixture(scope="session")
def update_snapshots(request: pytest.FixtureRequest) -> bool:
    """Whether to write snapshots and golden files instead of comparing."""
    return bool(request.config.getoption("update_snapshots"))


@pytest.fixture
def figure(request: pytest.FixtureRequest, record_property: Callable[[str, Any], None]) -> Figure:
    """Give a place for what a fault injection measured."""
    rows = [row for mark in request.node.iter_markers("fault") for row in mark.args]

    def record(text: str) -> None:
        record_property("figure", f"{' '.join(rows)}: {text}")

    return record


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """List what the fault injections measured."""
    reports: Iterable[Any] = terminalreporter.stats.get("passed", [])
    found = [v for report in reports for name, v in report.user_properties if name == "figure"]
    if found:
        terminalreporter.section("faults injected")
        for line in sorted(found, key=lambda text: int(text[1:].split(":")[0].split()[0])):
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
