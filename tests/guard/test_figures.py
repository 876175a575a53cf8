"""The figures on the page about reports are those of the measurement, rounded."""

from __future__ import annotations

import re

import pytest

from tests.pages import ROOT

REPORTS = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
MEASUREMENT = (ROOT / "docs" / "dev" / "measurement.md").read_text(encoding="utf-8")


def row_of(page: str, label: str) -> list[str]:
    """Return the cells after a label in the first row of a table that begins with it."""
    [cells] = re.findall(rf"^\| {re.escape(label)} \| (.+) \|$", page, re.MULTILINE)[:1]
    return [cell.strip() for cell in cells.split("|")]


def measured(heading: str, population: str) -> list[float]:
    """Return a population's figures after one, two, and three mocks, as the program is now."""
    table = MEASUREMENT.split(f"### {heading}", 1)[1].split("###")[0]
    return [float(cell.split()[0]) for cell in row_of(table, population)[1::2]]


@pytest.mark.parametrize(
    ("label", "heading", "population"),
    [
        (
            "The likely range contains a domain's true share",
            "The likely range contains a domain's true share",
            "even",
        ),
        (
            "The same, if a domain is 15 points or more behind the others",
            "The same, for a domain 15 points or more behind the rest",
            "all together",
        ),
        (
            "Share of domains at or above the passing score that get *needs improvement*",
            "Called weak although at or above the passing score",
            "even",
        ),
        (
            "Share of domains 10 points or more below it that get *needs improvement*",
            "Called weak where 10 points or more below it",
            "even",
        ),
    ],
)
def test_each_figure_on_the_page_was_measured(label: str, heading: str, population: str) -> None:
    shown = [int(cell.removesuffix("%")) for cell in row_of(REPORTS, label)]
    assert shown == [round(100 * value) for value in measured(heading, population)]
