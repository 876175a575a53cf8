"""What `bank check` reports about one fault: one finding, at its line, in plain words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from examkit.bank.loader import load_bank
from tests.banks import write_bank

# Each row is one fault: the text to replace in a file (all of it if empty), and the one finding.
ROWS = [
    json.loads(row)
    for row in (Path(__file__).parent / "data" / "broken_banks.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
LEAKS = re.compile(r"literal|pydantic|\bstr\b|\bint\b|\bbool\b|\bdict\b|tuple|NoneType|\[type=|\\n")
"""What only a programmer reads: names of Python's types, and how pydantic writes its faults."""


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["by"][:40] or row["replace"][:40])
def test_a_fault_is_one_finding_at_its_line(tmp_path: Path, row: dict[str, str]) -> None:
    path = write_bank(tmp_path) / row["file"]
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace(row["replace"], row["by"], 1) if row["replace"] else "")

    [finding] = load_bank(tmp_path).findings
    assert (finding.path, finding.message, finding.hint) == (
        row["file"],
        row["message"],
        row["hint"],
    )
    line = path.read_text(encoding="utf-8").split("\n")[finding.line - 1]
    assert line.strip().startswith(row["line"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["by"][:40] or row["replace"][:40])
def test_a_message_has_a_hint_and_nothing_for_programmers(row: dict[str, str]) -> None:
    for text in (row["message"], row["hint"]):
        assert text
        assert not LEAKS.search(text)
    assert row["message"].endswith(".")
