"""A store in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from examkit.store.sqlite.store import SqliteStore, open_store
from tests.factories import FakeClock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "attempts.db"


@pytest.fixture
def store(folder: Path) -> Iterator[SqliteStore]:
    with open_store(folder, clock=FakeClock()) as opened:
        yield opened
