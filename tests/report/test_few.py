"""A domain with few answers, in each form of the report."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest

from examkit.analytics.settings import AnalyticsSettings
from examkit.exam.grading import RegradeResult
from examkit.report.render import html, markdown, text
from examkit.report.render import json as as_json
from examkit.report.report import Report
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.domains_this_attempt import ThisAttemptSection
from examkit.report.sections.known_topics import KnownTopicsSection
from examkit.system_clock import DAY
from tests.report.example import (
    FINISHED,
    Asked,
    after_a_mock,
    answers_to,
    make_facts,
    report_of,
    running_example,
)

FOUR = [Asked()] * 3 + [Asked(outcome="wrong")]
WRITERS: dict[str, Callable[[Report], str]] = {
    "text": text.render,
    "narrow": lambda report: text.render(report, 60),
    "markdown": markdown.render,
    "html": lambda report: unescape(html.render(report)),
}


@pytest.mark.parametrize("right", range(6))
def test_five_answers_are_too_few_however_many_are_right(right: int) -> None:
    report = report_of([Asked()] * right + [Asked(outcome="wrong")] * (5 - right))
    assert {
        row.verdict for row in (*report[DomainsSection].domains, *report[ThisAttemptSection].alone)
    } == {"too few"}
    assert {row.verdict for row in report[KnownTopicsSection].known_topics} == {"too few"}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_domain_with_too_few_answers_has_its_counts_and_no_bar(writer: str) -> None:
    page = WRITERS[writer](report_of(FOUR)).split("Estimates need")[0].split("DO NEXT")[0]
    page = page.split("Do next")[0].split("in this attempt", 1)[-1].split("IN THIS ATTEMPT")[-1]
    assert "3/4" in page
    assert "not enough data" in page
    assert not re.search('█|┃|75%|class="fill|passing score', page)


ONE_OF_MANY = re.compile(
    r"(?<![\d.])1 (?:\w+ )?(?:answers|questions|notes|points|times|days|keys)\b"
)


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
@pytest.mark.parametrize("asked", [Asked(), Asked(outcome="wrong", seconds=1.0)])
def test_one_of_a_kind_is_written_in_the_singular(
    write: Callable[[Report], str], asked: Asked
) -> None:
    corrected = RegradeResult(right=1, asked=1, changed=("q-001",))
    settings = AnalyticsSettings().with_user_settings(half_life=1.0, own_rest=1.0)
    facts = make_facts([asked], corrected=corrected, settings=settings)
    written = re.sub(r"\s+", " ", write(report_of([asked], facts)))
    assert ONE_OF_MANY.findall(written) == []
    assert "The correct answer to 1 question has since changed" in written
    assert "1 to 1 s" not in written


def test_six_are_enough() -> None:
    report = report_of([*FOUR, Asked(), Asked()])
    assert (
        report[DomainsSection].domains[0].verdict,
        report[ThisAttemptSection].alone[0].verdict,
    ) == ("near line", "near line")


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_three_of_four_are_too_few_wherever_it_is_written(write: Callable[[Report], str]) -> None:
    written = write(report_of(FOUR))
    assert "not enough data" in written.lower()
    written = written.replace('"borderline."', "")
    assert not any(word in written.lower() for word in ("borderline", ": meets", "| meets"))


def test_three_of_four_are_too_few_for_programs() -> None:
    values = json.loads(as_json.render(report_of(FOUR)))
    assert {row["verdict"] for row in values["domains"]} == {"too few"}


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS.keys())
def test_a_verdict_from_earlier_attempts_says_so(write: Callable[[Report], str]) -> None:
    report = after_a_mock(FOUR)
    assert (report[DomainsSection].domains[0].right, report[DomainsSection].domains[0].asked) == (
        3,
        4,
    )
    assert (
        report[DomainsSection].domains[0].verdict,
        report[ThisAttemptSection].alone[0].verdict,
    ) == ("near line", "too few")
    written = " ".join(write(report).split())
    assert "estimates and verdicts use about 55 first-time answers" in written


def test_the_first_page_fits_a_small_terminal_with_earlier_attempts() -> None:
    rows = running_example()
    history = (*answers_to(rows, 5), *answers_to(rows))
    lines = text.page(report_of(rows, make_facts(rows, history=history)), text.PageOptions())
    assert len(lines) <= 24


def test_old_answers_never_count_more_than_new_ones() -> None:
    past = tuple(
        replace(answer, ended_at=FINISHED - 400 * DAY) for answer in answers_to(running_example())
    )
    report = report_of(FOUR, make_facts(FOUR, history=(*past, *answers_to(FOUR))))
    assert report[DomainsSection].domains[0].verdict == "too few"
