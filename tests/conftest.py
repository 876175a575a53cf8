"""What every test stands on: folders of its own, no terminal, no settings of the developer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the full counts of what is injected at random."""
    parser.addoption("--slow", action="store_true", help="inject faults in full number")


def pytest_configure(config: pytest.Config) -> None:
    """Let slow machines take their time; draw the same examples each time but with --slow.

    Before the tests are imported, as their own settings build on these.
    """
    slow = bool(config.getoption("slow"))
    settings.register_profile("examkit", deadline=None, derandomize=not slow)
    settings.load_profile("examkit")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep tests out of the developer's folders and settings."""
    folder = tmp_path / "home"
    monkeypatch.setenv("EXAMKIT_HOME", str(folder))
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return folder
