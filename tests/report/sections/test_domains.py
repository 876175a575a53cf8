"""What a report's sentences on domains are based on: this attempt, or all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.exam.form import Mode
from examkit.exam.past_answer import PastAnswer
from examkit.report.blocks import Bars, Items
from examkit.report.render import text
from examkit.report.report import Report
from examkit.report.sections.domains import DomainsSection, missing_text
from examkit.report.sections.next_steps import NextStepsSection
from tests.report.example import Asked, answers_to, make_facts, report_of, running_example

SECURITY = [Asked()] * 8 + [Asked(outcome="wrong")] * 2
VERDICTS = "Verdicts are based on all your attempts."
DRILL = "The drill is based on all your attempts."


def after_a_weak_mock(asked: list[Asked], mode: Mode = "drill") -> Report:
    """Report an attempt five days after a mock that missed a whole domain."""
    mock = [
        replace(each, outcome="wrong") if each.domain == "performing" else each
        for each in running_example()
    ]
    history = (*answers_to(mock, 5), *own_answers(asked))
    return report_of(asked, make_facts(asked, history=history), mode=mode, limit=None)


def own_answers(asked: list[Asked]) -> list[PastAnswer]:
    """Return the answers of an attempt as those of the report's own."""
    return [replace(each, attempt="attempt-1") for each in answers_to(asked)]


def test_a_drill_names_the_source_of_verdicts_and_of_a_drill_on_another_domain() -> None:
    report = after_a_weak_mock(SECURITY)
    first_page = text.render(report).split("DOMAIN ESTIMATES")[0]

    assert [row.id for row in report[DomainsSection].shown] == ["secure"]
    assert "Drill High-performing" in first_page
    assert VERDICTS in first_page
    assert DRILL in first_page


def test_a_drill_on_a_domain_it_asked_needs_no_source() -> None:
    asked = [replace(each, domain="performing", topic="caching") for each in SECURITY]

    assert after_a_weak_mock(asked)[NextStepsSection].note == ""


def test_a_first_drill_and_a_mock_judge_without_a_source() -> None:
    first = report_of(SECURITY * 2, mode="drill", limit=None)

    assert first[DomainsSection].shown[0].has_verdict
    assert VERDICTS not in text.render(first)
    assert VERDICTS not in text.render(after_a_weak_mock(running_example(), "mock"))


@pytest.mark.parametrize("mode", ["mock", "drill"])
def test_a_domain_far_behind_the_others_names_its_source(mode: Mode) -> None:
    section = after_a_weak_mock(SECURITY, mode)[DomainsSection]
    row = replace(section.shown[0], verdict="weak", behind=True)
    sentences = [
        item
        for block in replace(section, domains=(row,)).details()
        if isinstance(block, Items)
        for item in block.items
    ]

    assert len(sentences) == 1
    assert sentences[0].startswith("Across all your attempts, Secure is well behind")


@pytest.mark.parametrize(
    ("evidence", "enough", "count"),
    [(5.0, 6, "5"), (5.75, 6, "5.7"), (5.97, 6, "5.9"), (4.2, 6, "about 4"), (5.75, 8, "about 6")],
)
def test_the_answers_so_far_are_a_number(evidence: float, enough: float, count: str) -> None:
    row = replace(report_of(running_example())[DomainsSection].domains[0], evidence=evidence)
    assert missing_text([row], enough) == (
        f"Estimates need {enough} first-time answers per domain. So far: {row.title} {count}."
    )


def bar_tones(report: Report) -> list[tuple[str, str]]:
    """Return the colors of each domain's verdict and bar."""
    blocks = report[DomainsSection].summary()
    return [(r.tone, r.bar_tone) for each in blocks if isinstance(each, Bars) for r in each.rows]


def test_bars_have_the_color_of_verdicts_on_the_answers_that_they_show() -> None:
    first = bar_tones(report_of(running_example()))
    assert len(set(first)) > 1
    assert all(verdict == bar for verdict, bar in first)


@pytest.mark.parametrize("mode", ["mock", "drill"])
def test_bars_judge_nothing_if_verdicts_are_based_on_other_attempts_too(mode: Mode) -> None:
    tones = bar_tones(after_a_weak_mock(running_example(), mode))
    assert {bar for _, bar in tones} == {"plain"}
    assert {verdict for verdict, _ in tones} > {"error"}
