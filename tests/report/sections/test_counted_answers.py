"""What the report says about the attempts behind its estimates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.report.blocks import Items
from examkit.report.report import Report
from examkit.report.sections.counted_answers import CountedAnswersSection
from examkit.report.sections.readiness import ReadinessSection
from tests.report.example import Asked, answers_to, make_facts, report_of, running_example


def clicked_through(seconds: float) -> tuple[Report, Report]:
    """Return the reports of a careful mock and of one clicked through five days later."""
    careful, clicked = running_example(), [Asked(seconds=seconds, outcome="wrong")] * 60
    history = (*answers_to(careful, 5), *answers_to(clicked))
    history = tuple(replace(a, attempt="attempt-1") if a.seconds == seconds else a for a in history)
    return report_of(careful), report_of(clicked, make_facts(clicked, history=history))


def chance_in_100(report: Report) -> int:
    readiness = report[ReadinessSection].readiness
    assert readiness is not None
    assert readiness.in_100 is not None
    return readiness.in_100


@pytest.mark.parametrize("seconds", [3, 5, 7, 9])
def test_a_mock_clicked_through_is_named_and_moves_no_chance(seconds: float) -> None:
    careful, clicked = clicked_through(seconds)

    before, after = (chance_in_100(each) for each in (careful, clicked))
    assert abs(before - after) <= 5
    section = clicked[CountedAnswersSection]
    assert [(each.attempt, each.reason) for each in section.unused] == [("attempt-1", "too quick")]
    assert counted_texts(clicked)[-1].startswith(
        "This attempt doesn't count toward estimates: you answered many of its questions "
    )


def test_an_attempt_left_out_is_named_with_its_date() -> None:
    earlier = tuple(replace(a, left_out=True) for a in answers_to(running_example(), 5))
    history = (*earlier, *answers_to(running_example()))

    report = report_of(running_example(), make_facts(history=history))

    assert [each.reason for each in report[CountedAnswersSection].unused] == ["left out"]
    left_out = "The attempt on Jan 10, 2027 doesn't count toward estimates: you left it out."
    assert left_out in counted_texts(report)


def counted_texts(report: Report) -> list[str]:
    [items] = report[CountedAnswersSection].details()
    assert isinstance(items, Items)
    return [*items.items]


def test_the_attempts_behind_the_verdicts_are_always_named() -> None:
    own, earlier = running_example(), answers_to(running_example(), 5)
    seen = [replace(each, fresh=False) for each in own]

    alone = report_of(own)
    both = report_of(own, make_facts(history=(*earlier, *answers_to(own))))
    repeated = report_of(seen, make_facts(history=(*earlier, *answers_to(seen))))

    assert "Estimates and verdicts use 65 first-time answers from this attempt." in (
        counted_texts(alone)
    )
    assert counted_texts(both)[1].endswith("from 2 attempts between Jan 10, 2027 and Jan 15, 2027.")
    assert counted_texts(repeated)[0].endswith(
        "estimates and verdicts use 65 first-time answers from the attempt on Jan 10, 2027."
    )


def test_attempts_of_one_date_are_named_with_it() -> None:
    own = running_example()
    report = report_of(own, make_facts(history=(*answers_to(own, 0.1), *answers_to(own))))

    assert counted_texts(report)[1].endswith("from 2 attempts on Jan 15, 2027.")


def test_questions_that_time_cut_off_are_named() -> None:
    asked = [*running_example()[:50], *[Asked(outcome="unanswered", seconds=0)] * 15]
    assert counted_texts(report_of(asked, make_facts(asked, reason="time")))[-1] == (
        "Time ran out, and you didn't get to 15 of the questions. "
        "They count as incorrect, including in your chance of passing."
    )
