"""What every test stands on: folders of its own, no terminal, no settings of the developer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the full counts of what is injected at random."""
    parser.addoption("--slow", action="store_true", help="inject faults in full number")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep tests out of the developer's folders and settings."""
    folder = tmp_path / "home"
    monkeypatch.setenv("EXAMKIT_HOME", str(folder))
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    return folder


@pytest.fixture(autouse=True, scope="session")
def _unhurried_properties() -> None:
    """Let slow machines take their time over hypothesis."""
    settings.register_profile("examkit", deadline=None)
    settings.load_profile("examkit")
