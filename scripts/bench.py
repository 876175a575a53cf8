"""Measure speed as ratios of two things that are timed in turn within one run.

Usage: .venv/bin/python scripts/bench.py [--rounds N] [--questions N] [--only GROUP]

Other programs on the machine don't change the figures: see `bench_time.py`.
Groups: bank, screen, store.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from bench_time import use_one_processor  # noqa: E402 -- found by the path above


@dataclass(frozen=True)
class Figure:
    """A measured value and the limit it must not exceed."""

    name: str
    value: float
    bar: float
    unit: str = "x"


def ratio(first: Callable[[], float], second: Callable[[], float], rounds: int) -> float:
    """Run two measurements in turn and divide the first median by the second."""
    pairs = [(first(), second()) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)


def main() -> int:
    """Measure, print the table, and return 1 if a bar is missed."""
    args = arguments()
    # Without byte code every start would compile again, which would swamp the measurement.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    use_one_processor()
    compileall.compile_dir(str(ROOT / "examkit"), quiet=1)
    with tempfile.TemporaryDirectory() as scratch:
        figures = list(measure(Path(scratch), args))
    width = max(len(figure.name) for figure in figures)
    for f in figures:
        verdict = "met" if f.value <= f.bar else "MISSED"
        print(f"{f.name:<{width}}  {f.value:8.3f}{f.unit:<3} bar {f.bar:g}{f.unit:<3} {verdict}")
    return int(any(figure.value > figure.bar for figure in figures))


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description="Measure speed.")
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each pair (default: 15)")
    parser.add_argument("--questions", type=int, default=10_000, help="size of the bank")
    parser.add_argument("--only", default="", help="one group: bank, screen, or store")
    return parser.parse_args()


def measure(scratch: Path, args: argparse.Namespace) -> Iterator[Figure]:
    """Measure each group in turn."""
    import bench_bank
    import bench_screen
    import bench_store
    from generate_bank import generate_bank

    bank = generate_bank(scratch / "bank", args.questions)
    groups: dict[str, Callable[[], Iterator[Figure]]] = {
        "bank": lambda: bench_bank.figures(bank, scratch / "cache", args.rounds),
        "screen": lambda: bench_screen.figures(bank, scratch, args.rounds),
        "store": lambda: bench_store.figures(scratch / "store", args.rounds),
    }
    for name, group in groups.items():
        if args.only in ("", name):
            yield from group()


if __name__ == "__main__":
    # The groups import this module by name and must get the same classes.
    sys.modules["bench"] = sys.modules["__main__"]
    sys.exit(main())
