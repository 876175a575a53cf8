"""Readiness on the page: the clock, the age of the evidence, and one word for one number."""

from __future__ import annotations

from dataclasses import replace

from examkit.report.report import Report
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.readiness import ReadinessSection
from tests.report.example import answers_to, make_facts, report_of, running_example


def texts(report: Report) -> list[str]:
    return [block.text for block in report[ReadinessSection].summary() if hasattr(block, "text")]


def out_of_time() -> Report:
    """Return the report of a strong candidate who was cut off after 52 questions, twice."""
    asked = [
        replace(each, outcome="right" if number % 10 else "wrong")
        for number, each in enumerate(running_example())
    ]
    cut_off = [
        replace(each, outcome="unanswered", seconds=0.0) if number % 5 == 4 else each
        for number, each in enumerate(asked)
    ]
    answers = [*answers_to(cut_off, 3), *answers_to(cut_off)]
    history = tuple(replace(answer, timed_out=True) for answer in answers)
    return report_of(cut_off, make_facts(cut_off, reason="time", history=history))


def test_questions_never_reached_count_against_the_chance_of_passing() -> None:
    readiness = out_of_time()[ReadinessSection].readiness
    assert readiness is not None
    assert readiness.if_all_reached is not None
    assert readiness.reached == 52 / 65
    assert (readiness.in_100 or 0) < 70
    assert readiness.if_all_reached.in_100 == 95
    assert " at this pace " in texts(out_of_time())[0]
    assert "If you reach every question: about 90-95%, ready." in texts(out_of_time())[0]


def test_one_mock_supports_a_range_and_two_a_number() -> None:
    one = running_example()
    two = (*answers_to(one, 1), *answers_to(one))
    assert texts(report_of(one))[0] == (
        "About 40-50% of people who answer like this pass. A toss-up."
    )
    assert texts(report_of(one, make_facts(one, history=two)))[0] == (
        "About 45% of people who answer like this pass. A toss-up."
    )


def test_after_a_pause_between_mocks_the_range_reaches_upward() -> None:
    one = running_example()
    both = (*answers_to(one, 10), *answers_to(one))
    assert texts(report_of(one, make_facts(one, history=both)))[0] == (
        "About 45-50% of people who answer like this pass. A toss-up."
    )


def repeated_after(days: float) -> Report:
    """Return the report of a form repeated so many days after it was new."""
    seen = [replace(each, fresh=False) for each in running_example()]
    history = (*answers_to(running_example(), days), *answers_to(seen))
    return report_of(seen, make_facts(seen, history=history))


def test_old_evidence_widens_ranges_and_is_dated() -> None:
    new, old = repeated_after(0.5), repeated_after(14)
    for before, after in zip(new[DomainsSection].domains, old[DomainsSection].domains, strict=True):
        assert after.high - after.low > 1.1 * (before.high - before.low)
        assert after.evidence == before.evidence
    assert texts(old)[1] == "Based on 65 first-time answers, newest from Jan 1, 2027."


def test_evidence_of_half_a_year_ago_supports_no_chance() -> None:
    readiness = repeated_after(180)[ReadinessSection].readiness
    assert readiness is not None
    assert (readiness.state, readiness.in_100) == ("too little", None)
    assert "newest from Jul 19, 2026" in texts(repeated_after(180))[1]


def test_a_repeated_form_has_no_scaled_score() -> None:
    from examkit.report.sections.result import ResultSection

    assert repeated_after(5)[ResultSection].scaled is None
    asked = running_example()
    some = [replace(each, fresh=number >= 26) for number, each in enumerate(asked)]
    result = report_of(some)[ResultSection]
    assert result.scaled is not None
    shown = [block.text for block in result.summary() if hasattr(block, "text")]
    assert shown[1].endswith("Unofficial. You had seen 26 of these questions.")
    more = [replace(each, fresh=number >= 27) for number, each in enumerate(asked)]
    assert report_of(more)[ResultSection].scaled is None
