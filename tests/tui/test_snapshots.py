"""Every screen, compared with how it looked when somebody last looked at it.

`scripts/test tests/tui/test_snapshots.py --update-snapshots` writes them anew; then look at the
difference before you commit it.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from examkit.config import Config
from tests.gallery import drawn, scenes
from tests.screens import shown
from tests.services import Desk

FOLDER = Path(__file__).parent / "snapshots"
SIZES = [(60, 20), (80, 24), (120, 40), (160, 50)]
PICTURED = (80, 24)
"""The size at which pictures are kept as well: they hold the colours."""


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Show times as they are in Greenwich, wherever the tests run."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("size", "plain"), [*((size, False) for size in SIZES), (PICTURED, True)])
async def test_each_screen_is_as_it_was(
    tmp_path: Path, update_snapshots: bool, size: tuple[int, int], plain: bool
) -> None:
    # This number draws a mock whose first question has two keys.
    desk, texts, pictures = Desk(tmp_path, numbers=count(1)), dict[str, str](), dict[str, str]()
    async for name, app in scenes(desk.engine(), desk.clock, size, config=Config(ascii=plain)):
        texts[name] = re.sub(r"[ \t]+$", "", shown(app), flags=re.MULTILINE)
        assert texts[name].strip(), f"{name} is empty: the program was left before it"
        if size == PICTURED and not plain:
            pictures[name] = drawn(app.export_screenshot())
    file = FOLDER / f"{size[0]}x{size[1]}{'-ascii' if plain else ''}.txt"
    compared(
        file, "".join(f"=== {n}\n{text}\n" for n, text in texts.items()), update=update_snapshots
    )
    for name, picture in pictures.items():
        compared(FOLDER / f"{name}.svg", picture, update=update_snapshots)


def compared(file: Path, text: str, *, update: bool) -> None:
    """Compare with a file, or write it."""
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8").splitlines() == text.splitlines(), file.name
