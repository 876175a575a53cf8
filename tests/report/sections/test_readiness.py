"""Readiness on the page: the clock, the age of the answers, and one word for one number."""

from __future__ import annotations

from dataclasses import replace

from examkit.report.blocks import Meter
from examkit.report.report import Report
from examkit.report.sections.domains import DomainsSection
from examkit.report.sections.readiness import ReadinessSection
from tests.report.example import answers_to, make_facts, report_of, running_example


def texts(report: Report) -> list[str]:
    """Return the chance of passing, in numbers and in words, and the notes on it."""
    [meter] = report[ReadinessSection].summary()
    assert isinstance(meter, Meter)
    return [meter.text, meter.remark, *meter.notes]


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
    assert texts(out_of_time())[2:] == [
        "You didn't reach every question in time.",
        "If you reach them all on the exam: about 90–95%, ready.",
    ]


def test_one_mock_supports_a_range_and_two_a_number() -> None:
    one = running_example()
    two = (*answers_to(one, 1), *answers_to(one))
    assert texts(report_of(one)) == ["40–50%", "a toss-up"]
    assert texts(report_of(one, make_facts(one, history=two))) == ["45%", "a toss-up"]


def test_after_a_pause_between_mocks_the_range_reaches_upward() -> None:
    one = running_example()
    both = (*answers_to(one, 10), *answers_to(one))
    assert texts(report_of(one, make_facts(one, history=both))) == ["45–50%", "a toss-up"]


def repeated_after(days: float) -> Report:
    """Return the report of a form repeated so many days after it was new."""
    seen = [replace(each, fresh=False) for each in running_example()]
    history = (*answers_to(running_example(), days), *answers_to(seen))
    return report_of(seen, make_facts(seen, history=history))


def test_old_answers_widens_ranges() -> None:
    new, old = repeated_after(0.5), repeated_after(14)
    for before, after in zip(new[DomainsSection].domains, old[DomainsSection].domains, strict=True):
        assert after.high - after.low > 1.1 * (before.high - before.low)
        assert after.evidence == before.evidence


def test_answers_of_half_a_year_ago_support_no_chance() -> None:
    readiness = repeated_after(180)[ReadinessSection].readiness
    assert readiness is not None
    assert (readiness.state, readiness.in_100) == ("too little", None)
    assert "answer about 40 more new questions" in texts(repeated_after(180))[2]


def test_a_repeated_form_has_no_scaled_score() -> None:
    from examkit.report.sections.result import ResultSection

    assert repeated_after(5)[ResultSection].scaled is None
    asked = running_example()
    some = [replace(each, fresh=number >= 26) for number, each in enumerate(asked)]
    result = report_of(some)[ResultSection]
    assert result.scaled is not None
    more = [replace(each, fresh=number >= 27) for number, each in enumerate(asked)]
    assert report_of(more)[ResultSection].scaled is None
