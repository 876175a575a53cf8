"""Which answers count, and how much."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.analytics.counted_answers import (
    WeightedAnswers,
    answers_from_sheet,
    average_age,
    has_recent_mock,
    place,
    usable_answers,
    weigh_usable_answers,
)
from examkit.exam.form import Mode
from examkit.exam.past_answer import PastAnswer
from examkit.system_clock import DAY
from tests.report.example import Asked, form_of, running_example, sheet_of

START = 1_800_000_000.0
DOMAINS = ["secure", "resilient", "performing", "cost"]


def answers(
    *asked: Asked, day: float = 0.0, mode: Mode = "mock", attempt: str = ""
) -> tuple[PastAnswer, ...]:
    rows = list(asked)
    form = form_of(rows, mode=mode)
    return answers_from_sheet(
        form, sheet_of(form, rows), attempt or f"day-{day}", START + day * DAY
    )


def counts(*given: PastAnswer) -> tuple[float, float, float]:
    first = weigh_usable_answers(given, DOMAINS)[0]
    return first.asked, first.right, first.credit


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(), (1, 1, 1)),
        (Asked(outcome="wrong"), (1, 0, 0)),
        (Asked(outcome="partial"), (1, 0, 0.5)),
        (Asked(fresh=False), (0, 0, 0)),
        (Asked(scored=False), (1, 1, 1)),
        (Asked(outcome="unanswered", seconds=5), (1, 0, 0)),
        (Asked(outcome="unanswered", seconds=0), (0, 0, 0)),
        (Asked(seconds=0), (1, 1, 1)),
    ],
)
def test_what_counts(asked: Asked, expected: tuple[float, float, float]) -> None:
    assert counts(*answers(asked)) == expected


def test_answers_of_a_drill_count_half() -> None:
    assert counts(*answers(Asked(), Asked(outcome="wrong"), mode="drill")) == (1, 0.5, 0.5)


@pytest.mark.parametrize(("days", "weight"), [(0, 1.0), (14, 0.5), (28, 0.25), (7, 0.5**0.5)])
def test_an_answer_counts_half_each_fortnight_before_the_newest(days: float, weight: float) -> None:
    old, new = answers(Asked()), answers(Asked(), day=days)
    assert counts(*old, *new)[0] == pytest.approx(1 + weight)


@pytest.mark.parametrize(("mode", "days"), [("mock", 14 * 0.5 / 1.5), ("drill", 14 * 0.25 / 1.25)])
def test_the_average_age_weighs_answers_as_they_count(mode: Mode, days: float) -> None:
    old, new = answers(Asked(), mode=mode), answers(Asked(), day=14)
    assert average_age((*old, *new)) == pytest.approx(days)


def test_no_answer_has_no_age() -> None:
    assert average_age(()) == 0


def test_the_newest_attempt_counts_in_full_however_old_it_is() -> None:
    assert counts(*answers(Asked(), day=-400)) == (1, 1, 1)


def test_answers_too_quick_to_be_read_are_left_out() -> None:
    rows = [Asked(seconds=60)] * 19 + [Asked(seconds=2)]
    assert len(usable_answers(answers(*rows))) == 19


def test_a_careless_attempt_is_left_out_as_a_whole() -> None:
    careful = answers(*[Asked(seconds=60)] * 40)
    careless = answers(*[Asked(seconds=60)] * 7, *[Asked(seconds=2)] * 3, day=1)
    assert len(usable_answers((*careful, *careless))) == 40


def test_attempts_that_ended_at_one_moment_are_two_attempts() -> None:
    careful = answers(*[Asked(seconds=60)] * 7, attempt="a")
    careless = answers(*[Asked(seconds=2)] * 3, attempt="b")
    assert len(usable_answers((*careful, *careless))) == 7
    assert has_recent_mock((*careful, *careless))


def test_answers_are_placed_where_the_exam_has_them() -> None:
    given = answers(Asked(domain="secure"), Asked(domain="cost"))
    first, second = (answer.question for answer in given)
    assert [a.domain for a in place(given, {first: "resilient"})] == ["resilient"]
    assert place(given, {first: "secure", second: "cost"}) == given


def test_a_topic_is_counted_like_a_domain() -> None:
    given = answers(Asked(topic="caching"), Asked(topic="storage", outcome="wrong"))
    found = weigh_usable_answers(given, ["storage", "caching"], by="topic")
    assert [(part.domain, part.asked, part.right) for part in found] == [
        ("storage", 1, 0),
        ("caching", 1, 1),
    ]


def test_every_domain_of_the_exam_is_there_in_its_order() -> None:
    found = weigh_usable_answers(answers(Asked(domain="cost", topic="storage")), DOMAINS)
    assert [part.domain for part in found] == DOMAINS
    assert [part.asked for part in found] == [0, 0, 0, 1]


def test_the_running_example_counts_whole() -> None:
    rows = [replace(row, seconds=1.0) for row in running_example()]
    assert (
        sum(part.asked for part in weigh_usable_answers(answers(*running_example()), DOMAINS)) == 65
    )
    assert sum(part.asked for part in weigh_usable_answers(answers(*rows), DOMAINS)) == 0


@pytest.mark.parametrize(
    ("fresh", "seconds", "mode", "expected"),
    [
        (8, 60, "mock", True),
        (7, 60, "mock", False),
        (8, 60, "drill", False),
        (10, 2, "mock", False),
    ],
)
def test_a_fresh_mock_is_new_and_was_read(
    fresh: int, seconds: float, mode: Mode, expected: bool
) -> None:
    rows = [Asked(fresh=number < fresh, seconds=seconds) for number in range(10)]
    assert has_recent_mock(answers(*rows, mode=mode)) is expected


@pytest.mark.parametrize(("asked", "right", "credit"), [(1, 2, 1), (1, 1, 2), (1, -1, 0)])
def test_no_more_right_than_asked(asked: float, right: float, credit: float) -> None:
    with pytest.raises(ValueError, match="more correct answers"):
        WeightedAnswers("a", asked, right, credit)


def test_an_answer_in_no_domain_of_the_exam_counts_nowhere() -> None:
    given = answers(Asked(), Asked(outcome="wrong"))
    elsewhere = [replace(answer, domain="gone") for answer in given]
    assert all(found.asked == 0 for found in weigh_usable_answers(elsewhere, DOMAINS))


@pytest.mark.parametrize("mode", ["mock", "drill"])
@pytest.mark.parametrize("seconds", [3, 5, 7, 9])
def test_an_attempt_clicked_through_does_not_lower_its_own_threshold(
    seconds: float, mode: Mode
) -> None:
    careful = answers(*[Asked(seconds=90)] * 20)
    clicked = answers(*[Asked(seconds=seconds)] * 60, day=1, mode=mode)
    assert len(usable_answers((*careful, *clicked), pace=120.0)) == 20
    assert usable_answers(clicked, pace=120.0) == ()


def test_an_attempt_that_is_left_out_does_not_count() -> None:
    taken, other = answers(Asked(), Asked()), answers(Asked(), day=1)
    left_out = tuple(replace(answer, left_out=True) for answer in taken)
    assert usable_answers((*left_out, *other)) == other
    assert not has_recent_mock(left_out)
