"""Take pictures of the screens, on the shipped bank, for the README and for looking at.

Usage: .venv/bin/python scripts/screenshots.py [--size 80x24] [--theme NAME] [--ascii] FOLDER
       .venv/bin/python scripts/screenshots.py --readme [--check]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from examkit.config import Config
from examkit.engine import Engine
from examkit.paths import shipped_banks
from examkit.store.sqlite import open_store
from tests.factories import FakeClock
from tests.gallery import drawn, scenes

IMAGES = Path(__file__).parents[1] / "docs" / "images"
IN_README = {"exam-chosen": "exam", "report": "report"}
"""Scenes of the README, with the names of their pictures."""


def main() -> int:
    """Take the pictures, or tell whether those of the README are current."""
    parser = argparse.ArgumentParser(description="Take pictures of the screens.")
    parser.add_argument("folder", type=Path, nargs="?", default=IMAGES)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--theme", default="")
    parser.add_argument("--ascii", action="store_true")
    parser.add_argument("--readme", action="store_true", help="those of the README alone")
    parser.add_argument("--check", action="store_true", help="write nothing; 1 if one is old")
    args = parser.parse_args()
    width, height = map(int, args.size.split("x"))
    config = Config(theme=args.theme, ascii=args.ascii)
    os.environ["TZ"] = "UTC"
    time.tzset()
    last = list(IN_README)[-1] if args.readme else ""
    taken = asyncio.run(pictures((width, height), config, last))
    if args.readme:
        taken = {IN_README[name]: text for name, text in taken.items() if name in IN_README}
    files = {args.folder / f"{name}.svg": text for name, text in taken.items()}
    old = [p for p, text in files.items() if not p.exists() or p.read_text("utf-8") != text]
    if args.check:
        sys.stdout.writelines(f"{path.name} is not current\n" for path in old)
        return int(bool(old))
    args.folder.mkdir(parents=True, exist_ok=True)
    for path in old:
        path.write_text(files[path], encoding="utf-8")
    return 0


async def pictures(size: tuple[int, int], config: Config, last: str) -> dict[str, str]:
    """Give a picture of each scene, up to the last that is wanted."""
    return {name: picture async for name, picture in _taken(size, config, last)}


async def _taken(
    size: tuple[int, int], config: Config, last: str
) -> AsyncIterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as scratch:
        clock = FakeClock()
        engine = Engine(
            shipped_banks() / "aws-developer-associate",
            cache=Path(scratch) / "cache",
            store=open_store(Path(scratch) / "data"),
            clock=clock,
            entropy=lambda: "picture",
        )
        _ = engine.bank
        async for name, app in scenes(engine, clock, size, config=config, last=last):
            yield name, drawn(app.export_screenshot())


if __name__ == "__main__":
    sys.exit(main())
