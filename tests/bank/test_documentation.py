"""The record of reading the documentation against each question."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from examkit.bank.loader import load_bank

FOLDER = Path(__file__).parents[2] / "questionbank"
FIELDS = ["id", "digest", "checked", "pages", "result", "rationales"]
RESULTS = {"carried", "reference", "rationale", "key", "unread"}
RATIONALES = {"true", "corrected", ""}


def rows() -> list[dict[str, str]]:
    with (FOLDER / "documentation.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        found = list(reader)
    assert reader.fieldnames == FIELDS
    return found


def test_each_row_names_a_question_of_the_bank() -> None:
    bank = load_bank(FOLDER / "aws-developer-associate").bank
    assert bank is not None
    assert not {row["id"] for row in rows()} - set(bank.questions)


def test_each_result_is_known_and_rests_on_pages() -> None:
    for row in rows():
        assert row["result"] in RESULTS, row
        assert row["rationales"] in RATIONALES, row
        assert re.fullmatch(r"[0-9a-f]{16}", row["digest"]), row
        assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", row["checked"]), row
        assert (int(row["pages"]) == 0) == (row["result"] == "unread"), row


def test_a_wording_is_checked_once() -> None:
    keys = [(row["id"], row["digest"]) for row in rows()]
    assert len(keys) == len(set(keys))
