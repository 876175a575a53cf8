"""The report as Markdown."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

from examkit.report.render.markdown import render
from tests.report.example import make_facts, report_of, running_example

GOLDEN = Path(__file__).parents[1] / "golden"
EVIL = "<b>x</b> [a](http://b) | `c` *d* \x1b[31m\n# e"


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("| ")]


def test_golden(update_snapshots: bool) -> None:
    file, written = GOLDEN / "running-example.md", render(report_of(running_example()))
    if update_snapshots:
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


def test_domains_are_a_table() -> None:
    table = rows(render(report_of(running_example())))
    assert table[2] == "| Secure | 14/19 | 74% | borderline |"
    assert "| Secure | 30% | 71% | 61–81% |" in table


def test_sections() -> None:
    text = render(report_of(running_example()))
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Exam One: Mock exam",
        "## Domains in this attempt",
        "## Do next",
        "## Domain estimates",
        "## What counts",
        "## Topics you missed most",
        "## Topics so far",
        "## Notes to read",
        "## Time",
        "## Confidence",
        "## How this is calculated",
    ]


def test_text_of_a_bank_stays_text() -> None:
    facts = make_facts(note_titles={a.note: EVIL for a in running_example()}, attempt_id=EVIL)
    html = (
        MarkdownIt("commonmark")
        .enable("table")
        .render(render(report_of(running_example(), facts, title=EVIL)))
    )
    assert "<b>" not in html
    assert "<a " not in html
    assert "<code>" not in html
    assert "<em>" not in html
    assert "\x1b" not in html
    assert html.count("<h1>") == 1


def test_a_drill_has_no_readiness() -> None:
    text = render(report_of(running_example()[:20], mode="drill", limit=None))
    assert "Chance of passing" not in text
    assert "PASS" not in text


def test_nothing_missed_nothing_listed() -> None:
    asked = [a for a in running_example() if a.outcome == "right"]
    text = render(report_of(asked))
    assert "## Notes to read" not in text
    assert "## Topics you missed" not in text
