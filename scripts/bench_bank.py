"""Bars of the bank: indexing it cold, and opening it warm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import tomli
from bench import Figure, ratio
from bench_time import timed

from examkit.bank.index.build import rebuild
from examkit.bank.index.file import index_path
from examkit.bank.index.index import open_or_build


def figures(bank: Path, cache: Path, rounds: int) -> Iterator[Figure]:
    """Compare each with `tomli.loads` of the same bytes."""
    texts = [path.read_text() for path in bank.rglob("*.toml")]
    target = index_path(bank, cache)

    def parse() -> float:
        return timed(lambda: [tomli.loads(text) for text in texts])

    def cold() -> float:
        target.unlink(missing_ok=True)
        return timed(lambda: rebuild(bank, target))

    def warm() -> float:
        return timed(lambda: draw(bank, cache))

    yield Figure(
        "bank cold: parse, validate, check, index / tomli.loads", ratio(cold, parse, rounds), 2.5
    )
    yield Figure("bank warm: open and draw 65 / tomli.loads", ratio(warm, parse, rounds), 0.05)


def draw(bank: Path, cache: Path) -> None:
    """Open the index and read the questions of a form."""
    index = open_or_build(bank, cache)
    ids = [item.id for item in index.pool("large")[:65]]
    index.questions(ids)
    index.close()
