"""Take pictures of the screens, on the shipped bank, for the README and for looking at.

Usage: .venv/bin/python scripts/screenshots.py [--size 80x24] FOLDER
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from examkit.config import Config
from examkit.engine import Engine
from examkit.paths import shipped_banks
from examkit.store.sqlite import open_store
from examkit.tui.app import ExamkitApp
from tests.engines import answer
from tests.factories import FakeClock

WALK = (
    ("home", ""),
    ("exam", ""),
    ("overview", "o"),
    ("hand-in", "s"),
    ("report", "y"),
    ("review", "w"),
)


async def main() -> None:
    """Walk through a sitting and take a picture of each screen."""
    parser = argparse.ArgumentParser(description="Take pictures of the screens.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="80x24")
    args = parser.parse_args()
    width, height = map(int, args.size.split("x"))
    args.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        await walk(Path(scratch), args.folder, (width, height))


async def walk(scratch: Path, folder: Path, size: tuple[int, int]) -> None:
    """Take the pictures."""
    clock = FakeClock()
    engine = Engine(
        shipped_banks() / "aws-developer-associate",
        cache=scratch / "cache",
        store=open_store(scratch / "data"),
        clock=clock,
    )
    _ = engine.bank
    app = ExamkitApp(engine, Config())
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.5)
        for name, key in WALK:
            if name == "exam":
                sit(app, engine, clock)
            elif key:
                await pilot.press(key)
            await pilot.pause(0.3)
            (folder / f"{name}.svg").write_text(picture(app), encoding="utf-8")


def picture(app: ExamkitApp) -> str:
    """Draw the screen with the reader's own monospaced font, so that nothing is fetched."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", app.export_screenshot(), flags=re.DOTALL)
    return svg.replace("Fira Code", "monospace")


def sit(app: ExamkitApp, engine: Engine, clock: FakeClock) -> None:
    """Sit most of an exam, right three times of four, and stop at an easy question to show."""
    sitting = engine.start_mock(seed="picture")
    for slot in range(40):
        clock.pass_time(95)
        answer(sitting, slot, right=slot % 4 > 0)
        if slot % 9 == 4:
            sitting.flag(slot)
    sitting.go(11)
    app.sit(lambda: sitting)


if __name__ == "__main__":
    asyncio.run(main())
