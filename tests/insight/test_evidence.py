"""Which answers count as evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from examkit.insight.evidence import DRILL_WEIGHT, Evidence, fresh_evidence, pooled
from tests.report.example import Asked, form_of, running_example, sheet_of


def counts(*asked: Asked, weight: float = 1.0) -> tuple[float, float, float]:
    rows = list(asked)
    first = fresh_evidence(sheet_of(form_of(rows), rows), weight)[0]
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
    assert counts(asked) == expected


def test_answers_of_a_drill_count_half() -> None:
    assert counts(Asked(), Asked(outcome="wrong"), weight=DRILL_WEIGHT) == (1, 0.5, 0.5)


def test_every_domain_of_the_exam_is_there_in_its_order() -> None:
    rows = [Asked(domain="cost", topic="storage")]
    found = fresh_evidence(sheet_of(form_of(rows), rows))
    assert [part.domain for part in found] == ["secure", "resilient", "performing", "cost"]
    assert [part.asked for part in found] == [0, 0, 0, 1]


def test_several_attempts_add_up() -> None:
    one, other = Evidence("a", 10, 7, 7.5), Evidence("a", 5, 1, 1)
    assert pooled([(one,), (Evidence("b", 1), other)]) == (
        Evidence("a", 15, 8, 8.5),
        Evidence("b", 1),
    )


def test_the_running_example_is_all_evidence() -> None:
    rows = [replace(row, seconds=1.0) for row in running_example()]
    assert sum(part.asked for part in fresh_evidence(sheet_of(form_of(rows), rows))) == 65


@pytest.mark.parametrize(("asked", "right", "credit"), [(1, 2, 1), (1, 1, 2), (1, -1, 0)])
def test_no_more_right_than_asked(asked: float, right: float, credit: float) -> None:
    with pytest.raises(ValueError, match="more right"):
        Evidence("a", asked, right, credit)
