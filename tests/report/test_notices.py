"""Each sentence is in every form of the report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from examkit.exam.grading import RegradeResult
from examkit.report.blocks import Block, Hero, Items, Meter, Paragraph
from examkit.report.render import html, markdown, text
from examkit.report.report import Report
from tests.report.example import make_facts, report_of, running_example

WRITERS: dict[str, Callable[[Report], str]] = {
    "text": text.render,
    "narrow": lambda report: text.render(report, 60),
    "markdown": markdown.render,
    "html": lambda report: unescape(html.render(report)),
}


def with_all_notices() -> Report:
    asked = [replace(a, seconds=1.0) for a in running_example()]
    asked[0] = replace(asked[0], fresh=False)
    asked[1] = replace(asked[1], outcome="unanswered", seconds=0.0)
    corrected = RegradeResult(right=46, asked=65, changed=("q-001",))
    facts = make_facts(asked, clock_changed=True, finished=None, corrected=corrected)
    return report_of(asked, facts)


def plain(written: str) -> str:
    """Drop marks and line breaks, which differ from one way of writing to another."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>|[\\*>]", "", written))


def sentences(block: Block) -> list[str]:
    match block:
        case Paragraph(text):
            return [text]
        case Items(items):
            return [*items]
        case Hero():
            return [block.verdict, block.text, block.caption]
        case Meter():
            return [block.label, block.text, *block.notes]
    return []


@pytest.mark.parametrize("writer", WRITERS)
def test_each_sentence_is_shown(writer: str) -> None:
    report = with_all_notices()
    blocks = [block for section in report for block in (*section.summary(), *section.details())]
    texts = [text for block in blocks for text in sentences(block)]
    assert len(texts) >= 12
    written = plain(WRITERS[writer](report))
    assert [text for text in texts if text not in written] == []
