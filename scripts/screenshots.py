"""Take pictures of the screens with the shipped bank.

Usage: .venv/bin/python scripts/screenshots.py [--size 80x24] [--theme NAME] [--ascii] FOLDER
       .venv/bin/python scripts/screenshots.py --sheet FOLDER    all screens side by side
       .venv/bin/python scripts/screenshots.py --readme [--check]
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from animated_picture import animate

from examkit.attempts.service import AttemptService
from examkit.config import Config
from examkit.paths import shipped_banks
from examkit.store.sqlite.store import open_store
from tests.factories import FakeClock
from tests.gallery import drawn, scenes

IMAGES = Path(__file__).parents[1] / "docs" / "images"
LOOKS = (
    ("80x24", Config()),
    ("60x20", Config()),
    ("100x30", Config()),
    ("160x50", Config()),
    ("80x24", Config(theme="textual-light")),
    ("80x24", Config(theme="high-contrast")),
    ("80x24", Config(ascii=True)),
)
"""Sizes and settings of the columns of the sheet."""
STILLS = {"drill-answer": "explanation", "report": "report"}
"""Scenes of the tutorial, with the file names of their pictures."""
TOUR = {
    "drill": "1. A question",
    "drill-answer": "2. The reason for each option",
    "report": "3. The report after a mock exam",
}
"""Scenes of the README's moving picture, with the titles of its window."""
DOCS_SIZE = "112x31"


def main() -> int:
    """Write the pictures, or with `--check` return 1 if one is out of date."""
    parser = argparse.ArgumentParser(description="Take pictures of the screens.")
    parser.add_argument("folder", type=Path, nargs="?", default=IMAGES)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--theme", default="")
    parser.add_argument("--ascii", action="store_true")
    parser.add_argument("--sheet", action="store_true", help="show all settings on one page")
    parser.add_argument("--readme", action="store_true", help="take only the pictures of the docs")
    parser.add_argument("--check", action="store_true", help="return 1 if one is out of date")
    args = parser.parse_args()
    os.environ["TZ"] = "UTC"
    time.tzset()
    if args.sheet:
        args.folder.mkdir(parents=True, exist_ok=True)
        (args.folder / "index.html").write_text(sheet(), encoding="utf-8")
        return 0
    config = Config(theme=args.theme, ascii=args.ascii)
    if args.readme:
        images = pictures_for_docs(config)
    else:
        images = asyncio.run(pictures(args.size, config, ""))
    files = {args.folder / f"{name}.svg": text for name, text in images.items()}
    stale = [p for p, text in files.items() if not p.exists() or p.read_text("utf-8") != text]
    if args.check:
        sys.stdout.writelines(f"{path.name} is out of date\n" for path in stale)
        return int(bool(stale))
    args.folder.mkdir(parents=True, exist_ok=True)
    for path in stale:
        path.write_text(files[path], encoding="utf-8")
    return 0


def pictures_for_docs(config: Config) -> dict[str, str]:
    """Return the pictures of the README and the tutorial by name."""
    scenes = asyncio.run(pictures(DOCS_SIZE, config, "drill-answer"))
    tour = [
        scenes[name].replace(">examkit</text>", f">{text}</text>") for name, text in TOUR.items()
    ]
    return {"tour": animate(tour)} | {file: scenes[name] for name, file in STILLS.items()}


def sheet() -> str:
    """Return an HTML page with a row for each screen and a column for each size and setting."""
    looks = [asyncio.run(pictures(size, config, "")) for size, config in LOOKS]
    os.environ["NO_COLOR"] = "1"
    looks.append(asyncio.run(pictures("80x24", Config(), "")))
    del os.environ["NO_COLOR"]
    rows = "".join(
        f"<tr><th>{name}</th>"
        + "".join(f'<td><img src="{embedded(look[name])}"></td>' for look in looks)
        + "</tr>\n"
        for name in looks[0]
    )
    heads = "".join(
        f"<th>{size} {config.theme}{' ascii' * config.ascii}</th>" for size, config in LOOKS
    )
    heads += "<th>80x24 NO_COLOR</th>"
    style = "body{background:#888} img{width:30em} th{text-align:left}"
    return (
        f"<!doctype html><style>{style}</style><table><tr><th></th>{heads}</tr>\n{rows}</table>\n"
    )


def embedded(svg: str) -> str:
    """Return a picture as a data URL, because the styles of pictures in one document would mix."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


async def pictures(size: str, config: Config, last: str) -> dict[str, str]:
    """Return an SVG picture of each scene, up to the one named `last`."""
    return {name: picture async for name, picture in _taken(size, config, last)}


async def _taken(size: str, config: Config, last: str) -> AsyncIterator[tuple[str, str]]:
    width, height = map(int, size.split("x"))
    with tempfile.TemporaryDirectory() as scratch:
        clock = FakeClock()
        engine = AttemptService(
            shipped_banks() / "aws-developer-associate",
            cache=Path(scratch) / "cache",
            store=open_store(Path(scratch) / "data"),
            clock=clock,
            entropy=lambda: "picture",
        )
        _ = engine.bank
        async for name, app in scenes(engine, clock, (width, height), config=config, last=last):
            yield name, drawn(app.export_screenshot())


if __name__ == "__main__":
    sys.exit(main())
