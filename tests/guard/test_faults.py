"""Each row of docs/dev/faults.md is injected by a test, and each such test has its row."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_rows_and_tests_are_the_same() -> None:
    page = (ROOT / "docs" / "dev" / "faults.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| (R\d+) \|", page, re.MULTILINE))
    marks: set[str] = set()
    for path in (ROOT / "tests").rglob("test_*.py"):
        for mark in re.findall(r"mark\.fault\(([^)]*)\)", path.read_text(encoding="utf-8")):
            marks |= set(re.findall(r"R\d+", mark))
    assert marks == rows
