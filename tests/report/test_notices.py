"""What has to be known beside a result is told by every way of writing the report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from examkit.exam.regrade import RegradeResult
from examkit.report.model import Report
from examkit.report.notices import below_domains, below_pace, below_result
from examkit.report.render import html, markdown, text
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
    return re.sub(r"\s+", " ", re.sub(r"[\\*>]", "", written))


@pytest.mark.parametrize("writer", WRITERS)
def test_each_notice_is_told(writer: str) -> None:
    report = with_all_notices()
    notices = (*below_result(report), *below_domains(report), *below_pace(report))
    assert len(notices) == 7
    written = plain(WRITERS[writer](report))
    assert [notice for notice in notices if notice not in written] == []
